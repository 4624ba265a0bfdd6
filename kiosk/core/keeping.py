"""Keeps the parts of the core running: one that dies is started again, ever more seldom.

A part that dies again and again is a bug or a broken machine. It is told once, on the screen, in
the log and in the history, and the others go on without it.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Coroutine

from kiosk.base.retry import ladder
from kiosk.journal.events import PART_FAILED

log = logging.getLogger(__name__)

PAUSES_S = (1.0, 2.0, 5.0, 15.0, 60.0)
WELL_S = 60.0
"""A part that has run so long is well again; the longest pause must not count as running."""
FAILING = 3
"""Deaths in a row from which on it is told: one or two cost seconds and nobody need know."""

Part = Callable[[], Coroutine[None, None, None]]


class Keeper:
    """`keep` each part as a task of its own. Lives on the core loop."""

    def __init__(
        self,
        on_change: Callable[[], None],
        tell: Callable[..., None],
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        monotonic_s: Callable[[], float] = time.monotonic,
    ) -> None:
        """`on_change`: `failing` is another now. `tell(kind, **facts)` writes into the history."""
        self._on_change = on_change
        self._tell = tell
        self._sleep = sleep
        self._monotonic_s = monotonic_s
        self._failing: set[str] = set()

    @property
    def failing(self) -> tuple[str, ...]:
        """Names of the parts that die again and again."""
        return tuple(sorted(self._failing))

    async def keep(self, name: str, part: Part) -> None:
        """Run until cancelled."""
        pauses, deaths, told = ladder(PAUSES_S), 0, ""
        while True:
            begun_s = self._monotonic_s()
            error = await self._live(name, part)
            if self._monotonic_s() - begun_s >= WELL_S:
                pauses, deaths, told = ladder(PAUSES_S), 0, ""
            deaths += 1
            if _place(error) != told:
                told = _place(error)
                log.error("the part %s of the core ended", name, exc_info=error)
            if deaths == FAILING:
                self._tell(PART_FAILED, part=name, why=type(error).__name__)
                self._failing.add(name)
                self._on_change()
            await self._sleep(next(pauses))

    async def _live(self, name: str, part: Part) -> Exception:
        """Until its death; what it died of."""
        recovery = asyncio.get_running_loop().call_later(WELL_S, self._recover, name)
        try:
            await part()
        except Exception as error:  # noqa: BLE001 - `keep` logs it; the others go on
            return error
        finally:
            recovery.cancel()
        return RuntimeError("it came to an end, which it never should")

    def _recover(self, name: str) -> None:
        if name in self._failing:
            self._failing.discard(name)
            log.info("the part %s of the core runs again", name)
            self._on_change()


def _place(error: Exception) -> str:
    """The same for the same bug: what it is and where it comes from."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace is not None else ""
    return f"{type(error).__name__} {where}"
