"""How the running kiosk is, in a small file that the updates read: `health.json`.

The UI process writes it every twenty seconds into its runtime folder (`kiosk/core/health.py`).
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import msgspec

from kiosk.base import storage
from kiosk.base.paths import runtime_name

FILE = "health.json"
FRESH_S = 90.0
"""Older news say nothing of how it is."""
REMEMBERED_S = 600.0
"""But that there was a meeting holds on: it comes back into it after a crash."""
_LARGEST = 4096


class Health(msgspec.Struct, frozen=True):
    """All of one moment. Times are seconds since the start of the PC where nothing else is said.

    That start is not named: a service's own view of `/proc` may name another one than root's, and a
    file that outlived a start is too old or from the future by these times.
    """

    version: Annotated[str, msgspec.Meta(max_length=60)]
    written_s: float
    up_s: float = 0.0
    """How long the process has run."""
    shown_s: float = 0.0
    """How long of that it was well and had a display, without a break."""
    display: bool = False
    in_meeting: bool = False
    next_meeting: float | None = None
    """Unix time of the start of the first meeting that is not over."""
    technician: bool = False
    """Somebody has come in through the technician's door."""


def save(folder: Path, health: Health) -> None:
    """Raises OSError."""
    storage.write_atomically(folder / FILE, msgspec.json.encode(health))


def load(files: Iterable[Path], owner: int | None = None) -> Health | None:
    """The newest of these files that can be read. `owner`: of whom it must be (POSIX user id)."""
    found = [each for file in files if (each := _read(file, owner)) is not None]
    return max(found, key=lambda each: each.written_s, default=None)


def files(state: Path) -> list[Path]:
    """Where the kiosk that uses this state folder may have written it, seen by root."""
    name = runtime_name(state)
    override = os.environ.get("KIOSK_RUNTIME")
    bases = [Path(override)] if override else []
    if os.name != "nt":
        bases += [Path("/run/kiosk"), *Path("/run/user").glob("*/kiosk")]
    return [base / name / FILE for base in bases]


def uptime_s() -> float:
    """Since the start of the PC, the same for all processes."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) if os.name != "nt" else time.monotonic()


def _read(file: Path, owner: int | None) -> Health | None:
    """Not through links, and not what another user has put there."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        fd = os.open(file, flags)
    except OSError:
        return None
    try:
        found = os.fstat(fd)
        is_theirs = owner is None or os.name == "nt" or found.st_uid == owner
        if not (is_theirs and stat.S_ISREG(found.st_mode)):
            return None
        return msgspec.json.decode(os.read(fd, _LARGEST), type=Health)
    except (OSError, ValueError, msgspec.MsgspecError):
        return None
    finally:
        os.close(fd)
