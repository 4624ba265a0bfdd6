"""One kiosk a state folder: a lock that ends with its process, however that ends.

The system holds the lock for the open file, not for the file's being there: what a killed process
left behind never keeps the next one out. Child processes do not inherit it.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable
from pathlib import Path

FILE = "kiosk.lock"
_TAKEN = frozenset({errno.EACCES, errno.EAGAIN, errno.EDEADLK})
"""What the two systems say where somebody else has it; anything else is a disk without locks."""
_CLOSE = getattr(os, "O_CLOEXEC", 0)


class Lock:
    """Held until `release` or the end of the process. `fd` None: no folder let us lock anything."""

    def __init__(self, fd: int | None, troubles: tuple[str, ...] = ()) -> None:
        self._fd = fd
        self.troubles = troubles
        """Which folders did not let us, and why: for the log, which must not begin before."""

    def release(self) -> None:
        """Let the next one in (idempotent)."""
        if self._fd is not None:
            os.close(self._fd)
            self._fd = None


def take(folders: Iterable[Path]) -> Lock | None:
    """The lock of the first of these folders that can be locked; None: another process has it.

    Two processes that name the same folders find the same lock. Where nothing can be locked the
    kiosk runs all the same: a disk without locks must not keep a meeting from being held.
    """
    troubles: list[str] = []
    for folder in folders:
        try:
            fd = os.open(folder / FILE, os.O_RDWR | os.O_CREAT | _CLOSE, 0o600)
        except OSError as error:
            troubles.append(f"there is no lock in {folder}: {error.strerror}")
            continue
        try:
            _lock(fd)
        except OSError as error:
            os.close(fd)
            if error.errno in _TAKEN:
                return None
            troubles.append(f"{folder} cannot be locked: {error.strerror}")
        else:
            return Lock(fd, tuple(troubles))
    return Lock(None, tuple(troubles))


def _lock(fd: int) -> None:
    """Without waiting. Raises OSError."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
