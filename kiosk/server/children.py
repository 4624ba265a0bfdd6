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
            self._process = subprocess.Popen(
                mortal(command, signal_name),
                stdin=stdin,
                stdout=log,
                stderr=log,
                env=dict(env) if env is not None else None,
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        """Its process id, also that of its process group."""
        return self._process.pid

    @property
    def stdin(self) -> IO[bytes] | None:
        """The writing end of its standard input, when started with a pipe."""
        return self._process.stdin

    @property
    def running(self) -> bool:
        """It has not ended yet."""
        return self._process.poll() is None

    def wait(self, timeout_s: float) -> int | None:
        """Its exit status (negative: the signal), None when it still runs after this time."""
        try:
            return self._process.wait(timeout_s)
        except subprocess.TimeoutExpired:
            return None

    def close(self, patience_s: float = 5.0) -> None:
        """End it and everything it started (idempotent): asked first, then killed."""
        if self._process.stdin is not None:
            with contextlib.suppress(BrokenPipeError):
                self._process.stdin.close()
        end_group(self._process, patience_s)


def end_group(process: subprocess.Popen[bytes], patience_s: float) -> None:
    """End a process and its group (idempotent); the process must head a group of its own."""
    if process.poll() is None:
        _signal_group(process, signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(patience_s)
    _signal_group(process, getattr(signal, "SIGKILL", signal.SIGTERM))
    process.wait()
    deadline = time.monotonic() + patience_s
    while _group_lives(process.pid) and time.monotonic() < deadline:
        time.sleep(_POLL_S)  # killed grandchildren, until init has reaped them


def _signal_group(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    if sys.platform == "win32":
        if process.poll() is None:
            process.terminate()
        return
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, number)


def _group_lives(group: int) -> bool:
    if sys.platform == "win32":
        return False
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
