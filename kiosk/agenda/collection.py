"""One calendar of a CalDAV server: its tag, and its objects in a window.

Everything is asked for at once. Where that answer cannot be read, or not all of it, what is
missing is asked for object by object, so that one that nobody can read hides no other.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from kiosk.agenda import dav, web
from kiosk.agenda.dav import Answered
from kiosk.agenda.letters import charset_of, reduced, text_of
from kiosk.agenda.source import not_a_calendar
from kiosk.agenda.texts import plain
from kiosk.agenda.work import Window
from kiosk.base.errors import Code, KioskError
from kiosk.model.meeting import RefusedEvent

XML = {"Content-Type": "application/xml; charset=utf-8"}
BATCH = 50
"""Objects in one multiget."""
MAX_SINGLE = 500
"""Objects that are asked for one by one in one look at a calendar."""
PATIENCE_S = 120.0
"""For all of them together."""


@dataclass(slots=True)
class Objects:
    """The texts of a calendar's objects, reduced to what is used, and what is missing."""

    texts: dict[str, str] = field(default_factory=dict)
    left_out: list[RefusedEvent] = field(default_factory=list)

    def take(self, url: str, text: str) -> None:
        """Keep an object."""
        text = reduced(text)
        if "BEGIN:VCALENDAR" in text.upper() or "BEGIN:VEVENT" in text.upper():
            self.texts[url] = text
        else:
            self.miss(url, "It is no calendar object.")

    def miss(self, url: str, reason: str) -> None:
        """Say that an object is not there."""
        name = plain(unquote(urlsplit(url).path.rstrip("/").rpartition("/")[2]))
        self.left_out.append(RefusedEvent(name, "", reason))


def fetched(server: web.Web, url: str, window: Window) -> Objects:
    """All objects with an occurrence in the window. Raises `KioskError`."""
    found = Objects()
    body = dav.calendar_query(window.start, window.end)
    try:
        answer = _answered(server, "REPORT", url, body)
    except KioskError as error:
        if not may_go_on(error):
            raise
        names = _names(server, url, window)
        if names is None:
            raise
        _one_by_one(server, names, found)
        return found
    missing = _taken(answer, url, found)
    if not answer.is_whole or "" in answer.unread:
        names = _names(server, url, window)
        if names is None:
            found.left_out.append(
                RefusedEvent("", "", "The calendar server gave only a part of the calendar.")
            )
        missing = [each for each in names or missing if each not in found.texts]
    _one_by_one(server, missing, found)
    return found


def may_go_on(error: KioskError) -> bool:
    """Whether the server may answer another question: it is there, and knows who we are."""
    if isinstance(error, web.HttpError):
        return error.status not in (401, 408, 429, 502, 503, 504)
    return error.code is Code.CALENDAR_BROKEN


def _answered(server: web.Web, method: str, url: str, body: bytes, depth: str = "1") -> Answered:
    answer = server.request(method, url, {**XML, "Depth": depth}, body)
    if answer.status != 207:
        raise not_a_calendar(web.host(url))
    return dav.resources(answer)


def _taken(answer: Answered, collection: str, found: Objects) -> list[str]:
    """Keep the objects of an answer; those that it names without giving them."""
    missing = [url for url in answer.unread if url]
    for each in answer.resources:
        if each.data is not None:
            found.take(each.url, text_of(each.data.encode("utf-8", "replace")))
        elif each.url.rstrip("/") != collection.rstrip("/") and each.status != 404:
            missing.append(each.url)
    return missing


def _names(server: web.Web, url: str, window: Window) -> list[str] | None:
    """The addresses of all objects in the window, or of all; None when that is not told."""
    query = dav.calendar_query(window.start, window.end, with_data=False)
    for method, body in (("REPORT", query), ("PROPFIND", dav.NAMES_ONLY)):
        try:
            answer = _answered(server, method, url, body)
        except KioskError as error:
            if not may_go_on(error):
                raise
            continue
        names = [each.url for each in answer.resources] + [each for each in answer.unread if each]
        here = url.rstrip("/")
        if answer.is_whole:
            return [each for each in dict.fromkeys(names) if each.rstrip("/") != here]
    return None


def _one_by_one(server: web.Web, urls: Sequence[str], found: Objects) -> None:
    """Ask for these, many at a time, then each that is still missing by itself."""
    end_s = time.monotonic() + PATIENCE_S
    batches = [urls[first : first + BATCH] for first in range(0, len(urls), BATCH)]
    alone = [url for batch in batches for url in _batch(server, batch, found, end_s)]
    for number, url in enumerate(alone):
        if number >= MAX_SINGLE or time.monotonic() > end_s:
            reason = f"{len(alone) - number} further objects were not fetched: it took too long."
            found.left_out.append(RefusedEvent("", "", reason))
            return
        try:
            answer = server.request("GET", url, {"Accept": "text/calendar"})
        except KioskError as error:
            if error.code is Code.CALENDAR_UNREACHABLE and not isinstance(error, web.HttpError):
                raise
            found.miss(url, error.what)
            continue
        if answer.status == 200:
            charset = charset_of(answer.headers.get("content-type", ""))
            found.take(url, text_of(answer.body, charset))
        elif answer.status != 404:  # gone meanwhile
            found.miss(url, f"The calendar server does not give it (HTTP {answer.status}).")


def _batch(server: web.Web, urls: Sequence[str], found: Objects, end_s: float) -> Iterator[str]:
    """Ask for these at once; those that did not come."""
    if time.monotonic() < end_s:
        try:
            parent = urls[0].rpartition("/")[0] + "/"
            _taken(_answered(server, "REPORT", parent, dav.multiget(urls)), parent, found)
        except KioskError as error:
            if not may_go_on(error):
                raise
    yield from (url for url in urls if url not in found.texts)
