"""The one way to talk with a child process: start it, feed it, read its lines, end it.

Beside the thread that waits for its end (`kiosk.base.program`, which says why) a child has one that
reads and hands lines over to the loop, at most `ROOM_BYTES` ahead of who takes them, and one that
writes. Threads, because they are the same on Linux and Windows. Both close their own pipe and end
by themselves once the child is gone, also when a grandchild still holds the pipe, so nothing is
left behind when a task is cancelled in the middle.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import os
import queue
import subprocess
import threading
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO

from kiosk.base.pipe import CHUNK_BYTES, MAX_LINE_BYTES, LineSplitter
from kiosk.base.program import KILL_S, POSIX, Program, is_ready, leave_pipes, pipe_of, read_all

log = logging.getLogger(__name__)

FAREWELL_S = 0.5
"""What a child that has said its last line needs to be gone."""
ROOM_BYTES = 1 << 20
"""Lines that nobody has taken yet; the child waits when there are more."""
MAX_UNREAD_BYTES = 1 << 20
"""What we have written and a child that does not read has not taken."""


class Child:
    """A program that talks in lines with the loop on which this was made. Its owner closes it.

    `async with Child(…) as child:` ends it in time, whatever it does; leaving may raise nothing.
    """

    def __init__(
        self,
        command: Sequence[str],
        name: str,
        *,
        line_bytes: int = MAX_LINE_BYTES,
        stderr: int | None = None,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        pass_fds: Sequence[int] = (),
        own_group: bool = False,
    ) -> None:
        """Start it; `name` is for the log. Raises OSError when it cannot be started.

        `own_group`: for one that starts programs itself; they end with it (POSIX). Without, it ends
        when somebody kills our own group.
        """
        self._name = name
        self._loop = asyncio.get_running_loop()
        self._ended = asyncio.Event()
        self._lines = _Lines(self._loop)
        self._splitter = LineSplitter(line_bytes)
        self._program = Program(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=stderr,
            env=env,
            cwd=cwd,
            pass_fds=pass_fds,
            own_group=own_group,
        )
        self.pid = self._program.pid
        pipes = pipe_of(self._program.stdin), pipe_of(self._program.stdout)
        self._writer = _Writer(pipes[0], self._program.ended)
        reading = (pipes[1], self._hear, self._lines.end, self._program.ended)
        self._threads = [
            threading.Thread(target=self._writer.run, name=f"write {self.pid}", daemon=True),
            threading.Thread(target=read_all, args=reading, name=f"read {self.pid}", daemon=True),
        ]
        try:
            for thread in self._threads:
                thread.start()
            self._program.watch(self._on_end)
        except (RuntimeError, OSError) as error:
            self._program.abandon()
            self._writer.close()
            for thread, pipe in zip(self._threads, pipes, strict=True):
                if thread.ident is None:  # nobody else closes it
                    pipe.close()
            raise OSError(errno.EAGAIN, "no more threads") from error

    @property
    def status(self) -> int | None:
        """Its exit status, negative for a signal; None while it runs."""
        return self._program.status

    def write(self, data: bytes) -> bool:
        """Have it written. False when the child has not read for so long that it is not."""
        return self._writer.offer(data)

    async def feed(self, data: bytes) -> None:
        """Write and wait until the child has taken it. Raises OSError when it does not read."""
        done: asyncio.Future[bool] = self._loop.create_future()
        self._writer.put(data, lambda good: _tell(self._loop, _resolve, done, good))
        if not await done:
            raise BrokenPipeError(errno.EPIPE, f"{self._name} does not read")

    def close_input(self) -> None:
        """Let it see the end of its standard input, behind what is written (idempotent)."""
        self._writer.close()

    async def next_line(self) -> bytes:
        """Its next whole line with the newline; empty when there are no more."""
        return await self._lines.take()

    async def wait(self) -> int:
        """Its exit status, once it has ended. What it still says is dropped from now on."""
        self._lines.drop()
        await self._ended.wait()
        return self._program.status or 0

    def kill(self) -> None:
        """End it the hard way (idempotent)."""
        self._program.kill()

    async def aclose(self, patience_s: float = FAREWELL_S) -> None:
        """Give it time to end, then kill it (idempotent). Bounded: `patience_s` and `KILL_S`.

        Cancelled, it is killed at once.
        """
        try:
            await self._has_ended(patience_s)
        finally:
            self._program.kill()
            self._writer.close()
            if not await self._has_ended(KILL_S):
                log.error("%s cannot be ended (process %d)", self._name, self.pid)

    async def __aenter__(self) -> Child:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        await self.aclose()

    async def _has_ended(self, within_s: float) -> bool:
        try:
            async with asyncio.timeout(within_s):
                await self.wait()
        except TimeoutError:
            return False
        return True

    def _hear(self, chunk: bytes) -> None:
        """On the reading thread."""
        before = self._splitter.dropped
        for line in self._splitter.feed(chunk):
            self._lines.put(line)
        if before == 0 and self._splitter.dropped:
            log.warning("%s sent a line that is too long; it is dropped", self._name)

    def _on_end(self, _status: int) -> None:
        """On the waiting thread."""
        self._writer.close()
        _tell(self._loop, self._ended.set)
        leave_pipes(self._threads)


class _Lines:
    """Lines on their way from the reading thread to the loop."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._room = threading.Condition()
        self._waiting: deque[bytes] = deque()
        self._bytes = 0
        self._is_over = False
        self._is_dropping = False
        self._news = asyncio.Event()

    def put(self, line: bytes) -> None:
        """On the reading thread; waits while there is no room."""
        with self._room:
            while self._bytes >= ROOM_BYTES and not self._is_dropping:
                self._room.wait()
            if self._is_dropping:
                return
            is_first = not self._waiting
            self._waiting.append(line)
            self._bytes += len(line)
        if is_first:
            _tell(self._loop, self._news.set)

    def end(self) -> None:
        """On the reading thread: there is no more."""
        with self._room:
            self._is_over = True
        _tell(self._loop, self._news.set)

    def drop(self) -> None:
        """Nobody takes lines any more: let the child go on as if they were read."""
        with self._room:
            self._is_dropping = True
            self._waiting.clear()
            self._bytes = 0
            self._room.notify()

    async def take(self) -> bytes:
        """The next line, empty at the end."""
        while True:
            self._news.clear()
            with self._room:
                if self._waiting:
                    line = self._waiting.popleft()
                    self._bytes -= len(line)
                    self._room.notify()
                    return line
                if self._is_over or self._is_dropping:
                    return b""
            await self._news.wait()


