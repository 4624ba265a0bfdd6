"""What of the agenda matters now, decided here and nowhere else. Pure functions.

Which meetings the home screen offers and reminds of, which one is prepared, which one comes, and
which servers are needed for that. `today.Today` keeps it up to date; everybody else only reads it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from kiosk.base.config import MeetingRules, Settings
from kiosk.base.hosts import host_of
from kiosk.model.meeting import Agenda, AgendaState, Meeting

QUIET = timedelta(minutes=30)
"""With no meeting for so long the machine rests."""
AWAKE = timedelta(minutes=15)
"""So long before a meeting its devices are open, so that what is wrong can still be mended."""
WAKING = timedelta(minutes=1)
"""Opening takes some seconds, on the slowest PC half a minute: whoever presses in the first moment
finds everything open and the connection prepared."""


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


@dataclass(frozen=True, slots=True)
class Day:
    """The agenda as it matters at one moment."""

    agenda: Agenda = field(default_factory=lambda: Agenda(AgendaState.LOADING))
    choice: Choice = field(default_factory=Choice)
    reminder: Reminder | None = None
    """The last that fell due, until its meeting begins: whoever hears no chime looks later."""
    is_quiet: bool = False
    """No meeting is near: camera, microphone and loudspeaker are not needed."""

    @property
    def prepared(self) -> Meeting | None:
        """The meeting whose connection should stand before the press."""
        return next((one for one in self.choice.joinable if one.address is not None), None)

    @property
    def coming(self) -> Meeting | None:
        """What can be entered now or comes first, with an address that this machine can open."""
        meetings = (*self.choice.joinable, *self.choice.upcoming)
        return next((one for one in meetings if one.address and not one.cancelled), None)

    @property
    def server(self) -> str:
        """WebSocket address of the coming meeting's server, without room and pin; empty: none."""
        coming = self.coming
        return coming.address.url if coming is not None and coming.address is not None else ""


def day_of(
    agenda: Agenda,
    now: datetime,
    rules: MeetingRules,
    reminder: Reminder | None = None,
    *,
    was_quiet: bool = False,
) -> Day:
    """The agenda at this moment; the rest as it was the moment before. `now` is aware."""
    is_over = reminder is not None and now >= reminder.meeting.start
    return Day(
        agenda,
        choose(agenda, now, rules),
        None if is_over else reminder,
        is_quiet(agenda, now, rules, was_quiet=was_quiet),
    )


def is_quiet(agenda: Agenda, now: datetime, rules: MeetingRules, *, was_quiet: bool) -> bool:
    """Whether no meeting that this machine can open is on or near.

    Quiet begins when none is within `QUIET`, and ends `AWAKE` (or the time at which the join button
    appears, if that is earlier) before the next: devices do not go on and off between meetings. A
    meeting of the whole day has no moment to be ready for; whoever presses waits for the start.
    """
    if agenda.state is AgendaState.LOADING:
        return was_quiet
    ahead = awake_before(rules)
    reach = ahead if was_quiet else max(ahead, QUIET)
    return not any(
        each.start - reach <= now < closes_at(each, rules)
        for each in agenda.meetings
        if each.address is not None and not (each.cancelled or each.all_day)
    )


def awake_before(rules: MeetingRules) -> timedelta:
    """How long before a meeting the devices are to be open."""
    return max(AWAKE, timedelta(minutes=rules.join_before_min)) + WAKING


def server_to_check(day: Day, settings: Settings) -> str:
    """The coming meeting's server, else the one in the settings; empty when none is known."""
    return day.server or settings.meeting.server


def needed_hosts(day: Day, settings: Settings) -> list[tuple[str, int]]:
    """Host and port of what the kiosk needs now: the calendar and the coming meeting's server."""
    urls = (settings.calendar.url, day.server)
    return [host for url in urls if (host := host_of(url)) is not None]


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
    return tuple(Reminder(each, minutes_left(each, now)) for each in ordered)


def _falls_due(
    meeting: Meeting, minutes: Iterable[int], last_check: datetime, now: datetime
) -> bool:
    moments = (meeting.start - timedelta(minutes=each) for each in minutes)
    return any(last_check < moment <= now for moment in moments)


def minutes_left(meeting: Meeting, now: datetime) -> int:
    """Until it begins, rounded up; 0 and less: it has begun."""
    return math.ceil((meeting.start - now).total_seconds() / 60)
