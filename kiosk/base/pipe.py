"""What we and our child processes have in common: a clean standard output, lines, and an end."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import sys
import threading
import time
from collections.abc import Callable
from typing import BinaryIO

log = logging.getLogger(__name__)

LAST_WORD_S = 2.0
"""What a clean end may take once the parent is gone; then the process ends the hard way."""

FAREWELL_S = 0.5
"""What a child that has said its last line needs to be gone."""


def own_standard_output() -> BinaryIO:
    """Keep the pipe for messages: what native code prints goes to standard error instead."""
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return output


def read_lines(
    source: BinaryIO, on_line: Callable[[bytes], None], on_end: Callable[[], None]
) -> None:
    """Hand over lines until the parent is gone, then end the process: a daemon thread's work."""
    for line in source:
        on_line(line)
    with contextlib.suppress(RuntimeError):  # the loop has ended already
        on_end()
    time.sleep(LAST_WORD_S)
    os._exit(1)


def die_with(source: BinaryIO) -> None:
    """End this process when its parent closes this pipe or dies."""
    nothing = (source, lambda _line: None, lambda: os._exit(1))
    threading.Thread(target=read_lines, args=nothing, name="parent", daemon=True).start()


async def next_line(stream: asyncio.StreamReader) -> bytes:
    """A child's next line, empty at the end; a line that is too long ends the conversation."""
    try:
        return await stream.readline()
    except ValueError:
        log.warning("a child process sent a line without end")
        return b""


async def end_child(process: asyncio.subprocess.Process, patience_s: float = FAREWELL_S) -> None:
    """Wait for a child that is ending, kill it when it does not, and return when it is gone.

    Waiting comes first because `kill()` on a process that is just ending takes its exit status
    away from asyncio, which then warns of an unknown child.
    """
    try:
        async with asyncio.timeout(patience_s):
            await process.wait()
    except (TimeoutError, asyncio.CancelledError) as error:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
        if isinstance(error, asyncio.CancelledError):
            raise
