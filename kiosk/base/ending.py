"""Being told to end (SIGTERM, Ctrl+C) is a wish that is taken note of, at any moment of the life.

A service manager may send it while Python or Qt still load, while a part comes up or goes down,
or twice. A handler that ended something itself would do so in the middle of anything; here it
only takes note, and whoever has something to tidy up looks (`is_wished`) or is woken (`Bell`).
Python runs handlers on the main thread, so all of this is for the main thread.
"""

from __future__ import annotations

import contextlib
import signal
import socket
from types import FrameType, TracebackType
from typing import Any

RESTART_STATUS = 75
"""`EX_TEMPFAIL` of sysexits: whoever looks after us starts the kiosk anew (docs/ui.md)."""
RUNNING_STATUS = 3
"""Another kiosk uses the same state folder, and somebody else looks after that one."""
_NUMBERS = tuple(
    getattr(signal, name) for name in ("SIGTERM", "SIGINT", "SIGBREAK") if hasattr(signal, name)
)
"""SIGBREAK: Ctrl+Break, the one that Windows sends to a process group."""
_before: dict[int, Any] = {}
_told: list[int] = []
_bells: list[Bell] = []


def hold() -> None:
    """From now on only take note (idempotent). Opens no file: standard ones may be closed."""
    for number in _NUMBERS:
        if number not in _before:
            _before[number] = signal.signal(number, _take_note)


def is_wished() -> bool:
    """Whether we were told to end."""
    return bool(_told)


def wish() -> None:
    """The same as being told by a signal; on any thread."""
    _told.append(signal.SIGTERM)
    for bell in tuple(_bells):
        bell.ring()


def let_go() -> None:
    """For what has nothing to tidy up: signals do what they did before, also one that has come."""
    while _before:
        signal.signal(*_before.popitem())
    if _told:
        signal.raise_signal(_told.pop())


def ignore() -> None:
    """At the very end: while it takes itself down the interpreter forgets its handlers."""
    for number in _NUMBERS:
        signal.signal(number, signal.SIG_IGN)


class Bell:
    """A handle that becomes readable when we are told to end, for a loop that runs no Python.

    It also rings for what was told before it was there.
    """

    def __init__(self) -> None:
        self._hearing, self._ringing = socket.socketpair()
        self._hearing.setblocking(False)
        self._ringing.setblocking(False)
        signal.set_wakeup_fd(self._ringing.fileno(), warn_on_full_buffer=False)
        _bells.append(self)
        if is_wished():
            self.ring()

    def ring(self) -> None:
        """Wake whoever waits; on any thread."""
        with contextlib.suppress(OSError):  # it rings already, or is taken down
            self._ringing.send(b"\0")

    def fileno(self) -> int:
        """The handle to wait on, a socket."""
        return self._hearing.fileno()

    def is_for_the_end(self) -> bool:
        """Take the ringing; whether it means that we were told to end."""
        with contextlib.suppress(BlockingIOError):
            self._hearing.recv(64)
        return is_wished()

    def __enter__(self) -> Bell:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        _bells.remove(self)
        signal.set_wakeup_fd(-1)
        self._hearing.close()
        self._ringing.close()


def _take_note(number: int, _frame: FrameType | None) -> None:
    _told.append(number)
