"""What of an event the calendar library may see: checked, bounded, every time in a known zone.

The library has inputs that never end and others that lose the whole calendar (`docs/agenda.md`
lists them). Each event is therefore rewritten: values that are not plainly dates are refused,
rules that would take forever are refused, rules that would end far in the future are cut, and
each time gets an IANA zone. Floating times are in the point's zone, whatever the PC says.

A change that cannot be read hides the occurrence that it changes: the old hour would be false.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from kiosk.agenda import moments, recurrence, versions
from kiosk.agenda.events import Event, Series
from kiosk.agenda.lines import TEXTS, Line
from kiosk.agenda.moments import Moment
from kiosk.agenda.refusal import RefusalError
from kiosk.agenda.work import Window
from kiosk.model.meeting import POINT_ZONE

PREFIX = "X-KIOSK-"
"""Before the names of text properties, so that the library does not try to understand them."""
HOUR_FROM = "HOUR-FROM"
"""Of our own: the zone's name where the hour had to be derived."""
MAX_RDATES = 500
MAX_EXDATES = 2000
MAX_EVENTS = 1000
_DAY_PATTERN = re.compile(r"\s*(\d{8})(?:T|$)", re.ASCII)
_TWICE = "One of its occurrences is changed twice: the older change was left out."
_UNKNOWN = "It cannot be known which occurrence that is, so none is hidden."


@dataclass(frozen=True, slots=True)
class Hidden:
    """Occurrences that are not shown, because what changed them cannot be read."""

    start: date
    """The original start; a day when only that is known: all that begin on it are meant."""
    and_later: bool = False
    and_earlier: bool = False

    def hides(self, original: date) -> bool:
        """Whether the occurrence with this original start is meant."""
        if isinstance(self.start, datetime) and isinstance(original, datetime):
            mine, other = self.start.astimezone(UTC), original.astimezone(UTC)
            later, earlier = other > mine, other < mine
        else:
            first, second = _day(self.start), _day(original)
            later, earlier = second > first, second < first
        return (
            not (later or earlier) or (later and self.and_later) or (earlier and self.and_earlier)
        )


@dataclass(slots=True)
class Normal:
    """A series as the library may see it: texts of one VEVENT each."""

    texts: list[str] = field(default_factory=list)
    hidden: list[Hidden] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """Why something of it is missing."""


def normalised(series: Series, window: Window) -> Normal:
    """The series for the library. Raises `RefusalError` when the whole series must be left out."""
    if len(series.events) > MAX_EVENTS:
        raise RefusalError(f"It has more than {MAX_EVENTS} changed occurrences.")
    found = Normal(notes=list(series.notes))
    master = next((one for one in series.events if not one.first("RECURRENCE-ID")), None)
    first = master or next(iter(series.events), None)
    if first is None:
        return found
    if master is None and len(series.events) == 1:
        found.texts.append(_text(series, first, _change(first, None), window, found.notes))
        return found
    if master is not None:
        found.texts.append(_text(series, master, None, window, found.notes))
    for event, moment in _counting(series, master, found):
        try:
            found.texts.append(_text(series, event, moment, window, found.notes))
        except RefusalError as refusal:
            found.notes.append(f"One of its changed occurrences was left out: {refusal}")
            found.hidden.append(_hidden(event, moment.value))
    return found


def _counting(
    series: Series, master: Event | None, found: Normal
) -> Iterator[tuple[Event, Moment]]:
    """The changes that count, one for each occurrence, and which occurrence that is."""
    changes: dict[tuple[object, str], tuple[Event, Moment]] = {}
    for event in series.events:
        if not event.first("RECURRENCE-ID"):
            continue
        try:
            moment = _change(event, master)
        except RefusalError as refusal:
            found.notes.append(_hide_unread(event, str(refusal), found))
            continue
        key = (_instant(moment.value), _range(event))
        other = changes.get(key)
        if other is not None:
            if other[0].value("DTSTART") != event.value("DTSTART"):
                found.notes.append(_TWICE)
            event = max(other[0], event, key=versions.rank)
        changes[key] = (event, moment)
    yield from changes.values()


