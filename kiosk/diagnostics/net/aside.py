"""Blocking questions side by side, and no longer than they may take.

A name look-up cannot be broken off: who does not answer in time is left behind in a daemon thread,
which ends with the probe's process.
"""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Callable, Coroutine, Hashable, Mapping
from typing import TypeVar

log = logging.getLogger(__name__)

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


def side_by_side(works: Mapping[K, Callable[[], T]], limit_s: float) -> dict[K, T]:
    """What those answered that came through in time; what one raises is a bug, and logged."""
    answers: dict[K, T] = {}
    lock = threading.Lock()

    def run(key: K, work: Callable[[], T]) -> None:
        try:
            answer = work()
        except Exception:
            log.exception("a question met a bug")
            return
        with lock:
            answers[key] = answer

    threads = [
        threading.Thread(target=run, args=(key, work), daemon=True) for key, work in works.items()
    ]
    for thread in threads:
        thread.start()
    deadline_s = time.monotonic() + limit_s
    for thread in threads:
        thread.join(max(0.0, deadline_s - time.monotonic()))
    with lock:
        return dict(answers)


def run_to_end(main: Coroutine[None, None, None]) -> None:
    """`asyncio.run` for a probe, which ends its process afterwards.

    That waits for threads with name look-ups, which can take longer than the probe may.
    """
    asyncio.new_event_loop().run_until_complete(main)
