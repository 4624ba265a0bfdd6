"""Cutting iCalendar texts into series of events, without any library that could choke on them.

Only the properties that the kiosk uses are kept, so nothing else can break an event: no
VTIMEZONE (poisons later parses), no VALARM, no VTODO. Linear in the length of the text.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kiosk.agenda.links import SOURCES
from kiosk.agenda.texts import plain

TIMES = ("DTSTART", "DTEND", "RECURRENCE-ID", "RDATE", "EXDATE")
TEXTS = ("SUMMARY", "ORGANIZER", *SOURCES)
WANTED = frozenset((*TIMES, *TEXTS, "UID", "DURATION", "RRULE", "SEQUENCE", "STATUS"))

_LINE = re.compile(r'([^\s;:"]+)((?:"[^"]*"|[^":])*):(.*)', re.DOTALL)
_PARAMETER = re.compile(r';\s*([^=;:"\s]+)\s*=\s*("[^"]*"|[^;:"]*)')
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_MAX_UID = 255
_MAX_VALUE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Line:
    """One unfolded content line. Parameter names are upper case, values unquoted."""

    name: str
    parameters: Mapping[str, str]
    value: str


@dataclass(slots=True)
class Event:
    """One VEVENT. `offsets` are its calendar's VTIMEZONE names and TZOFFSETTO values."""

    offsets: Mapping[str, frozenset[str]]
    cancelled: bool
    lines: list[Line] = field(default_factory=list)
    is_closed: bool = False

    def all(self, name: str) -> list[Line]:
        """Every appearance of a property."""
        return [line for line in self.lines if line.name == name]

    def first(self, name: str) -> Line | None:
        """The first appearance of a property."""
        return next((line for line in self.lines if line.name == name), None)


@dataclass(slots=True)
class Series:
    """All events of one UID: the master and its overrides."""

    uid: str
    events: list[Event] = field(default_factory=list)

    @property
    def title(self) -> str:
        """For the technician, safe to show."""
        lines = (event.first("SUMMARY") for event in self.events)
        return next((plain(unescaped(line.value)) for line in lines if line), "")


def split(texts: Iterable[str]) -> list[Series]:
    """The series of all texts, in order of appearance."""
    found: dict[str, Series] = {}
    for text in texts:
        for event in _events(list(_content_lines(text))):
            uid = _uid(event)
            found.setdefault(uid, Series(uid)).events.append(event)
    return list(found.values())


def unescaped(value: str) -> str:
    r"""A TEXT value without its backslashes; `\n` becomes a newline."""
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], value, flags=re.DOTALL)


def _content_lines(text: str) -> Iterator[str]:
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    yield from re.sub(r"\n[ \t]", "", text).split("\n")


def _events(lines: list[str]) -> Iterator[Event]:
    offsets = _offsets(lines)
    cancelled = any(line.strip().upper() == "METHOD:CANCEL" for line in lines)
    event: Event | None = None
    inner = 0
    for line in lines:
        mark = line.strip().upper()
        if mark == "BEGIN:VEVENT":
            if event is not None:
                yield event  # has no END: it will be refused
            event, inner = Event(offsets, cancelled), 0
        elif event is None:
            continue
        elif mark.startswith("BEGIN:"):
            inner += 1
        elif mark.startswith("END:") and inner:
            inner -= 1
        elif mark == "END:VEVENT":
            event.is_closed = True
            yield event
            event = None
        elif not inner and (parsed := _line(line)):
            event.lines.append(parsed)
    if event is not None:
        yield event


def _offsets(lines: list[str]) -> Mapping[str, frozenset[str]]:
    """What each VTIMEZONE calls itself and which offsets it has."""
    zones: dict[str, set[str]] = {}
    name, values, inside = "", set[str](), False
    for line in lines:
        mark = line.strip().upper()
        if mark == "BEGIN:VTIMEZONE":
            name, values, inside = "", set(), True
        elif mark == "END:VTIMEZONE" and inside:
            zones.setdefault(name, set()).update(values)
            inside = False
        elif inside and mark.startswith("TZID"):
            name = line.partition(":")[2].strip()
        elif inside and mark.startswith("TZOFFSETTO"):
            values.add(line.partition(":")[2].strip())
    return {name: frozenset(values) for name, values in zones.items()}


def _line(text: str) -> Line | None:
    """The line when it is a property that we use."""
    name = re.split(r"[;:]", text[:64], maxsplit=1)[0].strip().upper()
    if name not in WANTED:
        return None
    match = _LINE.match(_CONTROL.sub("", text[:_MAX_VALUE]).lstrip())
    if not match:
        return None
    parameters = {key.upper(): value.strip('"') for key, value in _PARAMETER.findall(match[2])}
    return Line(name, parameters, match[3])


def _uid(event: Event) -> str:
    """The UID; a digest where it is missing or could not be shown in a log."""
    line = event.first("UID")
    uid = line.value.strip() if line else ""
    if uid and len(uid) <= _MAX_UID and uid.isprintable():
        return uid
    source = uid or repr([(each.name, each.value) for each in event.lines])
    return "unnamed-" + hashlib.sha256(source.encode("utf-8", "replace")).hexdigest()[:24]
