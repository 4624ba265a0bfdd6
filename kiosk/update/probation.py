"""Has a new version proven itself? Pure functions of what is remembered and what is seen.

It stays once it has been well for `HEALTHY_S` in one piece. It goes back when it has run for
`WATCHED_S` without that, has ended `FAILURES` times in a way that was not meant, or when the PC was
started `BOOTS` times before it had stayed. Running means: ready, and with a display. While no
display is there nothing counts: a monitor that is off says nothing of the program.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from msgspec.structs import replace

from kiosk.base.boot import same_boot
from kiosk.update.health import FRESH_S, Health
from kiosk.update.record import Probation, Why

HEALTHY_S = 180.0
WATCHED_S = 300.0
"""The difference is for the media process, which comes up after the screen."""
FAILURES = 3
BOOTS = 6
STEP_S = 60.0
"""One look counts so much at the most: nobody looked in between."""
MEANT = frozenset({0, 3, 75})
"""Exit statuses of `kiosk run` that are no failure (docs/architecture.md)."""


class Verdict(Enum):
    """What is to be done."""

    WAIT = auto()
    STAYS = auto()
    BACK = auto()


@dataclass(frozen=True, slots=True)
class Seen:
    """What is seen of the machine in one moment."""

    runs: str
    """The version that `current` leads to."""
    boot: str
    """`boot_name()`."""
    now_s: float
    """Since the start of the PC."""
    display: bool
    """A monitor is connected; where that cannot be found out: true."""
    ready: bool = True
    """The kiosk runs and has said that it is up."""
    health: Health | None = None


Judged = tuple[Verdict, Probation]
"""What is to be done, and what is to be remembered."""


def started(probation: Probation, seen: Seen) -> Judged:
    """The kiosk is about to start. Counts the starts of the PC, not those of the program."""
    if probation.back:
        return Verdict.BACK, probation
    if not _is_tried(probation, seen) or same_boot(seen.boot, probation.boot):
        return Verdict.WAIT, probation
    boots = probation.boots + 1
    now = replace(probation, boot=seen.boot, boots=boots, seen_s=seen.now_s, watched_s=0.0)
    return _back(now, Why.STARTS) if now.boots > BOOTS else (Verdict.WAIT, now)


def broken(probation: Probation) -> Judged:
    """It cannot even be started: there is nothing to wait for."""
    return _back(probation, Why(probation.back or Why.CRASHES))


def ended(probation: Probation, seen: Seen, *, meant: bool) -> Judged:
    """The kiosk has ended. After an end that was meant the time counts anew."""
    if probation.back:
        return Verdict.BACK, probation
    if meant:
        return Verdict.WAIT, replace(probation, watched_s=0.0)
    if not _is_tried(probation, seen):
        return Verdict.WAIT, probation
    now = replace(probation, failures=probation.failures + 1)
    return _back(now, Why.CRASHES) if now.failures >= FAILURES else (Verdict.WAIT, now)


def looked(probation: Probation, seen: Seen) -> Judged:
    """A look every half minute."""
    if probation.back:
        return Verdict.BACK, probation
    if seen.runs != probation.version:
        return Verdict.WAIT, probation
    if _is_proven(probation, seen):
        return Verdict.STAYS, probation
    since_s = seen.now_s - probation.seen_s
    now = replace(probation, seen_s=seen.now_s)
    if not (_is_tried(probation, seen) and seen.ready):
        return Verdict.WAIT, now
    now = replace(now, watched_s=probation.watched_s + min(max(since_s, 0.0), STEP_S))
    return _back(now, Why.NOT_HEALTHY) if now.watched_s >= WATCHED_S else (Verdict.WAIT, now)


def is_meant(result: str, code: str, status: str) -> bool:
    """Whether an end was no failure, by systemd's SERVICE_RESULT, EXIT_CODE and EXIT_STATUS."""
    if result == "success":
        return True
    return code == "exited" and status.isdigit() and int(status) in MEANT


def _is_tried(probation: Probation, seen: Seen) -> bool:
    return seen.display and seen.runs == probation.version


def _is_proven(probation: Probation, seen: Seen) -> bool:
    health = seen.health
    return (
        health is not None
        and health.version == probation.version
        and 0 <= seen.now_s - health.written_s <= FRESH_S
        and health.shown_s >= HEALTHY_S
    )


def _back(probation: Probation, why: Why) -> Judged:
    return Verdict.BACK, replace(probation, back=why.value)
