"""A password from the screen is tried where it can be, stored, and never told of again."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable

import msgspec
import pytest

from kiosk.base import secret
from kiosk.base.config import Calendar, Settings
from kiosk.base.errors import Code, KioskError
from kiosk.core import passwords
from kiosk.core.passwords import Passwords
from kiosk.model.meeting import Agenda, AgendaState
from kiosk.settings.state import PasswordState, PasswordStep

PASSWORD = "khong ai biet"
CALENDAR = Settings(calendar=Calendar(url="https://lich.example.vn/", user="kp01"))


class Watched:
    """The passwords with everything around them written down."""

    def __init__(self, settings: Settings, problem: str = "") -> None:
        self.stored: list[tuple[str, str]] = []
        self.tried: list[str] = []
        self.told: list[tuple[str, dict[str, str]]] = []
        self.states: list[PasswordState] = []
        self.problem = problem
        self.put: Callable[[str, str], None] = lambda name, value: self.stored.append((name, value))
        self.answers = asyncio.Event()
        self.answers.set()
        self._news = asyncio.Event()
        self.passwords = Passwords(
            asyncio.get_running_loop(),
            lambda: settings,
            put=lambda name, value: self.put(name, value),
            fetch=self._fetch,
            tell=lambda kind, **facts: self.told.append((kind, facts)),
        )
        self.passwords.subscribe(self._on_state)

    async def _fetch(self, _settings: Settings, get_secret: Callable[[str], str]) -> Agenda:
        self.tried.append(get_secret(secret.CALENDAR))
        await self.answers.wait()
        return Agenda(AgendaState.FRESH, problem=self.problem)

    def _on_state(self, state: PasswordState) -> None:
        self.states.append(state)
        self._news.set()

    async def store(self, name: str, password: str = PASSWORD) -> PasswordState:
        self.passwords.store(name, password)
        ends = (PasswordStep.STORED, PasswordStep.UNTESTED, PasswordStep.REFUSED)
        async with asyncio.timeout(20):
            while not (self.states and self.states[-1].step in ends):
                self._news.clear()
                await self._news.wait()
        return self.states[-1]


async def test_the_calendar_is_asked_before_it_is_stored(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    watched = Watched(CALENDAR)
    assert await watched.store(secret.CALENDAR) == PasswordState("calendar", PasswordStep.STORED)
    assert watched.tried == [PASSWORD]
    assert watched.stored == [("calendar", PASSWORD)]
    assert watched.told == [("password-changed", {"name": "calendar"})]
    assert PASSWORD not in caplog.text + repr(watched.states)


async def test_what_the_calendar_refuses_is_not_stored() -> None:
    watched = Watched(CALENDAR, Code.CALENDAR_LOGIN.value)
    state = await watched.store(secret.CALENDAR)
    assert (state.step, state.problem) == (PasswordStep.REFUSED, Code.CALENDAR_LOGIN.value)
    assert watched.stored == watched.told == []


@pytest.mark.parametrize("problem", [Code.CALENDAR_UNREACHABLE, Code.CALENDAR_BROKEN])
async def test_without_an_answer_it_is_stored_untested(problem: Code) -> None:
    watched = Watched(CALENDAR, problem.value)
    state = await watched.store(secret.CALENDAR)
    assert (state.step, state.problem) == (PasswordStep.UNTESTED, problem.value)
    assert watched.stored == [("calendar", PASSWORD)]


async def test_a_calendar_that_hangs_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "TEST_S", 0.05)
    watched = Watched(CALENDAR)
    watched.answers.clear()
    state = await watched.store(secret.CALENDAR)
    assert (state.step, state.problem) == (
        PasswordStep.UNTESTED,
        Code.CALENDAR_UNREACHABLE.value,
    )


@pytest.mark.parametrize(
    ("name", "settings"),
    [
        (secret.RELAY, CALENDAR),
        (secret.CALENDAR, Settings()),
        (
            secret.CALENDAR,
            Settings(calendar=msgspec.structs.replace(CALENDAR.calendar, user="")),
        ),
    ],
)
async def test_where_nobody_can_be_asked_it_is_stored(name: str, settings: Settings) -> None:
    watched = Watched(settings)
    assert (await watched.store(name)).step is PasswordStep.UNTESTED
    assert watched.tried == []
    assert watched.stored == [(name, PASSWORD)]


async def test_a_keyring_that_refuses_is_said() -> None:
    watched = Watched(CALENDAR)

    def refuse(_name: str, _value: str) -> None:
        raise KioskError(Code.SECRET, "No.")

    watched.put = refuse
    state = await watched.store(secret.CALENDAR)
    assert (state.step, state.problem) == (PasswordStep.REFUSED, Code.SECRET.value)
    assert watched.told == []


async def test_a_keyring_that_never_answers_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secret, "ANSWER_S", 0.05)
    watched = Watched(CALENDAR)
    ends = threading.Event()
    watched.put = lambda _name, _value: ends.wait(20) and None
    state = await watched.store(secret.CALENDAR)
    ends.set()
    assert (state.step, state.problem) == (PasswordStep.REFUSED, Code.SECRET.value)


async def test_what_came_of_it_is_read_once() -> None:
    watched = Watched(CALENDAR)
    await watched.store(secret.RELAY)
    watched.passwords.acknowledge()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert watched.states[-1] == PasswordState()
