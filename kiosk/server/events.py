"""Writing meetings into a point's calendar over CalDAV (RFC 4791), as an office would."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime

import icalendar
import requests

from kiosk.base.errors import Code, KioskError

_TIMEOUT_S = 10.0


@dataclass(frozen=True, slots=True)
class Event:
    """One meeting, times aware. `conference` is the join address, a secret: never shown."""

    uid: str
    title: str
    start: datetime
    end: datetime
    conference: str = field(default="", repr=False)
    organiser: str = ""
    status: str = "CONFIRMED"
    """`CONFIRMED`, `TENTATIVE` or `CANCELLED`."""


def to_ics(event: Event) -> bytes:
    """The event as a calendar object with CRLF line ends."""
    entry = icalendar.Event()
    entry.add("uid", event.uid)
    entry.add("dtstamp", datetime.now(UTC))
    entry.add("dtstart", event.start.astimezone(UTC))
    entry.add("dtend", event.end.astimezone(UTC))
    entry.add("summary", event.title)
    entry.add("status", event.status)
    if event.organiser:
        organiser = icalendar.vCalAddress("invalid:nomail")
        organiser.params["cn"] = icalendar.vText(event.organiser)
        entry.add("organizer", organiser)
    if event.conference:
        features = icalendar.Parameters(VALUE="URI", FEATURE=["AUDIO", "VIDEO"])  # RFC 7986, 5.11
        entry.add("conference", icalendar.vUri(event.conference), parameters=features)
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//kiosk//commune server//EN")
    calendar.add("version", "2.0")
    calendar.add_component(entry)
    return bytes(calendar.to_ical())


def put_event(calendar_url: str, user: str, password: str, event: Event) -> None:
    """Write the event, or write over the one of the same uid. Raises `KioskError`."""
    url = _event_url(calendar_url, event.uid)
    headers = {"Content-Type": "text/calendar; charset=utf-8"}
    _request("PUT", url, (user, password), to_ics(event), headers)


def delete_event(calendar_url: str, user: str, password: str, uid: str) -> None:
    """Take the event out of the calendar. Raises `KioskError`, also when there is none."""
    _request("DELETE", _event_url(calendar_url, uid), (user, password))


def make_calendar(calendar_url: str, user: str, password: str) -> None:
    """Make the calendar itself. Raises `KioskError`, also when there is one."""
    _request("MKCALENDAR", calendar_url, (user, password))


def _event_url(calendar_url: str, uid: str) -> str:
    """A uid may hold anything, a slash too, which servers take for a folder even when escaped."""
    name = hashlib.sha256(uid.encode()).hexdigest()[:32]
    return f"{calendar_url.rstrip('/')}/{name}.ics"


def _request(
    method: str,
    url: str,
    auth: tuple[str, str],
    body: bytes | None = None,
    headers: dict[str, str] | None = None,
) -> None:
    with requests.Session() as session:
        session.trust_env = False  # a proxy of the environment has no say in the commune's network
        try:
            answer = session.request(
                method, url, data=body, headers=headers, auth=auth, timeout=_TIMEOUT_S
            )
        except requests.RequestException as error:
            raise KioskError(
                Code.CALENDAR_UNREACHABLE,
                f"The calendar server does not answer ({type(error).__name__}).",
                "Check that it runs.",
            ) from error
    if answer.status_code in (401, 403):
        raise KioskError(
            Code.CALENDAR_LOGIN,
            f"The calendar server refuses the user '{auth[0]}'.",
            "Check user and password.",
        )
    if not answer.ok:
        raise KioskError(
            Code.CALENDAR_BROKEN,
            f"The calendar server answers {method} with {answer.status_code}.",
            "Look into its log.",
        )
