"""The publishing side: joins the room, hears who comes and goes, sends picture and voice."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kiosk.base.errors import Code
from kiosk.conference.janus import errors
from kiosk.conference.janus.gateway import Handle, JanusError, Reply
from kiosk.conference.janus.link import Link
from kiosk.conference.janus.roster import OFF, Roster
from kiosk.conference.protocol import AdapterEvent, Ended, FeedsChanged, LinkChanged, Talking
from kiosk.media.webrtc import SIMULCAST, AudioSource, LinkState, Sound, VideoSource
from kiosk.model.frames import Picture
from kiosk.model.wire import Target

_GENERATIONS = 1 << 16
_ID_ATTEMPTS = 4
_AUDIO_MID, _VIDEO_MID = "0", "1"
"""The order in which the sources are added to the connection."""


@dataclass(frozen=True, slots=True)
class PointId:
    """A point's id in a room: `point` hashed, plus a generation.

    Janus refuses the id of a lost session until its time-out, so every join takes a new
    generation; the base tells our own ghosts from other people. Fits JavaScript's 53 bits.
    """

    point: str

    @property
    def base(self) -> int:
        """The part that stays."""
        return zlib.crc32(self.point.encode()) * _GENERATIONS

    def number(self, generation: int) -> int:
        """For rooms with numeric ids."""
        return self.base + generation % _GENERATIONS

    def text(self, generation: int) -> str:
        """For rooms with string ids."""
        return f"{self.point}-{generation % _GENERATIONS}"

    def is_ours(self, other: int | str) -> bool:
        """Whether an id in the room is one of our generations."""
        if isinstance(other, int):
            return self.base <= other < self.base + _GENERATIONS
        head, _, tail = other.rpartition("-")
        return head == self.point and tail.isdigit()


class Publisher:
    """Joins as soon as it is prepared, sends only after `publish`."""

    def __init__(
        self, handle: Handle, target: Target, on_event: Callable[[AdapterEvent], None]
    ) -> None:
        self._handle = handle
        self._target = target
        self._on_event = on_event
        self._point = PointId(target.point)
        self._video = VideoSource()
        self._audio = AudioSource()
        self._link = Link(handle, self._on_link, relays=target.relays)
        self._is_publishing = False
        self.roster = Roster(self._point.is_ours)
        self.private_id: int | None = None
        handle.on_event = self._on_reply
        handle.on_hangup = lambda _reason: self._on_link(LinkState.FAILED)

    @property
    def link(self) -> Link:
        """The sending connection."""
        return self._link

    async def join(self) -> None:
        """Enter the room as one who may publish. Raises `JanusError`."""
        reply = await self._join_with_free_id()
        self.private_id = reply.data.get("private_id")
        talking = self.roster.update(reply.data.get("publishers", ()))
        self._on_event(FeedsChanged(self.roster.feeds))
        for feed in talking:
            self._on_event(Talking(feed, True))

    async def make_offer(self) -> None:
        """Have the offer ready, candidates and all, so that publishing is one message."""
        self._link.peer.add_source(self._audio)
        self._link.peer.add_source(self._video, SIMULCAST)
        await self._link.prepare_offer()

    async def publish(self, *, microphone_on: bool, camera_on: bool) -> None:
        """Send from now on. Raises `JanusError`."""
        body: dict[str, Any] = {
            "request": "publish",
            "audiocodec": "opus",
            "videocodec": "vp8",
            "descriptions": _descriptions(microphone_on, camera_on),
        }
        self._is_publishing = True
        reply = await self._handle.request(body, "offer", self._link.take_description())
        await self._link.peer.accept_answer(reply.sdp)

    async def announce(self, *, microphone_on: bool, camera_on: bool) -> None:
        """Tell the room what is switched off."""
        await self._handle.request(
            {"request": "configure", "descriptions": _descriptions(microphone_on, camera_on)}
        )

    async def catch_up(self) -> bool:
        """Ask who is here after a gap; False when somebody is whose streams we do not know."""
        reply = await self._handle.request(
            {"request": "listparticipants", "room": room_number(self._target)}
        )
        here = {
            str(entry["id"])
            for entry in reply.data.get("participants", ())
            if entry.get("publisher") and not self._point.is_ours(entry["id"])
        }
        here.discard(self.roster.dummy.feed.id if self.roster.dummy else "")
        for feed in self.roster.feeds:
            if feed.id not in here:
                self.roster.remove(feed.id)
        self._on_event(FeedsChanged(self.roster.feeds))
        return all(feed in self.roster for feed in here)

    async def restart(self) -> None:
        """ICE restart."""
        self._link.peer.restart_ice()
        offer = await self._link.offer()
        reply = await self._handle.request({"request": "configure"}, "offer", offer)
        await self._link.peer.accept_answer(reply.sdp)

    def send_picture(self, picture: Picture) -> None:
        """Dropped before `publish`."""
        if self._is_publishing:
            self._video.write(picture)

    def send_sound(self, frame: Sound) -> None:
        """Dropped before `publish`."""
        if self._is_publishing:
            self._audio.write(frame)

    async def aclose(self) -> None:
        """Close the connection; the session's end takes us out of the room."""
        self._is_publishing = False
        self._handle.on_event = lambda _reply: None
        self._handle.on_hangup = lambda _reason: None
        await self._link.aclose()

    async def _join_with_free_id(self) -> Reply:
        generation = int(time.time())
        as_text = False
        for attempt in range(_ID_ATTEMPTS):
            try:
                return await self._handle.request(self._join_body(generation, as_text))
            except JanusError as error:
                last = attempt == _ID_ATTEMPTS - 1
                if error.number == errors.INVALID_ELEMENT and not as_text:
                    as_text = True
                elif error.number != errors.ID_EXISTS or last:
                    raise
                generation += 1
        raise AssertionError("unreachable")

    def _join_body(self, generation: int, as_text: bool) -> dict[str, Any]:
        body: dict[str, Any] = {
            "request": "join",
            "ptype": "publisher",
            "room": room_number(self._target),
            "display": self._target.display,
            "id": self._point.text(generation) if as_text else self._point.number(generation),
        }
        if self._target.address.pin:
            body["pin"] = self._target.address.pin
        return body

    def _on_link(self, state: LinkState) -> None:
        if self._is_publishing:
            self._on_event(LinkChanged(state))

    def _on_reply(self, reply: Reply) -> None:
        data = reply.data
        kind = data.get("videoroom")
        if kind in ("talking", "stopped-talking"):
            self._on_event(Talking(str(data.get("id")), kind == "talking"))
        elif kind == "destroyed":
            self._on_event(Ended(Code.ROOM_CLOSED))
        elif data.get("leaving") == "ok" and data.get("reason") == "kicked":
            self._on_event(Ended(Code.KICKED))
        elif kind == "event":
            self._on_people(data)

    def _on_people(self, data: Any) -> None:
        if "publishers" in data:
            self.roster.update(data["publishers"])
        elif "unpublished" in data or "leaving" in data:
            gone = data.get("unpublished", data.get("leaving"))
            if not self.roster.remove(gone):
                return
        elif "display" in data and "id" in data:
            self.roster.rename(data["id"], str(data["display"]))
        else:
            return
        self._on_event(FeedsChanged(self.roster.feeds))


def room_number(target: Target) -> int | str:
    """The room as Janus wants it: a number unless the server uses string ids."""
    room = target.address.room
    return int(room) if room.isdigit() else room


def _descriptions(microphone_on: bool, camera_on: bool) -> list[dict[str, str]]:
    return [
        {"mid": _AUDIO_MID, "description": "on" if microphone_on else OFF},
        {"mid": _VIDEO_MID, "description": "on" if camera_on else OFF},
    ]
