"""Foreign programs as children that cannot outlive us.

A child is the head of a process group of its own, so that a Ctrl+C at the terminal reaches only us
and we end it in order. On Linux the kernel ends it when we are killed: `setpriv` (util-linux, on
every Debian) sets PR_SET_PDEATHSIG and becomes the program. The kernel counts the *thread* that
started the child as its parent: start children from a thread that lives as long as they shall.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

from kiosk.base.program import Program

_POLL_S = 0.02
_IF_PARENT_LIVES = 'test "$PPID" = "$0" && exec "$@"'
"""The signal comes only for a death after it was asked for: whoever has another parent by then has
missed it and must not begin."""


def mortal(command: Sequence[str], signal_name: str = "KILL") -> list[str]:
    """The command, made to receive this signal when this process dies."""
    setpriv = shutil.which("setpriv") if sys.platform == "linux" else None
    if setpriv is None:
        return list(command)
    check = ["sh", "-c", _IF_PARENT_LIVES, str(os.getpid())]
    return [setpriv, "--pdeathsig", signal_name, *check, *command]


class Child:
    """A running program whose output goes to a file. Its owner calls `close`."""

    def __init__(
        self,
        command: Sequence[str],
        log_file: Path,
        *,
        env: Mapping[str, str] | None = None,
        stdin: int | IO[bytes] = subprocess.DEVNULL,
        signal_name: str = "KILL",
    ) -> None:
        """Start it; the file is appended to. Raises OSError."""
        with log_file.open("ab") as log:
            self._program = Program(
                mortal(command, signal_name), stdin=stdin, stdout=log, stderr=log, env=env
            )
        self._program.watch()

    @property
    def pid(self) -> int:
        """Its process id, also that of its process group."""
        return self._program.pid

    @property
    def stdin(self) -> IO[bytes] | None:
        """The writing end of its standard input, when started with a pipe."""
        return self._program.stdin

    @property
    def running(self) -> bool:
        """It has not ended yet."""
        return self._program.status is None

    def wait(self, timeout_s: float) -> int | None:
        """Its exit status (negative: the signal), None when it still runs after this time."""
        self._program.ended.wait(timeout_s)
        return self._program.status

    def close(self, patience_s: float = 5.0) -> None:
        """End it and everything it started (idempotent): asked first, then killed."""
        if self._program.stdin is not None:
            with contextlib.suppress(BrokenPipeError):
                self._program.stdin.close()
        self._program.send_signal(signal.SIGTERM)
        self._program.end(patience_s)
        deadline = time.monotonic() + patience_s
        while _group_lives(self.pid) and time.monotonic() < deadline:
            time.sleep(_POLL_S)  # killed grandchildren, until init has reaped them


def _group_lives(group: int) -> bool:
    if sys.platform == "win32":
        return False
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