class _Writer:
    """Writes to a child in the order of the calls, on a thread of its own, and closes the pipe."""

    def __init__(self, pipe: IO[bytes], ended: threading.Event) -> None:
        self._pipe = pipe
        self._ended = ended
        self._queue: queue.SimpleQueue[tuple[bytes, Callable[[bool], None]] | None]
        self._queue = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._bytes = 0
        self._is_closed = False

    def offer(self, data: bytes) -> bool:
        """Have it written; False when too much waits already."""
        if self._bytes > MAX_UNREAD_BYTES:
            return False
        self.put(data, lambda _good: None)
        return True

    def put(self, data: bytes, on_done: Callable[[bool], None]) -> None:
        """Have it written, however much it is; told on the writing thread how it went."""
        with self._lock:
            self._bytes += len(data)
            is_closed = self._is_closed
            if not is_closed:
                self._queue.put((data, on_done))
        if is_closed:
            on_done(False)

    def close(self) -> None:
        """Close the pipe behind what is to be written (idempotent)."""
        with self._lock:
            if not self._is_closed:
                self._is_closed = True
                self._queue.put(None)

    def run(self) -> None:
        """The thread's work."""
        if POSIX:
            os.set_blocking(self._pipe.fileno(), False)
        with self._pipe:
            good = True
            while (item := self._queue.get()) is not None:
                data, on_done = item
                good = good and self._write(data)
                with self._lock:
                    self._bytes -= len(data)
                on_done(good)

    def _write(self, data: bytes) -> bool:
        left = memoryview(data)
        try:
            while left and not self._ended.is_set():
                if is_ready(self._pipe, for_reading=False):
                    with contextlib.suppress(BlockingIOError):
                        left = left[os.write(self._pipe.fileno(), left[:CHUNK_BYTES]) :]
        except OSError:  # it has closed its end, or is gone
            return False
        return not left


def _resolve(future: asyncio.Future[bool], good: bool) -> None:
    if not future.done():
        future.set_result(good)


def _tell(loop: asyncio.AbstractEventLoop, call: Callable[..., object], *arguments: object) -> None:
    with contextlib.suppress(RuntimeError):  # the loop has ended: nobody is interested any more
        loop.call_soon_threadsafe(call, *arguments)
