"""WebDAV's XML, to ask with and to read: properties of resources, and calendar data."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit
from xml.sax.saxutils import escape

from kiosk.agenda import multistatus, web
from kiosk.base.errors import Code, KioskError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

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


NAMES_ONLY = (
    b'<?xml version="1.0" encoding="utf-8"?>'
    b'<d:propfind xmlns:d="DAV:"><d:prop><d:getetag/></d:prop></d:propfind>'
)


def calendar_query(start: datetime, end: datetime, *, with_data: bool = True) -> bytes:
    """RFC 4791, 7.8: all events that have an occurrence in the time, whole and with overrides."""
    first, last = (moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ") for moment in (start, end))
    data = "<c:calendar-data/>" if with_data else ""
    return (
        f'<?xml version="1.0" encoding="utf-8"?><c:calendar-query {_NAMESPACES}>'
        f"<d:prop><d:getetag/>{data}</d:prop>"
        '<c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT">'
        f'<c:time-range start="{first}" end="{last}"/>'
        "</c:comp-filter></c:comp-filter></c:filter></c:calendar-query>"
    ).encode()


def multiget(urls: Iterable[str]) -> bytes:
    """RFC 4791, 7.9: these objects."""
    paths = (urlsplit(url)._replace(scheme="", netloc="").geturl() for url in urls)
    links = "".join(f"<d:href>{escape(path)}</d:href>" for path in paths)
    return (
        f'<?xml version="1.0" encoding="utf-8"?><c:calendar-multiget {_NAMESPACES}>'
        f"<d:prop><d:getetag/><c:calendar-data/></d:prop>{links}</c:calendar-multiget>"
    ).encode()


@dataclass(slots=True)
class Resource:
    """One resource of a multi-status answer, with the properties that the server has."""

    url: str
    status: int = 200
    """Of the resource as a whole."""
    is_collection: bool = False
    is_calendar: bool = False
    components: set[str] = field(default_factory=set)
    principal: str = ""
    homes: list[str] = field(default_factory=list)
    tag: str = ""
    """Changes whenever anything in the collection does; empty when the server has none."""
    data: str | None = None


@dataclass(slots=True)
class Answered:
    """What could be read of an answer; links are absolute."""

    resources: list[Resource] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    """Resources of which nothing could be read; empty where not even the link could be."""
    is_whole: bool = True
    elsewhere: set[str] = field(default_factory=set)
    """Scheme, host and port that links named and that are not where the answer came from."""


def resources(answer: web.Answer) -> Answered:
    """Read a 207 answer. Raises `KioskError(CALENDAR_BROKEN)` when it is none."""
    try:
        found = multistatus.taken_apart(answer.body, answer.headers.get("content-type", ""))
    except ValueError as error:
        raise KioskError(
            Code.CALENDAR_BROKEN,
            f"{web.host(answer.url)} answers something that is not WebDAV.",
            "Check [calendar] url and kind.",
        ) from error
    reading = _Reading(answer.url)
    read = [reading.resource(response) for response in found.responses]
    for href, text in found.texts:
        read.append(Resource(reading.absolute(href), data=text))
    unread = [reading.absolute(href) if href else "" for href in found.unread]
    # A server that says 507 of the collection has left something out (RFC 4918, 11.5).
    is_whole = found.is_whole and not any(each.status == 507 for each in read)
    return Answered(read, unread, is_whole, reading.elsewhere)


class _Reading:
    """Responses of one answer, whose links are relative to where it came from."""

    def __init__(self, base: str) -> None:
        self._base = base
        self.elsewhere: set[str] = set()

    def resource(self, response: Element) -> Resource:
        """A response with the properties that it has."""
        resource = Resource(self.absolute(response.findtext(f"{DAV}href", "")))
        resource.status = _status(response.findtext(f"{DAV}status", ""))
        for propstat in response.iter(f"{DAV}propstat"):
            if _status(propstat.findtext(f"{DAV}status", "")) != 200:
                continue
            for properties in propstat.iter(f"{DAV}prop"):
                for each in properties:
                    self._take(resource, each)
        return resource

    def _take(self, resource: Resource, found: Element) -> None:
        text = (found.text or "").strip()
        links = [self.absolute(href.text or "") for href in found.iter(f"{DAV}href")]
        if found.tag == f"{DAV}resourcetype":
            resource.is_calendar = found.find(f"{CALDAV}calendar") is not None
            resource.is_collection = found.find(f"{DAV}collection") is not None
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

    def absolute(self, href: str) -> str:
        """The whole address of a link, at the server that was asked where it is the same host."""
        try:
            url = urljoin(self._base, href.strip())
            if web.origin(url) != web.origin(self._base):
                self.elsewhere.add(web.place(url))
        except (ValueError, KioskError):
            return self._base
        return web.same_host(url, self._base)


def _status(line: str) -> int:
    """The number in `HTTP/1.1 200 OK`; 200 where none is said."""
    match = re.search(
        r"\s(\d{3})(?:\s|$)", f" {line.partition('/')[2].partition(' ')[2]} ", re.ASCII
    )
    return int(match[1]) if match else 200
