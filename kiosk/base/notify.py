"""Telling whoever watches over this process how it is: systemd's sd_notify, without a library.

`NOTIFY_SOCKET` is systemd's datagram socket. `kiosk supervise` (`kiosk/supervise.py`), which
stands in where there is no systemd, puts `stdout` there: lines, on every system. Where nobody
listens everything is silent and costs nothing.
"""

from __future__ import annotations

import contextlib
import os
import socket
import sys
from collections.abc import Callable, MutableMapping
from functools import partial

SOCKET, LIMIT, FOR = "NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"
PIPE = "stdout"
READY, FED, STOPPING = "READY=1", "WATCHDOG=1", "STOPPING=1"
EXTEND = "EXTEND_TIMEOUT_USEC="
_FEEDS = 3
"""How many times it is fed within the limit: one that comes late must not end us."""


class Notifier:
    """On any thread; never raises, and waits for nobody."""

    def __init__(self, send: Callable[[bytes], object] | None = None, limit_s: float = 0.0) -> None:
        """`limit_s`: how long it may be silent, 0 for ever."""
        self._send = send
        self._limit_s = limit_s

    @property
    def is_heard(self) -> bool:
        """Whether somebody listens, who starts us anew when we end."""
        return self._send is not None

    @property
    def feed_s(self) -> float:
        """How often the watchdog wants to be fed, in seconds; 0: there is none."""
        return self._limit_s / _FEEDS if self.is_heard else 0.0

    @property
    def is_pipe(self) -> bool:
        """Whether it is our parent who listens, and holds us by our standard input too."""
        return self._send is _line

    def ready(self) -> None:
        """The start is over: from now on the watchdog counts."""
        self._tell(READY)

    def feed(self) -> None:
        """Everything is alive now."""
        self._tell(FED)

    def status(self, text: str, takes_s: float = 0.0) -> None:
        """A sentence for people; `takes_s`: so long the start may take until the next one."""
        more = [f"{EXTEND}{takes_s * 1e6:.0f}"] if takes_s else []
        self._tell(f"STATUS={text}", *more)

    def stopping(self) -> None:
        """The end has begun, as it should."""
        self._tell(STOPPING)

    def _tell(self, *lines: str) -> None:
        if self._send is not None:
            with contextlib.suppress(OSError, ValueError):
                self._send("\n".join(lines).encode())


def take(environment: MutableMapping[str, str] = os.environ) -> Notifier:
    """Whoever listens to this process; taken out, for our children must not speak for us."""
    name = environment.pop(SOCKET, "")
    limit, owner = environment.pop(LIMIT, ""), environment.pop(FOR, "")
    is_ours = not owner or owner == str(os.getpid())
    limit_s = int(limit) / 1e6 if limit.isdecimal() and is_ours else 0.0
    return Notifier(_way(name), limit_s)


def _way(name: str) -> Callable[[bytes], object] | None:
    if name == PIPE:
        if sys.platform != "win32":
            os.set_blocking(1, False)
        return _line
    if name[:1] not in ("/", "@") or sys.platform == "win32":
        return None
    return partial(_datagram, "\0" + name[1:] if name[0] == "@" else name)


def _datagram(address: str, message: bytes) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as way:
        way.setblocking(False)
        way.sendto(message, address)


def _line(message: bytes) -> None:
    os.write(1, message + b"\n")
