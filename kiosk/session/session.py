"""The session: what the person wants, kept on disk, and what the media process makes of it.

Lives on the core loop of the UI process. Implements `state.SessionPort`. Every change is sent to
the media process at once, written to disk, and only then shown.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from kiosk.base import secret
from kiosk.base.config import DeviceChoice, Settings
from kiosk.base.errors import Code
from kiosk.base.hosts import may_open
from kiosk.base.onloop import Channel, Telling
from kiosk.model.gear import (
    DeviceKind,
    DeviceList,
    Devices,
    Levels,
    Vitals,
)
from kiosk.model.meeting import POINT_ZONE, Meeting
from kiosk.model.room import Network, Phase, PixelFormat, Relay, RoomState, Target, TileSize
from kiosk.model.wire import Moment, SetCamera, SetMicrophone, Show
from kiosk.session import relays
from kiosk.session.memory import Memory, Remembered
from kiosk.session.state import SessionState
from kiosk.session.venue import MakeVenue, VenueEvent, VenueHandlers

log = logging.getLogger(__name__)

SLOW_KEYRING_S = 3.0
"""From when on it is said that the keyring has not answered; it is waited for all the same."""


class Session(Telling[SessionState]):
    """Make it anywhere, `run` it on the core loop; the verbs may be called on any thread."""

    def __init__(
        self,
        settings: Settings,
        make_venue: MakeVenue,
        memory: Memory,
        loop: asyncio.AbstractEventLoop,
        get_secret: Callable[[str], str] = secret.get,
    ) -> None:
        self._secrets = secret.Asker(get_secret)
        self._settings = settings
        self._memory = memory
        super().__init__(loop, SessionState())
        self.levels: Channel[Levels] = Channel(loop)
        self.moments: Channel[Moment] = Channel(loop)
        self._relays: tuple[Relay, ...] = ()
        self._vitals = Vitals()
        self._on_list: Callable[[DeviceList], None] = lambda _list: None
        self._prepared: Meeting | None = None
        self._wanted: Meeting | None = None
        """The meeting that the media process is told of; `state.meeting` follows the disk."""
        self._is_refused = False
        """The meeting on the screen is one that we do not even ask for; no room is spoken of."""
        self._show: Show | None = None
        self._writing = asyncio.Lock()
        self._unwritten = 0
        """Switches that act already and are not on disk yet; until then nothing is shown."""
        self._venue = make_venue(VenueHandlers(self._on_event, self._on_alive))
        self._venue.use_devices(settings.devices)

    async def run(self) -> None:
        """Find back what was, and keep the venue alive until cancelled."""
        running = asyncio.ensure_future(self._venue.run())
        finding = self._tasks.spawn(self._find_relays())
        try:
            await self._remember()
            await running
        finally:
            running.cancel()
            finding.cancel()
            await asyncio.gather(running, *self._tasks, return_exceptions=True)

    @property
    def media_pid(self) -> int:
        """Process id of the media process, 0 while there is none."""
        return self._venue.pid

    @property
    def media_is_well(self) -> bool:
        """Whether the media process is as it should be, which may be absent; on the core loop."""
        return self._venue.is_well

    @property
    def media_was_hanging(self) -> bool:
        """Whether the last media process that ended had to be killed."""
        return self._venue.was_hanging

    # --- verbs, on any thread ---------------------------------------------------------------

    def prepare(self, meeting: Meeting | None) -> None:
        """Have the connection to this meeting standing (idempotent); None: drop it."""
        self._post(self._prepare, meeting)

    def join(self, meeting: Meeting) -> None:
        """See `SessionPort`."""
        self._post(self._spawn_later, self._join, meeting)

    def leave(self) -> None:
        """See `SessionPort`."""
        self._post(self._spawn_later, self._leave)

    def set_microphone(self, on: bool) -> None:
        """See `SessionPort`."""
        self._post(self._spawn_later, self._switch, SetMicrophone(on))

    def set_camera(self, on: bool) -> None:
        """See `SessionPort`."""
        self._post(self._spawn_later, self._switch, SetCamera(on))

    def show(
        self,
        tiles: tuple[TileSize, ...],
        pixel_format: PixelFormat,
        gallery: bool,
        page: int,
        small_tiles: int,
    ) -> None:
        """See `SessionPort`."""
        self._post(self._set_show, Show(tiles, pixel_format, gallery, page, small_tiles))

    def play_sound(self, path: str) -> None:
        """See `SessionPort`."""
        self._post(self._venue.play_sound, path)

    def set_network(self, network: Network) -> None:
        """How the line to the servers is; on the core loop."""
        self._set(network=network)

    def use_devices(self, devices: DeviceChoice) -> None:
        """Use these from now on, a volume and a mirror included; on the core loop."""
        self._venue.use_devices(devices)

    def lend_devices(self, kinds: frozenset[DeviceKind]) -> None:
        """Give these to a probe, the others back; on the core loop.

        Never while we want to be in a meeting: then they stay where they are.
        """
        self._venue.lend(frozenset() if self._wanted is not None else kinds)

    def list_devices(self, on_list: Callable[[DeviceList], None]) -> None:
        """Call back with what can be chosen, once it is known; on the core loop."""
        self._on_list = on_list
        self._venue.list_devices()

    @property
    def lent(self) -> frozenset[DeviceKind]:
        """Which devices a probe has; on the core loop."""
        return self._venue.lent

    @property
    def state(self) -> SessionState:
        """What is so now; on the core loop."""
        return self._state

    @property
    def vitals(self) -> Vitals:
        """What camera and microphone delivered last; on the core loop."""
        return self._vitals

    # --- on the core loop -------------------------------------------------------------------

    async def _remember(self) -> None:
        grace = timedelta(minutes=self._settings.meeting.join_after_min)
        now = datetime.now(POINT_ZONE)
        remembered = await asyncio.to_thread(self._memory.load, now, grace)
        if remembered is None or self._wanted is not None:
            return
        if not self._may_open(remembered.meeting):
            self._refuse(remembered.meeting)
            return
        log.info("going back into the meeting of before the restart")
        self._wanted = remembered.meeting
        self._set(
            meeting=remembered.meeting,
            microphone_wish=remembered.microphone_on,
            camera_wish=remembered.camera_on,
            waiting_since_ns=time.monotonic_ns(),
        )
        self._enter()

    def _prepare(self, meeting: Meeting | None) -> None:
        if meeting == self._prepared:
            return
        self._prepared = meeting
        if self._wanted is None:
            self._venue.prepare(self._target(meeting))

    async def _find_relays(self) -> None:
        """Beside all else: a keyring takes its time, and the media process as long to load."""
        rules = self._settings.meeting
        if not rules.relays:
            return
        slow = self._loop.call_later(SLOW_KEYRING_S, _say_slow)
        try:
            self._relays = await relays.find(rules, self._secrets.wait)
        finally:
            slow.cancel()
        if self._relays:
            self._use_relays()

    def _use_relays(self) -> None:
        """For whatever is not entered yet; a room that we are in is left in peace."""
        log.info("the relays are known")
        state = self._state
        if self._wanted is None:
            if self._prepared is not None:
                self._venue.prepare(self._target(self._prepared))
        elif state.room.phase not in (Phase.JOINED, Phase.FAILED):
            self._enter()

    async def _join(self, meeting: Meeting) -> None:
        target = self._target(meeting)
        if target is None:
            if meeting.address is None:
                log.warning("a meeting without an address cannot be joined")
            else:
                self._refuse(meeting)
            return
        fresh = self._wanted is None or self._wanted.key != meeting.key
        self._wanted, self._is_refused = meeting, False
        self.lend_devices(frozenset())
        microphone_on = True if fresh else self._state.microphone_wish
        camera_on = True if fresh else self._state.camera_wish
        self._venue.enter(target, microphone_on=microphone_on, camera_on=camera_on)
        # Before the disk has it: a switch that is pressed meanwhile is the later wish.
        self._state = replace(self._state, microphone_wish=microphone_on, camera_wish=camera_on)
        self._unwritten += 1
        try:
            await self._write(Remembered(meeting, microphone_on, camera_on))
        finally:
            self._unwritten -= 1
        if self._wanted is meeting:
            self._set(meeting=meeting, waiting_since_ns=time.monotonic_ns())

    def _refuse(self, meeting: Meeting) -> None:
        """The settings do not name its host (any more): nobody is asked, and the screen says it."""
        log.warning("a meeting at a host that the settings do not allow is not joined")
        if self._wanted is not None:
            self._venue.leave()
        self._wanted, self._is_refused = None, True
        room = RoomState(Phase.FAILED, meeting.key, problem=Code.ADDRESS_NOT_ALLOWED)
        self._set(meeting=meeting, room=room, waiting_since_ns=0)
        self._spawn(self._write(None))

    async def _leave(self) -> None:
        self._wanted, self._is_refused = None, False
        self._venue.leave()
        await self._write(None)
        if self._wanted is None:
            self._set(meeting=None, waiting_since_ns=0, room=RoomState())
            self._venue.prepare(self._target(self._prepared))

    async def _switch(self, wish: SetMicrophone | SetCamera) -> None:
        """Act first, because silence must be silence at once; then remember, then show."""
        self._venue.switch(wish)
        state = self._state
        if isinstance(wish, SetMicrophone):
            state = replace(state, microphone_wish=wish.on)
        else:
            state = replace(state, camera_wish=wish.on)
        self._state = state
        if self._wanted is not None:
            self._unwritten += 1
            try:
                await self._write(
                    Remembered(self._wanted, state.microphone_wish, state.camera_wish)
                )
            finally:
                self._unwritten -= 1
        self._publish()

    def _set_show(self, show: Show) -> None:
        if show != self._show:
            self._show = show
            self._venue.show(show)

    async def _write(self, remembered: Remembered | None) -> None:
        """To disk, in the order of the calls. A full disk must not keep anybody out."""
        async with self._writing:
            try:
                if remembered is None:
                    await asyncio.to_thread(self._memory.clear)
                else:
                    await asyncio.to_thread(self._memory.save, remembered)
            except OSError as error:
                log.error("the session was not written to disk: %s", error.strerror)

    def _enter(self) -> None:
        """What is wanted, as it is wanted."""
        target, state = self._target(self._wanted), self._state
        if target is not None:
            self._venue.enter(
                target, microphone_on=state.microphone_wish, camera_on=state.camera_wish
            )

    def _on_alive(self, alive: bool) -> None:
        self._set(media_alive=alive)

    def _on_event(self, event: VenueEvent) -> None:
        match event:
            case RoomState():
                if not self._is_refused:
                    self._on_room(event)
            case Devices():
                self._set(devices=event)
            case Levels():
                self.levels.tell(event)
            case Moment():
                self.moments.tell(event)
            case Vitals():
                self._vitals = event
            case DeviceList():
                self._on_list(event)

    def _on_room(self, room: RoomState) -> None:
        if room.phase is Phase.FAILED and self._wanted is not None:
            # Whoever starts next must not knock again where we were sent away.
            self._spawn(self._write(None))
        was_trouble = self._state.room.phase is not Phase.JOINED
        since_ns = self._state.waiting_since_ns
        if room.phase is Phase.JOINED:
            since_ns = 0
        elif since_ns == 0 and not was_trouble and self._state.meeting is not None:
            since_ns = time.monotonic_ns()
        self._set(room=room, waiting_since_ns=since_ns)

    def _target(self, meeting: Meeting | None) -> Target | None:
        if meeting is None or meeting.address is None or not self._may_open(meeting):
            return None
        point = self._settings.point
        grace = timedelta(minutes=self._settings.meeting.join_after_min)
        over_at = int((meeting.end + grace).timestamp())
        return Target(meeting.key, meeting.address, point.name, point.id, self._relays, over_at)

    def _may_open(self, meeting: Meeting) -> bool:
        """The calendar's addresses were checked as they came; a file may be older than the list."""
        allowed = self._settings.meeting.allowed_hosts
        return meeting.address is not None and may_open(meeting.address.url, allowed)

    def _publish(self) -> None:
        if not self._unwritten:  # the media process answers before the disk does: show it after
            super()._publish()


def _say_slow() -> None:
    log.warning("the keyring takes long: until it answers no relay is used")
