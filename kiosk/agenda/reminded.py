"""Until when reminders were given, kept over restarts: none comes twice, and none is forgotten."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from kiosk.base import storage
from kiosk.base.storage import Tell, tell_nobody
from kiosk.model.meeting import check_moment

log = logging.getLogger(__name__)

FILE = "reminded.json"
_AHEAD = timedelta(minutes=1)
"""A time that lies further ahead is from a clock that was wrong: no reminder would come until it
is caught up with."""


class _Reminded(msgspec.Struct, frozen=True):
    until: datetime


def load(folder: Path, now: datetime, tell: Tell = tell_nobody) -> datetime | None:
    """Up to when reminders were given; None: not known. Blocks on the disk."""
    found = storage.load(folder / FILE, _decode, tell)
    return found.until if found is not None and found.until <= now + _AHEAD else None


def save(folder: Path, until: datetime) -> None:
    """Called only when one was given, so that a disk is written a few times a day.

    A disk that takes nothing is logged: then one may come again after a restart.
    """
    try:
        storage.write_atomically(folder / FILE, msgspec.json.encode(_Reminded(until)))
    except OSError as error:
        log.warning("that it was reminded is not kept: %s", error.strerror)


def _decode(data: bytes) -> _Reminded:
    """Raises anything at all for what cannot be used."""
    found = msgspec.json.decode(data, type=_Reminded)
    check_moment(found.until)
    return found
