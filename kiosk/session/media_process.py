"""The media process as the UI process sees it: started, listened to, killed, restarted.

It can crash or hang natively (drivers, codecs), so it is never trusted to end by itself: no
heartbeat means kill. Whoever owns this object replays the wishes when `on_start` is called.
"""

from __future__ import annotations

import asyncio
import logging
import sys
import time
from collections.abc import Callable, Sequence

from kiosk.base.child import Child
from kiosk.base.patience import CHECK_S, Patience
from kiosk.base.pipe import Messages
from kiosk.base.retry import Restarts
from kiosk.model.frames import FrameStore
from kiosk.model.wire import Command, Event, Heartbeat, Quit, Ready, decode_event, encode

log = logging.getLogger(__name__)

QUIT_S = 3.0
"""What leaving the room in good order may take."""
GRACE_S = 15.0
"""How much later than it should somebody may see to a process that hangs: ending it takes time."""
NAME = "the media process"


class MediaProcess:
    """`run` it as a task on the core loop; cancelling that task ends the process."""

    def __init__(
        self,
        store: FrameStore,
        arguments: Sequence[str],
        on_event: Callable[[Event], None],
        on_start: Callable[[], None],
        on_stop: Callable[[], None],
        *,
        program: Sequence[str] = ("-m", "kiosk.conference.worker"),
        patience: Patience | None = None,
    ) -> None:
        """`program`: what Python is to run."""
        self._store = store
        self._arguments = [*program, *arguments, "--frames", store.handle]
        self._on_event = on_event
        self._on_start = on_start
        self._on_stop = on_stop
        self._child: Child | None = None
        self._is_ready = False
        self._patience = patience or Patience()
        self._fault = ""
        """Why it could not be started, said already."""
        self._due_s = float("inf")
        self.was_hanging = False
        """Whether the last one that ended was killed, because it did not answer any more."""

    @property
    def is_ready(self) -> bool:
        """Whether it takes commands."""
        return self._is_ready

    @property
    def pid(self) -> int:
        """Its process id, 0 while there is none."""
        return self._child.pid if self._child is not None else 0

    @property
    def is_well(self) -> bool:
        """Whether it is alive, or somebody sees to it: it comes up, is waited for, is not wanted.

        One that cannot be started is no reason to end the program: the screen says so and whom to
        call. False only when nobody has done what was to be done about it.
        """
        return time.monotonic() < self._due_s

    def send(self, command: Command) -> None:
        """Tell it; dropped while it is not ready, because `on_start` replays the wishes."""
        child = self._child
        if self._is_ready and child is not None and not child.write(encode(command)):
            self._give_up(child, "takes no more commands")

    async def run(self) -> None:
        """Keep it running until cancelled."""
        restarts = Restarts()
        try:
            while True:
                came_up = await self._live()
                pause_s = restarts.pause_s(came_up=came_up)
                self._expect(pause_s)
                await asyncio.sleep(pause_s)
        finally:
            self._due_s = float("inf")

    async def _live(self) -> bool:
        """One process from its start to its end; whether it had come up."""
        self.was_hanging = False
        child = self._start()
        if child is None:
            self._on_stop()
            return False
        self._child = child
        self._patience.begin()
        self._expect(self._patience.limit_s)
        watching = asyncio.ensure_future(self._kill_when_silent(child))
        came_up = False
        try:
            await self._listen(child)
        except asyncio.CancelledError:
            self.send(Quit())
            await child.aclose(QUIT_S if self._is_ready else 0.0)
            raise
        finally:
            watching.cancel()
            came_up = self._is_ready
            self._is_ready = False
            self._child = None
            await child.aclose()
            self._on_stop()
        log.warning("the media process ended with %s", child.status)
        return came_up

    def _start(self) -> Child | None:
        command = [sys.executable, *self._arguments]
        try:
            child = Child(command, NAME, pass_fds=self._store.inherited_fds)
        except OSError as error:
            fault = error.strerror or type(error).__name__
            if fault != self._fault:  # once, not at every try
                log.error("the media process cannot be started: %s", fault)
            self._fault = fault
            return None
        self._fault = ""
        return child

    async def _listen(self, child: Child) -> None:
        messages: Messages[Event] = Messages(decode_event, NAME)
        while line := await child.next_line():
            event = messages.read(line)
            if event is None:
                continue
            if isinstance(event, Ready | Heartbeat):
                self._patience.hear()
                self._expect(self._patience.limit_s)
            if isinstance(event, Ready):
                self._come_up()
                self._on_start()
            if not isinstance(event, Heartbeat):
                self._on_event(event)

    def _come_up(self) -> None:
        took_s, limit_s = self._patience.come_up(), self._patience.limit_s
        log.info("the media process is up after %.1f s, limit of silence %.1f s", took_s, limit_s)
        self._is_ready = True

    def _expect(self, within_s: float) -> None:
        self._due_s = time.monotonic() + within_s + GRACE_S

    async def _kill_when_silent(self, child: Child) -> None:
        while not self._patience.is_over():  # noqa: ASYNC110 - time is what it watches
            await asyncio.sleep(CHECK_S)
        self._patience.give_up()
        self._give_up(child, "does not answer")

    def _give_up(self, child: Child, why: str) -> None:
        if not self.was_hanging:
            log.warning("the media process %s and is killed", why)
        self.was_hanging = True
        child.kill()
