"""What happened to the kiosk, as it stands in a file: read, counted, told apart.

The diagnostics' probes and the command line read the file (`table.py`) while the kiosk writes it
(`history.py`). Wherever events leave it they are one JSON object a line. docs/logs.md lists the
kinds.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from kiosk.base.boot import same_boot
from kiosk.base.storage import SET_ASIDE
from kiosk.model.meeting import POINT_ZONE, check_moment

log = logging.getLogger(__name__)

FILE = "events.sqlite"
KEEP_DAYS = 30

STARTED = "started"
ENDED = "ended"
CRASHED = "crashed"
POWER_LOST = "power-lost"
PART_FAILED = "part-failed"
UPDATED = "updated"
UPDATE_TAKEN_BACK = "update-taken-back"
_MEDIA_ENDED = frozenset({"media-crashed", "media-hung", "media-broken"})
SERIOUS = frozenset(
    {
        *_MEDIA_ENDED,
        CRASHED,
        POWER_LOST,
        "failed",
        "device-lost",
        "network-lost",
        "calendar-away",
        "clock-wrong",
        "quick-failed",
        "pin-locked",
        PART_FAILED,
        SET_ASIDE,
        UPDATE_TAKEN_BACK,
    }
)
"""Somebody should know of it: marked where events are shown."""


class Event(msgspec.Struct, frozen=True):
    """One thing that happened, at an aware time. Facts are short plain texts, never a secret."""

    t: datetime
    kind: str
    facts: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Counts:
    """How often in some days."""

    starts: int = 0
    crashes: int = 0
    """Of the kiosk itself: it ended without saying so, and the PC went on."""
    power_losses: int = 0
    """The PC ended without the kiosk having ended: a power cut, a frozen PC."""
    media: int = 0
    """Of the media process."""
    parts: int = 0
    """Of a part of the core that went on dying."""


_encoder = msgspec.json.Encoder()
_decoder: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event)


def encode(event: Event) -> bytes:
    """One line, newline included."""
    return _encoder.encode(event) + b"\n"


def decode(line: bytes) -> Event | None:
    """The event of a line; None for a torn or foreign one."""
    try:
        event = _decoder.decode(line)
        check_moment(event.t)
    except (msgspec.MsgspecError, ValueError):
        return None
    return event


def read(folder: Path, since: datetime | None = None) -> tuple[Event, ...]:
    """All events since then, in the order in which they were written. Nothing: no file yet."""
    import sqlite3  # 2 ms of processor time: not on the way to the first screen

    from kiosk.journal import table

    try:
        found = table.read(folder / FILE)
    except (sqlite3.Error, OSError) as error:
        log.warning("%s cannot be read: %s", FILE, error)
        return ()
    return tuple(event for event in found if since is None or event.t >= since)


def counts(events: Iterable[Event], days: float, now: datetime | None = None) -> Counts:
    """How often the kiosk started and ended badly in the last days."""
    since = (now or datetime.now(UTC)) - timedelta(days=days)
    kinds = [event.kind for event in events if event.t >= since]
    return Counts(
        starts=kinds.count(STARTED),
        crashes=kinds.count(CRASHED),
        power_losses=kinds.count(POWER_LOST),
        media=sum(kind in _MEDIA_ENDED for kind in kinds),
        parts=kinds.count(PART_FAILED),
    )


def bad_end(events: Iterable[Event], boot: str) -> Event | None:
    """What the last run's end was, seen from a start now: `crashed`, `power-lost`, None: clean.

    The fact `last` is when that run wrote last, on the point's clock. `boot`: `boot_name()` now.
    """
    last_start: Event | None = None
    last: Event | None = None
    for event in events:
        last = event
        if event.kind == STARTED:
            last_start = event
        elif event.kind == ENDED:
            last_start = None
    if last_start is None or last is None:
        return None
    kind = CRASHED if same_boot(last_start.facts.get("boot", ""), boot) else POWER_LOST
    written = last.t.astimezone(POINT_ZONE).strftime("%d/%m/%Y %H:%M")
    return Event(datetime.now(UTC), kind, {"last": written})
