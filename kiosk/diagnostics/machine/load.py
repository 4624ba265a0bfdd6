"""How busy the processor is with other things than the kiosk and its checks.

The checks run side by side and keep a small PC busy themselves, and so does a meeting. What a
technician can do something about is the rest: an update, a virus scanner, a browser left open.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import psutil


@dataclass(frozen=True, slots=True)
class Reading:
    """The machine's and some processes' clocks at one moment, in seconds."""

    at_s: float
    idle_s: float
    """Of all cores together since the start."""
    own_s: float
    """Of our own processes."""
    others: dict[tuple[int, str], float]
    """Every other process that can be read, by number and name."""


@dataclass(frozen=True, slots=True)
class Load:
    """`percent` of all cores; the busiest other program, empty when none stands out."""

    percent: float
    program: str


_STANDS_OUT = 0.1
"""Of one core: less is noise."""


def between(before: Reading, after: Reading, cores: int) -> Load:
    """What others took of the processor from one reading to the next."""
    passed_s = max(after.at_s - before.at_s, 1e-3)
    all_s = passed_s * cores
    idle_s = max(0.0, after.idle_s - before.idle_s)
    own_s = max(0.0, after.own_s - before.own_s)
    percent = 100.0 * min(1.0, max(0.0, (all_s - idle_s - own_s) / all_s))
    grown = {
        name: used_s - before.others.get((pid, name), used_s)
        for (pid, name), used_s in after.others.items()
    }
    busiest = max(grown, key=lambda name: grown[name], default="")
    if not busiest or grown[busiest] < _STANDS_OUT * passed_s:
        busiest = ""
    return Load(percent, busiest)


def measure(own: psutil.Process, seconds: float) -> Load:
    """Measure for this long; `own` and all that it has started do not count. Blocks."""
    before = read(own)
    time.sleep(seconds)
    return between(before, read(own), psutil.cpu_count() or 1)


def read(own: psutil.Process) -> Reading:
    """All clocks now."""
    family = {process.pid: process for process in (own, *own.children(recursive=True))}
    own_s, others = 0.0, {}
    for process in psutil.process_iter(["name"]):
        if process.pid not in family:
            used_s = _used_s(process, with_children=False)
            others[(process.pid, str(process.info["name"]))] = used_s
    own_s = sum(_used_s(process, with_children=True) for process in family.values())
    times = psutil.cpu_times()
    idle_s = times.idle + getattr(times, "iowait", 0.0)
    return Reading(time.monotonic(), idle_s, own_s, others)


def _used_s(process: psutil.Process, *, with_children: bool) -> float:
    """Processor time; children that have ended count, or a short one would seem to be another's.

    Windows does not add the children up: there a probe that has just ended counts as another's.
    """
    try:
        times = process.cpu_times()
    except psutil.Error:
        return 0.0
    used_s = times.user + times.system
    if with_children:
        used_s += times.children_user + times.children_system
    return float(used_s)
