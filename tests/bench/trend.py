"""Whether something grows: a slope that single outliers do not turn, and how sure it is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import median

_SIGMAS = 1.96
"""Of a normal distribution: 95 %."""


@dataclass(frozen=True, slots=True)
class Trend:
    """Theil and Sen's slope (the median of all pairs' slopes) with its 95 % interval."""

    slope: float
    low: float
    high: float

    @property
    def grows(self) -> bool:
        """Whether the whole interval lies above zero."""
        return self.low > 0


def trend(at: Sequence[float], values: Sequence[float]) -> Trend:
    """How much `values` grow for one more of `at`. Raises ValueError below three points.

    The interval is Sen's: by the variance of Kendall's S, without assuming any distribution.
    """
    count = len(values)
    if count < 3 or len(at) != count:
        raise ValueError("a trend takes at least three points, each with its place")
    pairs = combinations(range(count), 2)
    slopes = sorted((values[j] - values[i]) / (at[j] - at[i]) for i, j in pairs if at[i] != at[j])
    spread = _SIGMAS * math.sqrt(count * (count - 1) * (2 * count + 5) / 18)
    low = max(0, math.floor((len(slopes) - spread) / 2))
    high = min(len(slopes) - 1, math.ceil((len(slopes) + spread) / 2))
    return Trend(median(slopes), slopes[low], slopes[high])
