"""Events as they stand in a calendar, before anything is believed."""

from __future__ import annotations

from dataclasses import dataclass, field

from kiosk.agenda.lines import Line, unescaped
from kiosk.agenda.texts import plain

_NOT_MEETINGS = ("REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH")


@dataclass(slots=True)
class Zone:
    """A VTIMEZONE: the offsets that it still has (`+0700`), and the zone that it says it is."""

    offsets: frozenset[str] = frozenset()
    alias: str = ""


@dataclass(slots=True)
class Scope:
    """What one VCALENDAR says of all that it holds. Zones are named as `zones.normal` has it."""

    method: str = ""
    zones: dict[str, Zone] = field(default_factory=dict)

    @property
    def is_cancelling(self) -> bool:
        """Whether this takes meetings back (RFC 5546, 3.2.5)."""
        return self.method == "CANCEL"

    @property
    def is_answer(self) -> bool:
        """Whether this is what somebody says to an invitation, and no meeting of its own."""
        return self.method in _NOT_MEETINGS


@dataclass(slots=True)
class Event:
    """One VEVENT."""

    scope: Scope
    lines: list[Line] = field(default_factory=list)
    is_closed: bool = False
    is_taken_back: bool = False
    """Whether another VCALENDAR of the same source cancels it."""

    def all(self, name: str) -> list[Line]:
        """Every appearance of a property."""
        return [line for line in self.lines if line.name == name]

    def first(self, name: str) -> Line | None:
        """The first appearance of a property."""
        return next((line for line in self.lines if line.name == name), None)

    def value(self, name: str) -> str:
        """The first value of a property, without the space around it; empty when there is none."""
        line = self.first(name)
        return line.value.strip() if line else ""

    @property
    def sequence(self) -> int:
        """How often it was changed, as far as its program says."""
        text = self.value("SEQUENCE")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0

    @property
    def is_cancelled(self) -> bool:
        """Whether it does not take place, by whatever way that is said."""
        said = self.scope.is_cancelling or self.value("STATUS").upper() == "CANCELLED"
        return said or self.is_taken_back

    @property
    def title(self) -> str:
        """For the technician, safe to show."""
        return plain(unescaped(self.value("SUMMARY")))


@dataclass(slots=True)
class Series:
    """A meeting and its changed occurrences, and what had to be left out of what was said of it."""

    uid: str
    events: list[Event] = field(default_factory=list)
    shares_uid: bool = False
    """Whether other meetings have the same UID, so that it names none of them."""
    notes: list[str] = field(default_factory=list)
    """Sentences about events that were left out."""

    @property
    def title(self) -> str:
        """For the technician, safe to show."""
        return next((event.title for event in self.events if event.title), "")
