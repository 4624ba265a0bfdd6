"""The media process as the UI process sees it: started, listened to, killed, restarted.

It can crash or hang natively (drivers, codecs), so it is never trusted to end by itself: no
heartbeat means kill. Whoever owns this object replays the wishes when `on_start` is called.

While the machine rests a smaller program stands in its place, which plays sounds and opens nothing
else. It beats only to answer a sound, so that nothing wakes the processor by the clock.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sys
import time
from collections.abc import Callable, Sequence

from kiosk.base.child import Child
from kiosk.base.patience import CHECK_S, Patience
from kiosk.base.pipe import Messages
from kiosk.base.retry import Restarts
from kiosk.base.tasks import Tasks
from kiosk.model.frames import FrameStore
from kiosk.model.wire import (
    Command,
    Event,
    Heartbeat,
    PlaySound,
    Quit,
    Ready,
    decode_event,
    encode,
)

log = logging.getLogger(__name__)

QUIT_S = 3.0
"""What leaving the room in good order may take."""
GRACE_S = 15.0
"""How much later than it should somebody may see to a process that hangs: ending it takes time."""
NAME = "the media process"
WORKER = ("-m", "kiosk.conference.worker")
RESTING = ("-m", "kiosk.media.resting")


class _Life:
    """One process, from its start to its end."""

    def __init__(self, child: Child, patience: Patience, *, rests: bool) -> None:
        self.child = child
        self.patience = patience
        self.rests = rests
        self.came_up = False
        self.is_ready = False
        """It came up, and is not being replaced."""
        self._asked = asyncio.Event()
        self._asked.set()  # for `Ready`

    def ask(self) -> None:
        """It is to answer from now on."""
        if not self._asked.is_set():
            self.patience.hear()
            self._asked.set()

    def hear(self) -> None:
        """It has said that it lives."""
        self.patience.hear()
        self._asked.clear()

    async def silence(self) -> None:
        """Return when it has been silent for too long; one that rests, after it was asked."""
        while not self.patience.is_over():
            if self.rests:
                await self._asked.wait()
            await asyncio.sleep(CHECK_S)


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
        program: Sequence[str] = WORKER,
        resting: Sequence[str] = RESTING,
        patience: Patience | None = None,
    ) -> None:
        """`program`, `resting`: what Python is to run while awake, and while the machine rests."""
        self._store = store
        self._arguments = [*arguments, "--frames", store.handle]
        self._programs = {False: program, True: resting}
        self._on_event = on_event
        self._on_start = on_start
        self._on_stop = on_stop
        self._life: _Life | None = None
        self._rests = False
        self._turned = asyncio.Event()
        self._leaving = Tasks(log, "the end of a media process met a bug")
        self._patience = {False: patience or Patience(), True: Patience()}
        self._fault = ""
        """Why it could not be started, said already."""
        self._due_s = float("inf")
        self.was_hanging = False
        """Whether the last one that ended was killed, because it did not answer any more."""

    @property
    def is_ready(self) -> bool:
        """Whether it takes commands."""
        return self._life is not None and self._life.is_ready

    @property
    def pid(self) -> int:
        """Its process id, 0 while there is none."""
        return self._life.child.pid if self._life is not None else 0

    @property
    def is_well(self) -> bool:
        """Whether it is alive, or somebody sees to it: it comes up, is waited for, is not wanted.

        One that cannot be started is no reason to end the program: the screen says so and whom to
        call. False only when nobody has done what was to be done about it.
        """
        return time.monotonic() < self._due_s

    def rest(self, on: bool) -> None:
        """Have the small program run, or the whole one. The other one ends in good order meanwhile.

        `on_start` is called when it can take commands; `on_stop` is not called for this.
        """
        if on != self._rests:
            self._rests = on
            self._turned.set()
            if self._life is not None:
                self._life.is_ready = False  # what is said from now on is for the other one

    def send(self, command: Command) -> bool:
        """Tell it. False while it is not ready: dropped, because `on_start` replays the wishes."""
        life = self._life
        if life is None or not life.is_ready:
            return False
        if isinstance(command, PlaySound):
            life.ask()
            self._expect(life.patience.limit_s)
        if not life.child.write(encode(command)):
            self._give_up(life, "takes no more commands")
        return True

    async def run(self) -> None:
        """Keep it running until cancelled."""
        restarts = Restarts()
        try:
            while True:
                self._turned.clear()
                living = asyncio.ensure_future(self._live(rests=self._rests))
                if not await self._until_turned(living):
                    pause_s = restarts.pause_s(came_up=living.result())
                    self._expect(pause_s)
                    with contextlib.suppress(TimeoutError):
                        await asyncio.wait_for(self._turned.wait(), pause_s)
        finally:
            self._due_s = float("inf")
            await asyncio.gather(*self._leaving, return_exceptions=True)

    async def _until_turned(self, living: asyncio.Future[bool]) -> bool:
        """Wait for its end (False), or until the other program is wished (then it leaves)."""
        turning = asyncio.ensure_future(self._turned.wait())
        try:
            await asyncio.wait((living, turning), return_when=asyncio.FIRST_COMPLETED)
            if living.done():
                return False
            self._life = None
            self._leaving.spawn(_ended(living))
            return True
        except asyncio.CancelledError:
            await _ended(living)
            raise
        finally:
            turning.cancel()

    async def _live(self, *, rests: bool) -> bool:
        """One process from its start to its end; whether it had come up."""
        self.was_hanging = False
        child = self._start(rests=rests)
        if child is None:
            self._on_stop()
            return False
        life = self._life = _Life(child, self._patience[rests], rests=rests)
        life.patience.begin()
        self._expect(life.patience.limit_s)
        watching = asyncio.ensure_future(self._kill_when_silent(life))
        try:
            await self._listen(life)
        except asyncio.CancelledError:
            watching.cancel()
            child.write(encode(Quit()))
            await child.aclose(QUIT_S if life.came_up else 0.0)
            raise
        finally:
            watching.cancel()
            life.is_ready = False
            is_ours = self._life is life
            if is_ours:
                self._life = None
            await child.aclose()
            if is_ours:
                self._on_stop()
        log.warning("the media process ended with %s", child.status)
        return life.came_up

    def _start(self, *, rests: bool) -> Child | None:
        command = [sys.executable, *self._programs[rests], *self._arguments]
        fds = () if rests else self._store.inherited_fds
        try:
            child = Child(command, NAME, pass_fds=fds)
        except OSError as error:
            fault = error.strerror or type(error).__name__
            if fault != self._fault:  # once, not at every try
                log.error("the media process cannot be started: %s", fault)
            self._fault = fault
            return None
        self._fault = ""
        return child

    async def _listen(self, life: _Life) -> None:
        messages: Messages[Event] = Messages(decode_event, NAME)
        while line := await life.child.next_line():
            event = messages.read(line)
            if event is None or self._life is not life:
                continue
            if isinstance(event, Ready | Heartbeat):
                life.hear()
                # One that rests says nothing until it is asked.
                self._expect(float("inf") if life.rests else life.patience.limit_s)
            if isinstance(event, Ready):
                self._come_up(life)
            if not isinstance(event, Heartbeat):
                self._on_event(event)

    def _come_up(self, life: _Life) -> None:
        life.came_up = True
        took_s, limit_s = life.patience.come_up(), life.patience.limit_s
        rest = " and rests" if life.rests else ""
        log.info(
            "the media process is up%s after %.1f s, limit of silence %.1f s", rest, took_s, limit_s
        )
        if life.rests is self._rests:
            life.is_ready = True
            self._on_start()

    def _expect(self, within_s: float) -> None:
        self._due_s = time.monotonic() + within_s + GRACE_S

    async def _kill_when_silent(self, life: _Life) -> None:
        await life.silence()
        life.patience.give_up()
        self._give_up(life, "does not answer")

    def _give_up(self, life: _Life, why: str) -> None:
        if not self.was_hanging:
            log.warning("the media process %s and is killed", why)
        self.was_hanging = True
        life.child.kill()


async def _ended(living: asyncio.Future[bool]) -> None:
    """Have it leave in good order, and wait for that."""
    living.cancel()
    await asyncio.gather(living, return_exceptions=True)
