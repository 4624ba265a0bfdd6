"""Publishers for a room: one at 720p in three layers that talks, and small silent ones.

All in one process on the product's own WebRTC port, with pictures made once: what they cost must
not fall on whoever is measured. `python -m tests.bench.crowd URL ROOM [SMALL]` sends until its
standard input closes; it prints `ready` when everybody is publishing.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kiosk.conference.janus.gateway import Gateway
from kiosk.conference.janus.link import Link
from kiosk.media.link import Sound
from kiosk.media.webrtc import (
    FRAME_SAMPLES,
    SAMPLE_RATE_HZ,
    SIMULCAST,
    AudioSource,
    Layer,
    VideoSource,
)
from kiosk.model.frames import Picture, Pixels

MAIN = "Chủ tọa"
Colour = tuple[int, int, int]
"""Y, U and V of BT.601, limited range: `VideoFrame`'s default."""
MAGENTA, LIME = (106, 202, 222), (177, 35, 90)
"""RGB (255, 0, 255) and (128, 255, 0)."""
TEAL, OLIVE = (93, 147, 70), (112, 72, 140)
_TONE_HZ = 523
_STEPS = 30


@dataclass(frozen=True, slots=True)
class Member:
    """One who publishes."""

    display: str
    width: int
    height: int
    rate: int
    layers: Sequence[Layer]
    talks: bool
    colours: tuple[Colour, Colour]


class Sender:
    """A member in the room: `join`, then `run`."""

    def __init__(self, member: Member) -> None:
        self._member = member
        self._video, self._audio = VideoSource(), AudioSource()
        self._pictures = moving_halves(member.width, member.height, member.colours)
        self._gateway: Gateway | None = None

    async def join(self, url: str, room: int) -> None:
        """Be in the room and publish."""
        self._gateway = Gateway(url)
        await self._gateway.open()
        handle = await self._gateway.attach("janus.plugin.videoroom")
        display = self._member.display
        await handle.request(
            {"request": "join", "ptype": "publisher", "room": room, "display": display}
        )
        link = Link(handle, lambda _state: None)
        link.peer.add_source(self._audio)
        link.peer.add_source(self._video, self._member.layers)
        reply = await handle.request({"request": "publish"}, "offer", await link.offer())
        await link.accept(reply.sdp)

    async def run(self) -> None:
        """Send pictures and, who talks, a tone, for ever."""
        await asyncio.gather(self._send_pictures(), self._send_sound())

    async def _send_pictures(self) -> None:
        start = time.monotonic()
        for number in range(sys.maxsize):
            planes = self._pictures[number % len(self._pictures)]
            self._video.write(Picture(planes, time.monotonic_ns()))
            due = start + (number + 1) / self._member.rate
            await asyncio.sleep(max(0.0, due - time.monotonic()))

    async def _send_sound(self) -> None:
        frames = tone() if self._member.talks else [np.zeros(FRAME_SAMPLES, np.int16)]
        start = time.monotonic()
        for number in range(sys.maxsize):
            self._audio.write(frames[number % len(frames)])
            await asyncio.sleep(max(0.0, start + (number + 1) / 100 - time.monotonic()))


def moving_halves(width: int, height: int, colours: tuple[Colour, Colour]) -> list[Pixels]:
    """I420 pictures: halves of two colours whose border swings."""
    left, right = colours
    pictures = []
    for step in range(_STEPS):
        edge = int(width * (0.5 + 0.25 * np.sin(2 * np.pi * step / _STEPS))) // 4 * 4
        planes = np.empty((height * 3 // 2, width), np.uint8)
        planes[:height, :edge], planes[:height, edge:] = left[0], right[0]
        chroma = planes[height:].reshape(2, height // 2, width // 2)
        for plane in (0, 1):
            chroma[plane, :, : edge // 2] = left[plane + 1]
            chroma[plane, :, edge // 2 :] = right[plane + 1]
        pictures.append(planes)
    return pictures


def tone() -> list[Sound]:
    """One second of a tone in 10 ms frames."""
    times = np.arange(SAMPLE_RATE_HZ) / SAMPLE_RATE_HZ
    wave = (8000 * np.sin(2 * np.pi * _TONE_HZ * times)).astype(np.int16)
    return list(wave.reshape(-1, FRAME_SAMPLES))


def members(small: int) -> list[Member]:
    """The chair at 720p30 and so many small ones at 320x180, 15 a second."""
    chair = Member(MAIN, 1280, 720, 30, SIMULCAST, True, (MAGENTA, LIME))
    layer = (Layer("l", 1.0, 150_000, 15.0),)
    return [chair] + [
        Member(f"Khu phố {number}", 320, 180, 15, layer, False, (TEAL, OLIVE))
        for number in range(1, small + 1)
    ]


async def main(url: str, room: int, small: int) -> None:
    """Send until standard input closes."""
    senders = [Sender(member) for member in members(small)]
    for sender in senders:
        await sender.join(url, room)
    sending = [asyncio.ensure_future(sender.run()) for sender in senders]
    print("ready", flush=True)
    await asyncio.to_thread(sys.stdin.read)
    for task in sending:
        task.cancel()
    await asyncio.gather(*sending, return_exceptions=True)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]) if sys.argv[3:] else 6))
