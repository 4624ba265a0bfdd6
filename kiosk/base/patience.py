"""How long a process that beats like a heart may be silent before it counts as hanging.

On a good PC four seconds. What is slow is not what hangs: the limit follows how long this machine
needed to start the process, grows after a kill that helped nothing, and counts only the time in
which we were awake ourselves. Bounded, because a driver that really hangs freezes the meeting.
"""

from __future__ import annotations

import time
from collections.abc import Callable

SILENT_S = 4.0
"""Four heartbeats missed. Longer than any stall measured on a loaded PC, shorter than patience."""
MOST_SILENT_S = 16.0
"""More is a meeting lost, on the slowest PC too."""
START_S = 20.0
"""Importing the media libraries takes a second on a good PC and ten on the worst, cold."""
MOST_START_S = 80.0
CHECK_S = 0.5
"""How often `is_over` is to be asked."""
AWAKE_S = 2 * CHECK_S
"""Asked later than that, we were stopped ourselves (suspended, swapped out, in a debugger) and
could not have heard anything: no more than this counts."""
YOUNG_S = 60.0
"""Who falls silent so soon after it came up is rather slow than hanging."""
_MOST_DOUBT = 4.0


class Patience:
    """One for all processes of a kind, one after the other. All methods on one thread."""

    def __init__(
        self, silent_s: float = SILENT_S, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._least_s = silent_s
        self._clock = clock
        self._doubt = 1.0
        """How many times too short the limit is believed to be, 1 to `_MOST_DOUBT`."""
        self._is_given_up = False
        self._was_wrong = False
        self._limit_s = START_S
        self._asked_s = 0.0
        self._awake_s = 0.0
        """Since the process was started."""
        self._heard_s = 0.0
        self._up_s: float | None = None
        self.begin()

    @property
    def limit_s(self) -> float:
        """How long it may be silent now, in seconds that we are awake."""
        return self._limit_s

    def begin(self) -> None:
        """A process was started; what became of the one before tells how patient to be."""
        if self._is_given_up:
            is_young = self._up_s is None or self._awake_s - self._up_s < YOUNG_S
            factor = 2.0 if self._was_wrong or is_young else 0.5
            self._doubt = min(max(1.0, self._doubt * factor), _MOST_DOUBT)
        self._is_given_up = self._was_wrong = False
        self._limit_s = min(START_S * self._doubt, MOST_START_S)
        self._asked_s = self._clock()
        self._awake_s = self._heard_s = 0.0
        self._up_s = None

    def come_up(self) -> float:
        """It can do its work; how long that took, in seconds that we were awake."""
        self.hear()
        self._up_s = self._awake_s
        self._limit_s = min(max(self._least_s, self._up_s) * self._doubt, MOST_SILENT_S)
        return self._up_s

    def hear(self) -> None:
        """It has said something; after `give_up` that means that it was given up wrongly."""
        self._count()
        self._heard_s = self._awake_s
        self._was_wrong = self._is_given_up

    def is_over(self) -> bool:
        """Whether it has been silent for too long; to be asked every `CHECK_S`."""
        self._count()
        return self._awake_s - self._heard_s > self._limit_s

    def give_up(self) -> None:
        """It is killed for its silence."""
        self._is_given_up = True

    def _count(self) -> None:
        now_s = self._clock()
        self._awake_s += min(now_s - self._asked_s, AWAKE_S)
        self._asked_s = now_s
