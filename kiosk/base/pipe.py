"""Lines over a pipe, and the child's side of it: a clean standard output, commands, an end.

The parent's side is `kiosk.base.child`. Whatever comes out of a pipe is bounded and survived: a
line that is too long is dropped, one that is no message is said, and the conversation goes on.
"""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import BinaryIO, Generic, TypeVar

import msgspec

log = logging.getLogger(__name__)

MAX_LINE_BYTES = 1 << 20
"""Many times the longest message of the kiosk's own."""
CHUNK_BYTES = 1 << 16
LAST_WORD_S = 2.0
"""What a clean end may take once the parent is gone; then the process ends the hard way."""

T = TypeVar("T")


class LineSplitter:
    """Cuts what comes out of a pipe into lines of at most `limit` bytes, newline not counted.

    A longer line is dropped as it comes, so memory stays within the limit and one chunk.
    """

    def __init__(self, limit: int = MAX_LINE_BYTES) -> None:
        self._limit = limit
        self._begun = bytearray()
        self._is_dropping = False
        self.dropped = 0
        """How many lines were too long."""

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """The lines that end in this chunk, each with its newline."""
        *ends, rest = chunk.split(b"\n")
        for end in ends:
            self._take(end)
            if not self._is_dropping:
                yield bytes(self._begun) + b"\n"
            self._is_dropping = False
            self._begun.clear()
        self._take(rest)

    def _take(self, piece: bytes) -> None:
        if self._is_dropping:
            return
        if len(self._begun) + len(piece) > self._limit:
            self._is_dropping = True
            self._begun.clear()
            self.dropped += 1
            return
        self._begun += piece


class Messages(Generic[T]):
    """Reads the lines of one sender as messages. What is none is survived, and said once."""

    def __init__(self, decode: Callable[[bytes], T], sender: str) -> None:
        self._decode = decode
        self._sender = sender
        self._is_said = False

    def read(self, line: bytes) -> T | None:
        """The message; None when the line is none, whatever it holds."""
        try:
            return self._decode(line)
        except (msgspec.MsgspecError, ValueError, RecursionError) as error:
            reason = {"error": type(error).__name__}  # not its text: it may quote the line
        if not self._is_said:
            log.warning("%s sent a line that is no message", self._sender, extra={"data": reason})
        self._is_said = True
        return None


def set_up_streams() -> None:
    """Let whoever starts us have closed standard input, output or error, or ignored our children.

    Else the next file that is opened becomes 0, 1 or 2, and is taken for them here and in every
    child; and the system keeps no exit status for us. Call it first, on the main thread.
    """
    if hasattr(signal, "SIGCHLD") and signal.getsignal(signal.SIGCHLD) is signal.SIG_IGN:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            _open_nothing(number)
        if getattr(sys, name) is None:
            mode = "r" if number == 0 else "w"
            setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115


def _open_nothing(number: int) -> None:
    nothing = os.open(os.devnull, os.O_RDWR)
    if nothing != number:
        os.dup2(nothing, number)
        os.close(nothing)
    os.set_inheritable(number, True)


class NobodyError(Exception):
    """Whoever reads what this process says has gone: it has nothing more to do."""


def say_line(output: BinaryIO, line: bytes) -> None:
    """Write a line at once. Raises `NobodyError` where nobody can read it any more."""
    try:
        output.write(line)
        output.flush()
    except (OSError, ValueError):
        raise NobodyError from None


def own_standard_output() -> BinaryIO:
    """Keep the pipe for messages: what native code prints goes to standard error instead."""
    set_up_streams()
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return output


def read_lines(
    source: BinaryIO,
    on_line: Callable[[bytes], None],
    on_end: Callable[[], None],
    last_word_s: float = LAST_WORD_S,
) -> None:
    """Hand over lines until the parent is gone, then end the process: a daemon thread's work.

    However this thread ends, the process ends with it: it must not outlive its parent.
    """
    try:
        _hand_over(source, on_line)
    finally:
        with contextlib.suppress(RuntimeError):  # the loop has ended already
            on_end()
        time.sleep(last_word_s)
        os._exit(1)


def _hand_over(source: BinaryIO, on_line: Callable[[bytes], None]) -> None:
    splitter = LineSplitter()
    said = 0
    read: Callable[[int], bytes] = getattr(source, "read1", source.read)
    while chunk := read(CHUNK_BYTES):
        for line in splitter.feed(chunk):
            try:
                on_line(line)
            except Exception:
                log.exception("a line of the parent process met a bug")
        if splitter.dropped and not said:
            log.warning("the parent process sent a line that is too long")
            said = splitter.dropped


def die_with(source: BinaryIO) -> None:
    """End this process when its parent closes this pipe or dies."""
    nothing = (source, lambda _line: None, lambda: os._exit(1))
    threading.Thread(target=read_lines, args=nothing, name="parent", daemon=True).start()
