"""A started program: signals that reach it or nobody, and its true exit status.

Why not asyncio's own processes: in Python 3.11 a thread of its child watcher waits for the process
id while `kill()` and the closing of the transport ask `Popen.poll()`, which waits for the same id.
Who comes second finds no child, and a program that ended well is reported as 255. Later watchers
keep that race, and Windows has another implementation altogether.

Here one thread waits for the end *without* taking the exit status (waitid with WNOWAIT; on Windows
the handle stays), then takes it under the lock under which signals are sent. So the status is read
once, by one, and a signal never reaches a process id that is somebody else's by now. The same on
Linux and Windows, without an event loop.
"""

from __future__ import annotations

import contextlib
import errno
import logging
import os
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from kiosk.base.pipe import CHUNK_BYTES

log = logging.getLogger(__name__)

KILL_S = 2.0
"""A killed process that is still there then hangs in the kernel (a driver): nobody waits for it."""
MAX_OUTPUT_BYTES = 1 << 20
MAX_GIVEN_BYTES = 4096
"""So much fits into a pipe at once on every system, whether or not somebody reads."""
_LOOK_S = 0.25
"""A blocked pipe is left so soon after the child is gone, where a grandchild still holds it."""
_MOST_LOOK_S = 8.0
"""And this late if the child had been silent for so long: one that rests wakes nobody."""
_MAX_PIPE_BYTES = 1 << 20
"""More does not fit into a pipe (Linux' `pipe-max-size`): the rest comes from a grandchild."""
_THREAD_TERMINATE = 0x0001
"""The right that CancelSynchronousIo asks for."""
POSIX = sys.platform != "win32"
_NO_WINDOW: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""Windows: the child of a program without a console must not open one."""


class Program:
    """A started program and the truth about its end, once `watch` was called. On any thread."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        stdin: int | IO[bytes] = subprocess.DEVNULL,
        stdout: int | IO[bytes] | None = None,
        stderr: int | IO[bytes] | None = None,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        pass_fds: Sequence[int] = (),
        own_group: bool = True,
    ) -> None:
        """Start it. `own_group`: what it starts is killed with it, also when it ends (POSIX).

        Raises OSError when it cannot be started.
        """
        if not command or not command[0]:  # Python does not know its own interpreter
            raise FileNotFoundError(errno.ENOENT, "no program is named")
        self._has_group = own_group and POSIX
        self._lock = threading.Lock()
        self._process = subprocess.Popen(
            list(command),
            bufsize=0,
            stdin=stdin,
            stdout=stdout,
            stderr=stderr,
            env=dict(env) if env is not None else None,
            cwd=cwd,
            pass_fds=tuple(pass_fds),
            start_new_session=self._has_group,
            creationflags=_NO_WINDOW,
        )
        self.pid = self._process.pid
        self.stdin, self.stdout = self._process.stdin, self._process.stdout
        self.ended = threading.Event()
        self._waiting = threading.Thread(target=self._wait, name=f"wait {self.pid}", daemon=True)
        self._on_end: Callable[[int], None] = lambda _status: None

    def watch(self, on_end: Callable[[int], None] = lambda _status: None) -> None:
        """Wait for its end, from now on; called back on a thread of its own. Raises OSError."""
        self._on_end = on_end
        try:
            self._waiting.start()
        except RuntimeError as error:
            self.abandon()
            raise OSError(errno.EAGAIN, "no more threads") from error

    def abandon(self) -> None:
        """End it where there is no thread to `watch` it."""
        self._process.kill()
        self._process.wait()
        self.ended.set()

    @property
    def status(self) -> int | None:
        """Its exit status, negative for a signal; None while it runs."""
        return self._process.returncode if self.ended.is_set() else None

    def send_signal(self, number: int) -> None:
        """Signal it, and its group when it has one; nothing when it has ended."""
        with self._lock:
            if self._process.returncode is None:  # not taken: the id is still its own
                self._signal(number)

    def kill(self) -> None:
        """End it the hard way (idempotent)."""
        self.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))

    def end(self, patience_s: float) -> int | None:
        """Its status; killed when it does not end in time. None when even that does not end it."""
        if not self.ended.wait(patience_s):
            self.kill()
            if not self.ended.wait(KILL_S):
                log.error("process %d cannot be ended", self.pid)
        return self.status

    def _signal(self, number: int) -> None:
        if not self._has_group:
            self._process.send_signal(number)
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, number)

    def _wait(self) -> None:
        if POSIX:
            with contextlib.suppress(ChildProcessError):  # somebody ignores SIGCHLD
                os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOWAIT)
        else:
            self._process.wait()
        with self._lock:
            if self._has_group:  # while the id is held by the dead, the group is surely its own
                self._signal(signal.SIGKILL)
            status = self._process.wait()
        self.ended.set()
        self._on_end(status)


