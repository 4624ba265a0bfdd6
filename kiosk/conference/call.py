"""Being in one room with one adapter: who is on which tile, who is heard, who speaks.

Lives from `prepare` to the adapter's end. The engine (`engine.py`) makes calls and decides what
follows when one ends. Everything runs on the media process's loop.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from kiosk.base.errors import Code, KioskError
from kiosk.base.tasks import Tasks, together
from kiosk.conference.line import Action, Line
from kiosk.conference.pictures import PictureWatch
from kiosk.conference.protocol import (
    VOICE_SLOTS,
    Adapter,
    AdapterEvent,
    AdapterHandlers,
    Arriving,
    Ended,
    Feed,
    FeedsChanged,
    LinkChanged,
    Moderated,
    PictureRefused,
    Talking,
    Wanted,
)
from kiosk.conference.speaker import SpeakerChooser
from kiosk.conference.stage import (
    LAYER_HEIGHTS,
    Stage,
    arrange,
    arrange_gallery,
    choose_voices,
    layer_for,
)
from kiosk.media.link import LinkState, Sound
from kiosk.model.frames import Picture
from kiosk.model.room import TILE_MAIN, Network, PictureState, Tile
from kiosk.model.wire import Show

log = logging.getLogger(__name__)

TICK_S = 0.1
LINE_S = 1.0
LINE_TROUBLED_S = 0.25

MakeAdapter = Callable[[AdapterHandlers], Adapter]


class Voices(Protocol):
    """The loudspeaker's side of a call; `kiosk.media.audio.AudioGraph` is one."""

    def add_voice(self, voice: str) -> Callable[[Sound], None]:
        """A new voice; answers where its frames go."""

    def remove_voice(self, voice: str) -> None:
        """It is gone."""

    def voice_levels(self) -> Mapping[str, float]:
        """Levels by voice in dBFS."""


@dataclass(frozen=True, slots=True)
class CallHandlers:
    """What a call tells: that something changed, pictures by tile, and moments."""

    on_change: Callable[[], None]
    on_picture: Callable[[int, Picture], None]
    on_moment: Callable[[str, str], None]


