"""What lives on an asyncio loop and is asked by other threads: verbs, tasks, and a told state."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import Any, Generic, TypeVar

from kiosk.base.tasks import Tasks

log = logging.getLogger(__name__)

StateT = TypeVar("StateT")


class OnLoop:
    """Its verbs call `_post` on any thread; everything else happens on the loop."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._tasks = Tasks(log, "what went on meanwhile met a bug")

    def _post(self, call: Callable[..., None], *args: object) -> None:
        """On any thread: have this called on the loop; nothing once the loop is closed."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(call, *args)

    def _spawn(self, work: Coroutine[Any, Any, object]) -> None:
        """On the loop: do this meanwhile, and hold it until it is done. A bug in it is logged."""
        self._tasks.spawn(work)

    def _spawn_later(self, verb: Callable[..., Coroutine[Any, Any, object]], *args: object) -> None:
        """For `_post`: begin a coroutine."""
        self._spawn(verb(*args))

    async def _end_tasks(self) -> None:
        """End what was spawned (idempotent)."""
        await self._tasks.aclose()


class Telling(OnLoop, Generic[StateT]):
    """The same with an immutable state, a dataclass, that listeners are told of."""

    def __init__(self, loop: asyncio.AbstractEventLoop, state: StateT) -> None:
        super().__init__(loop)
        self._state = state
        self._listeners: list[Callable[[StateT], None]] = []

    def subscribe(self, on_state: Callable[[StateT], None]) -> None:
        """On any thread: call back on the loop, first with what is so now, then on every change."""
        self._post(self._subscribe, on_state)

    def _subscribe(self, on_state: Callable[[StateT], None]) -> None:
        self._listeners.append(on_state)
        on_state(self._state)

    def _set(self, **changes: Any) -> None:
        """Take over these fields and tell, if anything has changed."""
        state: StateT = replace(self._state, **changes)  # type: ignore[type-var]
        if state != self._state:
            self._state = state
            for on_state in self._listeners:
                on_state(state)