@dataclass(frozen=True, slots=True)
class Output:
    """How a program ended and what it printed, as far as there was room for it."""

    status: int
    printed: bytes

    @property
    def text(self) -> str:
        """As text, lines ended by newlines on every system."""
        return self.printed.decode("utf-8", "replace").replace("\r\n", "\n")


def run(
    command: Sequence[str],
    limit_s: float,
    *,
    env: Mapping[str, str] | None = None,
    max_bytes: int = MAX_OUTPUT_BYTES,
    given: bytes = b"",
    with_errors: bool = False,
) -> Output | None:
    """Run a program to its end; None when that takes too long. Blocks; raises OSError.

    It stays in our group, so that it is killed with us when we are a child ourselves. `given`: what
    it reads, at most `MAX_GIVEN_BYTES`; `with_errors`: what it complains of counts as printed.
    """
    assert len(given) <= MAX_GIVEN_BYTES, "this would not fit into a pipe that nobody reads"
    program = Program(
        command,
        stdin=subprocess.PIPE if given else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT if with_errors else subprocess.DEVNULL,
        env=env,
        own_group=False,
    )
    if program.stdin is not None:
        with contextlib.suppress(OSError), program.stdin:  # it may have ended without reading
            program.stdin.write(given)
    text = bytearray()

    def take(chunk: bytes) -> None:
        text.extend(chunk[: max_bytes - len(text)])

    arguments = (pipe_of(program.stdout), take, lambda: None, program.ended)
    reading = threading.Thread(target=read_all, args=arguments, daemon=True)
    program.watch()
    reading.start()
    in_time = program.ended.wait(limit_s)
    status = program.end(0.0)
    if status is None:
        return None
    leave_pipes([reading])
    reading.join(KILL_S)
    return Output(status, bytes(text)) if in_time else None


def read_all(
    pipe: IO[bytes],
    on_chunk: Callable[[bytes], None],
    on_end: Callable[[], None],
    ended: threading.Event,
) -> None:
    """Hand over what comes until the pipe's end, or all that was in it when the child ended."""
    try:
        with pipe, contextlib.suppress(OSError):
            _read(pipe, on_chunk, ended)
    finally:
        on_end()


def _read(pipe: IO[bytes], on_chunk: Callable[[bytes], None], ended: threading.Event) -> None:
    left, look_s = _MAX_PIPE_BYTES, _LOOK_S
    while left > 0:
        is_over = ended.is_set()  # before looking: what it wrote is in the pipe by then
        if is_ready(pipe, for_reading=True, within_s=look_s):
            look_s = _LOOK_S
            chunk = os.read(pipe.fileno(), CHUNK_BYTES)
            if not chunk:
                return
            on_chunk(chunk)
            left -= len(chunk) if is_over else 0
        elif is_over:
            return
        else:
            look_s = min(2 * look_s, _MOST_LOOK_S)


def leave_pipes(threads: Sequence[threading.Thread]) -> None:
    """Have threads that are blocked in a pipe of an ended child end themselves.

    POSIX needs nothing: there they look up by themselves. On Windows what blocks is cancelled.
    """
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        for thread in threads:
            while thread.join(_LOOK_S) or thread.is_alive():
                handle = kernel.OpenThread(_THREAD_TERMINATE, False, thread.native_id)
                kernel.CancelSynchronousIo(handle)
                kernel.CloseHandle(handle)


def is_ready(pipe: IO[bytes], *, for_reading: bool, within_s: float = _LOOK_S) -> bool:
    """Whether reading or writing goes on in that time. Windows cannot be asked: it blocks."""
    if sys.platform == "win32":
        return True
    poll = select.poll()
    poll.register(pipe, select.POLLIN if for_reading else select.POLLOUT)
    return bool(poll.poll(within_s * 1000))


def pipe_of(pipe: IO[bytes] | None) -> IO[bytes]:
    """The end of a pipe that was asked for."""
    assert pipe is not None  # it was asked for
    return pipe
