"""When to try again: capped ladders with jitter, so that 126 points do not knock at once."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

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
