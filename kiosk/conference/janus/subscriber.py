"""The receiving side: one connection with slots, filled by `switch`.

Where the room has a dummy publisher the slots stand from the start and showing somebody needs no
SDP. Elsewhere a slot is opened when it is first needed and then switched as well. `switch` resets
the simulcast layer to the highest, so a `configure` follows it. Checked against Janus 1.1.2.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kiosk.base.errors import KioskError
from kiosk.base.tasks import Tasks
from kiosk.conference.janus import errors
from kiosk.conference.janus.fields import entries, text
from kiosk.conference.janus.gateway import Handle, JanusError, Reply
from kiosk.conference.janus.link import Link
from kiosk.conference.janus.roster import Publisher
from kiosk.conference.protocol import VIDEO_SLOTS, VOICE_SLOTS
from kiosk.media.link import LinkState, Sound
from kiosk.model.frames import Picture
from kiosk.model.room import Target

log = logging.getLogger(__name__)

_HIGHEST_LAYER = 2


@dataclass(frozen=True, slots=True)
class Source:
    """What a slot is to carry: a publisher's m-line, for pictures at a layer (0 to 2)."""

    publisher: Publisher
    mid: str
    layer: int = _HIGHEST_LAYER


@dataclass(slots=True)
class _Slot:
    """A place in the connection. `mid` is its m-line, empty while it has none."""

    name: str
    is_video: bool
    mid: str = ""
    feed: str = ""
    layer: int = _HIGHEST_LAYER
    codec: str = ""
    """What its m-line was negotiated for; a picture in another one needs a negotiation."""


@dataclass(slots=True)
class Slots:
    """The slots by name: `v0` to `v6`, `a0` to `a13`."""

    by_name: dict[str, _Slot] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for index in range(VIDEO_SLOTS):
            self.by_name[f"v{index}"] = _Slot(f"v{index}", True)
        for index in range(VOICE_SLOTS):
            self.by_name[f"a{index}"] = _Slot(f"a{index}", False)

    def by_mid(self, mid: str) -> _Slot | None:
        """The slot that an m-line belongs to."""
        return next((slot for slot in self.by_name.values() if slot.mid == mid), None)

    def place_voices(self, feeds: Sequence[str]) -> dict[str, str]:
        """Slot name to feed: who has a place keeps it, newcomers take the free ones."""
        voices = [slot for slot in self.by_name.values() if not slot.is_video]
        placed = {slot.name: slot.feed for slot in voices if slot.feed in feeds}
        free = [slot.name for slot in voices if slot.name not in placed]
        newcomers = [feed for feed in feeds if feed not in placed.values()]
        return placed | dict(zip(free, newcomers, strict=False))


