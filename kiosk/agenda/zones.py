"""Time zones by name only: what a calendar says about a known zone's rules is never believed.

The libraries keep VTIMEZONEs in a process-wide cache, where one calendar's false
`SE Asia Standard Time` moves every later calendar. So VTIMEZONEs are dropped and each TZID is
mapped to the IANA database here: IANA names, Windows names (Unicode CLDR's `windowsZones.xml`,
in the release that the pinned icalendar package carries as a table) and Outlook's display name of
our own zone.

A name that is in none of them is taken where it or its VTIMEZONE says one offset, and the meeting
is marked: Windows writes display names in its own language, Exchange writes `UTC+07`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from kiosk.agenda.events import Zone
from kiosk.agenda.lines import unescaped
from kiosk.model.meeting import POINT_ZONE

_OWN = {
    "(UTC+07:00) Bangkok, Hanoi, Jakarta": "Asia/Ho_Chi_Minh",
    "(GMT+07:00) Bangkok, Hanoi, Jakarta": "Asia/Ho_Chi_Minh",
    "SE Asia": "Asia/Ho_Chi_Minh",
    "SE Asia Standard Time": "Asia/Ho_Chi_Minh",
    "Asia/Hanoi": "Asia/Ho_Chi_Minh",
    "Asia/Ha_Noi": "Asia/Ho_Chi_Minh",
    "Indochina Time": "Asia/Ho_Chi_Minh",
    "tzone://Microsoft/Utc": "Etc/UTC",
}
"""Names that mean our own zone here; CLDR maps the Windows one to Bangkok (same hours)."""
_NOT_ZONES = ("localtime", "posixrules", "factory")
"""In the system's folder of zones, but whatever the PC is set to, or nothing."""
_HOURS = r"([+-])(\d{1,2})(?:[:.h]?([0-5]\d))?"
_SAID = re.compile(rf"(?<![a-z/])(?:utc|gmt) ?{_HOURS}(?!\d)", re.ASCII)
_BARE = re.compile(rf"\(?{_HOURS}\)?", re.ASCII)
_ZERO = re.compile(r"\((?:utc|gmt)\)|utc|gmt|z", re.ASCII)
_DECLARED = re.compile(r"([+-])(\d{2})(\d{2})(?:00)?", re.ASCII)
_MINUTES = {  # zones without daylight saving whose offset is no whole hour
    210: "Asia/Tehran",
    270: "Asia/Kabul",
    330: "Asia/Kolkata",
    345: "Asia/Kathmandu",
    390: "Asia/Yangon",
    525: "Australia/Eucla",
    570: "Australia/Darwin",
    -570: "Pacific/Marquesas",
}


@dataclass(frozen=True, slots=True)
class Resolved:
    """An IANA name, and whether it had to be derived from an offset."""

    name: str
    is_derived: bool = False


def resolve(tzid: str, declared: Mapping[str, Zone]) -> Resolved | None:
    """The zone that a TZID means, or None when it cannot be known.

    `declared` are the VTIMEZONEs of the calendar that it stands in, by `normal` name.
    """
    name = _bare(tzid)
    known = _by_name(name)
    if known:
        return Resolved(known)
    own = declared.get(normal(tzid))
    alias = own and _by_name(_bare(own.alias))
    if alias:
        return Resolved(alias, is_derived=True)
    said = _said(name)
    offsets = {_declared(text) for text in own.offsets} if own else set()
    if said is not None:
        offsets.add(said)
    found = _fixed(offsets.pop()) if len(offsets) == 1 else None
    return Resolved(found, is_derived=True) if found else None


def normal(tzid: str) -> str:
    """A TZID as names are compared: without escapes, quotes, and differences of letters."""
    return _bare(tzid).casefold()


def _bare(tzid: str) -> str:
    text = unicodedata.normalize("NFC", unescaped(tzid)[:_MAX_NAME])
    return " ".join(text.strip().strip('"').split())


_MAX_NAME = 255


def _by_name(name: str) -> str | None:
    """The IANA name for a known one, also within a vendor's path."""
    known = _known(name)
    if known is None and name.startswith("/"):  # "/citadel.org/20210210_1/Asia/Ho_Chi_Minh"
        pieces = name.strip("/").split("/")[:10]
        tails = ("/".join(pieces[start:]) for start in range(len(pieces)))
        known = next((found for tail in tails if (found := _known(tail))), None)
    return known


@cache
def _known(name: str) -> str | None:
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    name = re.sub(r"^(?:posix|right)/", "", name)
    if name.casefold() in _NOT_ZONES:
        return None
    candidate = _OWN.get(name) or WINDOWS_TO_OLSON.get(name) or name
    if candidate == POINT_ZONE.key:
        return candidate
    try:
        return ZoneInfo(candidate).key
    except (KeyError, OSError, ValueError):  # not found; a folder's name; a path
        return _spelt_otherwise().get(_letters(name))


@cache
def _spelt_otherwise() -> Mapping[str, str]:
    """Zones by their letters alone, for names in other cases and with blanks."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    names = {name: name for name in available_timezones() if "/" in name}
    return {_letters(key): value for key, value in {**names, **WINDOWS_TO_OLSON, **_OWN}.items()}


def _letters(name: str) -> str:
    return re.sub(r"[\s_-]+(?=[a-z])", " ", name.casefold())


def _said(name: str) -> int | None:
    """The minutes east of UTC that a name says; None when it says none or contradicts itself."""
    text = unicodedata.normalize("NFKC", name).casefold().replace("−", "-").replace("–", "-")
    if "etc/" in text:  # there the sign means the opposite
        return None
    bare = _BARE.fullmatch(text.partition(" ")[0])
    if bare:
        return _minutes(*bare.groups())
    found = {_minutes(*match) for match in _SAID.findall(text)}
    if not found and _ZERO.fullmatch(text.partition(" ")[0]):
        return 0
    return found.pop() if len(found) == 1 else None


def _declared(offset: str) -> int | None:
    match = _DECLARED.fullmatch(offset.strip())
    return _minutes(match[1], match[2], match[3]) if match else None


def _minutes(sign: str, hours: str, minutes: str | None) -> int:
    size = int(hours) * 60 + int(minutes or 0)
    return -size if sign == "-" else size


def _fixed(minutes: int | None) -> str | None:
    """A zone of IANA's that is always so many minutes east of UTC."""
    if minutes is None or minutes % 60:
        return _MINUTES.get(minutes or 0)
    hours = minutes // 60
    if not -12 <= hours <= 14:
        return None
    return f"Etc/GMT{'-' if hours > 0 else '+'}{abs(hours)}" if hours else "Etc/UTC"
