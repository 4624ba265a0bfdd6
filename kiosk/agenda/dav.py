"""WebDAV's XML, to ask with and to read: properties of resources, and calendar data.

Answers are hostile: a document type is refused, so no entity can be declared, and sizes are
bounded by `kiosk.agenda.web`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urljoin
from xml.etree import ElementTree

from kiosk.agenda import web
from kiosk.base.errors import Code, KioskError

DAV = "{DAV:}"
CALDAV = "{urn:ietf:params:xml:ns:caldav}"
SERVER = "{http://calendarserver.org/ns/}"

_NAMESPACES = (
    'xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:s="http://calendarserver.org/ns/"'
)
PROPFIND = (
    f'<?xml version="1.0" encoding="utf-8"?><d:propfind {_NAMESPACES}><d:prop><d:resourcetype/>'
    "<d:current-user-principal/><c:calendar-home-set/><c:supported-calendar-component-set/>"
    "<s:getctag/><d:sync-token/></d:prop></d:propfind>"
).encode()


def calendar_query(start: datetime, end: datetime) -> bytes:
    """RFC 4791, 7.8: all events that have an occurrence in the time, whole and with overrides."""
    first, last = (moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ") for moment in (start, end))
    return (
        f'<?xml version="1.0" encoding="utf-8"?><c:calendar-query {_NAMESPACES}>'
        "<d:prop><d:getetag/><c:calendar-data/></d:prop>"
        '<c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT">'
        f'<c:time-range start="{first}" end="{last}"/>'
        "</c:comp-filter></c:comp-filter></c:filter></c:calendar-query>"
    ).encode()


@dataclass(slots=True)
class Resource:
    """One resource of a multi-status answer, with the properties that the server has."""

    url: str
    is_calendar: bool = False
    components: set[str] = field(default_factory=set)
    principal: str = ""
    homes: list[str] = field(default_factory=list)
    tag: str = ""
    """Changes whenever anything in the collection does; empty when the server has none."""
    data: str | None = None


def resources(answer: web.Answer) -> list[Resource]:
    """Read a 207 answer; links are made absolute. Raises `KioskError(CALENDAR_BROKEN)`."""
    try:
        text = answer.body.decode("utf-8")
        if "<!DOCTYPE" in text or "<!ENTITY" in text:
            raise ValueError("a document type is not accepted")
        root = ElementTree.fromstring(text)
    except (ValueError, ElementTree.ParseError, RecursionError) as error:
        raise KioskError(
            Code.CALENDAR_BROKEN,
            f"{web.host(answer.url)} answers something that is not WebDAV.",
            "Check [calendar] url and kind.",
        ) from error
    return [_resource(response, answer.url) for response in root.iter(f"{DAV}response")]


def _resource(response: ElementTree.Element, base: str) -> Resource:
    resource = Resource(_absolute(base, response.findtext(f"{DAV}href", "")))
    for status in response.iter(f"{DAV}propstat"):
        if " 200" not in status.findtext(f"{DAV}status", " 200"):
            continue
        for properties in status.iter(f"{DAV}prop"):
            for each in properties:
                _take(resource, each, base)
    return resource


def _take(resource: Resource, found: ElementTree.Element, base: str) -> None:
    text = (found.text or "").strip()
    links = [_absolute(base, href.text or "") for href in found.iter(f"{DAV}href")]
    if found.tag == f"{DAV}resourcetype":
        resource.is_calendar = found.find(f"{CALDAV}calendar") is not None
    elif found.tag == f"{DAV}current-user-principal":
        resource.principal = next(iter(links), "")
    elif found.tag == f"{CALDAV}calendar-home-set":
        resource.homes = links
    elif found.tag == f"{CALDAV}supported-calendar-component-set":
        resource.components = {comp.get("name", "").upper() for comp in found}
    elif found.tag in (f"{SERVER}getctag", f"{DAV}sync-token"):
        resource.tag = resource.tag or text
    elif found.tag == f"{CALDAV}calendar-data":
        resource.data = found.text or ""


def _absolute(base: str, href: str) -> str:
    try:
        return urljoin(base, href.strip())
    except ValueError:
        return base
