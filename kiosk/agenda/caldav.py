"""Calendars of a CalDAV server (RFC 4791): finding them, and fetching what changed.

The address in the settings may be a calendar, a collection of calendars, the user's principal or
the server. What is found is kept until the window moves (once a day); while the tags of all
collections stay the same nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urljoin

from kiosk.agenda import collection, dav, web
from kiosk.agenda.collection import XML
from kiosk.agenda.dav import Resource
from kiosk.agenda.source import Texts, not_a_calendar
from kiosk.agenda.work import Window
from kiosk.base.config import Calendar
from kiosk.base.errors import Code, KioskError
from kiosk.model.meeting import RefusedEvent

MAX_CALENDARS = 20


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
        self._elsewhere: set[str] = set()
        self.left_out: tuple[RefusedEvent, ...] = ()

    def fetch(self, window: Window) -> Texts | None:
        """All objects of all calendars in the window; None when window and tags are as before."""
        is_new_day = self._seen is not None and self._seen[0] != window
        if is_new_day or not self._calendars:
            self._calendars = self._discover()
        tags = tuple(self._tag(url) for url in self._calendars)
        if all(tags) and self._seen == (window, tags):
            return None
        texts, left_out = self._objects(window)
        self._seen, self.left_out = (window, tags), left_out
        return texts

    @property
    def clock_ahead(self) -> timedelta | None:
        """See `Source`."""
        return self._web.clock_ahead

    def close(self) -> None:
        """Close connections (idempotent)."""
        self._web.close()

    def _objects(self, window: Window) -> tuple[Texts, tuple[RefusedEvent, ...]]:
        """What all calendars hold. One that cannot be read hides no other."""
        texts: dict[str, str] = {}
        left_out: list[RefusedEvent] = []
        failed: list[KioskError] = []
        for url in self._calendars[:MAX_CALENDARS]:
            try:
                found = collection.fetched(self._web, url, window)
            except KioskError as error:
                if not collection.may_go_on(error):
                    raise
                failed.append(error)
                continue
            texts |= found.texts
            left_out.extend(found.left_out)
        if failed and len(failed) == len(self._calendars):
            raise failed[0]
        left_out.extend(_lost(f"A calendar cannot be read: {error.what}") for error in failed)
        if len(self._calendars) > MAX_CALENDARS:
            more = len(self._calendars) - MAX_CALENDARS
            left_out.append(_lost(f"{more} further calendars were not looked at."))
        return tuple(texts.values()), tuple(left_out)

    def _tag(self, url: str) -> str:
        """The collection's tag. A calendar that is gone is looked for again the next time."""
        try:
            found = self._propfind(url, "0")
        except KioskError as error:
            if len(self._calendars) == 1 or not collection.may_go_on(error):
                raise
            return f"failed: {error.what}"
        if not found:
            self._calendars, self._seen = (), None
            raise not_a_calendar(web.host(url))
        return found[0].tag

    def _discover(self) -> tuple[str, ...]:
        """From the configured address, also with a slash, then from where RFC 6764 puts it."""
        self._elsewhere.clear()
        first: KioskError | None = None
        slashed = [] if "?" in self._url or self._url.endswith("/") else [self._url + "/"]
        for start in (self._url, *slashed, urljoin(self._url, "/.well-known/caldav")):
            try:
                calendars = self._calendars_from(start)
            except KioskError as error:
                # A server's root need not be WebDAV, and may answer anything.
                if not _is_elsewhere_perhaps(error):
                    raise
                first = first or (error if start == self._url else None)
                continue
            if calendars:
                return tuple(dict.fromkeys(calendars))
        raise self._nothing(first)

    def _nothing(self, first: KioskError | None) -> KioskError:
        """Why no calendar was found."""
        if self._elsewhere:
            where = ", ".join(sorted(self._elsewhere))
            return KioskError(
                Code.CALENDAR_BROKEN,
                f"{web.host(self._url)} gives the calendar's address as {where}: not found there.",
                "Write the calendar's own address into [calendar] url. Behind a proxy the server"
                " must know the address that it is reached at.",
            )
        return first or not_a_calendar(web.host(self._url))

    def _calendars_from(self, start: str) -> list[str]:
        """Calendars at an address: the address itself, or what it leads to."""
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
        here = (each.url for each in listed if _holds_events(each))
        return [url for url in here if web.origin(url) == self._origin]

    def _propfind(self, url: str, depth: str) -> list[Resource]:
        """What the server says about a resource; nothing when it is none or on another server."""
        if web.origin(url) != self._origin:
            return []
        answer = self._web.request("PROPFIND", url, {**XML, "Depth": depth}, dav.PROPFIND)
        if answer.status != 207:
            return []
        found = dav.resources(answer)
        self._elsewhere |= found.elsewhere
        return found.resources


def _is_elsewhere_perhaps(error: KioskError) -> bool:
    """Whether the server may have a calendar at another address: it answered, and not 401."""
    if isinstance(error, web.HttpError):
        return error.status not in (401, 408, 429)
    return error.code is Code.CALENDAR_BROKEN


def _lost(reason: str) -> RefusedEvent:
    return RefusedEvent("", "", reason)


def _holds_events(resource: Resource) -> bool:
    return resource.is_calendar and (not resource.components or "VEVENT" in resource.components)
