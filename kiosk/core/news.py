"""Tells the history, once, what became of an update: root's side has no history to write into."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Annotated

import msgspec

from kiosk.base import storage
from kiosk.base.storage import Tell
from kiosk.journal.events import UPDATE_TAKEN_BACK, UPDATED
from kiosk.update.record import Kind, load_record

log = logging.getLogger(__name__)

FILE = "update-told.json"
_KINDS = {Kind.KEPT: UPDATED, Kind.TAKEN_BACK: UPDATE_TAKEN_BACK}


class Told(msgspec.Struct, frozen=True):
    """What was told last: when it happened, Unix time."""

    at: Annotated[float, msgspec.Meta(ge=0, le=1e12)] = 0.0


def _decode(data: bytes) -> Told:
    return msgspec.json.decode(data, type=Told)


class News:
    """`look` now and then, off the loop: it reads two small files."""

    def __init__(self, folder: Path, updates: Path, tell: Tell) -> None:
        """`folder`: our own state; `updates`: where root remembers updates."""
        self._folder = folder
        self._updates = updates
        self._tell = tell
        self._told = (storage.load(folder / FILE, _decode, tell) or Told()).at

    def look(self) -> None:
        """Tell what has not been told."""
        last = load_record(self._updates).last
        kind = _KINDS.get(last.kind)
        if kind is None or last.at == self._told:
            return
        self._told = last.at
        self._tell(kind, version=last.version, before=last.other, why=last.why)
        try:
            storage.write_atomically(self._folder / FILE, msgspec.json.encode(Told(last.at)))
        except OSError as error:
            log.warning("%s is not written: %s", FILE, error.strerror)
