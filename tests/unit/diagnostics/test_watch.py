"""The quick set runs at the start, hourly when idle, and before a meeting; never in one."""

from __future__ import annotations

import asyncio
import time
from datetime import datetime, timedelta

from kiosk.diagnostics.watch import EVERY_S, QuickWatch, Schedule
from kiosk.model.meeting import POINT_ZONE, Meeting

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=POINT_ZONE)
AT_ONE = Meeting("a", "1", "Giao ban", NOON + timedelta(hours=1), NOON + timedelta(hours=2))


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def test_at_the_start_and_every_hour() -> None:
    schedule = Schedule()
    assert schedule.is_due(5.0, NOON, None, idle=True)
    schedule.ran(5.0, NOON, None)
    assert not schedule.is_due(6.0, NOON, None, idle=True)
    assert not schedule.is_due(5.0 + EVERY_S - 1, NOON, None, idle=True)
    assert schedule.is_due(5.0 + EVERY_S, NOON, None, idle=True)


def test_never_in_a_meeting_and_at_once_after_it() -> None:
    schedule = Schedule()
    schedule.ran(0.0, NOON, None)
    assert not schedule.is_due(2 * EVERY_S, NOON, None, idle=False)
    assert schedule.is_due(2 * EVERY_S, NOON, None, idle=True)


def test_once_in_the_quarter_of_an_hour_before_a_meeting() -> None:
    schedule = Schedule()
    schedule.ran(0.0, NOON, AT_ONE)
    assert not schedule.is_due(1.0, AT_ONE.start - minutes(15.1), AT_ONE, idle=True)
    assert schedule.is_due(1.0, AT_ONE.start - minutes(15), AT_ONE, idle=True)
    schedule.ran(1.0, AT_ONE.start - minutes(15), AT_ONE)
    assert not schedule.is_due(2.0, AT_ONE.start - minutes(14), AT_ONE, idle=True)
    other = Meeting("b", "1", "HĐND", AT_ONE.start, AT_ONE.end)
    assert schedule.is_due(2.0, AT_ONE.start - minutes(14), other, idle=True)


def test_an_hourly_run_just_before_a_meeting_counts_for_it() -> None:
    schedule = Schedule()
    schedule.ran(0.0, AT_ONE.start - minutes(10), AT_ONE)
    assert not schedule.is_due(1.0, AT_ONE.start - minutes(9), AT_ONE, idle=True)


async def test_the_watch_runs_it() -> None:
    runs = asyncio.Semaphore(0)
    coming: list[Meeting | None] = [None]
    clock = [NOON]

    async def quick() -> bool:
        runs.release()
        return True

    watch = QuickWatch(
        quick,
        is_idle=lambda: True,
        coming=lambda: coming[0],
        now=lambda: clock[0],
        quiet_s=0.0,
        tick_s=0.01,
    )
    task = asyncio.ensure_future(watch.run())
    watch.home_stands()
    async with asyncio.timeout(20):
        await runs.acquire()
        clock[0], coming[0] = AT_ONE.start - minutes(5), AT_ONE
        await runs.acquire()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_nothing_runs_before_home_stands_nor_until_it_was_quiet() -> None:
    runs: list[float] = []
    ran = asyncio.Event()

    async def quick() -> bool:
        runs.append(time.monotonic())
        ran.set()
        return True

    watch = QuickWatch(
        quick, is_idle=lambda: True, coming=lambda: None, now=lambda: NOON, quiet_s=0.3, tick_s=0.01
    )
    task = asyncio.ensure_future(watch.run())
    await asyncio.sleep(0.1)
    watch.home_stands()
    await asyncio.sleep(0.1)
    disturbed_s = time.monotonic()
    watch.disturbed()
    async with asyncio.timeout(20):
        await ran.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert runs[0] >= disturbed_s + 0.3


async def test_without_a_home_screen_nothing_runs() -> None:
    async def quick() -> bool:
        raise AssertionError("home does not stand yet")

    watch = QuickWatch(
        quick, is_idle=lambda: True, coming=lambda: None, now=lambda: NOON, quiet_s=0.0, tick_s=0.01
    )
    task = asyncio.ensure_future(watch.run())
    await asyncio.sleep(0.1)
    assert not task.done()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_a_set_that_was_dropped_is_made_up_for_when_it_is_quiet_again() -> None:
    runs = asyncio.Semaphore(0)
    ended = iter((False, True))

    async def quick() -> bool:
        runs.release()
        return next(ended)

    watch = QuickWatch(
        quick, is_idle=lambda: True, coming=lambda: None, now=lambda: NOON, quiet_s=0.0, tick_s=0.01
    )
    task = asyncio.ensure_future(watch.run())
    watch.home_stands()
    async with asyncio.timeout(20):
        await runs.acquire()
        await runs.acquire()
    await asyncio.sleep(0.1)
    assert not task.done(), "it ran a third time"
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