def _hide_unread(event: Event, why: str, found: Normal) -> str:
    """Hide the day of a change whose occurrence is known no better; what to say of it."""
    said = _DAY_PATTERN.match(event.value("RECURRENCE-ID"))
    try:
        day = moments.moment(said[1] if said else "", "").value
    except RefusalError:
        return f"One of its changed occurrences was left out: {why} {_UNKNOWN}"
    found.hidden.append(_hidden(event, day))
    return f"One of its changed occurrences was left out: {why}"


def _hidden(event: Event, start: date) -> Hidden:
    said = _range(event)
    return Hidden(start, said == "THISANDFUTURE", said == "THISANDPRIOR")


def _range(event: Event) -> str:
    line = event.first("RECURRENCE-ID")
    return line.parameters.get("RANGE", "").upper() if line else ""


def _change(event: Event, master: Event | None) -> Moment:
    """Which occurrence a change is of, in the type and zone of the series' own start."""
    line = event.first("RECURRENCE-ID")
    if line is None:
        raise RefusalError("It names no occurrence.")
    of_series = _start(master) if master else None
    moment = moments.read(line, event, of_series.zone if of_series else POINT_ZONE.key)
    if of_series is None or moment.is_day == of_series.is_day:
        return moment
    if of_series.is_day:
        day = moment.as_day()
        if day is None:
            raise RefusalError("It names an hour in a series of whole days.")
        return day
    if any("BYHOUR" in rule.value.upper() for rule in (master.all("RRULE") if master else ())):
        raise RefusalError("It names a day in a series with several hours a day.")
    wall = of_series.value
    hour = wall.timetz() if isinstance(wall, datetime) else datetime.min.timetz()
    return Moment(datetime.combine(moment.value, hour), of_series.zone)


def _text(
    series: Series, event: Event, change: Moment | None, window: Window, notes: list[str]
) -> str:
    master = next((one for one in series.events if not one.first("RECURRENCE-ID")), None)
    times = _times(event, change, master, notes)
    lines = (f"UID:{series.uid}", *times, *_rules(event, window))
    # The line breaks keep the library from taking the text for the name of a file.
    return "\r\n".join(("BEGIN:VEVENT", *lines, *_texts(event), "END:VEVENT", ""))


def _start(event: Event) -> Moment:
    return moments.read(_start_line(event), event, POINT_ZONE.key)


def _start_line(event: Event) -> Line:
    line = event.first("DTSTART")
    if not event.is_closed:
        raise RefusalError("It is cut off in the middle.")
    if line is None:
        raise RefusalError("It has no start.")
    return line


def _times(
    event: Event, change: Moment | None, master: Event | None, notes: list[str]
) -> Iterator[str]:
    is_gone = event.is_cancelled and change is not None and event.is_closed
    # A cancellation need not repeat when the occurrence would have been.
    start = change if is_gone and change and not event.first("DTSTART") else _start(event)
    yield start.line("DTSTART")
    if start is change and master and not (event.first("DTEND") or event.first("DURATION")):
        yield from _as_long_as(master)
    elif end := event.first("DTEND"):
        last = moments.read(end, event, start.zone or POINT_ZONE.key)
        last = (last.as_day() or last) if start.is_day else last
        moments.check_order(start, last)
        yield last.line("DTEND")
    elif length := event.first("DURATION"):
        yield f"DURATION:{moments.length(start, length.value)}"
    if change is not None:
        future = _range(event) == "THISANDFUTURE"
        if _range(event) == "THISANDPRIOR":
            raise RefusalError("It changes all earlier occurrences, which is not understood.")
        yield change.line("RECURRENCE-ID;RANGE=THISANDFUTURE" if future else "RECURRENCE-ID")
    yield from _extra(event, start, notes)
    yield from _exceptions(event, start)


