"""Which meetings the home screen offers, and when it reminds of them. Pure functions."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.base.config import MeetingRules
from kiosk.model.meeting import Agenda, Meeting


@dataclass(frozen=True, slots=True)
class Choice:
    """What the home screen shows at one moment."""

    joinable: tuple[Meeting, ...] = ()
    """Can be entered now, the likeliest first: with an address before those that are refused
    (they are here so that the screen can say why), under way before about to start before over."""
    next: Meeting | None = None
    """The first one that cannot be entered yet and is not cancelled."""
    upcoming: tuple[Meeting, ...] = ()
    """All that cannot be entered yet, by start, cancelled ones included (marked as such)."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """Say that a meeting starts soon; `minutes` are those that are really left, rounded up."""

    meeting: Meeting
    minutes: int


def opens_at(meeting: Meeting, rules: MeetingRules) -> datetime:
    """When a meeting can first be entered: some minutes early, an all-day one on its day."""
    early = timedelta(minutes=0 if meeting.all_day else rules.join_before_min)
    return meeting.start - early


def closes_at(meeting: Meeting, rules: MeetingRules) -> datetime:
    """From when on a meeting can no longer be entered."""
    late = timedelta(minutes=0 if meeting.all_day else rules.join_after_min)
    return meeting.end + late


def choose(agenda: Agenda, now: datetime, rules: MeetingRules) -> Choice:
    """Sort the agenda's meetings for the screen. `now` is aware."""
    later = [each for each in agenda.meetings if now < opens_at(each, rules)]
    open_now = (
        each
        for each in agenda.meetings
        if not each.cancelled and opens_at(each, rules) <= now < closes_at(each, rules)
    )
    later.sort(key=lambda each: (each.start, each.key))
    return Choice(
        joinable=tuple(sorted(open_now, key=lambda each: _rank(each, now))),
        next=next((each for each in later if not each.cancelled), None),
        upcoming=tuple(later),
    )


def _rank(meeting: Meeting, now: datetime) -> tuple[bool, bool, int, float, str]:
    """Smaller is likelier to be the one that is wanted. Changes only at starts and ends."""
    if meeting.start <= now < meeting.end:
        group, order = 0, -meeting.start.timestamp()  # the one that began last
    elif now < meeting.start:
        group, order = 1, meeting.start.timestamp()
    else:
        group, order = 2, -meeting.end.timestamp()
    return meeting.address is None, meeting.all_day, group, order, meeting.key


def due_reminders(
    agenda: Agenda, rules: MeetingRules, last_check: datetime, now: datetime
) -> tuple[Reminder, ...]:
    """Reminders that fell due after `last_check` and up to `now`, by start.

    Call it with the `now` of the call before as `last_check`, kept over restarts, and each
    reminder comes exactly once. After a longer gap a meeting is mentioned once, with the minutes
    that are left, and not at all when it has begun. A moved meeting is reminded of by its new
    time. With a clock that was set back nothing comes until it has caught up.
    """
    due = (
        each
        for each in agenda.meetings
        if not (each.cancelled or each.all_day)
        and now < each.start
        and _falls_due(each, rules.reminders_min, last_check, now)
    )
    ordered: Iterable[Meeting] = sorted(due, key=lambda each: (each.start, each.key))
    return tuple(Reminder(each, _minutes_left(each, now)) for each in ordered)


def _falls_due(
    meeting: Meeting, minutes: Iterable[int], last_check: datetime, now: datetime
) -> bool:
    moments = (meeting.start - timedelta(minutes=each) for each in minutes)
    return any(last_check < moment <= now for moment in moments)


def _minutes_left(meeting: Meeting, now: datetime) -> int:
    return math.ceil((meeting.start - now).total_seconds() / 60)
