"""What of an event the calendar library may see: checked, bounded, every time in a known zone.

The library has inputs that never end and others that lose the whole calendar (`docs/agenda.md`
lists them). Each event is therefore rewritten: values that are not plainly dates are refused,
rules that would take forever are refused, rules that would end far in the future are cut, and
each time gets an IANA zone. Floating times are in the point's zone, whatever the PC says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from kiosk.agenda import recurrence, zones
from kiosk.agenda.refusal import RefusalError
from kiosk.agenda.split import TEXTS, Event, Line, Series
from kiosk.agenda.work import Window
from kiosk.model.meeting import POINT_ZONE

PREFIX = "X-KIOSK-"
"""Before the names of text properties, so that the library does not try to understand them."""
MAX_RDATES = 500
MAX_EXDATES = 2000
MAX_EVENTS = 1000
_MAX_DURATION = timedelta(days=366)

_DATE = re.compile(r"\d{8}", re.ASCII)
_TIME = re.compile(r"\d{8}T\d{6}Z?", re.ASCII)
_DURATION = re.compile(
    r"\+?P(?:(?P<weeks>\d{1,4})W|(?:(?P<days>\d{1,5})D)?"
    r"(?:T(?:(?P<hours>\d{1,6})H)?(?:(?P<minutes>\d{1,7})M)?(?:(?P<seconds>\d{1,9})S)?)?)",
    re.ASCII,
)


def normalised(series: Series, window: Window) -> tuple[list[str], str]:
    """The series' events as texts of one VEVENT each, and why one of them is missing, if any is.

    A bad override is left out alone. Raises `RefusalError` when the whole series must be.
    """
    if len(series.events) > MAX_EVENTS:
        raise RefusalError(f"It has more than {MAX_EVENTS} changed occurrences.")
    masters = [event for event in series.events if not event.first("RECURRENCE-ID")]
    zone = _zone_of((masters or series.events)[0])
    texts, reason = [], ""
    for event in series.events:
        try:
            lines = (f"UID:{series.uid}", *_times(event, zone), *_rules(event, window))
        except RefusalError as refusal:
            if event in masters or len(series.events) == 1:
                raise
            reason = f"One of its changed occurrences was left out: {refusal}"
            continue
        # The line breaks keep the library from taking the text for the name of a file.
        texts.append("\r\n".join(("BEGIN:VEVENT", *lines, *_texts(event), "END:VEVENT", "")))
    return texts, reason


def _zone_of(event: Event) -> str:
    """The zone that the event's start is in; `UTC` when it ends in Z."""
    return _zone(_start_line(event), event, POINT_ZONE.key)


def _start_line(event: Event) -> Line:
    line = event.first("DTSTART")
    if not event.is_closed:
        raise RefusalError("It is cut off in the middle.")
    if line is None:
        raise RefusalError("It has no start.")
    return line


def _zone(line: Line, event: Event, floating: str) -> str:
    if line.value.strip().endswith("Z"):
        return "UTC"
    tzid = line.parameters.get("TZID", "")
    if not tzid:
        return floating
    name = zones.resolve(tzid, event.offsets)
    if name is None:
        raise RefusalError("Its time zone is unknown.")
    return name


def _times(event: Event, series_zone: str) -> Iterator[str]:
    own_zone = _zone_of(event)
    start = _start_line(event).value.strip()
    yield _time("DTSTART", start, own_zone)
    if end := event.first("DTEND"):
        end_zone = _zone(end, event, own_zone)
        _check_order(moment(start, own_zone), moment(end.value.strip(), end_zone))
        yield _time("DTEND", end.value.strip(), end_zone)
    elif length := event.first("DURATION"):
        yield f"DURATION:{_duration(length.value.strip())}"
    if moved := event.first("RECURRENCE-ID"):
        future = moved.parameters.get("RANGE", "").upper() == "THISANDFUTURE"
        name = "RECURRENCE-ID;RANGE=THISANDFUTURE" if future else "RECURRENCE-ID"
        yield _time(name, moved.value.strip(), _zone(moved, event, series_zone))
    yield from _listed(event, "RDATE", MAX_RDATES, series_zone)
    yield from _listed(event, "EXDATE", MAX_EXDATES, series_zone)


def _check_order(start: date, end: date) -> None:
    if isinstance(start, datetime) != isinstance(end, datetime):
        raise RefusalError("Its start is a day and its end a time, or the other way round.")
    if end < start:
        raise RefusalError("It ends before it starts.")


def _listed(event: Event, name: str, limit: int, zone: str) -> Iterator[str]:
    lines = [line for line in event.all(name) if line.value.strip()]
    if sum(line.value.count(",") + 1 for line in lines) > limit:
        raise RefusalError(f"It has more than {limit} entries in {name}.")
    for line in lines:
        for value in line.value.split(","):
            start = value.strip().partition("/")[0]  # of a period only the start is used
            value_zone = "UTC" if start.endswith("Z") else _zone(line, event, zone)
            yield _time(name, start, value_zone)


def _time(name: str, value: str, zone: str) -> str:
    """One date or time as a content line with its zone. Raises `RefusalError`."""
    moment(value, zone)
    if _DATE.fullmatch(value):
        return f"{name};VALUE=DATE:{value}"
    if value.endswith("Z"):
        return f"{name}:{value}"
    return f"{name}:{value}Z" if zone == "UTC" else f"{name};TZID={zone}:{value}"


def moment(value: str, zone: str) -> date:
    """The date, or the aware datetime, that a value means. Raises `RefusalError`."""
    try:
        if _DATE.fullmatch(value):
            return datetime.strptime(value, "%Y%m%d").date()
        if _TIME.fullmatch(value):
            wall = datetime.strptime(value.rstrip("Z")[:15], "%Y%m%dT%H%M%S")
            aware = wall.replace(tzinfo=UTC if value.endswith("Z") else ZoneInfo(zone))
            if 1900 <= wall.year <= 2200:
                return aware
    except ValueError:
        pass
    raise RefusalError("It has a date that does not exist or cannot be read.")


def _duration(value: str) -> str:
    match = _DURATION.fullmatch(value.upper())
    if not match or not any(match.groups()):
        raise RefusalError("Its duration cannot be read.")
    parts = {unit: int(number) for unit, number in match.groupdict("0").items()}
    if timedelta(**parts) > _MAX_DURATION:
        raise RefusalError("It lasts longer than a year.")
    return value.upper().lstrip("+")


def _rules(event: Event, window: Window) -> Iterator[str]:
    rules = event.all("RRULE")
    if len(rules) > 1:
        raise RefusalError("It has more than one rule of recurrence.")
    for line in rules:
        start = moment(_start_line(event).value.strip(), _zone_of(event))
        yield f"RRULE:{recurrence.bounded(line.value, start, window.end)}"


def _texts(event: Event) -> Iterator[str]:
    for line in event.lines:
        if line.name == "ORGANIZER":
            name = line.parameters.get("CN", "") or line.value.removeprefix("mailto:")
            yield f"{PREFIX}ORGANIZER:{name}"
        elif line.name in TEXTS:
            yield f"{PREFIX}{line.name}:{line.value}"
    sequence = event.first("SEQUENCE")
    if sequence and re.fullmatch(r"\d{1,9}", sequence.value.strip(), re.ASCII):
        yield f"SEQUENCE:{sequence.value.strip()}"
    status = event.first("STATUS")
    if event.cancelled or (status and status.value.strip().upper() == "CANCELLED"):
        yield "STATUS:CANCELLED"
