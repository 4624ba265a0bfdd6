"""Work that may never end: a keyring, a stick, a disk that hangs. Nobody has to wait for it.

Python joins the threads of its own pools when a process ends, so one call that hangs in the kernel
would keep a program alive for ever. These threads are daemons, one for each call.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")

LAST_S = 2.0
"""At the end: what a write that goes on may still take."""


def begin(work: Callable[..., T], *args: Any, **named: Any) -> Future[T]:
    """Do this in a thread of its own."""
    return _begin(work, args, named)[0]


class UnwaitedExecutor(ThreadPoolExecutor):
    """For `loop.set_default_executor`, which takes no other kind. Its end is bounded."""

    def __init__(self, last_s: float = LAST_S) -> None:
        super().__init__(1)
        self._last_s = last_s
        self._begun: set[threading.Thread] = set()
        self._is_over = False

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """Begin at once."""
        if self._is_over:
            raise RuntimeError("cannot schedule new futures after shutdown")
        future, thread = _begin(fn, args, kwargs)
        self._begun = {one for one in self._begun if one.is_alive()} | {thread}
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002
        """Take no more, and wait for what goes on, but not for long (idempotent)."""
        self._is_over = True
        until_s = time.monotonic() + self._last_s
        for thread in self._begun if wait else ():
            thread.join(max(0.0, until_s - time.monotonic()))


def _begin(
    work: Callable[..., T], args: tuple[Any, ...], named: dict[str, Any]
) -> tuple[Future[T], threading.Thread]:
    future: Future[T] = Future()
    future.set_running_or_notify_cancel()  # it cannot be called off any more

    def run() -> None:
        try:
            result = work(*args, **named)
        except BaseException as error:  # noqa: BLE001 - it belongs to whoever asked
            future.set_exception(error)
        else:
            future.set_result(result)

    thread = threading.Thread(target=run, name="unwaited", daemon=True)
    thread.start()
    return future, thread
