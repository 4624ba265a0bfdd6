"""The service with a real calendar server, a real parser process and a real disk."""

import asyncio
import contextlib
import subprocess
import sys
import threading
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from kiosk.agenda import service as module
from kiosk.agenda.service import AgendaService, window_at
from kiosk.base import secret
from kiosk.base.config import Calendar, CalendarKind, MeetingRules, Settings
from kiosk.base.errors import Code
from kiosk.model.meeting import Agenda, AgendaState
from tests.unit.agenda.conftest import ADDRESS, NOW, PASSWORD, Radicale, at, calendar, event, until

MEETING = ("DTSTAMP:20261101T000000Z", "DTSTART:20261124T020000Z", "DTEND:20261124T030000Z")


def settings(url: str, **more: object) -> Settings:
    return Settings(
        calendar=Calendar(url=url, user="kp01", **more),  # type: ignore[arg-type]
        meeting=MeetingRules(allowed_hosts=("hop.example.vn",)),
    )


class Running:
    def __init__(self, chosen: Settings, folder: Path, password: str) -> None:
        self.said: list[Agenda] = []
        self.now = NOW
        self.heard_s: list[float] = []
        self.service = AgendaService(
            chosen,
            folder,
            self.said.append,
            lambda _: password,
            now=lambda: self.now,
            hear_clock=self.heard_s.append,
        )

    @property
    def last(self) -> Agenda:
        return self.said[-1]

    async def until(self, state: AgendaState) -> Agenda:
        await until(lambda: bool(self.said) and self.last.state is state)
        return self.last


@contextlib.asynccontextmanager
async def running(
    chosen: Settings, folder: Path, password: str = PASSWORD
) -> AsyncIterator[Running]:
    made = Running(chosen, folder, password)
    task = asyncio.create_task(made.service.run())
    try:
        yield made
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def test_the_meeting_in_the_calendar_is_the_meeting_on_the_screen(radicale, tmp_path) -> None:
    radicale.put("a", *MEETING, "SUMMARY:Giao ban", f"CONFERENCE;VALUE=URI:{ADDRESS}")
    async with running(settings(radicale.root), tmp_path) as kiosk:
        agenda = await kiosk.until(AgendaState.FRESH)
        (one,) = agenda.meetings
        assert (one.title, one.start, agenda.fetched_at) == ("Giao ban", at(24, 9), NOW)
        assert one.address is not None
        assert kiosk.said[0].state is AgendaState.LOADING
        assert kiosk.service.agenda is agenda


async def test_a_moved_meeting_is_moved_at_once_when_asked(radicale, tmp_path) -> None:
    radicale.put("a", *MEETING)
    async with running(settings(radicale.calendar), tmp_path) as kiosk:
        before = (await kiosk.until(AgendaState.FRESH)).meetings[0]
        radicale.put("a", MEETING[0], "DTSTART:20261124T040000Z", "DTEND:20261124T050000Z")
        kiosk.service.refresh()
        await until(lambda: kiosk.last.meetings[0].start == at(24, 11))
        assert kiosk.last.meetings[0].key == before.key


async def test_the_server_goes_and_comes_back(radicale, tmp_path) -> None:
    radicale.put("a", *MEETING)
    async with running(settings(radicale.calendar), tmp_path) as kiosk:
        await kiosk.until(AgendaState.FRESH)
        await asyncio.to_thread(radicale.stop)
        kiosk.service.refresh()
        stale = await kiosk.until(AgendaState.STALE)
        assert (len(stale.meetings), stale.fetched_at) == (1, NOW)
        assert stale.problem == "calendar-unreachable"
        await asyncio.to_thread(radicale.start)
        await kiosk.until(AgendaState.FRESH)  # by itself
        assert kiosk.last.problem == ""


async def test_the_last_agenda_is_there_at_once_after_a_restart(radicale, tmp_path) -> None:
    radicale.put("a", *MEETING)
    async with running(settings(radicale.calendar), tmp_path) as kiosk:
        await kiosk.until(AgendaState.FRESH)
        await until(lambda: (tmp_path / "agenda.json").exists())
    radicale.stop()
    async with running(settings(radicale.calendar), tmp_path) as kiosk:
        await until(lambda: bool(kiosk.said))
        first = kiosk.said[0]
        assert (first.state, len(first.meetings), first.problem) == (AgendaState.STALE, 1, "")
        assert first.fetched_at == NOW
        await until(lambda: kiosk.last.problem == "calendar-unreachable")
        assert len(kiosk.last.meetings) == 1


