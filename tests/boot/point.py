"""A bridge point under test, emulated or in a container: what is done to it, what it shows."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from tests.boot import look
from tests.screen import Pixels

T = TypeVar("T")


class NotSoError(AssertionError):
    """What was to be shown is not so."""


@dataclass(frozen=True, slots=True)
class Answer:
    """How a command ended, and what it wrote to its standard output."""

    status: int
    text: str


class Point(Protocol):
    """A computer with the kiosk on it."""

    folder: Path
    """Where pictures and logs of this run go."""
    patience: float
    """How much longer than a real PC it may take: factor of every time limit."""

    def run(self, command: str, timeout_s: float = 60.0) -> Answer:
        """A shell command as root, inside."""
        ...

    def picture(self) -> Pixels:
        """What a person sees now, RGB."""
        ...

    def cut_power(self) -> None:
        """The plug is pulled without a warning, and put in again; returns at once."""
        ...


@dataclass(frozen=True, slots=True)
class Processes:
    """The process ids of the three programs; 0: not there."""

    ui: int
    media: int
    weston: int


_ASK = (
    "echo $(systemctl show -P MainPID kiosk) $(systemctl is-active kiosk)"
    " x$(pgrep -o -f kiosk.conference.worker) x$(pgrep -o -x weston)"
)


def processes(point: Point) -> Processes:
    """Who runs now; the UI process only once it has said READY."""
    try:
        words = point.run(_ASK, 30 * point.patience).text.split()
    except OSError:
        words = []
    if len(words) != 4:
        return Processes(0, 0, 0)
    ui = int(words[0]) if words[1] == "active" else 0
    return Processes(ui, int(words[2][1:] or 0), int(words[3][1:] or 0))


def wait(what: str, limit_s: float, ask: Callable[[], T | None], pause_s: float = 0.2) -> T:
    """What `ask` gives once it gives something."""
    end = time.monotonic() + limit_s
    while True:
        if answer := ask():
            return answer
        if time.monotonic() > end:
            raise NotSoError(f"not within {limit_s:.0f} s: {what}")
        time.sleep(pause_s)


def wait_home(point: Point, limit_s: float, *, unlike: Processes | None = None) -> Processes:
    """Wait until all three run and the home screen is seen; `unlike`: whose UI must be gone."""

    def ask() -> Processes | None:
        now = processes(point)
        if not (now.ui and now.media and now.weston):
            return None
        if unlike is not None and unlike.ui and now.ui == unlike.ui:
            return None
        return now if look.is_ours(point.picture()) else None

    return wait("the home screen", limit_s * point.patience, ask)


def save(point: Point, name: str) -> Path:
    """Keep what is seen now as a picture."""
    path = point.folder / f"{name}.png"
    look.save(point.picture(), path)
    return path
