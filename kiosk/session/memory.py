"""What the kiosk was doing, on disk: written before it is shown, found by whoever starts next.

The file holds the join address with its pin, because a meeting must be found again while the
calendar server is away; it is readable by its owner only.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from kiosk.base.storage import write_atomically
from kiosk.model.meeting import Meeting

log = logging.getLogger(__name__)

FILE = "session.json"


class Remembered(msgspec.Struct, frozen=True):
    """In which meeting, and what was switched on."""

    meeting: Meeting
    microphone_on: bool = True
    camera_on: bool = True


class Memory:
    """One small file. Every method blocks on the disk: call it off the core loop."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE

    def save(self, remembered: Remembered) -> None:
        """On return it survives a power cut. Raises OSError."""
        write_atomically(self._path, msgspec.json.encode(remembered))

    def clear(self) -> None:
        """We are in no meeting. Raises OSError."""
        self._path.unlink(missing_ok=True)

    def load(self, now: datetime, grace: timedelta) -> Remembered | None:
        """The meeting to go back into, unless it ended longer ago than `grace`."""
        try:
            remembered = msgspec.json.decode(self._path.read_bytes(), type=Remembered)
        except FileNotFoundError:
            return None
        except (OSError, msgspec.MsgspecError):
            log.warning("the remembered session cannot be read and is left alone")
            return None
        if now >= remembered.meeting.end + grace or remembered.meeting.address is None:
            return None
        return remembered
