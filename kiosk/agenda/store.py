"""The last good agenda on disk, so that the screen knows the meetings before the network is up."""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path

import msgspec

from kiosk.base.config import Settings
from kiosk.base.storage import write_atomically
from kiosk.model.meeting import Agenda

log = logging.getLogger(__name__)


class _Stored(msgspec.Struct, frozen=True):
    source: str
    agenda: Agenda


class AgendaStore:
    """One file, readable by its owner only: it holds room pins."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self._path = folder / "agenda.json"
        self._source = _fingerprint(settings)

    def load(self) -> Agenda | None:
        """The stored agenda; None when there is none, it is damaged or from other settings."""
        try:
            stored = msgspec.json.decode(self._path.read_bytes(), type=_Stored)
        except FileNotFoundError:
            return None
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
            log.warning("stored agenda ignored", extra={"data": {"why": type(error).__name__}})
            return None
        return stored.agenda if stored.source == self._source else None

    def save(self, agenda: Agenda) -> None:
        """Replace the stored agenda. A full or read-only disk is logged; the screen goes on."""
        try:
            write_atomically(self._path, msgspec.json.encode(_Stored(self._source, agenda)))
        except OSError as error:
            log.warning("agenda not stored", extra={"data": {"why": error.strerror}})


def _fingerprint(settings: Settings) -> str:
    """Of the calendar and of the hosts that its addresses were checked against."""
    calendar = settings.calendar
    facts = (calendar.kind, calendar.url, calendar.user, *settings.meeting.allowed_hosts)
    return hashlib.sha256("\n".join(facts).encode()).hexdigest()
