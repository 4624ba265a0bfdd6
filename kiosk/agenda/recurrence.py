"""Which rules of recurrence are followed, and how far.

Nothing finer than daily, nothing that would be counted through for more than `MAX_STEPS` steps,
and nothing past what the window can need: the library walks a rule from its start, and a rule
that never matches would otherwise be walked to the year 9999.
"""

from __future__ import annotations

import math
import re
from datetime import UTC, date, datetime, timedelta

from kiosk.agenda.refusal import RefusalError
from kiosk.model.meeting import POINT_ZONE

MAX_STEPS = 100_000
"""Candidates from the rule's start to the window's end: every hour for eleven years."""
_BEYOND = timedelta(days=400)
"""How far past the window a rule is still walked, for occurrences that a change moves forward."""
_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_NUMBERS = {  # limits of RFC 5545, 3.3.10
    "BYSECOND": (0, 59),  # a leap second is not worth an endless rule
    "BYMINUTE": (0, 59),
    "BYHOUR": (0, 23),
    "BYMONTHDAY": (-31, 31),
    "BYYEARDAY": (-366, 366),
    "BYWEEKNO": (-53, 53),
    "BYMONTH": (1, 12),
    "BYSETPOS": (-366, 366),
}
_FROM_ONE = ("BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS")
"""There is no day nought, and counting goes both ways."""
_DAYS = re.compile(r"(?:[+-]?(?!00?[A-Z])\d{1,2})?(?:MO|TU|WE|TH|FR|SA|SU)", re.ASCII)
_WEEKDAY = re.compile(r"MO|TU|WE|TH|FR|SA|SU", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d{1,6}", re.ASCII)
_MAX_LIST = 400


def bounded(rule: str, start: date, window_end: datetime) -> str:
    """The rule in canonical form, ending no later than is needed. Raises `RefusalError`.

    Empty when it adds nothing to the start, which is always an occurrence (RFC 5545, 3.8.5.3).
    `start` is the aware start of the first occurrence, or its day.
    """
    fields = _fields(rule)
    frequency = fields.pop("FREQ", "")
    if frequency not in _FREQUENCIES:
        raise RefusalError("It recurs more often than daily, or in an unknown rhythm.")
    interval = _positive(fields.pop("INTERVAL", "1"), "interval")
    _check_lists(fields)
    _check_steps(fields, frequency, interval, start, window_end)
    head = f"FREQ={frequency};INTERVAL={interval}"
    count, until = fields.pop("COUNT", ""), fields.pop("UNTIL", "")
    tail = "".join(f";{key}={value}" for key, value in fields.items())
    if count:  # RFC 5545 forbids both; the library refuses them
        left = _positive(count, "count") - _is_extra(head + tail, start)
        return f"{head};COUNT={left}{tail}" if left else ""
    if until and _last(until, start) < _instant(start):
        return ""
    return f"{head};UNTIL={_until(until, start, window_end)}{tail}"


def _is_extra(rule: str, start: date) -> bool:
    """Whether the start is none of the rule's own days: it counts as the first all the same."""
    from dateutil.rrule import rrulestr

    first = start if isinstance(start, datetime) else datetime(start.year, start.month, start.day)
    first = first.replace(tzinfo=None)  # all in the wall time of the start
    return next(iter(rrulestr(rule, dtstart=first)), None) != first


def _instant(start: date) -> datetime:
    if isinstance(start, datetime):
        return start.astimezone(UTC)
    return datetime(start.year, start.month, start.day, tzinfo=POINT_ZONE).astimezone(UTC)


def _fields(rule: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    for part in rule.strip().upper().rstrip(";").split(";"):
        key, _, value = part.partition("=")
        if key in fields or not value or len(fields) > 15:
            raise RefusalError("Its rule of recurrence cannot be read.")
        fields[key.strip()] = value.strip()
    if fields.pop("RSCALE", "GREGORIAN") != "GREGORIAN":
        raise RefusalError("Its rule of recurrence is in another calendar than the Gregorian one.")
    if fields.pop("SKIP", "OMIT") != "OMIT":  # RFC 7529; OMIT is what everybody does
        raise RefusalError("Its rule of recurrence moves days that do not exist.")
    return fields


def _positive(text: str, what: str) -> int:
    if not _NUMBER.fullmatch(text) or int(text) < 1:
        raise RefusalError(f"The {what} of its rule of recurrence is not a positive number.")
    return int(text)


def _check_lists(fields: dict[str, str]) -> None:
    for key, text in fields.items():
        values = text.split(",")
        if key in ("COUNT", "UNTIL"):
            continue
        if key == "BYDAY":
            fine = all(_DAYS.fullmatch(value) for value in values)
        elif key == "WKST":
            fine = bool(_WEEKDAY.fullmatch(text))
        elif key in _NUMBERS:
            low, high = _NUMBERS[key]
            fine = all(_NUMBER.fullmatch(v) and low <= int(v) <= high for v in values)
            fine = fine and not (key in _FROM_ONE and any(int(v) == 0 for v in values))
        else:
            fine = False
        if not fine or len(values) > _MAX_LIST:
            raise RefusalError("Its rule of recurrence has a part that is not understood.")


def _check_steps(
    fields: dict[str, str], frequency: str, interval: int, start: date, window_end: datetime
) -> None:
    days = max(0, (window_end.date() - date(start.year, start.month, start.day)).days)
    if frequency == "DAILY":
        days //= interval
    per_day = math.prod(
        len(set(fields[key].split(",")))
        for key in ("BYHOUR", "BYMINUTE", "BYSECOND")
        if key in fields
    )
    if per_day > 24 or days * per_day > MAX_STEPS:
        raise RefusalError("Its rule of recurrence has too many repetitions.")


def _until(text: str, start: date, window_end: datetime) -> str:
    """The last moment of the rule, in the form that fits its start."""
    limit = (window_end + _BEYOND).astimezone(UTC)
    last = min(_last(text, start), limit) if text else limit
    if not isinstance(start, datetime):
        return last.astimezone(POINT_ZONE).strftime("%Y%m%d")
    return last.strftime("%Y%m%dT%H%M%SZ")


def _last(text: str, start: date) -> datetime:
    """UNTIL as senders mean it: a day includes that day, a floating time is in the start's zone."""
    zone = (start.tzinfo if isinstance(start, datetime) else None) or POINT_ZONE
    try:
        if len(text) == 8:
            day = datetime.strptime(text, "%Y%m%d").replace(tzinfo=zone)
            return (day + timedelta(hours=23, minutes=59, seconds=59)).astimezone(UTC)
        wall = datetime.strptime(text.removesuffix("Z"), "%Y%m%dT%H%M%S")
        return wall.replace(tzinfo=UTC if text.endswith("Z") else zone).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise RefusalError("The end of its rule of recurrence cannot be read.") from error
