"""What the kiosk was doing, on disk: written before it is shown, found by whoever starts next.

Two copies: one in the state folder, which survives a power cut, and one in the folder of the
running system, which survives the program also where the disk takes nothing any more. The higher
number is the newer one. Both hold the join address with its pin, because a meeting must be found
again while the calendar server is away; they are readable by their owner only.

Microphone and camera are switched on again only by a copy that is known to be the newest. How that
is known is in docs/architecture.md, "State on disk".
"""

from __future__ import annotations

import contextlib
import logging
import threading
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated

import msgspec

from kiosk.base import storage
from kiosk.base.storage import Tell, tell_nobody
from kiosk.model.meeting import Meeting

log = logging.getLogger(__name__)

FILE = "session.json"
OUTDATED = "session-outdated.json"
"""What `FILE` is called from when a newer wish could not be written: what it says is not so."""


class Remembered(msgspec.Struct, frozen=True):
    """In which meeting, and what was switched on."""

    meeting: Meeting
    microphone_on: bool = True
    camera_on: bool = True


class _Copy(msgspec.Struct, frozen=True):
    """One file. Without a meeting: we have left, and what a lower number says is over."""

    meeting: Meeting | None = None
    microphone_on: bool = True
    camera_on: bool = True
    number: Annotated[int, msgspec.Meta(ge=0, le=1 << 62)] = 0
    """Counts the wishes, over restarts."""


class Memory:
    """Every method blocks on the disk: call it off the core loop. One at a time acts."""

    def __init__(self, folder: Path, runtime: Path | None = None, tell: Tell = tell_nobody) -> None:
        """`runtime`: where the second copy lies; None: there is none. `tell`: the history."""
        self._path = folder / FILE
        self._outdated = folder / OUTDATED
        self._second = runtime / FILE if runtime is not None else None
        self._tell = tell
        self._number = -1
        """Of the newest wish; -1: not looked yet."""
        self._lock = threading.RLock()

    def save(self, remembered: Remembered) -> None:
        """On return it survives a power cut. Raises OSError: then it survives the program, and
        after a power cut microphone and camera stay off.
        """
        with self._lock:
            self._write(_copy(remembered, self._next_number()))

    def clear(self) -> None:
        """We are in no meeting. Raises OSError, and is known to the next program all the same."""
        with self._lock:
            self._keep_second(_Copy(number=self._next_number()))
            storage.remove(self._path)
            storage.remove(self._outdated)
            if self._second is not None:
                with contextlib.suppress(OSError):  # what is left there says the same
                    storage.remove(self._second)

    def load(self, now: datetime, grace: timedelta) -> Remembered | None:
        """The meeting to go back into, unless it ended longer ago than `grace`.

        What is found is written again: where the disk does not take it and no second copy says
        what was wished last, microphone and camera come back switched off.
        """
        with self._lock:
            newest, origin = self._newest()
            meeting = newest.meeting
            if meeting is None or meeting.address is None or now >= meeting.end + grace:
                return None
            is_sure = origin is not self._outdated
            try:
                self._write_disk(newest if is_sure else _off(newest))
            except OSError as error:
                log.warning("the disk takes no session: %s", error.strerror)
                is_sure = origin is self._second
            if not is_sure:
                log.warning("what was wished last is not known: microphone and camera stay off")
                newest = _off(newest)
            self._keep_second(newest)
            return Remembered(meeting, newest.microphone_on, newest.camera_on)

    def _newest(self) -> tuple[_Copy, Path | None]:
        """The copy that counts, and which file it is from. Among equals the second is surer."""
        newest, origin = _Copy(), None
        for path in (self._outdated, self._path, self._second):
            copy = self._read(path)
            if copy is not None and copy.number >= newest.number:
                newest, origin = copy, path
        self._number = newest.number
        return newest, origin

    def _read(self, path: Path | None) -> _Copy | None:
        return storage.load(path, _decoder.decode, self._tell) if path is not None else None

    def _next_number(self) -> int:
        if self._number < 0:
            self._newest()
        self._number += 1
        return self._number

    def _write(self, copy: _Copy) -> None:
        self._keep_second(copy)
        self._write_disk(copy)

    def _write_disk(self, copy: _Copy) -> None:
        try:
            storage.write_atomically(self._path, msgspec.json.encode(copy))
        except OSError:
            with contextlib.suppress(OSError):  # it may be not there, or the disk takes nothing
                storage.rename(self._path, self._outdated)
            raise
        with contextlib.suppress(OSError):  # an older number does not count
            storage.remove(self._outdated)

    def _keep_second(self, copy: _Copy) -> None:
        if self._second is None:
            return
        try:
            storage.write_atomically(self._second, msgspec.json.encode(copy))
        except OSError as error:
            log.warning("there is no second copy of the session: %s", error.strerror)
            with contextlib.suppress(OSError):  # an old one would say what is not so any more
                storage.remove(self._second)


_decoder: msgspec.json.Decoder[_Copy] = msgspec.json.Decoder(_Copy)


def _copy(remembered: Remembered, number: int) -> _Copy:
    return _Copy(remembered.meeting, remembered.microphone_on, remembered.camera_on, number)


def _off(copy: _Copy) -> _Copy:
    return msgspec.structs.replace(copy, microphone_on=False, camera_on=False)
