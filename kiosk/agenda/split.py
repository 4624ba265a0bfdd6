"""Cutting iCalendar texts into series of events, without any library that could choke on them.

Only the properties that the kiosk uses are kept, so nothing else can break an event: no
VTIMEZONE (poisons later parses), no VALARM, no VTODO. Linear in the length of the text.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kiosk.agenda import versions, zones
from kiosk.agenda.events import Event, Scope, Series, Zone
from kiosk.agenda.lines import name_of, parsed

_FOLD = re.compile(r"\n+[ \t]")
_MAX_UID = 255


def split(texts: Iterable[str]) -> list[Series]:
    """The series of all texts, in order of appearance."""
    found: dict[str, list[Event]] = {}
    for text in texts:
        for event in _events(_content_lines(text)):
            found.setdefault(_uid(event), []).append(event)
    return [series for uid, events in found.items() for series in versions.series(uid, events)]


def _content_lines(text: str) -> list[str]:
    text = re.sub(r"\r+\n?", "\n", text).removeprefix("\ufeff")
    return _FOLD.sub("", text).split("\n")


def _events(lines: list[str]) -> Iterator[Event]:
    """All events. METHOD and zones may stand behind them, so nothing is read of these before."""
    reading = _Reading()
    for line in lines:
        mark = line.strip().upper() if line[:7].lstrip()[:3].upper() in ("BEG", "END") else ""
        if mark.startswith("BEGIN:"):
            reading.begin(mark[6:].strip())
        elif mark.startswith("END:"):
            reading.end(mark[4:].strip())
        else:
            reading.read(line)
    return iter(reading.events)


@dataclass(slots=True)
class _Reading:
    """Where in a text we are."""

    events: list[Event] = field(default_factory=list)
    scope: Scope = field(default_factory=Scope)
    event: Event | None = None
    inner: int = 0
    zone: _ZoneReading | None = None

    def begin(self, name: str) -> None:
        if name == "VCALENDAR":
            self.event, self.zone, self.scope = None, None, Scope()
        elif name == "VEVENT":  # one before it that has no END will be refused
            self.event, self.inner, self.zone = Event(self.scope), 0, None
            self.events.append(self.event)
        elif self.event is not None:
            self.inner += 1
        elif name == "VTIMEZONE":
            self.zone = _ZoneReading()
        elif self.zone is not None:
            self.zone.begin()

    def end(self, name: str) -> None:
        if name == "VCALENDAR":
            self.event, self.zone, self.scope = None, None, Scope()
        elif self.event is not None and self.inner:
            self.inner -= 1
        elif self.event is not None and name == "VEVENT":
            self.event.is_closed, self.event = True, None
        elif self.zone is not None and name == "VTIMEZONE":
            self.zone.into(self.scope.zones)
            self.zone = None

    def read(self, line: str) -> None:
        if self.event is not None:
            if not self.inner and (found := parsed(line)):
                self.event.lines.append(found)
        elif self.zone is not None:
            self.zone.read(line)
        elif name_of(line) == "METHOD":
            self.scope.method = line.partition(":")[2].strip().upper()


@dataclass(slots=True)
class _Observance:
    """A STANDARD or DAYLIGHT of a VTIMEZONE."""

    start: str = ""
    offset: str = ""
    is_repeated: bool = False


@dataclass(slots=True)
class _ZoneReading:
    name: str = ""
    alias: str = ""
    observances: list[_Observance] = field(default_factory=list)

    def begin(self) -> None:
        self.observances.append(_Observance())

    def read(self, line: str) -> None:
        name, value = name_of(line), line.partition(":")[2].strip()
        if name == "TZID":
            self.name = value
        elif name in ("X-LIC-LOCATION", "TZID-ALIAS-OF"):
            self.alias = value
        elif self.observances and name == "DTSTART":
            self.observances[-1].start = value
        elif self.observances and name == "TZOFFSETTO":
            self.observances[-1].offset = value
        elif self.observances and name == "RRULE":
            self.observances[-1].is_repeated = "UNTIL=" not in value.upper()

    def into(self, known: dict[str, Zone]) -> None:
        """What holds today: rules that still repeat, or the last change when there are none.

        A name that is declared twice has the offsets of both, so that it is believed only where
        they agree.
        """
        last = max((one.start for one in self.observances), default="")
        holds = [one for one in self.observances if one.is_repeated or one.start == last]
        offsets = frozenset(one.offset for one in holds)
        before = known.get(zones.normal(self.name))
        if before is not None:
            offsets |= before.offsets
        known[zones.normal(self.name)] = Zone(offsets, self.alias)


def _uid(event: Event) -> str:
    """The UID; a digest where it is missing or could not be shown in a log."""
    uid = event.value("UID")
    if uid and len(uid) <= _MAX_UID and uid.isprintable():
        return uid
    source = uid or repr([(each.name, each.value) for each in event.lines])
    return "unnamed-" + hashlib.sha256(source.encode("utf-8", "replace")).hexdigest()[:24]
