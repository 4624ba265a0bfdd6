"""Whether this PC's clock is right, as the servers that were asked in this run say.

A PC whose battery is empty starts in another year. Whoever throws away by age waits until a server
has confirmed the date; whoever shows something says that the clock is wrong.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime

log = logging.getLogger(__name__)

WRONG_S = 600.0
"""Our own judgement: meetings are offered and reminded of at a visibly wrong time from then on.
Less may be the server's own error; the technician's check of the clock tells it from 5 s on."""
SAME_DAY_S = 86_400.0
"""So far the clock may be off where days are counted."""
_FIRST_YEAR, _LAST_YEAR = 2024, 2100
"""A server that says another year has no clock of its own to compare with."""


def steady_s() -> float:
    """Seconds that nobody sets, sleep included where the system counts it."""
    boot_time = getattr(time, "CLOCK_BOOTTIME", None)  # Linux
    return time.monotonic() if boot_time is None else time.clock_gettime(boot_time)


class ClockCheck:
    """Told by whoever has heard a server's time; belongs to the core loop's thread."""

    def __init__(
        self,
        on_change: Callable[[], None] = lambda: None,
        *,
        wall_s: Callable[[], float] = time.time,
        steady_s: Callable[[], float] = steady_s,
    ) -> None:
        """`on_change`: whether the clock is right, or its day, is known anew."""
        self._on_change = on_change
        self._wall_s = wall_s
        self._steady_s = steady_s
        self._heard: tuple[float, float] | None = None

    def hear(self, ahead_s: float) -> None:
        """A server's time was so many seconds behind ours. An impossible one is passed over."""
        wall_s = self._wall_s()
        if not _is_possible(wall_s - ahead_s):
            log.warning("a server's clock shows a year that cannot be")
            return
        before = (self.is_wrong, self.is_day_sure)
        self._heard = (ahead_s, wall_s - self._steady_s())
        if (self.is_wrong, self.is_day_sure) != before:
            self._on_change()

    @property
    def ahead_s(self) -> float | None:
        """How far our clock is ahead now, also after somebody has set it; None: not known."""
        if self._heard is None:
            return None
        ahead_s, zero_s = self._heard
        return ahead_s + (self._wall_s() - self._steady_s() - zero_s)

    @property
    def is_wrong(self) -> bool:
        """A server has said that our clock is wrong."""
        ahead_s = self.ahead_s
        return ahead_s is not None and abs(ahead_s) > WRONG_S

    @property
    def is_day_sure(self) -> bool:
        """A server has confirmed our date: what is older than so many days may go."""
        ahead_s = self.ahead_s
        return ahead_s is not None and abs(ahead_s) <= SAME_DAY_S


def _is_possible(server_s: float) -> bool:
    try:
        return _FIRST_YEAR <= datetime.fromtimestamp(server_s, UTC).year <= _LAST_YEAR
    except (ValueError, OverflowError, OSError):
        return False