async def test_nothing_known_and_nobody_there(tmp_path) -> None:
    server = Radicale(tmp_path)
    async with running(settings(server.calendar), tmp_path) as kiosk:
        agenda = await kiosk.until(AgendaState.FAILED)
        assert agenda.problem == "calendar-unreachable"


async def test_a_wrong_password_is_said(radicale, tmp_path) -> None:
    async with running(settings(radicale.calendar), tmp_path, password="wrong") as kiosk:
        agenda = await kiosk.until(AgendaState.FAILED)
        assert agenda.problem == "calendar-login"


async def test_no_calendar_in_the_settings(tmp_path) -> None:
    async with running(Settings(), tmp_path) as kiosk:
        agenda = await kiosk.until(AgendaState.NOT_SET)
        assert agenda.problem == "calendar-not-set"


async def test_a_new_day_brings_its_meetings_from_an_unchanged_calendar(
    web_server, tmp_path
) -> None:
    text = calendar(event("w", "DTSTART:20261101T080000", "RRULE:FREQ=DAILY"))

    def answer(_method: str, _path: str, headers: dict[str, str]):
        known = headers.get("if-none-match")
        return (304, {}, b"") if known else (200, {"ETag": '"1"'}, text.encode())

    server = web_server(answer)
    async with running(settings(server.url, kind=CalendarKind.ICS), tmp_path) as kiosk:
        first = await kiosk.until(AgendaState.FRESH)
        assert (first.meetings[0].start, first.meetings[-1].start) == (at(23), at(9, month=12))
        kiosk.now = NOW + timedelta(days=1)
        kiosk.service.refresh()
        await until(lambda: kiosk.last.fetched_at == kiosk.now)
        assert kiosk.last.meetings[-1].start == at(10, month=12)
        # The server goes, and another day comes.
        server.answer = lambda *_: (503, {}, b"")
        kiosk.now = NOW + timedelta(days=2)
        kiosk.service.refresh()
        await kiosk.until(AgendaState.STALE)
        assert kiosk.last.meetings[-1].start == at(11, month=12)
        assert kiosk.last.fetched_at == NOW + timedelta(days=1)


async def test_the_technician_sees_which_event_was_left_out_and_why(web_server, tmp_path) -> None:
    bad = event("bad", "SUMMARY:Độc", "DTSTART:20261124T080000", "RRULE:FREQ=DAILY;INTERVAL=0")
    text = calendar(bad, event("good", "DTSTART:20261124T090000"))
    server = web_server(lambda *_: (200, {}, text.encode()))
    async with running(settings(server.url, kind=CalendarKind.ICS), tmp_path) as kiosk:
        agenda = await kiosk.until(AgendaState.FRESH)
        assert [one.uid for one in agenda.meetings] == ["good"]
        assert [(one.uid, one.title) for one in agenda.refused] == [("bad", "Độc")]
        assert "interval" in agenda.refused[0].reason


async def test_an_unchanged_calendar_is_not_written_again(radicale, tmp_path) -> None:
    radicale.put("a", *MEETING)
    async with running(settings(radicale.calendar), tmp_path) as kiosk:
        await until(lambda: (tmp_path / "agenda.json").exists())
        written = (tmp_path / "agenda.json").stat().st_mtime_ns
        said = len(kiosk.said)
        kiosk.now = NOW + timedelta(minutes=1)
        kiosk.service.refresh()
        await until(lambda: len(kiosk.said) > said)
        assert (tmp_path / "agenda.json").stat().st_mtime_ns == written


def test_it_runs_in_a_loop_outside_the_main_thread(web_server, tmp_path) -> None:
    """The kiosk's core loop has a thread of its own, and the parser is its child there."""
    text = calendar(event("a", "DTSTART:20261124T090000"))
    server = web_server(lambda *_: (200, {}, text.encode()))
    found: list[Agenda] = []

    async def once() -> None:
        chosen = settings(server.url, kind=CalendarKind.ICS)
        async with running(chosen, tmp_path) as kiosk:
            found.append(await kiosk.until(AgendaState.FRESH))

    thread = threading.Thread(target=lambda: asyncio.run(once()))
    thread.start()
    thread.join(60)
    assert [one.uid for one in found[0].meetings] == ["a"]


