"""When to try again: capped ladders with jitter, so that 126 points do not knock at once."""

from __future__ import annotations

import random
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence

LIVEKIT_LADDER_S = (0.0, 0.3, 1.2, 2.7, 4.8, 7.0)
"""Waits between attempts of a call's reconnection; the last one repeats (LiveKit's clients)."""


def ladder(
    steps_s: Sequence[float] = LIVEKIT_LADDER_S, *, rng: random.Random | None = None
) -> Iterator[float]:
    """Endless waits in seconds: each step with up to 50 % more, the last one for ever."""
    source = rng or random.Random()
    position = 0
    while True:
        step = steps_s[min(position, len(steps_s) - 1)]
        yield step * (1 + 0.5 * source.random())
        position += 1


def jittered(interval_s: float, *, rng: random.Random | None = None) -> float:
    """An interval spread by ±10 %, for polling."""
    return interval_s * (0.9 + 0.2 * (rng or random.Random()).random())


RESTART_LADDER_S = (0.0, 0.3, 1.2, 2.7, 4.8, 10.0, 20.0, 30.0)
FREE_RESTARTS = 6
WINDOW_S = 60.0


class Restarts:
    """When to start a process anew that has ended.

    At once when it had come up, so that single crashes cost no pause; the ladder is for one that
    dies again and again: it has not come up, or came up and died more than `FREE_RESTARTS` times
    within `WINDOW_S`.
    """

    def __init__(
        self, *, clock: Callable[[], float] = time.monotonic, rng: random.Random | None = None
    ) -> None:
        self._clock = clock
        self._rng = rng or random.Random()
        self._deaths_s: deque[float] = deque(maxlen=FREE_RESTARTS + len(RESTART_LADDER_S))
        self._stillborn = 0

    def pause_s(self, *, came_up: bool) -> float:
        """How long to wait now that it has ended."""
        now_s = self._clock()
        while self._deaths_s and now_s - self._deaths_s[0] > WINDOW_S:
            self._deaths_s.popleft()
        self._deaths_s.append(now_s)
        self._stillborn = 0 if came_up else self._stillborn + 1
        step = max(self._stillborn - 1, len(self._deaths_s) - FREE_RESTARTS, 0)
        pause_s = RESTART_LADDER_S[min(step, len(RESTART_LADDER_S) - 1)]
        return pause_s * (1 + 0.5 * self._rng.random())
