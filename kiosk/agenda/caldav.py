"""Calendars of a CalDAV server (RFC 4791): finding them, and fetching what changed.

The address in the settings may be a calendar, a collection of calendars, the user's principal or
the server. What is found is kept until the window moves (once a day); while the tags of all
collections stay the same nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urljoin

from kiosk.agenda import dav, web
from kiosk.agenda.dav import Resource
from kiosk.agenda.source import Texts, not_a_calendar
from kiosk.agenda.work import Window
from kiosk.base.config import Calendar

MAX_CALENDARS = 20
_XML = {"Content-Type": "application/xml; charset=utf-8"}


class CalDavSource:
    """See `kiosk.agenda.source.Source`."""

    def __init__(self, calendar: Calendar, get_secret: Callable[[str], str]) -> None:
        """Raises `KioskError` with `SECRET` or `CALENDAR_BROKEN`."""
        password = get_secret("calendar") if calendar.user else ""
        self._url = calendar.url
        self._origin = web.origin(calendar.url)
        self._web = web.Web(calendar.url, calendar.user, password, calendar.ca_file)
        self._calendars: tuple[str, ...] = ()
        self._seen: tuple[Window, tuple[str, ...]] | None = None

    def fetch(self, window: Window) -> Texts | None:
        """All objects of all calendars in the window; None when window and tags are as before."""
        is_new_day = self._seen is not None and self._seen[0] != window
        if is_new_day or not self._calendars:
            self._calendars = self._discover()
        tags = tuple(self._tag(url) for url in self._calendars)
        if all(tags) and self._seen == (window, tags):
            return None
        texts = tuple(text for url in self._calendars for text in self._query(url, window))
        self._seen = (window, tags)
        return texts

    def close(self) -> None:
        """Close connections (idempotent)."""
        self._web.close()

    def _tag(self, url: str) -> str:
        """The collection's tag. A calendar that is gone is looked for again the next time."""
        found = self._propfind(url, "0")
        if not found:
            self._calendars, self._seen = (), None
            raise not_a_calendar(web.host(url))
        return found[0].tag

    def _query(self, url: str, window: Window) -> list[str]:
        body = dav.calendar_query(window.start, window.end)
        answer = self._web.request("REPORT", url, {**_XML, "Depth": "1"}, body)
        if answer.status != 207:
            raise not_a_calendar(web.host(url))
        return [found.data for found in dav.resources(answer) if found.data is not None]

    def _discover(self) -> tuple[str, ...]:
        """From the configured address, then from where RFC 6764 puts it."""
        for start in (self._url, urljoin(self._url, "/.well-known/caldav")):
            calendars = self._calendars_from(start)
            if calendars:
                return tuple(dict.fromkeys(calendars))[:MAX_CALENDARS]
        raise not_a_calendar(web.host(self._url))

    def _calendars_from(self, start: str) -> list[str]:
        found = self._propfind(start, "0")
        if not found:
            return []
        if found[0].is_calendar:
            return [found[0].url]
        homes = found[0].homes
        if not homes and found[0].principal:
            homes = [
                home for each in self._propfind(found[0].principal, "0") for home in each.homes
            ]
        listed = [each for home in homes or [found[0].url] for each in self._propfind(home, "1")]
        return [each.url for each in listed if _holds_events(each)]

    def _propfind(self, url: str, depth: str) -> list[Resource]:
        """What the server says about a resource; nothing when it is none or on another server."""
        if web.origin(url) != self._origin:
            return []
        answer = self._web.request("PROPFIND", url, {**_XML, "Depth": depth}, dav.PROPFIND)
        return dav.resources(answer) if answer.status == 207 else []


def _holds_events(resource: Resource) -> bool:
    return resource.is_calendar and (not resource.components or "VEVENT" in resource.components)
