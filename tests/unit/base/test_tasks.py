"""Tasks that somebody owns: held, ended, begun again, and never dead without a word."""

import asyncio
import gc
import logging

import pytest

from kiosk.base import tasks as module
from kiosk.base.tasks import Tasks, together

log = logging.getLogger("an owner")


async def test_a_task_is_held_until_it_is_done() -> None:
    owner, go, done = Tasks(log, "x"), asyncio.Event(), asyncio.Event()

    async def work() -> None:
        await go.wait()
        done.set()

    owner.spawn(work())
    await asyncio.sleep(0)
    gc.collect()
    go.set()
    async with asyncio.timeout(5):
        await done.wait()
    await asyncio.sleep(0)
    assert not list(owner)


async def test_a_dead_task_is_told_with_its_traceback(caplog: pytest.LogCaptureFixture) -> None:
    bugs: list[BaseException] = []
    owner = Tasks(log, "the work met a bug", bugs.append)

    async def fail() -> None:
        raise KeyError("plugindata")

    await asyncio.gather(owner.spawn(fail()), return_exceptions=True)
    await asyncio.sleep(0)
    assert [repr(bug) for bug in bugs] == ["KeyError('plugindata')"]
    assert caplog.records[0].exc_info is not None


async def test_what_must_not_end_begins_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "AGAIN_S", (0.0,))
    owner, begun, well = Tasks(log, "the work met a bug"), [], asyncio.Event()

    async def work() -> None:
        begun.append(1)
        if len(begun) < 4:
            raise RuntimeError
        well.set()
        await asyncio.Event().wait()

    owner.keep(work)
    async with asyncio.timeout(5):
        await well.wait()
    assert owner.bugs == 3
    await owner.aclose()
    assert not list(owner)


async def test_the_first_error_ends_the_others_before_it_is_raised() -> None:
    ended: list[str] = []

    async def hang() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.append("hang")

    async def fail() -> None:
        await asyncio.sleep(0)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await together(hang(), fail())
    assert ended == ["hang"]
