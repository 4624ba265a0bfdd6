"""New passwords from the screen: tried against the calendar, then stored. They are never read here.

Lives on the core loop; implements `settings.state.PasswordPort`.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import NamedTuple

from kiosk.agenda.report import fetch_once
from kiosk.base import secret, unwaited
from kiosk.base.config import Settings
from kiosk.base.errors import Code, KioskError
from kiosk.base.onloop import Telling
from kiosk.base.secret import NoAnswerError
from kiosk.model.meeting import Agenda
from kiosk.settings.state import PasswordState, PasswordStep

log = logging.getLogger(__name__)

TEST_S = 30.0
"""A calendar that has not answered by then is not waited for: the password is stored untested."""
_REFUSED = (Code.CALENDAR_LOGIN.value,)


class Found(NamedTuple):
    """What trying a password has shown."""

    step: PasswordStep
    problem: str = ""


class Passwords(Telling[PasswordState]):
    """Make it anywhere; the verbs may be called on any thread."""

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        settings: Callable[[], Settings],
        *,
        put: Callable[[str, str], None] = secret.put,
        fetch: Callable[[Settings, Callable[[str], str]], Awaitable[Agenda]] = fetch_once,
        tell: Callable[..., None] = lambda _kind, **_facts: None,
    ) -> None:
        """`settings` are those that hold; `put` may block, for ever if need be."""
        super().__init__(loop, PasswordState())
        self._settings = settings
        self._put_secret = put
        self._fetch = fetch
        self._tell = tell

    def store(self, name: str, password: str) -> None:
        """See `PasswordPort`."""
        self._post(self._begin, name, password)

    def acknowledge(self) -> None:
        """See `PasswordPort`."""
        self._post(self._acknowledge)

    async def aclose(self) -> None:
        """End what goes on (idempotent)."""
        await self._end_tasks()

    def _acknowledge(self) -> None:
        if self._state.step is not PasswordStep.TESTING:
            self._put(PasswordState())

    def _begin(self, name: str, password: str) -> None:
        if self._state.step is not PasswordStep.TESTING:
            self._put(PasswordState(name, PasswordStep.TESTING))
            self._spawn(self._work(name, password))

    async def _work(self, name: str, password: str) -> None:
        found = Found(PasswordStep.REFUSED, Code.SECRET.value)  # what a bug leaves, too
        try:
            found = await self._try(name, password)
            if found.step is not PasswordStep.REFUSED:
                await self._keep(name, password)
                self._tell("password-changed", name=name)
        except KioskError as error:
            log.error("the password '%s' was not stored: %s", name, error)
            found = Found(PasswordStep.REFUSED, error.code.value)
        finally:
            self._put(PasswordState(name, found.step, found.problem))

    async def _try(self, name: str, password: str) -> Found:
        settings = self._settings()
        if name != secret.CALENDAR or not settings.calendar.url or not settings.calendar.user:
            return Found(PasswordStep.UNTESTED)
        try:
            async with asyncio.timeout(TEST_S):
                agenda = await self._fetch(settings, lambda _name: password)
        except TimeoutError:
            return Found(PasswordStep.UNTESTED, Code.CALENDAR_UNREACHABLE.value)
        if agenda.problem in _REFUSED:
            return Found(PasswordStep.REFUSED, agenda.problem)
        step = PasswordStep.UNTESTED if agenda.problem else PasswordStep.STORED
        return Found(step, agenda.problem)

    async def _keep(self, name: str, password: str) -> None:
        writing = unwaited.begin(self._put_secret, name, password)
        try:
            async with asyncio.timeout(secret.ANSWER_S):
                await asyncio.wrap_future(writing)
        except TimeoutError:
            raise NoAnswerError(name) from None
