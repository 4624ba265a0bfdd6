"""What may be done to the kiosk now, and when. Pure functions of the time and what is known.

All hours are the point's, whatever zone the PC is set to. Every machine has its own minute, so that
126 points neither ask the server nor go dark at once.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, time, timedelta
from enum import Enum

from kiosk.model.meeting import POINT_ZONE
from kiosk.update.health import FRESH_S, REMEMBERED_S, Health

SWITCH_FROM, SWITCH_TO = time(2), time(4)
SWITCH_SPREAD = timedelta(minutes=90)
"""The last machine's minute; the rest of the window is for what takes long."""
RESTART_FROM, RESTART_TO = time(3), time(4)
RESTART_SPREAD = timedelta(minutes=50)
QUIET = timedelta(minutes=30)
"""So long before a meeting nothing is done any more."""
MADE = datetime(2026, 1, 1, tzinfo=POINT_ZONE)
"""A clock before this is wrong, and nobody knows what is night."""
RESTART_UP_S = 6 * 3600.0
"""A kiosk that has not run so long was started anew already."""


class Answer(Enum):
    """Whether something may be done now."""

    NOW = "now"
    NOT_NIGHT = "not at this hour"
    NOT_YET = "later this night"
    MEETING = "there is a meeting, or one begins within half an hour"
    TECHNICIAN = "a technician is at the screen"
    CLOCK = "the clock of the PC is wrong"
    YOUNG = "the kiosk was started not long ago"


def may_switch(now: datetime, machine: str, health: Health | None, age_s: float) -> Answer:
    """Whether a new version may be switched to by itself. `now` is aware.

    `age_s`: how old `health` is. Where nothing is known of the kiosk it does not run well enough
    to be in a meeting, and the new version may be what helps.
    """
    if now < MADE:
        return Answer.CLOCK
    local = now.astimezone(POINT_ZONE)
    if not SWITCH_FROM <= local.time() < SWITCH_TO:
        return Answer.NOT_NIGHT
    if local < minute_of(local, SWITCH_FROM, SWITCH_SPREAD, machine):
        return Answer.NOT_YET
    return may_disturb(now, health, age_s)


def may_disturb(now: datetime, health: Health | None, age_s: float) -> Answer:
    """Whether the kiosk may go dark for a minute, at any hour."""
    if health is None or not 0 <= age_s <= REMEMBERED_S:
        return Answer.NOW
    if health.in_meeting or is_near(now, health.next_meeting):
        return Answer.MEETING
    if health.technician and age_s <= FRESH_S:
        return Answer.TECHNICIAN
    return Answer.NOW


def may_restart(now: datetime, machine: str, health: Health) -> Answer:
    """Whether the kiosk may start itself anew; `health` is of this moment."""
    if now < MADE:
        return Answer.CLOCK
    local = now.astimezone(POINT_ZONE)
    if not RESTART_FROM <= local.time() < RESTART_TO:
        return Answer.NOT_NIGHT
    if health.up_s < RESTART_UP_S:
        return Answer.YOUNG
    if local < minute_of(local, RESTART_FROM, RESTART_SPREAD, machine):
        return Answer.NOT_YET
    return may_disturb(now, health, 0.0)


def minute_of(day: datetime, start: time, spread: timedelta, machine: str) -> datetime:
    """A machine's own moment of this day, between `start` and `spread` later; another each day."""
    seed = hashlib.sha256(f"{machine} {day.date()} {start}".encode()).digest()
    share = int.from_bytes(seed[:4], "big") / 2**32
    return datetime.combine(day.date(), start, POINT_ZONE) + share * spread


def is_near(now: datetime, start: float | None) -> bool:
    """Whether a meeting that begins at this Unix time has begun or begins soon."""
    return start is not None and start - now.timestamp() <= QUIET.total_seconds()
