"""A part that dies again and again is told once and tried ever more seldom."""

from __future__ import annotations

import asyncio
import logging

import pytest

from kiosk.core.keeping import FAILING, PAUSES_S, WELL_S, Keeper


class Watched:
    """A keeper on a clock of its own, with everything around it written down."""

    def __init__(self) -> None:
        self.now_s = 0.0
        self.pauses: list[float] = []
        self.told: list[tuple[str, dict[str, str]]] = []
        self.failing: list[tuple[str, ...]] = []
        self.deaths = 0
        self.keeper = Keeper(
            lambda: self.failing.append(self.keeper.failing),
            lambda kind, **facts: self.told.append((kind, facts)),
            sleep=self._sleep,
            monotonic_s=lambda: self.now_s,
        )

    async def _sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.now_s += seconds
        await asyncio.sleep(0)

    async def keep(self, part: object, pauses: int) -> None:
        """Until it has paused so often."""
        task = asyncio.create_task(self.keeper.keep("session", part))  # type: ignore[arg-type]
        async with asyncio.timeout(20):
            while len(self.pauses) < pauses:  # noqa: ASYNC110 - the clock is the test's own
                await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_pauses_grow_and_it_is_told_once(caplog: pytest.LogCaptureFixture) -> None:
    watched = Watched()

    async def die() -> None:
        raise ValueError("broken")

    await watched.keep(die, 40)
    steps = [*PAUSES_S, *[PAUSES_S[-1]] * 35]
    for pause, step in zip(watched.pauses, steps, strict=True):
        assert step <= pause <= step * 1.5
    assert watched.told == [("part-failed", {"part": "session", "why": "ValueError"})]
    assert watched.failing == [("session",)]
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    assert caplog.records[0].exc_info


async def test_one_death_or_two_are_nobodys_business() -> None:
    watched = Watched()

    async def die_a_little() -> None:
        watched.deaths += 1
        if watched.deaths >= FAILING:
            await asyncio.Event().wait()
        raise ValueError("broken")

    await watched.keep(die_a_little, FAILING - 1)
    assert watched.told == []
    assert watched.failing == []


async def test_each_new_reason_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    watched = Watched()

    async def die_otherwise() -> None:
        watched.deaths += 1
        if watched.deaths <= 5:
            raise ValueError("broken")
        raise KeyError("broken elsewhere")

    await watched.keep(die_otherwise, 10)
    assert len(caplog.records) == 2


async def test_part_that_just_ends_is_one_that_died(caplog: pytest.LogCaptureFixture) -> None:
    watched = Watched()

    async def end() -> None:
        return

    await watched.keep(end, 4)
    assert watched.told == [("part-failed", {"part": "session", "why": "RuntimeError"})]
    assert len(caplog.records) == 1


async def test_after_running_well_it_begins_anew() -> None:
    watched = Watched()

    async def die_late() -> None:
        watched.now_s += 2 * WELL_S
        raise ValueError("broken")

    await watched.keep(die_late, 5)
    assert all(pause <= PAUSES_S[0] * 1.5 for pause in watched.pauses)
    assert watched.failing == []


async def test_part_that_runs_again_is_no_longer_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.core.keeping.WELL_S", 0.01)
    watched = Watched()
    watched.now_s = -1e9  # never seems to have run for long

    async def recover() -> None:
        watched.deaths += 1
        if watched.deaths <= FAILING:
            raise ValueError("broken")
        await asyncio.Event().wait()

    task = asyncio.create_task(watched.keeper.keep("session", recover))
    async with asyncio.timeout(20):
        while len(watched.failing) < 2:  # noqa: ASYNC110 - told by calling, not by an event
            await asyncio.sleep(0.005)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert watched.failing == [("session",), ()]
