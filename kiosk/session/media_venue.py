"""The venue of rooms on a server: the media process, and the wishes that it is told again."""

from __future__ import annotations

import logging
from collections.abc import Sequence

import msgspec

from kiosk.base.config import DeviceChoice
from kiosk.base.errors import Code
from kiosk.devices.catalog import NONE
from kiosk.model.frames import FrameStore
from kiosk.model.gear import DeviceKind, Devices, DeviceState, DeviceStatus, Vitals, wish_of
from kiosk.model.room import Phase, RoomState, Target
from kiosk.model.wire import (
    Command,
    Event,
    Heartbeat,
    Join,
    Leave,
    ListDevices,
    PlaySound,
    Prepare,
    Ready,
    SetCamera,
    SetMicrophone,
    Show,
    UseDevices,
)
from kiosk.session.media_process import MediaProcess
from kiosk.session.venue import VenueHandlers

log = logging.getLogger(__name__)

_BROKEN = DeviceState(DeviceStatus.FAILED, problem=Code.MEDIA_PROCESS)
_NO_MEDIA = Devices(_BROKEN, _BROKEN, _BROKEN)
"""There is no media process, and the last one did not get as far as to take a command."""


class MediaVenue:
    """See `Venue`."""

    def __init__(
        self, store: FrameStore, arguments: Sequence[str], handlers: VenueHandlers
    ) -> None:
        self._handlers = handlers
        self._devices = DeviceChoice()
        self._lent: frozenset[DeviceKind] = frozenset()
        self._show: Show | None = None
        self._wish: Prepare | Join | None = None
        """What it is told of a room when it comes up."""
        self._room = RoomState()
        """What it last said."""
        self._is_alive = False
        self._process = MediaProcess(
            store, arguments, self._on_event, self._on_start, self._on_stop
        )

    async def run(self) -> None:
        """See `Venue`."""
        await self._process.run()

    @property
    def lent(self) -> frozenset[DeviceKind]:
        """See `Venue`."""
        return self._lent

    @property
    def pid(self) -> int:
        """See `Venue`."""
        return self._process.pid

    @property
    def is_well(self) -> bool:
        """See `Venue`."""
        return self._process.is_well

    @property
    def was_hanging(self) -> bool:
        """See `Venue`."""
        return self._process.was_hanging

    def prepare(self, target: Target | None) -> None:
        """See `Venue`."""
        self._wish_for(Prepare(target))

    def enter(self, target: Target, *, microphone_on: bool, camera_on: bool) -> None:
        """See `Venue`."""
        self._wish_for(Join(target, microphone_on, camera_on))

    def leave(self) -> None:
        """See `Venue`."""
        self._wish, self._room = None, RoomState()
        self._process.send(Leave())

    def switch(self, wish: SetMicrophone | SetCamera) -> None:
        """See `Venue`."""
        self._process.send(wish)
        if isinstance(self._wish, Join):
            switched = "microphone_on" if isinstance(wish, SetMicrophone) else "camera_on"
            self._wish = msgspec.structs.replace(self._wish, **{switched: wish.on})

    def show(self, show: Show) -> None:
        """See `Venue`."""
        self._show = show
        self._process.send(show)

    def play_sound(self, path: str) -> None:
        """See `Venue`."""
        self._process.send(PlaySound(path))

    def use_devices(self, devices: DeviceChoice) -> None:
        """See `Venue`."""
        self._devices = devices
        self._process.send(self._use_devices())

    def lend(self, kinds: frozenset[DeviceKind]) -> None:
        """See `Venue`."""
        if kinds != self._lent:
            self._lent = kinds
            self._process.send(self._use_devices())

    def list_devices(self) -> None:
        """See `Venue`."""
        self._process.send(ListDevices())

    def _wish_for(self, wish: Prepare | Join) -> None:
        self._wish = wish
        if self._room.phase is Phase.FAILED:
            self._room = RoomState()
        self._process.send(wish)

    def _use_devices(self) -> UseDevices:
        devices = self._devices
        ids = {
            kind.value: NONE if kind in self._lent else wish_of(devices, kind)
            for kind in DeviceKind
        }
        return UseDevices(**ids, volume_percent=devices.volume_percent, mirrored=devices.mirrored)

    def _on_start(self) -> None:
        """Tell a new process all that it has to know."""
        self._is_alive = True
        self._handlers.on_alive(True)
        self._handlers.on_event(Devices())
        wishes: list[Command | None] = [self._use_devices(), self._show, self._wish]
        if self._room.phase is Phase.FAILED:
            log.info("not knocking again by ourselves where we were sent away")
            wishes.pop()
        for wish in wishes:
            if wish is not None:
                self._process.send(wish)

    def _on_stop(self) -> None:
        was_alive, self._is_alive = self._is_alive, False
        self._handlers.on_alive(False)
        self._handlers.on_event(Vitals())
        self._handlers.on_event(Devices() if was_alive else _NO_MEDIA)
        if self._room.phase is not Phase.FAILED:
            phase = Phase.RECONNECTING if isinstance(self._wish, Join) else Phase.IDLE
            self._room = RoomState(phase, self._room.key, problem=Code.MEDIA_PROCESS)
            self._handlers.on_event(self._room)

    def _on_event(self, event: Event) -> None:
        if isinstance(event, RoomState):
            self._room = event
        if not isinstance(event, Ready | Heartbeat):
            self._handlers.on_event(event)
