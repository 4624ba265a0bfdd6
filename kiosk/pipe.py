"""What our child processes have in common: a clean standard output, and an end with the parent."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
from collections.abc import Callable
from typing import BinaryIO

LAST_WORD_S = 2.0
"""What a clean end may take once the parent is gone; then the process ends the hard way."""


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
