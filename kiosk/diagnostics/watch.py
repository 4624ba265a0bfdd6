"""When the quick set runs by itself: once home stands quietly, every hour, before a meeting."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.model.meeting import Meeting

EVERY_S = 3600.0
BEFORE = timedelta(minutes=15)
"""Time enough for somebody to be called and to plug something in."""
TICK_S = 30.0
QUIET_S = 10.0
"""How long home must have stood with no meeting entered or left: the checks would slow the start
and the join down and then complain of it, and cameras and sound services take some seconds."""


@dataclass(slots=True)
class Schedule:
    """Pure deciding; times are monotonic seconds and aware datetimes."""

    last_s: float | None = None
    checked_for: str = ""
    """Key of the meeting before which it has run."""

    def is_due(self, now_s: float, now: datetime, coming: Meeting | None, *, idle: bool) -> bool:
        """Whether to run now. In a meeting never: its figures say more, and its line is busy."""
        if not idle:
            return False
        if self.last_s is None or now_s - self.last_s >= EVERY_S:
            return True
        return self._is_close(now, coming) and coming is not None and coming.key != self.checked_for

    def ran(self, now_s: float, now: datetime, coming: Meeting | None) -> None:
        """It has run."""
        self.last_s = now_s
        if coming is not None and self._is_close(now, coming):
            self.checked_for = coming.key

    def _is_close(self, now: datetime, coming: Meeting | None) -> bool:
        return coming is not None and coming.start - BEFORE <= now < coming.start


class QuickWatch:
    """`run` it as a task on the core loop."""

    def __init__(
        self,
        run_quick: Callable[[], Coroutine[None, None, bool]],
        *,
        is_idle: Callable[[], bool],
        coming: Callable[[], Meeting | None],
        now: Callable[[], datetime],
        quiet_s: float = QUIET_S,
        tick_s: float = TICK_S,
    ) -> None:
        """`run_quick` tells whether it came to its end; one that was dropped is made up for.

        `coming`: the next meeting, or the one that can be entered already.
        """
        self._run_quick = run_quick
        self._is_idle = is_idle
        self._coming = coming
        self._now = now
        self._quiet_s = quiet_s
        self._tick_s = tick_s
        self._schedule = Schedule()
        self._home = asyncio.Event()
        self._quiet_since_s = 0.0

    def home_stands(self) -> None:
        """On the core loop: the home screen's first picture is on the screen."""
        self.disturbed()
        self._home.set()

    def disturbed(self) -> None:
        """On the core loop: somebody enters or leaves a meeting, the quiet begins anew."""
        self._quiet_since_s = time.monotonic()

    async def run(self) -> None:
        """Look until cancelled."""
        await self._home.wait()
        while True:
            left_s = self._quiet_since_s + self._quiet_s - time.monotonic()
            if left_s > 0:
                await asyncio.sleep(left_s)
                continue  # it may have been disturbed meanwhile
            coming = self._coming()
            idle = self._is_idle()
            is_due = self._schedule.is_due(time.monotonic(), self._now(), coming, idle=idle)
            if is_due and await self._run_quick():
                self._schedule.ran(time.monotonic(), self._now(), coming)
            await asyncio.sleep(self._tick_s)
