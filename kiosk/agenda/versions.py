"""Which events of one UID are one meeting, and which of several versions of it counts.

A UID names one meeting (RFC 5545, 3.8.4.7), and the version with the highest SEQUENCE, then the
latest stamp, is the one that counts (RFC 5546, 2.1.5). Exporters give one UID to many meetings,
and merged calendars hold one meeting many times. So events of one version that begin at different
times are different meetings, and whatever is left out says so.
"""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.agenda.events import Event, Series
from kiosk.agenda.lines import STAMPS

_ANSWER = "An answer to an invitation was left out: it is no meeting."
_OLDER = "An older version of it was left out: another one has the same UID and a higher SEQUENCE."
_TWIN = "Another event with the same UID and start was left out."


def series(uid: str, events: list[Event]) -> list[Series]:
    """The series that the events of one UID are, in order of appearance."""
    notes = [_ANSWER for event in events if event.scope.is_answer]
    events = _without_repeats(event for event in events if not event.scope.is_answer)
    if not events:
        return [Series(uid, [], notes=notes)]
    changes = [event for event in events if event.first("RECURRENCE-ID")]
    masters = [event for event in events if not event.first("RECURRENCE-ID")]
    masters = _newest(_after_cancellations(masters), notes)
    found = [Series(uid, [master], len(masters) > 1) for master in masters]
    if not found:
        found = [Series(uid)]
    _place(changes, found)
    found[0].notes.extend(notes)
    return found


def rank(event: Event) -> tuple[int, bool, str, bool]:
    """Of two versions the one that ranks higher counts."""
    stamp = next((value for name in STAMPS if (value := event.value(name))), "")
    return event.sequence, event.scope.is_cancelling, stamp, event.is_cancelled


def _without_repeats(events: Iterable[Event]) -> list[Event]:
    """Every event once: two calendars may hold the same one."""
    seen: dict[object, Event] = {}
    for event in events:
        lines = frozenset((one.name, one.value, *one.parameters.values()) for one in event.lines)
        key = (lines, event.scope.method == "CANCEL", event.is_closed)
        seen.setdefault(key, event)
    return list(seen.values())


def _after_cancellations(masters: list[Event]) -> list[Event]:
    """Mark what a VCALENDAR with METHOD:CANCEL takes back; a cancellation of nothing stays."""
    kept = [event for event in masters if not event.scope.is_cancelling]
    for cancel in masters:
        if not cancel.scope.is_cancelling:
            continue
        meant = [event for event in kept if _cancels(cancel, event)]
        for event in meant:
            event.is_taken_back = True
        if not meant:
            kept.append(cancel)
    return kept


def _cancels(cancel: Event, event: Event) -> bool:
    if cancel.sequence != event.sequence:
        return cancel.sequence > event.sequence
    start = cancel.value("DTSTART")
    return not start or start == event.value("DTSTART")


def _newest(masters: list[Event], notes: list[str]) -> list[Event]:
    """The masters of the highest SEQUENCE, one for each start."""
    if len(masters) < 2:
        return masters
    highest = max(event.sequence for event in masters)
    found: dict[str, Event] = {}
    for event in masters:
        start = event.value("DTSTART")
        other = found.get(start)
        if event.sequence < highest:
            notes.append(_OLDER)
        elif other is None:
            found[start] = event
        else:
            notes.extend([_TWIN] * (event.title != other.title))
            found[start] = max(other, event, key=rank)
    return list(found.values())


def _place(changes: list[Event], found: list[Series]) -> None:
    """Give each changed occurrence to the series that it is of."""
    recurring = [one for one in found if _recurs(one)] or found
    for change in changes:
        moment = change.value("RECURRENCE-ID")
        begun = [one for one in recurring if one.events and _start(one) <= moment[:8]]
        series_of = max(begun, key=_start) if begun else recurring[0]
        change.is_taken_back |= any(_is_taken_back(event) for event in series_of.events)
        series_of.events.append(change)


def _is_taken_back(event: Event) -> bool:
    """Whether it is a whole series that was cancelled, with all changes of it."""
    is_change = event.first("RECURRENCE-ID") is not None
    return not is_change and (event.is_taken_back or event.scope.is_cancelling)


def _recurs(one: Series) -> bool:
    return any(event.first("RRULE") or event.first("RDATE") for event in one.events)


def _start(one: Series) -> str:
    return one.events[0].value("DTSTART")[:8]
