"""What processes cost: processor time and memory, from /proc."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import psutil


@dataclass(frozen=True, slots=True)
class Cost:
    """`core_percent` of one core, averaged; `pss_mb`: shared pages count by their share."""

    core_percent: float
    pss_mb: float


def measure(pids: Callable[[], Iterable[int]], seconds: float) -> Cost:
    """Watch all these processes for so long; one that comes in between counts from its start."""
    before, start = _processor_s(pids()), time.monotonic()
    time.sleep(seconds)
    after, end = _processor_s(pids()), time.monotonic()
    used = sum(after[pid] - before.get(pid, 0.0) for pid in after)
    return Cost(100 * used / (end - start), sum(map(pss_mb, pids())))


def family(pid: int) -> list[int]:
    """A process and all its descendants."""
    main = psutil.Process(pid)
    return [pid, *(child.pid for child in main.children(recursive=True))]


def _processor_s(pids: Iterable[int]) -> dict[int, float]:
    times = {}
    for pid in pids:
        try:
            spent = psutil.Process(pid).cpu_times()
        except psutil.NoSuchProcess:
            continue
        times[pid] = spent.user + spent.system
    return times


def pss_mb(pid: int) -> float:
    """Memory of a process, shared pages by their share; 0 when it has ended."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    fields = dict(line.split(":", 1) for line in text.splitlines()[1:])
    return int(fields["Pss"].split()[0]) / 1024