class Subscriber:
    """Receives what `apply` asks for. Requests are sent one after the other."""

    def __init__(
        self,
        handle: Handle,
        target: Target,
        on_link: Callable[[LinkState], None],
        on_picture: Callable[[int, Picture], None],
        on_sound: Callable[[str, Sound], None],
        on_trouble: Callable[[BaseException], None] = lambda _error: None,
    ) -> None:
        """`on_trouble`: an offer that came unasked could not be answered: slots stay dark."""
        self._on_trouble = on_trouble
        self._handle = handle
        self._target = target
        self._room: int | str = target.address.room
        self._private_id: int | None = None
        self._on_picture = on_picture
        self._on_sound = on_sound
        self._slots = Slots()
        self._dummy: Publisher | None = None
        self._is_joined = False
        self._lock = asyncio.Lock()
        self._tasks = Tasks(log, "an offer of the meeting server met a bug", self._on_trouble)
        self._connected = asyncio.Event()
        self._on_link = on_link
        self._link = Link(handle, self._on_state, self._picture, self._sound, target.relays)
        handle.on_event = self._on_reply
        handle.on_hangup = lambda _reason: on_link(LinkState.FAILED)

    @property
    def link(self) -> Link:
        """The receiving connection."""
        return self._link

    @property
    def connected(self) -> asyncio.Event:
        """Set when media can flow."""
        return self._connected

    def enter(self, room: int | str, private_id: int | None) -> None:
        """The room as its server keeps it, and what ties this connection to our own in it."""
        self._room, self._private_id = room, private_id

    async def open_slots(self, dummy: Publisher) -> None:
        """Negotiate all slots on the room's dummy publisher, which sends nothing."""
        self._dummy = dummy
        rests = {slot.name: self._rest(slot) for slot in self._slots.by_name.values()}
        sources = {name: rest for name, rest in rests.items() if rest is not None}
        async with self._lock:
            await self._join(sources)

    async def apply(self, video: Mapping[int, Source], voices: Mapping[str, Source]) -> None:
        """Carry these and nothing else: pictures by slot number, voices by feed."""
        async with self._lock:
            places = self._slots.place_voices(list(voices))
            wanted = {f"v{index}": source for index, source in video.items()}
            wanted |= {name: voices[feed] for name, feed in places.items()}
            changed = {n: s for n, s in wanted.items() if not self._carries(n, s)}
            if self._dummy is None and not self._is_joined:
                if changed:
                    await self._join(changed)
            else:
                await self._change(wanted, changed)
            await self._set_layers({n: s for n, s in wanted.items() if n.startswith("v")}, changed)

    async def ask_key_frame(self, index: int) -> None:
        """`send: true` on a stream that sends already makes Janus ask its publisher."""
        mid = self._slots.by_name[f"v{index}"].mid
        if mid:
            await self._request_quietly({"mid": mid, "send": True})

    async def restart(self) -> None:
        """ICE restart."""
        if self._is_joined:
            async with self._lock:
                await self._take(
                    await self._handle.request({"request": "configure", "restart": True})
                )

    async def aclose(self) -> None:
        """Close the connection; the session's end ends the subscription."""
        self._handle.on_event = lambda _reply: None
        self._handle.on_hangup = lambda _reason: None
        await self._tasks.aclose()
        await self._link.aclose()

    def _carries(self, name: str, source: Source) -> bool:
        return self._slots.by_name[name].feed == source.publisher.feed.id

    async def _join(self, sources: Mapping[str, Source]) -> None:
        body: dict[str, Any] = {
            "request": "join",
            "ptype": "subscriber",
            "room": self._room,
            "autoupdate": False,
            "streams": [_stream(source, name) for name, source in sources.items()],
        }
        if self._target.address.pin:
            body["pin"] = self._target.address.pin
        if self._private_id is not None:
            body["private_id"] = self._private_id
        reply = await self._handle.request(body)
        self._is_joined = True
        await self._take(reply)
        self._note(sources)

    async def _change(self, wanted: Mapping[str, Source], changed: Mapping[str, Source]) -> None:
        """Bring the slots from what they carry to what they shall carry."""
        switches = {n: s for n, s in changed.items() if self._can_switch(n, s)}
        opened = {n: s for n, s in changed.items() if n not in switches}
        closed = [self._slots.by_name[n] for n in opened if self._slots.by_name[n].mid]
        idle = [s for n, s in self._slots.by_name.items() if s.feed and s.mid and n not in wanted]
        for slot in idle:
            rest = self._rest(slot)
            if rest is None or not self._can_switch(slot.name, rest):
                closed.append(slot)
            elif slot.feed != rest.publisher.feed.id:
                switches[slot.name] = rest
        await self._switch(switches)
        if opened or closed:
            await self._update(opened, closed)

    def _rest(self, slot: _Slot) -> Source | None:
        """What a slot carries while nothing is wanted of it; None: it is closed.

        The dummy of a room without VP8 has no picture.
        """
        dummy = self._dummy
        mid = "" if dummy is None else dummy.video_mid if slot.is_video else dummy.voice_mid
        return Source(dummy, mid) if dummy is not None and mid else None

    def _can_switch(self, name: str, source: Source) -> bool:
        slot = self._slots.by_name[name]
        return bool(slot.mid) and (not slot.is_video or slot.codec == _codec(source))

    async def _switch(self, sources: Mapping[str, Source]) -> None:
        """One request for all; when a feed has just left, one by one without it."""
        if not sources:
            return
        try:
            await self._switch_together(sources)
        except JanusError as error:
            if error.number != errors.NO_SUCH_FEED:
                raise
            for name, source in sources.items() if len(sources) > 1 else ():
                await self._switch({name: source})

    async def _switch_together(self, sources: Mapping[str, Source]) -> None:
        streams = [
            {**_stream(source), "sub_mid": self._slots.by_name[name].mid}
            for name, source in sources.items()
        ]
        reply = await self._handle.request({"request": "switch", "streams": streams})
        self._note(sources)
        await self._take(reply)

    async def _update(self, opened: Mapping[str, Source], closed: Sequence[_Slot]) -> None:
        body: dict[str, Any] = {"request": "update"}
        if opened:
            body["subscribe"] = [_stream(source, name) for name, source in opened.items()]
        if closed:
            body["unsubscribe"] = [{"sub_mid": slot.mid} for slot in closed]
        reply = await self._handle.request(body)
        for slot in closed:
            slot.mid = slot.feed = ""
        self._note(opened)
        await self._take(reply)

    async def _set_layers(self, video: Mapping[str, Source], changed: Mapping[str, Source]) -> None:
        streams = []
        for name, source in video.items():
            slot = self._slots.by_name[name]
            was = _HIGHEST_LAYER if name in changed else slot.layer
            slot.layer = source.layer
            if slot.mid and source.layer != was:
                streams.append({"mid": slot.mid, "substream": source.layer, "temporal": 2})
        if streams:
            await self._handle.request({"request": "configure", "streams": streams})

    async def _request_quietly(self, stream: dict[str, Any]) -> None:
        try:
            await self._handle.request({"request": "configure", "streams": [stream]})
        except JanusError as error:
            log.info("the meeting server refused a stream's configuration: %s", error.number)

    def _note(self, sources: Mapping[str, Source]) -> None:
        for name, source in sources.items():
            slot = self._slots.by_name[name]
            slot.feed = source.publisher.feed.id
            slot.layer = _HIGHEST_LAYER
            slot.codec = _codec(source)

    async def _take(self, reply: Reply) -> None:
        """Learn the m-lines from what Janus says of the streams, and answer its offer."""
        for stream in entries(reply.data.get("streams")):
            slot = self._slots.by_name.get(text(stream.get("crossrefid")))
            mid = text(stream.get("mid"))
            if slot is not None and mid and stream.get("active") is not False:
                slot.mid = mid
        if reply.sdp_type == "offer":
            answer = await self._link.answer(reply.sdp)
            await self._handle.request({"request": "start"}, "answer", answer)

    def _on_reply(self, reply: Reply) -> None:
        if reply.sdp_type == "offer":
            self._tasks.spawn(self._take_unasked(reply))

    async def _take_unasked(self, reply: Reply) -> None:
        """A negotiation that Janus had put off."""
        try:
            async with self._lock:
                await self._take(reply)
        except (JanusError, KioskError) as error:
            log.warning("an offer of the meeting server was not answered: %s", error)
            self._on_trouble(error)

    def _on_state(self, state: LinkState) -> None:
        if state is LinkState.CONNECTED:
            self._connected.set()
        self._on_link(state)

    def _picture(self, mid: str, picture: Picture) -> None:
        slot = self._slots.by_mid(mid)
        if slot is not None and slot.feed and slot.is_video:
            self._on_picture(int(slot.name[1:]), picture)

    def _sound(self, mid: str, frame: Sound) -> None:
        slot = self._slots.by_mid(mid)
        if slot is not None and slot.feed and not slot.is_video:
            self._on_sound(slot.feed, frame)


def _codec(source: Source) -> str:
    """VP8 where nothing is said: what rooms have when nobody chooses."""
    return source.publisher.codec or "vp8"


def _stream(source: Source, slot: str = "") -> dict[str, Any]:
    stream: dict[str, Any] = {"feed": source.publisher.id, "mid": source.mid}
    if slot:
        stream["crossrefid"] = slot
    return stream