class Call:
    """One adapter and all that is arranged around it."""

    def __init__(
        self, make_adapter: MakeAdapter, voices: Voices, handlers: CallHandlers, show: Show
    ) -> None:
        self._handlers = handlers
        self._voices = voices
        self._show = show
        self._feeds: tuple[Feed, ...] = ()
        self._told: set[str] = set()
        self._chooser = SpeakerChooser()
        self._stage = Stage()
        self._pictures = PictureWatch()
        self._pushes: dict[str, Callable[[Sound], None]] = {}
        self._line = Line(time.monotonic())
        self._is_inside = False
        self._had_picture = False
        self._restage = asyncio.Event()
        # A bug in one of the loops ends the call, so that the engine rejoins.
        self._tasks = Tasks(log, "a loop of the call ended", lambda _: self._end(Code.PROTOCOL))
        self.moderated = Moderated(microphone=False, camera=False)
        """What was taken from us."""
        self.is_unseen = False
        """The room takes our voice only."""
        self.ended: asyncio.Future[Code] = asyncio.get_running_loop().create_future()
        self.adapter = make_adapter(
            AdapterHandlers(self._on_event, self._on_picture, self._on_sound)
        )

    @property
    def is_inside(self) -> bool:
        """Whether we are in the room, and not only prepared for it."""
        return self._is_inside

    @property
    def network(self) -> Network:
        """The line in words."""
        return self._line.network

    @property
    def line(self) -> Line:
        """Counters of the line."""
        return self._line

    @property
    def speaker(self) -> str:
        """Name of who speaks now."""
        return next((f.name for f in self._feeds if f.id == self._chooser.speaker), "")

    @property
    def participants(self) -> int:
        """All in the room, ourselves included."""
        return sum(not feed.is_screen for feed in self._feeds) + 1

    @property
    def stage(self) -> Stage:
        """Who is shown where."""
        return self._stage

    def tiles(self) -> tuple[Tile, ...]:
        """The tiles with somebody on them."""
        by_id = {feed.id: feed for feed in self._feeds}
        return tuple(
            self._tile(slot, by_id[feed])
            for slot, feed in sorted(self._slots().items())
            if feed in by_id
        )

    async def prepare(self) -> None:
        """See `protocol.Adapter.prepare`."""
        await self.adapter.prepare()

    async def enter(self, *, microphone_on: bool, camera_on: bool) -> None:
        """Be seen and heard, see and hear: both at once."""
        now_s = time.monotonic()
        self._line = Line(now_s)
        self._is_inside = True
        self._chooser.enter(now_s, self._told)
        self._arrange()
        await together(
            self.adapter.enter(microphone_on=microphone_on, camera_on=camera_on),
            self._apply(),
        )
        self._restage.clear()
        for work in (self._keep_stage(), self._tick(), self._watch_line()):
            self._tasks.spawn(work)

    def show(self, show: Show) -> None:
        """The screen shows something else now."""
        self._show = show
        self._rearrange()

    async def aclose(self) -> None:
        """Leave (idempotent)."""
        self._is_inside = False
        await self._tasks.aclose()
        await self.adapter.aclose()
        for feed in list(self._pushes):
            self._mute(feed)
        if not self.ended.done():
            self.ended.cancel()

    def _slots(self) -> dict[int, str]:
        """Video slot to feed; slot 0 is the large tile."""
        slots = {index + 1: feed for index, feed in enumerate(self._stage.small)}
        if self._stage.main:
            slots[0] = self._stage.main
        return slots

    def _tile(self, slot: int, feed: Feed) -> Tile:
        now_s = time.monotonic()
        if feed.camera_on is False or not feed.has_video:
            state = PictureState.OFF
        elif not feed.can_be_shown:
            state = PictureState.UNSUPPORTED
        else:
            state = self._pictures.state(slot, now_s)
        return Tile(
            tile=TILE_MAIN + slot,
            feed=feed.id,
            name=feed.name,
            picture=state,
            talking=feed.id == self._chooser.speaker,
            microphone_on=feed.microphone_on is not False,
            screen=feed.is_screen,
        )

    def _on_event(self, event: AdapterEvent) -> None:
        match event:
            case FeedsChanged(feeds):
                self._on_feeds(feeds)
            case Talking(feed, True):
                self._told.add(feed)
            case Talking(feed, False):
                self._told.discard(feed)
            case Moderated():
                self.moderated = event
                self._handlers.on_change()
            case PictureRefused():
                self.is_unseen = True
                self._handlers.on_change()
            case Arriving(arriving):
                self._line.tell_arriving(arriving)
                self._handlers.on_change()
            case Ended(code):
                self._end(code)
            case LinkChanged(LinkState.FAILED) if not self._is_inside:
                self._tasks.spawn(self._end_blocked())
            case LinkChanged():
                pass  # inside a room the line's bytes decide

    def _on_feeds(self, feeds: tuple[Feed, ...]) -> None:
        self._feeds = feeds
        present = {feed.id for feed in feeds}
        self._told &= present
        self._chooser.forget(present)
        self._rearrange()

    def _on_picture(self, slot: int, picture: Picture) -> None:
        if not self._is_inside:
            return
        first = self._pictures.arrived(slot, time.monotonic())
        self._handlers.on_picture(TILE_MAIN + slot, picture)
        if first:
            if slot == 0 and not self._had_picture:  # the large tile's
                self._had_picture = True
                self._handlers.on_moment("decoded", self._slots().get(slot, ""))
            self._handlers.on_change()

    def _on_sound(self, feed: str, frame: Sound) -> None:
        push = self._pushes.get(feed)
        if push is not None:
            push(frame)

    def _end(self, code: Code) -> None:
        if not self.ended.done():
            self.ended.set_result(code)

    async def _end_blocked(self) -> None:
        """No media: the true cause may be that the server has gone as a whole."""
        is_there = await self.adapter.is_reachable()
        self._end(Code.MEDIA_BLOCKED if is_there else Code.UNREACHABLE)

    def _rearrange(self) -> None:
        if self._is_inside:
            self._arrange()
            self._restage.set()
            self._handlers.on_change()

    def _arrange(self) -> None:
        before = self._slots()
        show = self._show
        if show.gallery:
            self._stage = arrange_gallery(self._feeds, show.page, show.small_tiles)
        else:
            self._stage = arrange(self._feeds, self._chooser.recent, self._stage, show.small_tiles)
        self._expect(before)

    def _expect(self, before: Mapping[int, str]) -> None:
        """Watch the pictures that come new, forget those that go."""
        now_s = time.monotonic()
        after = self._slots()
        blind = {
            feed.id
            for feed in self._feeds
            if feed.camera_on is False or not feed.has_video or not feed.can_be_shown
        }
        for slot in before.keys() | after.keys():
            feed = after.get(slot, "")
            if not feed or feed in blind:
                self._pictures.forget(slot)
            elif before.get(slot) != feed or self._pictures.state(slot, now_s) == "none":
                self._pictures.expect(slot, now_s)

    async def _apply(self) -> None:
        """Bring the adapter to what is arranged."""
        video = {
            slot: Wanted(feed, self._layer(TILE_MAIN + slot))
            for slot, feed in self._slots().items()
        }
        voices = choose_voices(self._feeds, self._chooser.recent, VOICE_SLOTS)
        for feed in self._pushes.keys() - set(voices):
            self._mute(feed)
        for feed in voices:
            if feed not in self._pushes:
                self._pushes[feed] = self._voices.add_voice(feed)
        await self.adapter.show(video, voices)

    def _layer(self, tile: int) -> int:
        """The layer for a tile. Before the screen has laid the large one out (the press shows it),
        it gets the highest, which a switch brings anyway: going down and up would cost two key
        frames just when somebody waits for the first picture.
        """
        height = next((size.height for size in self._show.tiles if size.tile == tile), 0)
        if tile == TILE_MAIN and height == 0:
            return len(LAYER_HEIGHTS) - 1
        return layer_for(height)

    def _mute(self, feed: str) -> None:
        del self._pushes[feed]
        self._voices.remove_voice(feed)

    async def _keep_stage(self) -> None:
        """Apply changes one after the other; those that pile up meanwhile become one."""
        while True:
            await self._restage.wait()
            self._restage.clear()
            try:
                await self._apply()
            except KioskError as error:
                log.warning("the stage was not set: %s", error.code)
                self._end(error.code)
                return

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(TICK_S)
            now_s = time.monotonic()
            was = self._chooser.speaker
            recent = tuple(self._chooser.recent)
            self._chooser.update(now_s, self._voices.voice_levels(), self._told)
            if tuple(self._chooser.recent) != recent:
                self._rearrange()
            elif self._chooser.speaker != was:
                self._handlers.on_change()
            for slot in self._pictures.overdue(now_s):
                self._handlers.on_change()
                await self._ask_key_frame(slot)

    async def _ask_key_frame(self, slot: int) -> None:
        try:
            await self.adapter.ask_key_frame(slot)
        except KioskError as error:
            log.info("no key frame for slot %d: %s", slot, error.code)

    async def _watch_line(self) -> None:
        while True:
            was = (self._line.is_alive, self._line.is_unheard, self._line.network)
            action = self._line.update(time.monotonic(), await self.adapter.stats())
            if was != (self._line.is_alive, self._line.is_unheard, self._line.network):
                self._handlers.on_change()
            if action is Action.REJOIN:
                await self._end_blocked()
                return
            if action is Action.RESTART:
                await self._restart_link()
            await asyncio.sleep(LINE_S if self._line.is_well else LINE_TROUBLED_S)

    async def _restart_link(self) -> None:
        log.info("restarting the connection's path")
        try:
            await self.adapter.restart_link()
        except KioskError as error:
            log.info("the path was not restarted: %s", error.code)
