"""The conference engine: one wish in, one room state out, for every kind of adapter.

The wish is "no room", "this room prepared" or "in this room". The engine makes calls until the
wish is so and keeps it so: whatever ends a call that was not wished to end is met by a new one,
along a capped, jittered ladder. Runs on the media process's loop.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass
from typing import Any

from kiosk.base.errors import Code, KioskError
from kiosk.base.memory import give_back
from kiosk.base.retry import LIVEKIT_LADDER_S, ladder
from kiosk.base.tasks import Tasks
from kiosk.conference.call import Call, CallHandlers, Voices
from kiosk.conference.protocol import Adapter, AdapterHandlers
from kiosk.media.link import Sound
from kiosk.model.frames import Picture
from kiosk.model.room import Phase, PixelFormat, RoomState, Step, Target
from kiosk.model.wire import Show

log = logging.getLogger(__name__)

MakeAdapterFor = Callable[[Target, AdapterHandlers], Adapter]

WAITING = (Code.ROOM_NOT_OPEN, Code.ROOM_FULL, Code.ID_TAKEN, Code.ROOM_CLOSED)
"""Time may mend these; asked again in the quiet ladder."""
FINAL = (Code.WRONG_PIN, Code.KICKED, Code.REFUSED, Code.MEETING_OVER)
"""These need a person: trying again by ourselves would be wrong or rude."""
QUIET_LADDER_S = (1.0, 2.0, 4.0, 8.0)
"""Preparing and waiting: nobody is watching a clock, and 126 points may be waiting too."""
GARBAGE_S = 0.2
"""So long after a call that saw pictures its tasks and their frames are gone too."""
STEADY_S = 20.0
"""A call that lived this long ends the row of failures before it."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What shall be so. `target` None: no room. `inside`: in it, else only prepared."""

    target: Target | None = None
    inside: bool = False


@dataclass(frozen=True, slots=True)
class EngineHandlers:
    """What the engine tells, on its loop."""

    on_state: Callable[[RoomState], None]
    on_picture: Callable[[int, Picture], None]
    on_moment: Callable[[str, str], None]


