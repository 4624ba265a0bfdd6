"""What befalls a machine that stands for months: a week without network, a clock in 1970, a zone.

Simulated time, real calendar servers. Each is said on the screen, loses nothing, and is mended
without a touch.
"""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.agenda.day import choose
from kiosk.agenda.service import window_at
from kiosk.base.config import CalendarKind, MeetingRules
from kiosk.base.errors import Code
from kiosk.model.meeting import POINT_ZONE, Agenda, AgendaState
from kiosk.ui import dates
from kiosk.ui.models.clock import Clock
from tests.tls_proxy import Authority
from tests.unit.agenda.conftest import ADDRESS, NOW, calendar, event, radicale, until, web_server
from tests.unit.agenda.test_service import MEETING, running, settings

__all__ = ["radicale", "web_server"]  # fixtures
DAILY = (
    "DTSTAMP:20261101T000000Z",
    "DTSTART:20261120T020000Z",
    "DTEND:20261120T030000Z",
    "RRULE:FREQ=DAILY;COUNT=30",
    "SUMMARY:Giao ban",
    f"CONFERENCE;VALUE=URI:{ADDRESS}",
)
RULES = MeetingRules(allowed_hosts=("hop.example.vn",))
DAYS = 7


def offered(agenda: Agenda, day: int) -> bool:
    """Whether the day's meeting could be entered at nine."""
    nine = (NOW + timedelta(days=day)).replace(hour=9, minute=5)
    found = choose(agenda, nine, RULES)
    return [meeting.title for meeting in found.joinable] == ["Giao ban"]


async def test_no_network_for_a_week_costs_no_meeting_and_is_said(radicale, tmp_path: Path) -> None:
    radicale.put("a", *DAILY)
    chosen = settings(radicale.calendar)
    async with running(chosen, tmp_path) as kiosk:
        await kiosk.until(AgendaState.FRESH)
        await until((tmp_path / "agenda.json").exists)
        kept = (tmp_path / "agenda.json").read_bytes()
        await asyncio.to_thread(radicale.stop)
        for day in range(1, DAYS + 1):
            kiosk.now = NOW + timedelta(days=day)
            before = len(kiosk.said)
            kiosk.service.refresh()
            await until(lambda before=before: len(kiosk.said) > before)
            assert (kiosk.last.state, kiosk.last.problem) == (
                AgendaState.STALE,
                Code.CALENDAR_UNREACHABLE,
            )
            assert kiosk.last.fetched_at == NOW  # its age is on the screen
            assert offered(kiosk.last, day)
        assert (tmp_path / "agenda.json").read_bytes() == kept
    async with running(chosen, tmp_path) as kiosk:  # the power fails on the seventh day
        kiosk.now = NOW + timedelta(days=DAYS)
        await kiosk.until(AgendaState.STALE)
        assert offered(kiosk.last, DAYS)
        await asyncio.to_thread(radicale.start)
        await kiosk.until(AgendaState.FRESH)  # by itself
        assert (kiosk.last.problem, offered(kiosk.last, DAYS)) == ("", True)


async def test_tls_that_fails_for_the_clock_is_said_and_mended_once_the_clock_is_set(
    web_server, tmp_path: Path
) -> None:
    """To a clock in the past every certificate is one of the future. Here the certificates move and
    the clock stays: what counts is which side of its validity the clock is on.
    """
    authority = Authority(tmp_path / "authority")
    future = authority.issue("IP:127.0.0.1", since_days=3000, until_days=3300)
    valid = authority.issue("IP:127.0.0.1")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(future)
    text = calendar(event("a", *MEETING)).encode()
    server = web_server(lambda *_: (200, {}, text), context)
    chosen = settings(server.url + "/c.ics", kind=CalendarKind.ICS, ca_file=str(authority.file))
    async with running(chosen, tmp_path / "state") as kiosk:
        failed = await kiosk.until(AgendaState.FAILED)
        assert failed.problem == Code.CALENDAR_UNREACHABLE
        assert server.asked == []  # no password goes over such a line
        context.load_cert_chain(valid)
        agenda = await kiosk.until(AgendaState.FRESH)  # nobody has pressed anything
        assert (agenda.problem, len(agenda.meetings)) == ("", 1)


@pytest.fixture
def zones(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    yield monkeypatch
    monkeypatch.undo()
    time.tzset()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows has no tzset")
def test_another_zone_of_the_pc_moves_no_meeting(zones: pytest.MonkeyPatch) -> None:
    """An installer's choice, or somebody's mistake: the point's own zone counts everywhere."""
    moment = datetime(2026, 11, 24, 2, 5, tzinfo=UTC)
    seen = set()
    for zone in ("Asia/Ho_Chi_Minh", "UTC", "America/New_York", "Pacific/Kiritimati", "nonsense"):
        zones.setenv("TZ", zone)
        time.tzset()
        now = Clock().now()
        assert now.tzinfo is POINT_ZONE
        assert abs(now - datetime.now(UTC)) < timedelta(seconds=5)
        window = window_at(moment)
        seen.add((window.start, window.end, dates.clock(moment.astimezone(POINT_ZONE))))
    assert len(seen) == 1
