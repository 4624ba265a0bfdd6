"""The starts of this kiosk and how they ended: whether it dies again and again is decided here.

Each start writes itself down and, when it ends as it should, says so. Whoever starts next finds
those that ended without a word: crashed, killed, out of memory. Five of them within ten minutes
without a good one between are a crash loop. What does not count: the end of a computer (a power
cut), of the compositor that we draw on, and of a program that had no monitor.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path

import msgspec

from kiosk.base import storage

FILE = "starts.json"
LOOP = 5
WITHIN_S = 600.0
RETRY_S = 300.0
"""How often a real start is tried out of a crash loop."""
_KEPT = 12
_SAME_BOOT_S = 120.0
"""Where the system names no boot it is known by its moment, which moves when the clock is set."""
_BOOT = Path("/proc/sys/kernel/random/boot_id")


class Kind(StrEnum):
    """What was started."""

    WHOLE = "whole"
    SAFE = "safe"
    """The plain screen of a crash loop."""


class End(StrEnum):
    """How it ended, as far as it could say so itself."""

    UNKNOWN = "unknown"
    """It has not ended yet, or without a word."""
    GOOD = "good"
    FAILED = "failed"


class Start(msgspec.Struct, frozen=True):
    """One start."""

    at_s: float
    """`time.monotonic()`, which counts from the computer's start."""
    boot: str
    display: str
    """The compositor that was drawn on."""
    kind: Kind = Kind.WHOLE
    end: End = End.UNKNOWN
    why: str = ""
    """For whoever repairs it: what it died of, without secrets."""
    monitor: bool = True


class _File(msgspec.Struct):
    starts: tuple[Start, ...] = ()


class Starts:
    """Of one state folder. Blocks on the disk, shortly; never raises for what the disk does."""

    def __init__(self, folder: Path, now: Start | None = None) -> None:
        """Look at what was; `now`: this start, not written down yet."""
        self._path = folder / FILE
        self._now = now or this_one()
        file = storage.load(self._path, partial(msgspec.json.decode, type=_File)) or _File()
        self._past = file.starts[-_KEPT:]

    @property
    def is_loop(self) -> bool:
        """Whether this start is to be a safe one."""
        return is_loop(self._past, self._now)

    @property
    def last_why(self) -> str:
        """What the last one died of; empty: without a word."""
        whole = [start.why for start in self._past if start.kind is Kind.WHOLE]
        return whole[-1] if whole else ""

    def begin(self, kind: Kind) -> None:
        """Write this start down."""
        self._note(kind=kind)

    def end(self, end: End, why: str = "") -> None:
        """It ends, and knows how."""
        self._note(end=end, why=why)

    def has_monitor(self, there: bool) -> None:
        """Whether anybody could see it."""
        if there is not self._now.monitor:
            self._note(monitor=there)

    def _note(self, **changes: object) -> None:
        self._now = msgspec.structs.replace(self._now, **changes)
        data = msgspec.json.encode(_File((*self._past, self._now)))
        try:
            storage.write_atomically(self._path, data)
        except OSError:
            return  # a disk that takes nothing keeps nobody from starting


def is_loop(past: Sequence[Start], now: Start) -> bool:
    """Whether these starts, the oldest first, ended so often that `now` should be a safe one.

    After a safe one always comes a real try; where that fails too, the next is safe again.
    """
    bad, later = 0, now
    for start in reversed(past):
        if not _is_same_boot(start, now) or (start.end is End.GOOD and start.kind is Kind.WHOLE):
            return False
        if start.kind is Kind.SAFE:
            return bad > 0
        if later.at_s - start.at_s >= WITHIN_S:  # it ran well before it died
            return False
        bad += start.monitor and start.display == later.display
        if bad >= LOOP and now.at_s - start.at_s <= WITHIN_S:
            return True
        later = start
    return False


def this_one(environment: Mapping[str, str] = os.environ) -> Start:
    """The start of this process, by what the system says."""
    return Start(time.monotonic(), _boot(), _display(environment))


def _is_same_boot(start: Start, now: Start) -> bool:
    if start.at_s > now.at_s:
        return False
    if start.boot.isdecimal() and now.boot.isdecimal():
        return abs(int(start.boot) - int(now.boot)) <= _SAME_BOOT_S
    return start.boot == now.boot


def _boot() -> str:
    try:
        return _BOOT.read_text(encoding="ascii").strip()
    except OSError:
        return str(round(time.time() - time.monotonic()))


def _display(environment: Mapping[str, str]) -> str:
    """The compositor's socket, which is another one for each that was started."""
    wayland = environment.get("WAYLAND_DISPLAY", "")
    number = environment.get("DISPLAY", "").partition(":")[2].partition(".")[0]
    if sys.platform == "win32" or not (wayland or number):
        return ""
    place = Path(environment.get("XDG_RUNTIME_DIR", "/"), wayland)
    if not wayland:
        place = Path(f"/tmp/.X11-unix/X{number}")
    try:
        found = place.stat()
    except OSError:
        return ""
    return f"{found.st_ino}-{found.st_mtime_ns}"
