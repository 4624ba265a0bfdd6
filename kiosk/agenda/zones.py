"""Time zones by name only: what a calendar says about a zone's rules is never believed.

The libraries keep VTIMEZONEs in a process-wide cache, where one calendar's false
`SE Asia Standard Time` moves every later calendar. So VTIMEZONEs are dropped and each TZID is
mapped to the IANA database here: IANA names, Windows names (Unicode CLDR's `windowsZones.xml`,
in the release that the pinned icalendar package carries as a table) and Outlook's display name of
our own zone. A made-up name is understood only where its VTIMEZONE has a single whole-hour offset.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from zoneinfo import ZoneInfo

from kiosk.model.meeting import POINT_ZONE

_OWN = {
    "(UTC+07:00) Bangkok, Hanoi, Jakarta": "Asia/Ho_Chi_Minh",
    "(GMT+07:00) Bangkok, Hanoi, Jakarta": "Asia/Ho_Chi_Minh",
    "SE Asia": "Asia/Ho_Chi_Minh",
    "SE Asia Standard Time": "Asia/Ho_Chi_Minh",
}
"""Names that mean our own zone here; CLDR maps the Windows one to Bangkok (same hours)."""
_OFFSET = re.compile(r"([+-])(\d{2})(\d{2})(?:00)?", re.ASCII)


def resolve(tzid: str, offsets: Mapping[str, frozenset[str]]) -> str | None:
    """The IANA name for a TZID, or None when it cannot be known.

    `offsets` maps the calendar's own VTIMEZONE names to the TZOFFSETTO values that they hold.
    """
    name = tzid.strip().strip('"').strip()
    known = _known(name)
    if known is None and name.startswith("/"):  # "/citadel.org/20210210_1/Asia/Ho_Chi_Minh"
        pieces = name.strip("/").split("/")[:10]
        tails = ("/".join(pieces[start:]) for start in range(len(pieces)))
        known = next((found for tail in tails if (found := _known(tail))), None)
    return known or _fixed(offsets.get(name, frozenset()))


@cache
def _known(name: str) -> str | None:
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    candidate = _OWN.get(name) or WINDOWS_TO_OLSON.get(name) or name
    if candidate == POINT_ZONE.key:
        return candidate
    try:
        return ZoneInfo(candidate).key
    except (KeyError, OSError, ValueError):  # not found; a folder's name; a path
        return None


def _fixed(offsets: frozenset[str]) -> str | None:
    """`Etc/GMT-7` for a zone that always is `+0700` (the sign of these names is turned)."""
    if len(offsets) != 1:
        return None
    match = _OFFSET.fullmatch(next(iter(offsets)).strip())
    if not match or match[3] != "00" or int(match[2]) > 12:
        return None
    hours = int(match[2])
    return f"Etc/GMT{'-' if match[1] == '+' else '+'}{hours}" if hours else "Etc/UTC"
