"""Keeps the agenda: polls the calendar, survives its absence, and tells whenever it changes.

Light to import: the HTTP library is loaded in a worker thread on the first poll, the iCalendar
libraries never in this process.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, time, timedelta
from pathlib import Path

import msgspec

from kiosk.agenda import sandbox
from kiosk.agenda.source import Source, Texts
from kiosk.agenda.store import AgendaStore
from kiosk.agenda.work import Expanded, Window
from kiosk.base import retry, secret
from kiosk.base.config import CalendarKind, Settings
from kiosk.base.errors import Code, KioskError
from kiosk.base.storage import Tell, tell_nobody
from kiosk.model.meeting import POINT_ZONE, Agenda, AgendaState, RefusedEvent

log = logging.getLogger(__name__)

RETRY_LADDER_S = (2.0, 5.0, 10.0, 20.0, 40.0, 60.0)
"""Waits after failures; a network that comes back is noticed within a minute and a half."""
LOGIN_RETRY_S = 300.0
"""After a refused password: servers lock accounts that knock too often."""
DAYS_BACK, DAYS_AHEAD = 1, 15
_CLOCK_ERROR = timedelta(days=1)
"""Less does not empty the window, and is told by the technician's check of the clock."""
_STORE_AGE = timedelta(minutes=10)
"""How old the stored time of the last fetch may be; writing each minute would wear out a disk."""


def window_at(now: datetime) -> Window:
    """From yesterday's midnight to the end of the fifteenth day, in the point's zone."""
    midnight = datetime.combine(now.astimezone(POINT_ZONE).date(), time(), POINT_ZONE)
    return Window(midnight - timedelta(days=DAYS_BACK), midnight + timedelta(days=DAYS_AHEAD + 1))


