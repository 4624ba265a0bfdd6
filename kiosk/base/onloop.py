"""What lives on an asyncio loop and is asked by other threads: verbs, tasks, told states, channels.

There is one way to subscribe: on any thread, with one callable that is then called on the loop.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import Any, Generic, Protocol, TypeVar

from kiosk.base.tasks import Tasks

log = logging.getLogger(__name__)

StateT = TypeVar("StateT")
ValueT_co = TypeVar("ValueT_co", covariant=True)
ValueT = TypeVar("ValueT")


class Tells(Protocol[ValueT_co]):
    """Somebody who tells values, as whoever listens sees it."""

    def subscribe(self, listener: Callable[[ValueT_co], None], /) -> None:
        """On any thread: call back on the loop."""


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
    """The same with an immutable state that listeners are told of; `_set` wants a dataclass."""

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
        self._put(replace(self._state, **changes))  # type: ignore[type-var]

    def _put(self, state: StateT) -> None:
        """Take this over and tell, if it is another."""
        if state != self._state:
            self._state = state
            self._publish()

    def _publish(self) -> None:
        """Tell what is so now."""
        for on_state in self._listeners:
            on_state(self._state)


class Channel(Generic[ValueT]):
    """Values that come and go: whoever subscribes hears those that come from then on."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._listeners: list[Callable[[ValueT], None]] = []

    def subscribe(self, listener: Callable[[ValueT], None], /) -> None:
        """On any thread: call back on the loop; nothing once the loop is closed."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._listeners.append, listener)

    def tell(self, value: ValueT) -> None:
        """On the loop."""
        for listener in self._listeners:
            listener(value)