def _as_long_as(master: Event) -> Iterator[str]:
    """A DURATION that is the length of a series' occurrences, where it has one."""
    start = _start(master)
    if end := master.first("DTEND"):
        size = _instant(moments.read(end, master, start.zone or POINT_ZONE.key).value)
        seconds = int((size - _instant(start.value)).total_seconds())
        yield f"DURATION:P{seconds // 86400}D" if start.is_day else f"DURATION:PT{seconds}S"
    elif length := master.first("DURATION"):
        yield f"DURATION:{moments.length(start, length.value)}"


def _extra(event: Event, start: Moment, notes: list[str]) -> Iterator[str]:
    for line, value in _listed(event, "RDATE", MAX_RDATES):
        begin, slash, end = value.partition("/")
        moment = _value(line, event, begin, start)
        same = moment.as_day() if start.is_day else moment
        if same is None or same.is_day != start.is_day or (slash and start.is_day):
            what = "whole days" if start.is_day else "hours"
            notes.append(f"An extra date (RDATE) was left out: the series is one of {what}.")
        elif not slash:
            yield same.line("RDATE")
        else:
            size = _period(line, event, same, end)
            head, _, text = same.line("RDATE;VALUE=PERIOD").rpartition(":")
            yield f"{head}:{text}/PT{size}S"


def _period(line: Line, event: Event, start: Moment, end: str) -> int:
    """How many seconds a period is long (RFC 5545, 3.3.9)."""
    if end[:1].upper() in ("P", "+"):
        return int(moments.duration(end).total_seconds())
    last = _value(line, event, end, start)
    moments.check_order(start, last)
    size = _instant(last.value) - _instant(start.value)
    if size > moments.MAX_DURATION:
        raise RefusalError("It lasts longer than a year.")
    return int(size.total_seconds())


def _exceptions(event: Event, start: Moment) -> Iterator[str]:
    for line, value in _listed(event, "EXDATE", MAX_EXDATES):
        moment = _value(line, event, value.partition("/")[0], start)
        if start.is_day and isinstance(moment.value, datetime):
            zone = POINT_ZONE if moment.zone == "UTC" else moment.value.tzinfo
            moment = Moment(moment.value.astimezone(zone).date(), start.zone)
        yield moment.line("EXDATE")


def _value(line: Line, event: Event, text: str, start: Moment) -> Moment:
    """One of the values of a line."""
    one = Line(line.name, line.parameters, text)
    return moments.read(one, event, start.zone or POINT_ZONE.key)


def _listed(event: Event, name: str, limit: int) -> list[tuple[Line, str]]:
    found = [
        (line, value.strip())
        for line in event.all(name)
        for value in line.value.split(",")
        if value.strip()
    ]
    if len(found) > limit:
        raise RefusalError(f"It has more than {limit} entries in {name}.")
    return found


def _rules(event: Event, window: Window) -> Iterator[str]:
    rules = event.all("RRULE")
    if len(rules) > 1:
        raise RefusalError("It has more than one rule of recurrence.")
    for line in rules:
        rule = recurrence.bounded(line.value, _start(event).value, window.end)
        if rule:
            yield f"RRULE:{rule}"


def _texts(event: Event) -> Iterator[str]:
    for line in event.lines:
        if line.name == "ORGANIZER":
            name = line.parameters.get("CN", "") or line.value.removeprefix("mailto:")
            yield f"{PREFIX}ORGANIZER:{_one_line(name)}"
        elif line.name in TEXTS:
            yield f"{PREFIX}{line.name}:{_one_line(line.value)}"
    if derived := moments.derived_from(event):
        yield f"{PREFIX}{HOUR_FROM}:{_one_line(derived)}"
    yield f"SEQUENCE:{event.sequence}"
    if event.is_cancelled:
        yield "STATUS:CANCELLED"


def _one_line(text: str) -> str:
    return text.replace("\n", " ").replace("\r", " ")


def _instant(value: date) -> datetime:
    """A moment that can be compared; that of a day is its midnight at the point."""
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    return datetime(value.year, value.month, value.day, tzinfo=POINT_ZONE).astimezone(UTC)


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value
