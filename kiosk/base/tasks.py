"""Tasks with an owner: held while they run, ended with it, and never dead without a word."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterator
from typing import Any

from kiosk.base.faults import Faults
from kiosk.base.retry import ladder

AGAIN_S = (0.1, 1.0, 5.0)
"""Waits before a loop that a bug has ended begins again."""


class Tasks:
    """`spawn` what ends by itself, `keep` what must not end. On the loop."""

    def __init__(
        self,
        log: logging.Logger,
        what: str,
        on_bug: Callable[[BaseException], None] = lambda _error: None,
    ) -> None:
        """`what` is logged with the traceback of a bug; `on_bug` is called after that."""
        self._faults = Faults(log, what)
        self._on_bug = on_bug
        self._running: set[asyncio.Task[Any]] = set()

    def __iter__(self) -> Iterator[asyncio.Task[Any]]:
        return iter(tuple(self._running))

    @property
    def bugs(self) -> int:
        """How many there were."""
        return self._faults.count

    def spawn(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Do this meanwhile."""
        task = asyncio.get_running_loop().create_task(work)
        self._running.add(task)
        task.add_done_callback(self._on_done)
        return task

    def keep(self, make: Callable[[], Coroutine[Any, Any, Any]]) -> asyncio.Task[Any]:
        """Do this for ever: when a bug ends it, it begins again after a while."""
        return self.spawn(self._again(make))

    async def aclose(self) -> None:
        """End all (idempotent), but not the task that asks for it."""
        ending = [task for task in self if task is not asyncio.current_task()]
        for task in ending:
            task.cancel()
        await asyncio.gather(*ending, return_exceptions=True)

    async def _again(self, make: Callable[[], Coroutine[Any, Any, Any]]) -> None:
        for wait_s in ladder(AGAIN_S):
            try:
                await make()
                return
            except Exception as error:  # noqa: BLE001 - `_met` logs it
                self._met(error)
            await asyncio.sleep(wait_s)

    def _on_done(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            self._met(error)

    def _met(self, error: BaseException) -> None:
        self._faults.met(error)
        self._on_bug(error)


async def together(*works: Coroutine[Any, Any, Any]) -> list[Any]:
    """Do all at once; the first error ends the others, and is raised when they have ended."""
    tasks = [asyncio.ensure_future(work) for work in works]
    try:
        return await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
