"""Dates, times and durations as events write them, each checked before a library sees it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from kiosk.agenda import zones
from kiosk.agenda.events import Event
from kiosk.agenda.lines import Line
from kiosk.agenda.refusal import RefusalError
from kiosk.model.meeting import POINT_ZONE

MAX_DURATION = timedelta(days=366)
_DAY = timedelta(days=1)

_DATE = re.compile(r"\d{8}", re.ASCII)
_TIME = re.compile(r"\d{8}T\d{6}Z?", re.ASCII)
_DURATION = re.compile(
    r"\+?P(?:(?P<weeks>\d{1,4})W|(?:(?P<days>\d{1,5})D)?"
    r"(?:T(?:(?P<hours>\d{1,6})H)?(?:(?P<minutes>\d{1,7})M)?(?:(?P<seconds>\d{1,9})S)?)?)",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, or an aware time with the IANA name of its zone."""

    value: date
    zone: str

    @property
    def is_day(self) -> bool:
        """Whether it is a whole day."""
        return not isinstance(self.value, datetime)

    def line(self, name: str) -> str:
        """As a content line whose zone the calendar library knows."""
        if not isinstance(self.value, datetime):
            return f"{name};VALUE=DATE:{self.value:%Y%m%d}"
        if self.zone == "UTC":
            return f"{name}:{self.value:%Y%m%dT%H%M%S}Z"
        return f"{name};TZID={self.zone}:{self.value:%Y%m%dT%H%M%S}"

    def as_day(self) -> Moment | None:
        """The day that a midnight begins, as Exchange writes days; None at any other hour."""
        if not isinstance(self.value, datetime):
            return self
        wall = self.value.astimezone(POINT_ZONE) if self.zone == "UTC" else self.value
        return None if (wall.hour, wall.minute) != (0, 0) else Moment(wall.date(), self.zone)


def zone_of(line: Line, event: Event, floating: str) -> str:
    """The zone of a line's value; `UTC` when it ends in Z. Raises `RefusalError`."""
    if line.value.strip().upper().endswith("Z"):
        return "UTC"
    tzid = line.parameters.get("TZID", "")
    if not tzid:
        return floating
    found = zones.resolve(tzid, event.scope.zones)
    if found is None:
        raise RefusalError("Its time zone is unknown.")
    return found.name


def derived_from(event: Event) -> str:
    """The zone's own name, where the hour of the event had to be derived from an offset."""
    for name in ("DTSTART", "RECURRENCE-ID"):
        line = event.first(name)
        tzid = line.parameters.get("TZID", "") if line else ""
        found = zones.resolve(tzid, event.scope.zones) if tzid else None
        if line and found and found.is_derived and not line.value.strip().upper().endswith("Z"):
            return tzid
    return ""


def read(line: Line, event: Event, floating: str) -> Moment:
    """The one value of a line. Raises `RefusalError`."""
    value = line.value.strip()
    found = moment(value, "" if _DATE.fullmatch(value) else zone_of(line, event, floating))
    is_day_said = line.parameters.get("VALUE", "").upper() == "DATE"
    return (found.as_day() or found) if is_day_said else found


def moment(value: str, zone: str) -> Moment:
    """What a value means in a zone. Raises `RefusalError`."""
    value = value.strip().upper()
    try:
        if _DATE.fullmatch(value):
            day = datetime.strptime(value, "%Y%m%d").date()
            if 1900 <= day.year <= 2200:
                return Moment(day, zone)
        elif _TIME.fullmatch(value):
            wall = datetime.strptime(value[:15], "%Y%m%dT%H%M%S")
            zone = "UTC" if value.endswith("Z") else zone
            aware = wall.replace(tzinfo=UTC if zone == "UTC" else ZoneInfo(zone))
            if 1900 <= wall.year <= 2200:
                return Moment(aware, zone)
    except ValueError:
        pass
    raise RefusalError("It has a date that does not exist or cannot be read.")


def duration(value: str) -> timedelta:
    """How long a DURATION is. Raises `RefusalError`."""
    match = _DURATION.fullmatch(value.strip().upper())
    if not match or not any(match.groups()):
        raise RefusalError("Its duration cannot be read.")
    parts = {unit: int(number) for unit, number in match.groupdict("0").items()}
    if timedelta(**parts) > MAX_DURATION:
        raise RefusalError("It lasts longer than a year.")
    return timedelta(**parts)


def length(start: Moment, text: str) -> str:
    """A DURATION as it fits the start: that of a day in whole days. Raises `RefusalError`."""
    size = duration(text)
    if not start.is_day:
        return text.strip().upper().lstrip("+")
    if size % _DAY:
        raise RefusalError("It is of whole days, but its duration is not.")
    return f"P{size // _DAY}D"


def check_order(start: Moment, end: Moment) -> None:
    """Raises `RefusalError` unless the end can follow the start."""
    if start.is_day != end.is_day:
        raise RefusalError("Its start is a day and its end a time, or the other way round.")
    if end.value < start.value:
        raise RefusalError("It ends before it starts.")
