"""The last good agenda on disk, so that the screen knows the meetings before the network is up."""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path

import msgspec

from kiosk.base import storage
from kiosk.base.config import Settings
from kiosk.base.storage import Tell, tell_nobody
from kiosk.model.meeting import Agenda

log = logging.getLogger(__name__)


class _Stored(msgspec.Struct, frozen=True):
    source: str
    agenda: Agenda


_decoder: msgspec.json.Decoder[_Stored] = msgspec.json.Decoder(_Stored)


class AgendaStore:
    """One file, readable by its owner only: it holds room pins."""

    def __init__(self, folder: Path, settings: Settings, tell: Tell = tell_nobody) -> None:
        """`tell` writes into the history."""
        self._path = folder / "agenda.json"
        self._source = _fingerprint(settings)
        self._tell = tell

    def load(self) -> Agenda | None:
        """The stored agenda; None when there is none, it is damaged or from other settings."""
        stored = storage.load(self._path, _decoder.decode, self._tell)
        if stored is None:
            return None
        return stored.agenda if stored.source == self._source else None

    def save(self, agenda: Agenda) -> None:
        """Replace the stored agenda. A full or read-only disk is logged; the screen goes on."""
        try:
            storage.write_atomically(self._path, msgspec.json.encode(_Stored(self._source, agenda)))
        except OSError as error:
            log.warning("agenda not stored", extra={"data": {"why": error.strerror}})


def _fingerprint(settings: Settings) -> str:
    """Of the calendar and of the hosts that its addresses were checked against."""
    calendar = settings.calendar
    facts = (calendar.kind, calendar.url, calendar.user, *settings.meeting.allowed_hosts)
    return hashlib.sha256("\n".join(facts).encode()).hexdigest()
