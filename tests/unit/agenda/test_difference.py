"""Generated calendars, read by us and by vobject: the same occurrences in sixty days.

vobject cuts, unfolds and decodes by itself, and puts series together by itself, but counts rules
with the same dateutil as the library that we use. So rules are also compared with a walk over the
days that knows no library at all.

Differences that are meant, and therefore not generated: what we refuse (docs/agenda.md); zones
that vobject does not know by name; PERIOD and changed occurrences, which vobject does not read; an
UNTIL before the start, where vobject has the start only beside an RDATE, and we have it always
(RFC 5545, 3.8.5.3).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import pytest
import vobject
from dateutil import tz
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.agenda.expand import expand
from kiosk.agenda.letters import reduced, text_of
from kiosk.agenda.split import split
from kiosk.agenda.work import Window
from kiosk.model.meeting import POINT_ZONE
from tests.unit.agenda.conftest import HOSTS, calendar, event

START = datetime(2026, 11, 1, tzinfo=POINT_ZONE)
WINDOW = Window(START, START + timedelta(days=60))
ZONES = ("Asia/Ho_Chi_Minh", "Europe/Berlin", "America/New_York", "Asia/Tokyo")
CALENDARS = 500
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

Found = set[tuple[str, datetime, datetime]]


@dataclass(frozen=True)
class Made:
    """An event as it stands in the calendar."""

    uid: str
    lines: tuple[str, ...]


@st.composite
def rules(draw: st.DrawFn, start: datetime) -> str:
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    interval = draw(st.integers(1, 4))
    by = {
        "DAILY": ["", ";BYMONTH=11", ";BYDAY=MO,TH", ";BYMONTHDAY=1,15,31"],
        "WEEKLY": ["", ";BYDAY=MO,WE,FR", ";BYDAY=SU;WKST=SU", ";BYDAY=TU;BYMONTH=12"],
        "MONTHLY": ["", ";BYDAY=-1FR", ";BYDAY=1MO,3MO", ";BYMONTHDAY=-1", ";BYDAY=MO;BYSETPOS=2"],
        "YEARLY": ["", ";BYMONTH=11,12;BYDAY=2TU", ";BYMONTH=12;BYMONTHDAY=24", ";BYYEARDAY=-10"],
    }[frequency]
    end = draw(st.sampled_from(["", "COUNT", "UNTIL"]))
    tail = ""
    if end == "COUNT":
        tail = f";COUNT={draw(st.integers(1, 40))}"
    elif end == "UNTIL":
        until = start + timedelta(days=draw(st.integers(2, 200)))
        tail = f";UNTIL={until.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return f"RRULE:FREQ={frequency};INTERVAL={interval}{draw(st.sampled_from(by))}{tail}"


@st.composite
def made(draw: st.DrawFn, uid: str) -> Made:
    day = draw(st.integers(-120, 60))
    wall = datetime.combine(START.date() + timedelta(days=day), time(draw(st.integers(0, 23)), 30))
    kind = draw(st.sampled_from(["zone", "zone", "utc", "day"]))
    zone = draw(st.sampled_from(ZONES))

    def line(name: str, moment: datetime) -> str:
        if kind == "day":
            return f"{name};VALUE=DATE:{moment:%Y%m%d}"
        if kind == "utc":
            return f"{name}:{moment:%Y%m%dT%H%M%SZ}"
        return f"{name};TZID={zone}:{moment:%Y%m%dT%H%M%S}"

    lines = ["DTSTAMP:20261101T000000Z", line("DTSTART", wall)]
    size = timedelta(days=draw(st.integers(1, 3))) if kind == "day" else timedelta(minutes=90)
    lines.append(
        draw(
            st.sampled_from(
                [line("DTEND", wall + size), "DURATION:" + ("P2D" if kind == "day" else "PT1H30M")]
            )
        )
    )
    if draw(st.booleans()):
        rule = draw(rules(wall.replace(tzinfo=POINT_ZONE)))
        if kind == "day" and "UNTIL" in rule:
            rule = rule[: rule.index(";UNTIL=") + 15]  # the day alone, as the standard wants
        lines.append(rule)
        for name in ("EXDATE", "RDATE"):
            steps = draw(st.lists(st.integers(0, 30), max_size=3, unique=True))
            lines += [line(name, wall + timedelta(days=step)) for step in steps]
    lines.append("SUMMARY:" + draw(st.text("Họp giao ban đầu tuần\\, ;:\"'", max_size=60)))
    return Made(uid, tuple(lines))


calendars = st.lists(st.integers(), min_size=1, max_size=3).flatmap(
    lambda numbers: st.tuples(*(made(f"u{index}") for index, _ in enumerate(numbers)))
)


def folded(text: str, size: int) -> bytes:
    """Each line cut after so many bytes, where a letter ends."""
    out = []
    for line in text.split("\r\n"):
        pieces, piece = [], ""
        for letter in line:
            if len((piece + letter).encode()) > size:
                pieces.append(piece)
                piece = ""
            piece += letter
        out.append("\r\n ".join([*pieces, piece]))
    return "\r\n".join(out).encode()


def ours(data: bytes) -> Found:
    found: Found = set()
    for series in split([reduced(text_of(data))]):
        meetings, left_out = expand(series, WINDOW, HOSTS)
        assert left_out == ()
        found |= {(one.uid, one.start.astimezone(UTC), one.end.astimezone(UTC)) for one in meetings}
    return _within(found)


def theirs(data: bytes) -> Found:
    found: Found = set()
    for one in vobject.readOne(data.decode()).vevent_list:
        start = one.dtstart.value
        size = one.dtend.value - start if hasattr(one, "dtend") else one.duration.value
        rule = one.getrruleset(addRDate=True)
        starts = [start] if rule is None else list(_upto(rule, start))
        for each in starts:
            begin = _aware(each, start)
            end = _aware(each + size, start)
            found.add((one.uid.value, begin.astimezone(UTC), end.astimezone(UTC)))
    return _within(found)


def _upto(rule, start: date):
    """All of a rule up to the end of the window: some have no end."""
    naive = WINDOW.end.replace(tzinfo=None) + timedelta(days=2)
    for each in rule:
        if each.replace(tzinfo=None) > naive:
            return
        yield each


def _aware(moment: date, start: date) -> datetime:
    if not isinstance(start, datetime):
        return datetime(moment.year, moment.month, moment.day, tzinfo=POINT_ZONE)
    assert isinstance(moment, datetime)
    return moment if moment.tzinfo else moment.replace(tzinfo=start.tzinfo)


def _within(found: Found) -> Found:
    return {one for one in found if WINDOW.start <= one[1] < WINDOW.end}


@pytest.fixture(autouse=True, scope="module")
def _zones() -> None:
    """vobject would ask pytz, and use its zones in a way that pytz does not allow."""
    for name in ZONES:
        vobject.icalendar.registerTzid(name, tz.gettz(name))


@settings(
    max_examples=CALENDARS,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(calendars, st.integers(20, 75))
def test_generated_calendars_mean_the_same_to_vobject(events: tuple[Made, ...], size: int) -> None:
    data = folded(calendar(*(event(one.uid, *one.lines) for one in events)), size)
    assert ours(data) == theirs(data), data.decode()


def walked(rule: str, start: date, last: date) -> list[date]:
    """The days of a rule, found by looking at every day (RFC 5545, 3.3.10)."""
    fields = dict(part.split("=") for part in rule.removeprefix("RRULE:").split(";"))
    frequency, interval = fields["FREQ"], int(fields["INTERVAL"])
    first = _period(frequency, start, fields)
    periods: dict[int, list[date]] = {}
    day = date(start.year, 1, 1) - timedelta(days=7)
    while day <= last:
        period = _period(frequency, day, fields)
        if (period - first) % interval == 0 and _is_of(day, start, frequency, fields):
            periods.setdefault(period, []).append(day)
        day += timedelta(days=1)
    found = [each for days in periods.values() for each in _placed(days, fields) if each >= start]
    found = found if found[:1] == [start] else [start, *found]
    if "UNTIL" in fields:
        until = datetime.strptime(fields["UNTIL"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        return [each for each in found if _at_eight(each) <= until or each == start]
    return found[: int(fields["COUNT"])] if "COUNT" in fields else found


def _at_eight(day: date) -> datetime:
    return datetime.combine(day, time(8), POINT_ZONE)


def _period(frequency: str, day: date, fields: dict[str, str]) -> int:
    if frequency == "DAILY":
        return day.toordinal()
    if frequency == "WEEKLY":  # 1 January of the year 1 was a Monday
        return (day.toordinal() - 1 - DAYS.index(fields.get("WKST", "MO"))) // 7
    return day.year if frequency == "YEARLY" else day.year * 12 + day.month


def _is_of(day: date, start: date, frequency: str, fields: dict[str, str]) -> bool:
    months = [int(each) for each in fields.get("BYMONTH", "").split(",") if each]
    if months and day.month not in months:
        return False
    by_day = [each for each in fields.get("BYDAY", "").split(",") if each]
    in_year = frequency == "YEARLY" and not months
    checks = [
        any(_is_weekday(day, each, in_year) for each in by_day) if by_day else None,
        _is_numbered(day.day, _month_size(day), fields.get("BYMONTHDAY", "")),
        _is_numbered(day.timetuple().tm_yday, _year_size(day), fields.get("BYYEARDAY", "")),
    ]
    said = [check for check in checks if check is not None]
    if said or frequency == "DAILY":
        return all(said)
    if frequency == "WEEKLY":
        return day.weekday() == start.weekday()
    is_month = frequency == "MONTHLY" or bool(months) or day.month == start.month
    return day.day == start.day and is_month


def _is_weekday(day: date, said: str, in_year: bool) -> bool:
    if day.weekday() != DAYS.index(said[-2:]):
        return False
    number, size = (
        (day.timetuple().tm_yday, _year_size(day)) if in_year else (day.day, _month_size(day))
    )
    which = int(said[:-2] or 0)
    if which < 0:
        return (size - number) // 7 == -which - 1
    return which in (0, (number - 1) // 7 + 1)


def _is_numbered(number: int, size: int, said: str) -> bool | None:
    return None if not said else any(int(n) in (number, number - size - 1) for n in said.split(","))


def _month_size(day: date) -> int:
    return (date(day.year + day.month // 12, day.month % 12 + 1, 1) - timedelta(days=1)).day


def _year_size(day: date) -> int:
    return date(day.year, 12, 31).timetuple().tm_yday


def _placed(days: list[date], fields: dict[str, str]) -> list[date]:
    if "BYSETPOS" not in fields:
        return days
    place = int(fields["BYSETPOS"])
    return days[place - 1 : place] if place > 0 else days[place:][:1]


@settings(max_examples=CALENDARS, derandomize=True, deadline=None)
@given(st.integers(-400, 40), st.data())
def test_a_rule_means_the_days_that_the_standard_says(day: int, data: st.DataObject) -> None:
    start = START.date() + timedelta(days=day)
    rule = data.draw(rules(_at_eight(start)))
    lines = (f"DTSTART;TZID=Asia/Ho_Chi_Minh:{start:%Y%m%d}T080000", "DURATION:PT1H", rule)
    found = {begin for _, begin, _ in ours(calendar(event("u", *lines)).encode())}
    wanted = {_at_eight(each) for each in walked(rule, start, WINDOW.end.date())}
    assert found == {one.astimezone(UTC) for one in wanted if WINDOW.start <= one < WINDOW.end}
