"""One series of events -> its meetings in the window. Runs in the parser process only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta

import recurring_ical_events
from icalendar import Calendar, Component, Event

from kiosk.agenda import links, rules
from kiosk.agenda.events import Series
from kiosk.agenda.lines import unescaped
from kiosk.agenda.refusal import RefusalError
from kiosk.agenda.texts import plain
from kiosk.agenda.work import MAX_PER_SERIES, Window
from kiosk.base.errors import Code
from kiosk.model.meeting import POINT_ZONE, YEARS, Meeting

SINGLE = "single"
"""The occurrence of an event that does not recur: it stays the same when the event is moved."""

_TIMES = ("RRULE", "RDATE", "RECURRENCE-ID")


def expand(
    series: Series, window: Window, allowed_hosts: Sequence[str]
) -> tuple[tuple[Meeting, ...], tuple[str, ...]]:
    """The meetings, and the reasons why something of the series had to be left out.

    Raises `RefusalError` when the whole series is refused, and whatever the calendar libraries
    raise on input that they cannot take.
    """
    normal = rules.normalised(series, window)
    events = [Event.from_ical(text) for text in normal.texts]
    calendar = Calendar()
    for event in events:
        calendar.add_component(event)
    recurs = any(name in event for event in events for name in _TIMES)
    is_single = not recurs and not series.shares_uid
    # In the point's zone, because the library reads days without a zone in the window's.
    start, end = (moment.astimezone(POINT_ZONE) for moment in (window.start, window.end))
    found: dict[str, Meeting] = {}
    for component in recurring_ical_events.of(calendar).between(start, end):
        original = _original(component, events)
        if any(hidden.hides(original) for hidden in normal.hidden):
            continue
        occurrence = SINGLE if is_single else _named(original)
        meeting = _meeting(component, series.uid, occurrence, allowed_hosts)
        found[meeting.key] = meeting
        if len(found) > MAX_PER_SERIES:
            raise RefusalError(f"It takes place more than {MAX_PER_SERIES} times in two weeks.")
    return tuple(found.values()), tuple(normal.notes)


def _meeting(
    component: Component, uid: str, occurrence: str, allowed_hosts: Sequence[str]
) -> Meeting:
    start, end = _moment(component, "DTSTART"), _moment(component, "DTEND")
    properties = {name: _texts(component, name) for name in links.SOURCES}
    address = links.find(properties, allowed_hosts)
    if start.year not in YEARS or end.year not in YEARS:
        raise RefusalError("It begins or ends too far from today.")
    return Meeting(
        uid=uid,
        occurrence=occurrence,
        title=_shown(component, "SUMMARY"),
        start=_aware(start),
        end=_aware(end),
        all_day=not isinstance(start, datetime),
        organiser=_shown(component, "ORGANIZER"),
        location=_shown(component, "LOCATION"),
        cancelled=str(component.get("STATUS", "")).upper() == "CANCELLED",
        address=None if isinstance(address, Code) else address,
        refused=address.value if isinstance(address, Code) else "",
        service=links.service(properties) if address is Code.ADDRESS_UNKNOWN else "",
        hour_from=_shown(component, rules.HOUR_FROM),
    )


def _texts(component: Component, name: str) -> list[str]:
    """All values of a text property that `rules` let through."""
    values = component.get(rules.PREFIX + name, [])
    return [unescaped(str(value)) for value in (values if isinstance(values, list) else [values])]


def _shown(component: Component, name: str) -> str:
    return next((plain(text) for text in _texts(component, name)), "")


def _moment(component: Component, name: str) -> date:
    """A time, or a day, of the component."""
    moment = getattr(component[name], "dt", None)
    if not isinstance(moment, date):
        raise RefusalError("It has a date that cannot be read.")
    return moment


def _aware(moment: date) -> datetime:
    """In the point's zone; a day begins at its midnight."""
    if isinstance(moment, datetime):
        return moment.astimezone(POINT_ZONE)
    return datetime(moment.year, moment.month, moment.day, tzinfo=POINT_ZONE)


def _original(component: Component, events: Iterable[Component]) -> date:
    """When an occurrence was to begin before anything was changed."""
    moment = _moment(component, "RECURRENCE-ID")
    if component["RECURRENCE-ID"].params.get("RANGE") == "THISANDFUTURE":
        # The library repeats the change's own id on all that follow: take its shift back.
        return _moment(component, "DTSTART") - _shift(events, moment)
    return moment


def _named(moment: date) -> str:
    """In UTC as `20261124T010000Z`, of a day as `20261124`."""
    if not isinstance(moment, datetime):
        return moment.strftime("%Y%m%d")
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _shift(events: Iterable[Component], changed: date) -> timedelta:
    """By how much a change for this and all later occurrences moved them."""
    for event in events:
        if "RECURRENCE-ID" in event and _moment(event, "RECURRENCE-ID") == changed:
            shift = _aware(_moment(event, "DTSTART")) - _aware(changed)
            return shift if isinstance(changed, datetime) else timedelta(days=shift.days)
    return timedelta(0)
