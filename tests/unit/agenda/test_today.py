"""What matters of the agenda, kept up to date: what is prepared, what comes, each reminder once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kiosk.agenda import reminded
from kiosk.agenda.day import Day, Reminder, day_of, needed_hosts, server_to_check
from kiosk.agenda.today import Today
from kiosk.base.config import Calendar, MeetingRules, Settings
from kiosk.model.meeting import Agenda, AgendaState
from tests.unit.agenda.conftest import at, meeting

START = at(24, 14)
MEETING = meeting("a", START)
AGENDA = Agenda(AgendaState.FRESH, (MEETING,))
PATIENCE_S = 10.0


def before(minutes: float) -> datetime:
    return START - timedelta(minutes=minutes)


class Bench:
    """A `Today` whose clock is set by hand."""

    def __init__(self, folder: Path, now: datetime) -> None:
        self.now = now
        self.told: list[Day] = []
        self.today = Today(asyncio.get_running_loop(), MeetingRules(), folder, now=lambda: self.now)
        self.today.subscribe(self.told.append)

    def look(self, now: datetime, agenda: Agenda = AGENDA) -> Reminder | None:
        self.now = now
        self.today.on_agenda(agenda)
        return self.today.day.reminder

    async def until(self, condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE_S):
            while not condition():  # noqa: ASYNC110 - the disk and the clock are waited for
                await asyncio.sleep(0.01)


@pytest.fixture
async def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path, before(11))


async def test_each_reminder_comes_once_and_is_shown_until_the_meeting_begins(bench: Bench) -> None:
    assert bench.look(before(11)) is None
    ten = bench.look(before(9.999))
    assert ten == Reminder(MEETING, 10)
    assert bench.look(before(5)) is ten  # it stays for whoever hears no chime, and is not new
    assert bench.look(before(0.999)) == Reminder(MEETING, 1)
    assert bench.look(START) is None


async def test_a_reminder_comes_once_although_the_kiosk_was_started_anew(
    bench: Bench, tmp_path: Path
) -> None:
    assert bench.look(before(9.999)) is not None
    await bench.until(lambda: reminded.load(tmp_path, bench.now) == before(9.999))
    assert Bench(tmp_path, before(9.5)).look(before(9.5)) is None


async def test_a_reminder_that_fell_due_while_the_kiosk_was_away_comes_with_what_is_left(
    tmp_path: Path,
) -> None:
    reminded.save(tmp_path, before(600))
    bench = Bench(tmp_path, before(7.5))
    assert bench.look(before(7.5), Agenda(AgendaState.LOADING)) is None
    assert bench.look(before(7.4), Agenda(AgendaState.FAILED)) is None
    assert bench.look(before(7.2)) == Reminder(MEETING, 8)  # the calendar has answered


async def test_it_follows_the_clock(bench: Bench) -> None:
    bench.now = before(15.5)
    bench.today.on_agenda(AGENDA)
    running = asyncio.create_task(bench.today.run())
    await bench.until(lambda: bool(bench.told))
    assert bench.today.day.prepared is None
    assert bench.today.day.coming == MEETING
    bench.now = before(14.9)
    await bench.until(lambda: bench.today.day.prepared == MEETING)
    assert bench.told[-1] == bench.today.day
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


def test_prepared_and_coming_have_an_address() -> None:
    closed, late = meeting("closed", START, address=False), meeting("late", at(25, 9))
    day = day_of(Agenda(AgendaState.FRESH, (closed, late)), START, MeetingRules())
    assert day.choice.joinable == (closed,)
    assert day.prepared is None
    assert day.coming == late


def test_hosts_are_the_calendars_and_the_coming_meetings() -> None:
    settings = Settings(
        calendar=Calendar(url="https://lich.example.vn/"),
        meeting=MeetingRules(server="wss://hop.example.vn/janus"),
    )
    assert needed_hosts(Day(), settings) == [("lich.example.vn", 443)]
    assert server_to_check(Day(), settings) == "wss://hop.example.vn/janus"
    day = day_of(AGENDA, START, settings.meeting)
    assert MEETING.address is not None
    assert day.server == server_to_check(day, settings) == MEETING.address.url
    assert len(needed_hosts(day, settings)) == 2
