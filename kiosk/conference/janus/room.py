"""One attempt at one VideoRoom: the `Adapter` for Janus."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import ssl
from collections.abc import Awaitable, Mapping, Sequence
from typing import TypeVar

from kiosk.base.errors import Code, KioskError
from kiosk.base.retry import ladder
from kiosk.base.tasks import Tasks, together
from kiosk.conference.janus.errors import translate
from kiosk.conference.janus.gateway import Gateway, JanusError, unreachable
from kiosk.conference.janus.publisher import Publisher
from kiosk.conference.janus.roster import Publisher as Sender
from kiosk.conference.janus.subscriber import Source, Subscriber
from kiosk.conference.protocol import (
    AdapterEvent,
    AdapterHandlers,
    Ended,
    LinkChanged,
    Wanted,
)
from kiosk.media.link import LinkState, Sound
from kiosk.media.linkstats import LinkStats
from kiosk.model.frames import Picture
from kiosk.model.room import Target

log = logging.getLogger(__name__)

PLUGIN = "janus.plugin.videoroom"
CONNECT_S = 8.0
"""How long a negotiated connection may take to find a path before it counts as blocked."""
CLAIM_S = 18.0
"""Janus keeps a session 20 s for us after its socket broke (`reclaim_session_timeout`)."""
CLOSE_S = 3.0

_T = TypeVar("_T")


class JanusRoom:
    """See `protocol.Adapter`."""

    def __init__(
        self, target: Target, handlers: AdapterHandlers, tls: ssl.SSLContext | None
    ) -> None:
        self._target = target
        self._handlers = handlers
        self._gateway = Gateway(target.address.url, tls, self._on_lost, self._on_bug)
        self._tasks = Tasks(log, "taking a session over met a bug", self._on_bug)
        self._publisher: Publisher | None = None
        self._subscriber: Subscriber | None = None
        self._claiming: asyncio.Task[None] | None = None
        self._is_closed = False

    async def prepare(self) -> None:
        """See `protocol.Adapter`: joined without publishing, slots on the dummy, offer made."""
        await _translated(self._prepare())

    async def enter(self, *, microphone_on: bool, camera_on: bool) -> None:
        """See `protocol.Adapter`."""
        publisher, _ = self._parts()
        await _translated(publisher.publish(microphone_on=microphone_on, camera_on=camera_on))

    async def announce(self, *, microphone_on: bool, camera_on: bool) -> None:
        """See `protocol.Adapter`."""
        publisher, _ = self._parts()
        await _translated(publisher.announce(microphone_on=microphone_on, camera_on=camera_on))

    async def show(self, video: Mapping[int, Wanted], voices: Sequence[str]) -> None:
        """See `protocol.Adapter`. Feeds that have left meanwhile are passed over."""
        publisher, subscriber = self._parts()
        roster = publisher.roster
        pictures = {
            slot: Source(roster[wish.feed], roster[wish.feed].video_mid, wish.layer)
            for slot, wish in video.items()
            if wish.feed in roster and _has_picture(roster[wish.feed])
        }
        heard = {
            feed: Source(roster[feed], roster[feed].voice_mid)
            for feed in voices
            if feed in roster and roster[feed].voice_mid
        }
        await _translated(subscriber.apply(pictures, heard))

    async def ask_key_frame(self, slot: int) -> None:
        """See `protocol.Adapter`."""
        await _translated(self._parts()[1].ask_key_frame(slot))

    async def restart_link(self) -> None:
        """See `protocol.Adapter`."""
        publisher, subscriber = self._parts()
        await _translated(publisher.restart())
        await _translated(subscriber.restart())

    async def stats(self) -> LinkStats:
        """See `protocol.Adapter`."""
        publisher, subscriber = self._parts()
        up = await publisher.link.peer.stats()
        down = await subscriber.link.peer.stats()
        return LinkStats(
            bytes_received=up.bytes_received + down.bytes_received,
            rtt_ms=max(up.rtt_ms, down.rtt_ms),
            packets_received=down.packets_received,
            packets_lost=down.packets_lost,
            remote_loss_percent=up.remote_loss_percent,
            checks_sent=up.checks_sent,
            checks_answered=up.checks_answered,
        )

    async def is_reachable(self) -> bool:
        """See `protocol.Adapter`."""
        return await self._gateway.answers()

    def send_picture(self, picture: Picture) -> None:
        """See `protocol.Adapter`."""
        if self._publisher is not None:
            self._publisher.send_picture(picture)

    def send_sound(self, frame: Sound) -> None:
        """See `protocol.Adapter`."""
        if self._publisher is not None:
            self._publisher.send_sound(frame)

    async def aclose(self) -> None:
        """See `protocol.Adapter`."""
        self._is_closed = True
        await self._tasks.aclose()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(CLOSE_S):
                await self._gateway.aclose()
        for part in (self._publisher, self._subscriber):
            if part is not None:
                await part.aclose()

    async def _prepare(self) -> None:
        await self._gateway.open()
        publishing, receiving = await together(
            self._gateway.attach(PLUGIN), self._gateway.attach(PLUGIN)
        )
        self._publisher = Publisher(publishing, self._target, self._on_event)
        self._subscriber = Subscriber(
            receiving,
            self._target,
            self._on_receiving_link,
            self._handlers.on_picture,
            self._handlers.on_sound,
            self._on_bug,
        )
        await together(self._join(), self._publisher.make_offer())

    async def _join(self) -> None:
        publisher, subscriber = self._parts()
        await publisher.join()
        subscriber.enter(publisher.room, publisher.private_id)
        dummy = publisher.roster.dummy
        if dummy is None:
            return
        await subscriber.open_slots(dummy)
        try:
            async with asyncio.timeout(CONNECT_S):
                await subscriber.connected.wait()
        except TimeoutError as error:
            if not await self.is_reachable():
                raise unreachable("has gone while we came in") from error
            raise KioskError(
                Code.MEDIA_BLOCKED,
                "The meeting server answers, but picture and sound do not get through.",
                "Check that the network lets UDP through to the meeting server.",
            ) from error

    def _parts(self) -> tuple[Publisher, Subscriber]:
        if self._publisher is None or self._subscriber is None:
            raise RuntimeError("not prepared")
        return self._publisher, self._subscriber

    def _on_event(self, event: AdapterEvent) -> None:
        if not self._is_closed:
            self._handlers.on_event(event)

    def _on_receiving_link(self, state: LinkState) -> None:
        self._on_event(LinkChanged(state))

    def _on_bug(self, _error: BaseException | None = None) -> None:
        """What is known of the room may not be so: only a fresh join is sure."""
        self._on_event(Ended(Code.PROTOCOL))

    def _on_lost(self) -> None:
        """The socket broke. Media flows on for a while: take the session over again."""
        if not self._is_closed and (self._claiming is None or self._claiming.done()):
            self._claiming = self._tasks.spawn(self._claim())

    async def _claim(self) -> None:
        try:
            async with asyncio.timeout(CLAIM_S):
                await self._claim_until_told()
        except (TimeoutError, JanusError):
            self._on_event(Ended(Code.UNREACHABLE))
            return
        log.info("the session was taken over again")
        await self._catch_up()

    async def _claim_until_told(self) -> None:
        for wait_s in ladder():
            try:
                await self._gateway.claim()
                break
            except KioskError:
                await asyncio.sleep(wait_s)

    async def _catch_up(self) -> None:
        """Learn who came and went while nothing could reach us; the unknown take a fresh join."""
        try:
            is_complete = await self._parts()[0].catch_up()
        except (JanusError, KioskError):
            is_complete = False
        if not is_complete:
            self._on_event(Ended(Code.UNREACHABLE))


def _has_picture(publisher: Sender) -> bool:
    return bool(publisher.video_mid) and publisher.feed.can_be_shown


async def _translated(work: Awaitable[_T]) -> _T:
    try:
        return await work
    except JanusError as error:
        raise translate(error) from error
