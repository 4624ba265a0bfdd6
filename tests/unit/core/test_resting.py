"""Who keeps camera, microphone and loudspeaker awake."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from kiosk.agenda.day import Day
from kiosk.core.resting import Reason, Resting
from kiosk.session.state import Rest

QUIET, NEAR = Day(is_quiet=True), Day(is_quiet=False)
PATIENCE_S = 10.0


class Bench:
    def __init__(self) -> None:
        self.rests: list[bool] = []
        self.told: list[Rest] = []
        self.resting = Resting(asyncio.get_running_loop(), self.rests.append)
        self.resting.subscribe(self.told.append)

    async def until(self, condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE_S):
            while not condition():  # noqa: ASYNC110 - the loop is waited for
                await asyncio.sleep(0.01)


@pytest.fixture
async def bench() -> Bench:
    return Bench()


async def test_it_rests_while_no_meeting_is_near(bench: Bench) -> None:
    bench.resting.on_day(QUIET)
    assert bench.rests[-1]
    bench.resting.on_day(NEAR)
    assert not bench.rests[-1]


async def test_a_trial_opens_the_devices_and_ends_by_itself(bench: Bench) -> None:
    bench.resting.on_day(QUIET)
    bench.resting.hold(Reason.TRIAL, 0.05)
    assert not bench.rests[-1]
    await bench.until(lambda: bench.told[-1:] == [Rest(trial=True)])
    await bench.until(lambda: bench.rests[-1])
    assert bench.told[-1] == Rest(trial=False)


async def test_a_second_press_makes_the_trial_longer(bench: Bench) -> None:
    bench.resting.on_day(QUIET)
    bench.resting.hold(Reason.TRIAL, 0.05)
    bench.resting.try_devices()  # a minute from now on
    await asyncio.sleep(0.2)
    assert not bench.rests[-1]
    bench.resting.end_trial()
    await bench.until(lambda: bench.rests[-1])


async def test_while_a_meeting_is_near_nothing_is_a_trial(bench: Bench) -> None:
    bench.resting.on_day(NEAR)
    bench.resting.hold(Reason.TRIAL, 60)
    await asyncio.sleep(0.05)
    assert bench.told == [Rest()]
    bench.resting.let_go(Reason.TRIAL)


async def test_a_technician_keeps_them_open_until_he_leaves(bench: Bench) -> None:
    bench.resting.on_day(QUIET)
    bench.resting.technician(True)
    await bench.until(lambda: not bench.rests[-1])
    async with bench.resting.awake(Reason.CHECK) as rested:
        assert not rested
        bench.resting.technician(False)
        await asyncio.sleep(0.05)
        assert not bench.rests[-1]  # the check goes on
    assert bench.rests[-1]


async def test_a_check_knows_that_it_wakes_them(bench: Bench) -> None:
    bench.resting.on_day(QUIET)
    async with bench.resting.awake(Reason.CHECK) as rested:
        assert rested
        assert not bench.rests[-1]
    assert bench.rests[-1]