class Engine:
    """Make it, `start` it, tell it wishes, `aclose` it."""

    def __init__(
        self, make_adapter: MakeAdapterFor, voices: Voices, handlers: EngineHandlers
    ) -> None:
        self._make_adapter = make_adapter
        self._voices = voices
        self._handlers = handlers
        self._wish = Wish()
        self._changed = asyncio.Event()
        self._call: Call | None = None
        self._phase = Phase.IDLE
        self._step = Step.CONNECTING
        self._problem = ""
        self._attempt = 0
        self._was_inside = False
        self._microphone_on = False
        self._camera_on = False
        self._show = Show(tiles=(), pixel_format=PixelFormat.BGRA)
        self._reported = RoomState()
        self._announcing: asyncio.Task[None] | None = None
        self._tasks = Tasks(log, "the conference engine met a bug")

    def start(self) -> None:
        """Begin to follow wishes."""
        self._tasks.keep(self._run)

    async def aclose(self) -> None:
        """Leave whatever room we are in, cleanly, and end (idempotent)."""
        await self._tasks.aclose()
        await self._drop_call()

    def wish(self, wish: Wish) -> None:
        """Have this be so; the latest wish wins. The same wish again retries a final failure."""
        if wish.target != self._wish.target or not wish.inside:
            self._was_inside = False
        if wish != self._wish or self._phase is Phase.FAILED:
            self._wish = wish
            self._problem = ""
            self._attempt = 0
            self._changed.set()

    def set_sending(self, *, microphone_on: bool, camera_on: bool) -> None:
        """What is really sent from now on, for the state and for the others' screens."""
        self._microphone_on, self._camera_on = microphone_on, camera_on
        self._report()
        if self._call is not None and self._phase in (Phase.JOINED, Phase.RECONNECTING):
            self._tell_others(self._call)

    def show(self, show: Show) -> None:
        """What the screen shows."""
        self._show = show
        if self._call is not None:
            self._call.show(show)
        self._report()

    def send_picture(self, picture: Picture) -> None:
        """Our picture."""
        if self._call is not None:
            self._call.adapter.send_picture(picture)

    def send_sound(self, frame: Sound) -> None:
        """10 ms of our voice."""
        if self._call is not None:
            self._call.adapter.send_sound(frame)

    async def _run(self) -> None:
        waits: Iterator[float] | None = None
        while True:
            wish = self._wish
            self._changed.clear()
            if wish.target is None:
                waits = None
                self._set(Phase.IDLE)
                await self._changed.wait()
                continue
            began_s = asyncio.get_running_loop().time()
            code = await self._attempt_one(wish.target)
            if code is None or self._wish.target != wish.target:
                waits = None  # it ended because another one is wished: no failure
                continue
            code = self._meaning(code, wish.target)
            if waits is None or asyncio.get_running_loop().time() - began_s > STEADY_S:
                waits = self._ladder(code)
            if not await self._rest(code, waits):
                waits = None

    def _meaning(self, code: Code, target: Target) -> Code:
        """What a failure means after the one before it.

        A room that was closed is gone from the server, which calls it not open from then on. It is
        waited for while the meeting lasts.
        """
        if code is Code.ROOM_NOT_OPEN and self._problem == Code.ROOM_CLOSED:
            code = Code.ROOM_CLOSED
        if code is Code.ROOM_CLOSED and 0 < target.over_at <= time.time():
            return Code.MEETING_OVER
        return code

    def _ladder(self, code: Code | None) -> Iterator[float]:
        quiet = code in WAITING or not self._wish.inside
        return ladder(QUIET_LADDER_S if quiet else LIVEKIT_LADDER_S)

    async def _attempt_one(self, target: Target) -> Code | None:
        """One call from beginning to end; answers why it ended, None when that was wished."""
        self._attempt += 1
        call = Call(
            lambda handlers: self._make_adapter(target, handlers),
            self._voices,
            CallHandlers(self._report, self._handlers.on_picture, self._handlers.on_moment),
            self._show,
        )
        self._call = call
        try:
            return await self._live(call, target)
        except KioskError as error:
            log.info("the meeting was not entered: %s", error.what)
            return error.code
        except Exception:
            log.exception("the call ended by a bug")
            return Code.PROTOCOL
        finally:
            await self._drop_call()

    async def _live(self, call: Call, target: Target) -> Code | None:
        self._set_trying(Step.CONNECTING)
        if await self._unless_changed(call.prepare(), target):
            return None
        self._handlers.on_moment("prepared", "")
        if not self._wish.inside:
            self._set(Phase.PREPARED)
        while not self._wish.inside:
            code = await self._until_ended(call)
            if code is not None or self._wish.target != target:
                return code
        self._set_trying(Step.ENTERING)
        told = microphone_on, camera_on = self._microphone_on, self._camera_on
        entering = call.enter(microphone_on=microphone_on, camera_on=camera_on)
        if await self._unless_changed(entering, target):
            return None
        self._was_inside = True
        self._set_inside()
        self._handlers.on_moment("joined", "")
        if told != (self._microphone_on, self._camera_on):  # switched while we entered
            self._tell_others(call)
        while True:
            code = await self._until_ended(call)
            if code is not None or self._wish != Wish(target, True):
                return code

    async def _unless_changed(self, work: Coroutine[None, None, None], target: Target) -> bool:
        """Do the work unless the wish turns away from this target; answers whether it did."""
        task = asyncio.ensure_future(work)
        try:
            while not task.done():
                await self._wait_for(task)
                if self._changed.is_set():
                    if self._wish.target != target:
                        return True
                    self._changed.clear()  # only prepared -> inside: go on, and say so
                    self._set_trying(self._step)
            await task
            return self._wish.target != target
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError, KioskError):
                await task

    async def _wait_for(self, future: asyncio.Future[Any]) -> None:
        """Until it is done or the wish has changed."""
        changed = asyncio.ensure_future(self._changed.wait())
        try:
            await asyncio.wait((future, changed), return_when=asyncio.FIRST_COMPLETED)
        finally:
            changed.cancel()
            await asyncio.gather(changed, return_exceptions=True)

    async def _until_ended(self, call: Call) -> Code | None:
        """Wait for the call's end or a new wish; the end's code, None for a wish."""
        await self._wait_for(call.ended)
        if call.ended.done():
            return call.ended.result()
        self._changed.clear()
        return None

    async def _rest(self, code: Code, waits: Iterator[float]) -> bool:
        """Say what is wrong and wait for the next attempt; False when a new wish ended that."""
        if self._changed.is_set():
            return False
        self._problem = code
        if code in WAITING:
            self._was_inside = False  # whoever waits outside is not coming back to a seat
        if code in FINAL and self._wish.inside:
            self._set(Phase.FAILED)
            await self._changed.wait()
            return False
        if not self._wish.inside:
            self._set(Phase.PREPARING)
        elif code in WAITING:
            self._set(Phase.WAITING)
        else:
            self._set(Phase.RECONNECTING if self._was_inside else Phase.JOINING)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(next(waits)):
                await self._changed.wait()
        return not self._changed.is_set()

    def _tell_others(self, call: Call) -> None:
        self._announcing = self._tasks.spawn(self._announce(call, self._announcing))

    async def _announce(self, call: Call, before: asyncio.Task[None] | None) -> None:
        """Tell the others, one after the other so that the last word is the latest."""
        if before is not None:
            await asyncio.gather(before, return_exceptions=True)
        try:
            await call.adapter.announce(
                microphone_on=self._microphone_on, camera_on=self._camera_on
            )
        except KioskError as error:
            log.info("the others were not told of the switch: %s", error.code)

    async def _drop_call(self) -> None:
        call, self._call = self._call, None
        if call is not None:
            saw_pictures = call.is_inside
            await call.aclose()
            if saw_pictures:
                asyncio.get_running_loop().call_later(GARBAGE_S, give_back)

    def _set_trying(self, step: Step) -> None:
        self._step = step
        if not self._wish.inside:
            self._set(Phase.PREPARING)
        elif self._was_inside:
            self._set(Phase.RECONNECTING)
        elif self._phase is not Phase.WAITING:
            self._set(Phase.JOINING)

    def _set_inside(self) -> None:
        self._problem = ""
        self._attempt = 0
        self._set(Phase.JOINED)

    def _set(self, phase: Phase) -> None:
        if phase is not self._phase:
            log.info("room: %s", phase, extra={"data": {"phase": phase, "problem": self._problem}})
        self._phase = phase
        self._report()

    def _report(self) -> None:
        state = self._state()
        if state != self._reported:
            self._reported = state
            self._handlers.on_state(state)

    def _state(self) -> RoomState:
        call = self._call
        inside = call is not None and self._phase is Phase.JOINED
        state = RoomState(
            phase=self._phase,
            key=self._wish.target.key if self._wish.target else "",
            step=self._step,
            problem=self._problem,
            attempt=self._attempt,
            microphone_on=self._microphone_on,
            camera_on=self._camera_on,
            gallery=self._show.gallery,
        )
        if call is None or not inside:
            return state
        return _with_call(state, call)


def _with_call(state: RoomState, call: Call) -> RoomState:
    """The state of one who is inside; a line that has gone silent makes it `reconnecting`."""
    lost = call.network.value == "lost"
    return RoomState(
        phase=Phase.RECONNECTING if lost else state.phase,
        key=state.key,
        step=Step.OPENING,
        problem=Code.UNREACHABLE if lost else "",
        microphone_on=state.microphone_on,
        camera_on=state.camera_on,
        microphone_moderated=call.moderated.microphone,
        camera_moderated=call.moderated.camera,
        unheard=call.line.is_unheard,
        unseen=call.is_unseen,
        tiles=call.tiles(),
        participants=call.participants,
        speaker=call.speaker,
        gallery=state.gallery,
        page=call.stage.page,
        pages=call.stage.pages,
        network=call.network,
        rtt_ms=round(call.line.rtt_ms),
        loss_percent=round(call.line.loss_percent, 1),
    )
