"""How long this computer kept a probe from running, and what can be known all the same.

A probe that waits for the processor sees few pictures and late packets, whatever the device does.
So every check whose measure depends on time asks a `Meter` that ran beside it: a bad result that
the waiting may explain is not a fault but "cannot be judged: this computer is busy".
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

from kiosk.diagnostics.catalogue import found, judged
from kiosk.diagnostics.check import Check, State

STARVED = 0.1
"""Of the time: who waited less was not kept from anything (our own judgement)."""
REASON = "machine-busy"
LEAST_S = 1.0
"""Who was given less was stopped because the run's own time was over, whatever it did."""
_TICK_S = 0.05
_COARSE_S = 0.03
"""A Windows timer of 15.6 ms is late by so much on an idle PC."""
_PRESSURE = Path("/proc/pressure/cpu")


def waited_s(pid: int | None = None) -> float | None:
    """How long the living threads of a process were ready and got no processor, together.

    By default our own. None where the system does not tell (it is Linux' scheduler that does).
    """
    tasks = Path("/proc", "self" if pid is None else str(pid), "task")
    total_ns, told = 0, False
    try:
        for task in tasks.iterdir():
            try:
                total_ns += int((task / "schedstat").read_bytes().split()[1])
                told = True
            except (OSError, IndexError, ValueError):
                continue  # a thread that has just ended
    except OSError:
        return None
    return total_ns / 1e9 if told else None


def pressed_s(path: Path = _PRESSURE) -> float:
    """How long anybody on this computer waited for a processor; 0 where it is not told."""
    try:
        some = path.read_text(encoding="ascii").splitlines()[0]
        return int(some.rpartition("total=")[2]) / 1e6
    except (OSError, ValueError, IndexError):
        return 0.0


class _Lateness:
    """Where the scheduler does not tell: a thread that sleeps, and how late it wakes in all."""

    def __init__(self) -> None:
        self._total_s = 0.0
        threading.Thread(target=self._run, name="lateness", daemon=True).start()

    def __call__(self) -> float:
        return self._total_s

    def _run(self) -> None:
        while True:
            due_s = time.monotonic() + _TICK_S
            time.sleep(_TICK_S)
            late_s = time.monotonic() - due_s
            if late_s > _COARSE_S:
                self._total_s += late_s


def _clock() -> Callable[[], float]:
    if waited_s() is None:
        return _Lateness()
    return lambda: waited_s() or 0.0


class Meter:
    """Runs from when it is made until `stop`; a measurement and its meter begin together."""

    def __init__(
        self,
        waited: Callable[[], float] | None = None,
        pressed: Callable[[], float] = pressed_s,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._waited, self._pressed, self._now = waited or _clock(), pressed, now
        self._begun = (self._now(), self._waited(), self._pressed())
        self._ended: tuple[float, float, float] | None = None

    def stop(self) -> Meter:
        """The measurement is over: what comes after does not count."""
        self._ended = (self._now(), self._waited(), self._pressed())
        return self

    @property
    def own(self) -> float:
        """The share of the time (0 to 1) that the probe itself waited for the processor."""
        return self._share(1)

    @property
    def machine(self) -> float:
        """The same of anybody on this computer, the sound service for example."""
        return max(self._share(1), self._share(2))

    def _share(self, which: int) -> float:
        ended = self._ended or (self._now(), self._waited(), self._pressed())
        seconds = max(ended[0] - self._begun[0], 1e-3)
        return min(1.0, max(0.0, ended[which] - self._begun[which]) / seconds)

    def rate(self, check: Check) -> Check:
        """Judge a number a second that the probe counted: without the waiting it was more."""
        if not isinstance(check.value, int | float):
            return check
        best = float(check.value) / max(1.0 - self.own, 0.01)
        if judged(check.id, best).state is not State.OK:
            return check  # too few even so
        return self._excused(check, self.own)

    def delay(self, check: Check) -> Check:
        """Judge something that took long in our own hands."""
        return self._excused(check, self.own)

    def lost(self, check: Check) -> Check:
        """Judge what another program, the sound service, may have been too late for as well."""
        return self._excused(check, self.machine)

    def absence(self, check: Check) -> Check:
        """Judge that something was not seen: whoever waited may have missed it."""
        return self._excused(check, self.own, (State.OK,))

    @staticmethod
    def _excused(
        check: Check, share: float, states: tuple[State, ...] = (State.WARNING, State.FAILED)
    ) -> Check:
        if share < STARVED or check.state not in states:
            return check
        facts = {**check.facts, "measured": str(check.value), "starved": f"{100 * share:.0f} %"}
        return found(check.id, State.NOT_APPLICABLE, REASON, subject=check.subject, facts=facts)


def was_kept_from_running(pid: int, seconds: float) -> bool:
    """Whether a process that did not come to its end in that time was kept from running.

    One that hangs in a driver or a network asks for no processor; one that is starved still does.
    """
    waited = waited_s(pid) if seconds >= LEAST_S else None
    return waited is not None and waited >= STARVED * seconds and _wants_to_run(pid)


def _wants_to_run(pid: int) -> bool:
    try:
        tasks = [task / "stat" for task in Path("/proc", str(pid), "task").iterdir()]
        return any(path.read_bytes().rpartition(b")")[2].split()[0] == b"R" for path in tasks)
    except (OSError, IndexError):
        return False
