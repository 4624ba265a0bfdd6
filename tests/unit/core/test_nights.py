"""What the kiosk writes down of itself, and its restart at night."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kiosk import __version__
from kiosk.core import nights
from kiosk.core.nights import Around, Nights, next_meeting
from kiosk.model.meeting import POINT_ZONE, AddressKind, Agenda, AgendaState, JoinAddress, Meeting
from kiosk.update import health
from kiosk.update.health import Health

PATIENCE_S = 20.0
NIGHT = datetime(2026, 11, 27, 3, 55, tzinfo=POINT_ZONE)
ADDRESS = JoinAddress(AddressKind.JANUS, "wss://hop.example.vn/janus", "1001")


def meeting(start: datetime, **fields: object) -> Meeting:
    return Meeting("u", "o", "Họp", start, start + timedelta(hours=1), **fields)  # type: ignore[arg-type]


@dataclass
class Kiosk:
    """A made-up kiosk around the real `Nights`."""

    folder: Path
    meetings: tuple[Meeting, ...] = ()
    inside: bool = False
    technician: bool = False
    well: bool = True
    now: datetime = NIGHT
    uptime_s: float = 1e5
    restarts: list[float] = field(default_factory=list)

    def made(self, *, may_restart: bool = True) -> Nights:
        around = Around(
            lambda: self.inside,
            lambda: Agenda(AgendaState.FRESH, self.meetings),
            lambda: self.technician,
            lambda: self.well,
        )
        made = Nights(
            asyncio.get_running_loop(),
            self.folder,
            around,
            may_restart=may_restart,
            machine="a",
            now=lambda: self.now,
            uptime_s=lambda: self.uptime_s,
        )
        made.on_restart(lambda: self.restarts.append(self.uptime_s))
        self.uptime_s += 1e5  # it has run for a day
        return made

    def read(self) -> Health | None:
        return health.load([self.folder / health.FILE])


async def until(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not condition():  # noqa: ASYNC110 - it is a file
            await asyncio.sleep(0.01)


async def test_it_writes_how_it_is_and_at_once_when_the_monitor_comes(tmp_path: Path) -> None:
    kiosk = Kiosk(tmp_path, (meeting(NIGHT + timedelta(hours=5)),))
    made = kiosk.made()
    running = asyncio.create_task(made.run())
    await until(kiosk.read)
    first = kiosk.read()
    assert first is not None
    assert (first.version, first.display) == (__version__, False)
    assert first.next_meeting == (NIGHT + timedelta(hours=5)).timestamp()
    made.set_display(True)
    await until(lambda: (found := kiosk.read()) and found.display)
    running.cancel()


async def test_only_time_that_it_was_well_and_seen_counts(tmp_path: Path) -> None:
    kiosk = Kiosk(tmp_path)
    made = kiosk.made()
    assert made.health().shown_s == 0.0
    made.set_display(True)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    made.health()
    kiosk.uptime_s += 200.0
    assert made.health().shown_s == 200.0
    kiosk.well = False
    assert made.health().shown_s == 0.0
    kiosk.well = True
    made.health()
    kiosk.uptime_s += 10.0
    assert made.health().shown_s == 10.0


async def test_it_starts_itself_anew_once_when_nothing_is_on(tmp_path: Path) -> None:
    kiosk = Kiosk(tmp_path)
    running = asyncio.create_task(kiosk.made().run())
    await until(lambda: kiosk.restarts)
    running.cancel()
    assert len(kiosk.restarts) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"inside": True},
        {"technician": True},
        {"meetings": (meeting(NIGHT + timedelta(minutes=29)),)},
        {"meetings": (meeting(NIGHT - timedelta(minutes=59)),)},
        {"now": NIGHT + timedelta(hours=1)},
        {"now": NIGHT - timedelta(hours=2)},
    ],
)
async def test_it_does_not_when_something_is_on(tmp_path: Path, change: dict[str, object]) -> None:
    kiosk = Kiosk(tmp_path)
    for name, value in change.items():
        setattr(kiosk, name, value)
    await _run_once(kiosk, kiosk.made())
    assert kiosk.restarts == []


async def test_nobody_would_start_it_anew(tmp_path: Path) -> None:
    kiosk = Kiosk(tmp_path)
    await _run_once(kiosk, kiosk.made(may_restart=False))
    assert kiosk.restarts == []


async def test_folder_that_takes_nothing_is_said_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(nights, "EVERY_S", 0.01)
    file = tmp_path / "file"
    file.touch()
    kiosk = Kiosk(file)
    made = kiosk.made(may_restart=False)
    running = asyncio.create_task(made.run())
    await asyncio.sleep(0.3)
    running.cancel()
    assert [one.message for one in caplog.records if "health.json" in one.message] == [
        "health.json is not written: File exists"
    ]


def test_which_meeting_comes_next() -> None:
    def first(*meetings: Meeting) -> float | None:
        return next_meeting(Agenda(AgendaState.FRESH, meetings), NIGHT)

    soon, later = NIGHT + timedelta(hours=1), NIGHT + timedelta(hours=2)
    assert first() is None
    assert first(meeting(later), meeting(soon)) == soon.timestamp()
    assert first(meeting(soon, cancelled=True), meeting(later)) == later.timestamp()
    assert first(meeting(NIGHT - timedelta(hours=1)), meeting(later)) == later.timestamp()
    assert first(meeting(NIGHT, all_day=True), meeting(later)) == later.timestamp()
    assert first(meeting(NIGHT, all_day=True, address=ADDRESS)) == NIGHT.timestamp()


async def _run_once(kiosk: Kiosk, made: Nights) -> None:
    running = asyncio.create_task(made.run())
    await until(kiosk.read)
    await asyncio.sleep(0.05)
    running.cancel()
