"""The publishing side: joins the room, hears who comes and goes, sends picture and voice."""

from __future__ import annotations

import logging
import re
import time
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kiosk.base.errors import Code
from kiosk.conference.janus import errors
from kiosk.conference.janus.fields import entries, identity, text, whole
from kiosk.conference.janus.gateway import Handle, JanusError, Reply
from kiosk.conference.janus.link import Link
from kiosk.conference.janus.roster import OFF, Roster
from kiosk.conference.protocol import (
    AdapterEvent,
    Arriving,
    Ended,
    FeedsChanged,
    LinkChanged,
    Moderated,
    PictureRefused,
    Talking,
)
from kiosk.media.link import LinkState, Sound
from kiosk.media.webrtc import SIMULCAST, AudioSource, VideoSource
from kiosk.model.frames import Picture
from kiosk.model.room import Target

log = logging.getLogger(__name__)

_NO_PICTURE = re.compile(r"^m=video 0 ", re.M)
"""An m-line that the answer has rejected (RFC 3264, 6)."""
_GENERATIONS = 1 << 16
_ID_ATTEMPTS = 4
_MAX_ROOM = 2**63 - 1
_MAX_DIGITS = 20
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
        return head == self.point and tail.isascii() and tail.isdigit()


def rooms_of(name: str) -> tuple[int | str, ...]:
    """What an address's room may be to a server, the likeliest first.

    A server keeps room ids either as numbers or, with `string_ids`, as texts, and refuses the
    other type. Digits are a number more often; with a leading zero they are more likely a text.
    """
    if not (name.isascii() and name.isdigit()) or int(name[:_MAX_DIGITS]) > _MAX_ROOM:
        return (name,)
    return (int(name), name) if str(int(name)) == name else (name, int(name))


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
        self.room = rooms_of(target.address.room)[0]
        """As the server keeps it, once we have joined."""
        self._id: int | str | None = None
        self._moderated = {_AUDIO_MID: False, _VIDEO_MID: False}
        handle.on_event = self._on_reply
        handle.on_hangup = lambda _reason: self._on_link(LinkState.FAILED)
        handle.on_media = self._on_media

    @property
    def link(self) -> Link:
        """The sending connection."""
        return self._link

    async def join(self) -> None:
        """Enter the room as one who may publish. Raises `JanusError`."""
        reply = await self._join_with_free_id()
        self._id = identity(reply.data.get("id"))
        self.private_id = whole(reply.data.get("private_id"))
        talking = self.roster.update(reply.data.get("publishers"))
        self._on_event(FeedsChanged(self.roster.feeds))
        for feed in talking:
            self._on_event(Talking(feed, True))

    async def make_offer(self) -> None:
        """Have the offer ready, candidates and all, so that publishing is one message."""
        self._link.peer.add_source(self._audio)
        self._link.peer.add_source(self._video, SIMULCAST)
        await self._link.prepare_offer()

    async def publish(self, *, microphone_on: bool, camera_on: bool) -> None:
        """Send from now on. Raises `JanusError`.

        No picture codec is asked for: Janus refuses the whole request (430) where the room does not
        take it, and else chooses one of the room's that we offer; where there is none the voice is
        taken alone.
        """
        body: dict[str, Any] = {
            "request": "publish",
            "audiocodec": "opus",
            "descriptions": _descriptions(microphone_on, camera_on),
        }
        self._is_publishing = True
        reply = await self._handle.request(body, "offer", self._link.take_description())
        await self._link.accept(reply.sdp)
        if _NO_PICTURE.search(reply.sdp):
            log.warning("the room takes no picture that can be sent: only the voice is in it")
            self._on_event(PictureRefused())

    async def announce(self, *, microphone_on: bool, camera_on: bool) -> None:
        """Tell the room what is switched off."""
        await self._handle.request(
            {"request": "configure", "descriptions": _descriptions(microphone_on, camera_on)}
        )

    async def catch_up(self) -> bool:
        """Ask who is here after a gap; False when somebody is whose streams we do not know."""
        reply = await self._handle.request({"request": "listparticipants", "room": self.room})
        people = entries(reply.data.get("participants"))
        ids = (identity(one.get("id")) for one in people if one.get("publisher") is True)
        here = {one for one in ids if one is not None and not self._point.is_ours(one)}
        here.discard(self.roster.dummy.id if self.roster.dummy else "")
        for owner in self.roster.owners - here:
            self.roster.remove(owner)
        self._on_event(FeedsChanged(self.roster.feeds))
        return here <= self.roster.owners

    async def restart(self) -> None:
        """ICE restart."""
        self._link.peer.restart_ice()
        offer = await self._link.offer()
        reply = await self._handle.request({"request": "configure"}, "offer", offer)
        await self._link.accept(reply.sdp)

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
        self._handle.on_media = lambda _kind, _receiving: None
        await self._link.aclose()

    async def _join_with_free_id(self) -> Reply:
        """With the room's id as a number and as a text, and past ids that are still taken."""
        rooms = list(rooms_of(self._target.address.room))
        self.room = rooms.pop(0)
        generation = int(time.time())
        for _ in range(_ID_ATTEMPTS):
            try:
                return await self._handle.request(self._join_body(generation))
            except JanusError as error:
                last = error
                if error.number == errors.INVALID_ELEMENT and rooms:
                    self.room = rooms.pop(0)
                elif error.number == errors.ID_EXISTS:
                    generation += 1
                else:
                    break
        raise last

    def _join_body(self, generation: int) -> dict[str, Any]:
        """Where rooms are texts people are as well."""
        is_text = isinstance(self.room, str)
        body: dict[str, Any] = {
            "request": "join",
            "ptype": "publisher",
            "room": self.room,
            "display": self._target.display,
            "id": self._point.text(generation) if is_text else self._point.number(generation),
        }
        if self._target.address.pin:
            body["pin"] = self._target.address.pin
        return body

    def _on_link(self, state: LinkState) -> None:
        if self._is_publishing:
            self._on_event(LinkChanged(state))

    def _on_media(self, kind: str, receiving: bool) -> None:
        """Of the sound only, which is sent all the time: a still picture goes out once a second."""
        if kind == "audio" and self._is_publishing:
            self._on_event(Arriving(receiving))

    def _on_reply(self, reply: Reply) -> None:
        data = reply.data
        kind = text(data.get("videoroom"))
        if kind in ("talking", "stopped-talking"):
            feed = str(identity(data.get("id")))
            if feed in self.roster:
                self._on_event(Talking(feed, kind == "talking"))
        elif kind == "destroyed":
            self._on_event(Ended(Code.ROOM_CLOSED))
        elif data.get("leaving") == "ok" and data.get("reason") == "kicked":
            self._on_event(Ended(Code.KICKED))
        elif "moderation" in data:
            self._on_moderation(data)
        elif kind == "event":
            self._on_people(data)

    def _on_moderation(self, data: Mapping[str, Any]) -> None:
        owner, mid = identity(data.get("id")), text(data.get("mid"))
        is_muted = text(data.get("moderation")) == "muted"
        if owner is not None and owner == self._id:
            self._moderated[mid] = is_muted
            log.info("the moderator has %s stream %s", "taken" if is_muted else "given back", mid)
            self._on_event(Moderated(self._moderated[_AUDIO_MID], self._moderated[_VIDEO_MID]))
        else:
            self.roster.moderate(owner, mid, is_muted=is_muted)
            self._on_event(FeedsChanged(self.roster.feeds))

    def _on_people(self, data: Mapping[str, Any]) -> None:
        if "publishers" in data:
            self.roster.update(data["publishers"])
        elif "unpublished" in data or "leaving" in data:
            gone = data.get("unpublished", data.get("leaving"))
            if not self.roster.remove(gone):
                return
        elif "display" in data and "id" in data:
            self.roster.rename(data["id"], data["display"])
        else:
            return
        self._on_event(FeedsChanged(self.roster.feeds))


def _descriptions(microphone_on: bool, camera_on: bool) -> list[dict[str, str]]:
    return [
        {"mid": _AUDIO_MID, "description": "on" if microphone_on else OFF},
        {"mid": _VIDEO_MID, "description": "on" if camera_on else OFF},
    ]
