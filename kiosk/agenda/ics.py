"""A plain iCalendar file over HTTPS, fetched again only when it changed (RFC 9110, 13)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from kiosk.agenda import web
from kiosk.agenda.letters import charset_of, reduced, text_of
from kiosk.agenda.source import Texts, not_a_calendar
from kiosk.agenda.work import Window
from kiosk.base.config import Calendar
from kiosk.model.meeting import RefusedEvent

_BROKEN_OFF = RefusedEvent("", "", "The calendar breaks off: what stood behind is missing.")


class IcsSource:
    """See `kiosk.agenda.source.Source`."""

    def __init__(self, calendar: Calendar, get_secret: Callable[[str], str]) -> None:
        """Raises `KioskError` with `SECRET` or `CALENDAR_BROKEN`."""
        password = get_secret("calendar") if calendar.user else ""
        self._url = calendar.url
        self._web = web.Web(calendar.url, calendar.user, password, calendar.ca_file)
        self._validators: dict[str, str] = {}
        self.left_out: tuple[RefusedEvent, ...] = ()

    def fetch(self, window: Window) -> Texts | None:  # noqa: ARG002 - a file has no windows
        """The whole file, whatever the window; None when the server says that it is unchanged."""
        headers = {"Accept": "text/calendar, */*;q=0.1", **self._validators}
        answer = self._web.request("GET", self._url, headers)
        if answer.status == 304 and self._validators:
            return None
        charset = charset_of(answer.headers.get("content-type", ""))
        text = reduced(text_of(answer.body, charset))
        if answer.status != 200 or not text.lstrip().upper().startswith("BEGIN:VCALENDAR"):
            raise not_a_calendar(web.host(self._url))
        is_whole = text.rstrip().upper().endswith("END:VCALENDAR")
        self.left_out = () if is_whole else (_BROKEN_OFF,)
        self._validators = {}
        if etag := answer.headers.get("etag"):
            self._validators["If-None-Match"] = etag
        if modified := answer.headers.get("last-modified"):
            self._validators["If-Modified-Since"] = modified
        return (text,)

    @property
    def clock_ahead(self) -> timedelta | None:
        """See `Source`."""
        return self._web.clock_ahead

    def close(self) -> None:
        """Close connections (idempotent)."""
        self._web.close()
