"""Times that the tests measure: told at the end of the run, never asserted.

The machine is slow and noisy; docs/performance.md has what was measured with care.
"""

from __future__ import annotations

import time
from collections.abc import Callable

Measured = Callable[[str, float], None]
"""Take down a name and milliseconds."""


def epoch_ms(monotonic_ns: int | None = None) -> float:
    """A time of `time.monotonic_ns()`, by default now, as a browser counts: ms of the epoch."""
    now_ns = time.monotonic_ns()
    then_ns = now_ns if monotonic_ns is None else monotonic_ns
    return (time.time_ns() - (now_ns - then_ns)) / 1e6
