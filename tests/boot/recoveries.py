"""The kiosk's processes die and hang; nobody touches anything, and home comes back."""

from __future__ import annotations

import time
from dataclasses import dataclass

from tests.boot.ledger import Ledger
from tests.boot.point import NotSoError, Point, Processes, processes, save, wait, wait_home


@dataclass(frozen=True, slots=True)
class Fault:
    """What is done to which processes, and who must be another one afterwards."""

    what: str
    command: str
    replaced: tuple[str, ...]
    limit_s: float = 90.0


_HOG = (
    "sh -c 'g=$(cut -d: -f3 /proc/{ui}/cgroup | head -n 1);"
    " echo $$ > /sys/fs/cgroup$g/cgroup.procs; exec tail /dev/zero'"
)

FAULTS = (
    Fault("UI process crashes (SIGSEGV)", "kill -SEGV {ui}", ("ui",)),
    Fault("UI process killed", "kill -KILL {ui}", ("ui",)),
    Fault("UI process hangs (SIGSTOP)", "kill -STOP {ui}", ("ui",)),
    Fault("media process killed", "kill -KILL {media}", ("media",)),
    Fault("media process crashes (SIGSEGV)", "kill -SEGV {media}", ("media",)),
    Fault("media process hangs (SIGSTOP)", "kill -STOP {media}", ("media",)),
    Fault("UI and media process hang", "kill -STOP {ui} {media}", ("ui", "media")),
    Fault("compositor killed", "kill -KILL {weston}", ("ui", "weston")),
    Fault("compositor hangs (SIGSTOP)", "kill -STOP {weston}", ("ui", "weston"), 120.0),
)


def run(point: Point, ledger: Ledger) -> None:
    """Every fault, then a power cut."""
    for fault in FAULTS:
        with ledger.line(fault.what) as line:
            line.seconds, line.seen = _strike(point, fault)
    with ledger.line("the unit's memory runs out") as line:
        line.seconds, line.seen = _out_of_memory(point)
    with ledger.line("power cut") as line:
        wait_home(point, 120.0)
        started = time.monotonic()
        point.cut_power()
        wait_home(point, 300.0)
        line.seconds = time.monotonic() - started
        line.seen = f"home by itself ({save(point, 'after-power-cut').name})"


def _strike(point: Point, fault: Fault) -> tuple[float, str]:
    """Seconds until home is seen again, and what was seen."""
    before = wait_home(point, 120.0)
    started = time.monotonic()
    command = fault.command.format(ui=before.ui, media=before.media, weston=before.weston)
    if point.run(command).status != 0:
        raise NotSoError(f"'{command}' did not work")
    after = _wait_replaced(point, before, fault)
    seconds = time.monotonic() - started
    kept = [
        name
        for name in ("ui", "media", "weston")
        if name not in fault.replaced and getattr(before, name) == getattr(after, name)
    ]
    return seconds, "home again" + (f"; the same {', '.join(kept)}" if kept else "")


def _wait_replaced(point: Point, before: Processes, fault: Fault) -> Processes:
    def ask() -> bool:
        now = processes(point)
        return all(getattr(now, n) not in (0, getattr(before, n)) for n in fault.replaced)

    wait(f"another {' and '.join(fault.replaced)}", fault.limit_s * point.patience, ask)
    return wait_home(point, fault.limit_s)


def _out_of_memory(point: Point) -> tuple[float, str]:
    """A program inside the unit takes memory until the kernel ends something there."""
    before = wait_home(point, 120.0)
    limit = point.run(
        f"cat /sys/fs/cgroup$(cut -d: -f3 /proc/{before.ui}/cgroup | head -n 1)/memory.max"
    ).text.strip()
    if not limit.isdigit():
        return 0.0, "not shown here: this machine's containers have no memory limit of their own"
    started = time.monotonic()
    point.run(_HOG.format(ui=before.ui), 120.0 * point.patience)
    after = wait_home(point, 120.0)
    seconds = time.monotonic() - started
    killed = point.run("journalctl -k -b --no-pager | grep -c 'Memory cgroup out of memory'").text
    same = "the same" if after.ui == before.ui else "another"
    seen = f"limit {int(limit) >> 20} MiB held (kernel: {killed.strip()} ended), {same} UI at home"
    return seconds, seen