def test_importing_it_loads_no_heavy_library() -> None:
    program = (
        "import sys, kiosk.agenda.service, kiosk.agenda.day\n"
        "heavy = {'requests', 'icalendar', 'recurring_ical_events', 'keyring', 'dateutil'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"


@pytest.mark.parametrize("hour", [0, 12, 23])
def test_the_window_is_in_days_of_the_point(hour: int) -> None:
    window = window_at(at(24, hour))
    assert window.start == at(23, 0)
    assert window.end == at(24, 0) + timedelta(days=module.DAYS_AHEAD + 1)


async def test_a_keyring_that_never_answers_is_said_and_asked_again(
    radicale, tmp_path, monkeypatch
) -> None:
    radicale.put("a", *MEETING)
    monkeypatch.setattr(secret, "ANSWER_S", 0.05)
    may_answer = threading.Event()

    def ask(_name: str) -> str:
        may_answer.wait(30)
        return PASSWORD

    said: list[Agenda] = []
    service = AgendaService(settings(radicale.root), tmp_path, said.append, ask, now=lambda: NOW)
    task = asyncio.create_task(service.run())
    try:
        await until(lambda: bool(said) and said[-1].state is AgendaState.FAILED)
        assert said[-1].problem == "secret"
        may_answer.set()
        await until(lambda: said[-1].state is AgendaState.FRESH)  # in seconds, not in minutes
    finally:
        may_answer.set()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_bug_is_no_agenda_that_is_still_being_opened(tmp_path: Path) -> None:
    """Whoever keeps the service starts it anew; the screen must not ask to wait meanwhile."""

    def bug(_name: str) -> str:
        raise KeyError("bug")

    said: list[Agenda] = []
    service = AgendaService(settings("http://127.0.0.1:9/"), tmp_path, said.append, bug)
    for _ in range(2):
        with pytest.raises(KeyError):
            await service.run()
        assert (said[-1].state, said[-1].problem) == (AgendaState.FAILED, "calendar-broken")
    assert [one.state for one in said].count(AgendaState.LOADING) == 1, "the second start hid it"


async def test_bug_keeps_the_meetings_that_are_known(radicale, tmp_path, monkeypatch) -> None:
    radicale.put("a", *MEETING)
    kiosk = Running(settings(radicale.calendar), tmp_path, PASSWORD)
    task = asyncio.create_task(kiosk.service.run())
    await kiosk.until(AgendaState.FRESH)

    def bug(*_arguments: object) -> None:
        raise KeyError("bug")

    monkeypatch.setattr(kiosk.service, "_fetch", bug)
    kiosk.service.refresh()
    with pytest.raises(KeyError):
        await task
    assert (kiosk.last.state, kiosk.last.problem) == (AgendaState.STALE, "calendar-broken")
    assert len(kiosk.last.meetings) == 1


@pytest.mark.parametrize("days", [365, -365])
async def test_a_clock_that_is_wrong_makes_no_empty_agenda_fresh(
    web_server, tmp_path, days: int
) -> None:
    """The calendar server says what day it is; what was stored stays stored."""
    text = calendar(event("a", *MEETING)).encode()
    sent: dict[str, str] = {}
    server = web_server(lambda *_: (200, sent, text))
    chosen = settings(server.url + "/c.ics", kind=CalendarKind.ICS)
    async with running(chosen, tmp_path) as kiosk:
        await kiosk.until(AgendaState.FRESH)
        await until((tmp_path / "agenda.json").exists)
    kept = (tmp_path / "agenda.json").read_bytes()
    sent["Date"] = format_datetime(datetime.now(UTC) - timedelta(days=days), usegmt=True)
    async with running(chosen, tmp_path) as kiosk:
        kiosk.now = NOW + timedelta(days=days)
        failed = await kiosk.until(AgendaState.FAILED)
        assert (failed.problem, failed.meetings) == (Code.CLOCK, ())
        assert kiosk.heard_s[-1] == pytest.approx(days * 86_400, abs=60)
        assert (tmp_path / "agenda.json").read_bytes() == kept
        sent.clear()
        kiosk.now = NOW
        kiosk.service.refresh()
        assert len((await kiosk.until(AgendaState.FRESH)).meetings) == 1
    assert AgendaState.FRESH not in {one.state for one in kiosk.said[:2]}
