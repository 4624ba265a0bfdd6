"""Adapters without a server, for what the engine decides by itself."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence

from kiosk.base.errors import Code, KioskError
from kiosk.conference.engine import Engine, EngineHandlers
from kiosk.conference.protocol import AdapterHandlers, Ended, Wanted
from kiosk.media.link import Sound
from kiosk.media.linkstats import LinkStats
from kiosk.model.frames import Picture
from kiosk.model.meeting import AddressKind, JoinAddress
from kiosk.model.room import RoomState, Target

from .conftest import FakeLoudspeaker


class ScriptedAdapter:
    """Prepares unless told otherwise; its packets always come."""

    def __init__(self, target: Target, handlers: AdapterHandlers, refusal: Code | None) -> None:
        self.target = target
        self.handlers = handlers
        self.shown: list[tuple[Mapping[int, Wanted], tuple[str, ...]]] = []
        self.reachable = True
        self.is_closed = False
        self._refusal = refusal
        self._bytes = 0

    async def prepare(self) -> None:
        await asyncio.sleep(0)
        if self._refusal is not None:
            raise KioskError(self._refusal, "Not now.")

    async def enter(self, *, microphone_on: bool, camera_on: bool) -> None:
        await asyncio.sleep(0)

    async def announce(self, *, microphone_on: bool, camera_on: bool) -> None:
        await asyncio.sleep(0)

    async def show(self, video: Mapping[int, Wanted], voices: Sequence[str]) -> None:
        self.shown.append((dict(video), tuple(voices)))

    async def ask_key_frame(self, slot: int) -> None: ...

    async def restart_link(self) -> None: ...

    async def stats(self) -> LinkStats:
        self._bytes += 1000
        return LinkStats(bytes_received=self._bytes)

    async def is_reachable(self) -> bool:
        return self.reachable

    def send_picture(self, picture: Picture) -> None: ...

    def send_sound(self, frame: Sound) -> None: ...

    async def aclose(self) -> None:
        self.is_closed = True


class Stage:
    """An engine whose adapters are refused by `refusals`, one after the other, then no more."""

    def __init__(self, refusals: Sequence[Code] = ()) -> None:
        self.adapters: list[ScriptedAdapter] = []
        self.states: list[RoomState] = []
        self.pictures: list[tuple[int, Picture]] = []
        self.refusals = list(refusals)
        self._changed = asyncio.Event()
        self.engine = Engine(
            self._make,
            FakeLoudspeaker(),
            EngineHandlers(
                self._on_state,
                lambda tile, picture: self.pictures.append((tile, picture)),
                lambda _name, _detail: None,
            ),
        )
        self.engine.start()

    def end(self, code: Code) -> None:
        """The room ends us."""
        self.adapters[-1].handlers.on_event(Ended(code))

    async def until(self, condition: Callable[[RoomState], object]) -> RoomState:
        async with asyncio.timeout(20):
            while not self.states or not condition(self.states[-1]):
                self._changed.clear()
                await self._changed.wait()
        return self.states[-1]

    def _on_state(self, state: RoomState) -> None:
        self.states.append(state)
        self._changed.set()

    def _make(self, target: Target, handlers: AdapterHandlers) -> ScriptedAdapter:
        refusal = self.refusals.pop(0) if self.refusals else None
        self.adapters.append(ScriptedAdapter(target, handlers, refusal))
        return self.adapters[-1]


def target(room: str = "1001", **more: int) -> Target:
    address = JoinAddress(AddressKind.JANUS, "ws://127.0.0.1:9", room, "")
    return Target(f"meeting-{room}", address, "Khu phố 1", "kp01", **more)