class AgendaService:
    """Owns the calendar source, the stored agenda and the polling.

    `publish` is called on the loop's thread with every new agenda. Everything here belongs to
    that thread too.
    """

    def __init__(
        self,
        settings: Settings,
        folder: Path | None,
        publish: Callable[[Agenda], None],
        get_secret: Callable[[str], str] = secret.get,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(POINT_ZONE),
        tell: Tell = tell_nobody,
        hear_clock: Callable[[float], None] = lambda _ahead_s: None,
    ) -> None:
        """`folder` keeps the last good agenda; None: nothing is kept. `tell`: into the history.

        `hear_clock`: by how many seconds our clock is ahead of the server's, with every answer.
        """
        self._settings = settings
        self._store = AgendaStore(folder, settings, tell) if folder is not None else None
        self._publish = publish
        self._secrets = secret.Asker(get_secret)
        self._now = now
        self._hear_clock = hear_clock
        self._agenda = Agenda(AgendaState.LOADING)
        self._source: Source | None = None
        self._texts: Texts | None = None
        self._left_out: tuple[RefusedEvent, ...] = ()
        self._expanded: tuple[Window, Expanded] | None = None
        self._stored: Agenda | None = None
        self._wake = asyncio.Event()

    @property
    def agenda(self) -> Agenda:
        """What is known now."""
        return self._agenda

    def refresh(self) -> None:
        """Poll now instead of later."""
        self._wake.set()

    async def run(self) -> None:
        """Publish the stored agenda at once, then keep it up to date until cancelled.

        A bug ends it, when it is said that the agenda cannot be read; it may be run again.
        """
        if not self._settings.calendar.url:
            self._set(Agenda(AgendaState.NOT_SET, problem=Code.CALENDAR_NOT_SET))
            await asyncio.Event().wait()
        try:
            if self._agenda.state is AgendaState.LOADING:
                await self._load()
            await self._poll_for_ever()
        except Exception:
            known = self._agenda.fetched_at is not None
            state = AgendaState.STALE if known else AgendaState.FAILED
            problem = Code.CALENDAR_BROKEN.value
            self._set(msgspec.structs.replace(self._agenda, state=state, problem=problem))
            raise
        finally:
            if self._source is not None:
                self._source.close()
                self._source = None

    async def _load(self) -> None:
        stored = await asyncio.to_thread(self._store.load) if self._store else None
        if stored is not None:
            self._stored = stored
            self._set(msgspec.structs.replace(stored, state=AgendaState.STALE, problem=""))
        else:
            self._set(self._agenda)

    async def _poll_for_ever(self) -> None:
        ladder = retry.ladder(RETRY_LADDER_S)
        while True:
            self._wake.clear()
            try:
                await self._poll()
                ladder = retry.ladder(RETRY_LADDER_S)
                wait_s = retry.jittered(self._settings.calendar.poll_s)
            except KioskError as error:
                log.warning("agenda not fetched: %s", error.what)
                await self._fail(error)
                is_login = error.code in (Code.CALENDAR_LOGIN, Code.SECRET)
                is_login = is_login and not isinstance(error, secret.NoAnswerError)
                wait_s = retry.jittered(LOGIN_RETRY_S) if is_login else next(ladder)
            try:
                async with asyncio.timeout(wait_s):
                    await self._wake.wait()
            except TimeoutError:
                continue

    async def _poll(self) -> None:
        """One look at the calendar. Raises `KioskError`."""
        window = window_at(self._now())
        password = await self._password() if self._source is None else ""
        texts = await asyncio.to_thread(self._fetch, window, password)
        if texts is not None:
            left_out = self._source.left_out if self._source is not None else ()
            if (texts, left_out) != (self._texts, self._left_out):
                self._texts, self._left_out, self._expanded = texts, left_out, None
        expanded = await self._expand(window)
        if self._is_clock_wrong():
            # Meetings may be missing only because today is another day: nothing is kept of it.
            log.warning("the clock of this PC and the calendar server's are days apart")
            old = self._agenda.fetched_at
            failed = AgendaState.FAILED
            self._set(Agenda(failed, expanded.meetings, old, expanded.refused, Code.CLOCK))
            return
        agenda = Agenda(AgendaState.FRESH, expanded.meetings, self._now(), expanded.refused)
        self._set(agenda)
        if self._store is not None and self._is_worth_storing(agenda):
            await asyncio.to_thread(self._store.save, agenda)
            self._stored = agenda

    def _is_clock_wrong(self) -> bool:
        """Whether the calendar server lives on another day than we."""
        ahead = self._source.clock_ahead if self._source is not None else None
        if ahead is not None:
            self._hear_clock(ahead.total_seconds())
        return ahead is not None and abs(ahead) > _CLOCK_ERROR

    async def _password(self) -> str:
        """Where the settings name a user. Raises `KioskError(SECRET)`."""
        if not self._settings.calendar.user:
            return ""
        return await self._secrets.ask(secret.CALENDAR)

    def _fetch(self, window: Window, password: str) -> Texts | None:
        """Blocking, in a worker thread; one at a time because `_poll` awaits it."""
        if self._source is None:
            self._source = _source(self._settings, lambda _name: password)
        return self._source.fetch(window)

    async def _expand(self, window: Window) -> Expanded:
        """The meetings of the last texts; parsed again only when they or the day changed."""
        if self._expanded is None or self._expanded[0] != window:
            allowed = self._settings.meeting.allowed_hosts
            expanded = await sandbox.expand(self._texts or (), window, allowed)
            left_out = (*self._left_out, *expanded.refused)
            expanded = msgspec.structs.replace(expanded, refused=left_out)
            for refused in expanded.refused:
                log.info("event left out", extra={"data": {"reason": refused.reason}})
            self._expanded = (window, expanded)
        return self._expanded[1]

    async def _fail(self, error: KioskError) -> None:
        """Keep showing the last good agenda, moved on to today where its texts are known."""
        if self._agenda.fetched_at is None:
            self._set(Agenda(AgendaState.FAILED, problem=error.code))
            return
        meetings, refused = self._agenda.meetings, self._agenda.refused
        if self._expanded is not None:
            try:
                expanded = await self._expand(window_at(self._now()))
                meetings, refused = expanded.meetings, expanded.refused
            except KioskError as broken:
                log.warning("agenda not moved on to today: %s", broken.what)
        old = self._agenda.fetched_at
        self._set(Agenda(AgendaState.STALE, meetings, old, refused, error.code))

    def _is_worth_storing(self, agenda: Agenda) -> bool:
        old = self._stored
        if old is None or old.fetched_at is None or agenda.fetched_at is None:
            return True
        same = (old.meetings, old.refused) == (agenda.meetings, agenda.refused)
        return not same or agenda.fetched_at - old.fetched_at > _STORE_AGE

    def _set(self, agenda: Agenda) -> None:
        self._agenda = agenda
        self._publish(agenda)


def _source(settings: Settings, get_secret: Callable[[str], str]) -> Source:
    """The source that the settings ask for; imports the HTTP library."""
    if settings.calendar.kind is CalendarKind.ICS:
        from kiosk.agenda.ics import IcsSource

        return IcsSource(settings.calendar, get_secret)
    from kiosk.agenda.caldav import CalDavSource

    return CalDavSource(settings.calendar, get_secret)
