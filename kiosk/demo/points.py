"""Further bridge points of the demo: a small picture each, no voice, all over one session.

Small on purpose: one layer of 320x180 at 10 a second, so that a room with many of them still runs
on the machine that also shows the kiosk.
"""

from __future__ import annotations

import asyncio
import logging
import time
from typing import Any

from kiosk.base.errors import KioskError
from kiosk.base.retry import ladder
from kiosk.conference.janus.gateway import Gateway, JanusError
from kiosk.conference.janus.link import Link
from kiosk.conference.janus.room import PLUGIN
from kiosk.demo.figures import POINT_RATE, PointFilm
from kiosk.media.link import LinkState
from kiosk.media.webrtc import VideoSource
from kiosk.model.frames import Picture
from kiosk.model.meeting import JoinAddress

log = logging.getLogger(__name__)

FIRST_NUMBER = 2
"""The kiosk itself is point 1."""
_PAUSE_S = 0.03
"""Between two joins: Janus 1.1.2 crashed when many came at the same moment."""


def name_of(number: int) -> str:
    """What the point calls itself."""
    return f"Khu phố {number}"


class Points:
    """Points `FIRST_NUMBER` and up in one room, until cancelled."""

    def __init__(self, address: JoinAddress, count: int) -> None:
        self._address = address
        self._numbers = range(FIRST_NUMBER, FIRST_NUMBER + count)

    async def always(self) -> None:
        """Be there, and come back after every outage."""
        for wait_s in ladder():
            try:
                await self._stay()
            except (KioskError, JanusError) as error:
                log.warning("the further points cannot get in: %s", type(error).__name__)
            await asyncio.sleep(wait_s)

    async def _stay(self) -> None:
        over = asyncio.Event()
        gateway = Gateway(self._address.url, None, over.set)
        links: list[Link] = []
        sources: list[VideoSource] = []
        moving: asyncio.Task[None] | None = None
        try:
            await gateway.open()
            for number in self._numbers:
                link, source = await self._join(gateway, number, over)
                links.append(link)
                sources.append(source)
                await asyncio.sleep(_PAUSE_S)
            moving = asyncio.create_task(self._move(sources))
            await over.wait()
        finally:
            if moving is not None:
                moving.cancel()
                await asyncio.gather(moving, return_exceptions=True)
            await gateway.aclose()
            for link in links:
                await link.aclose()

    async def _join(
        self, gateway: Gateway, number: int, over: asyncio.Event
    ) -> tuple[Link, VideoSource]:
        def on_state(state: LinkState) -> None:
            if state is LinkState.FAILED:
                over.set()

        link = Link(await gateway.attach(PLUGIN), on_state)
        source = VideoSource()
        link.peer.add_source(source)
        try:
            reply = await link.handle.request(self._body(number), "offer", await link.offer())
            await link.accept(reply.sdp)
        except BaseException:
            await link.aclose()
            raise
        return link, source

    def _body(self, number: int) -> dict[str, Any]:
        pin = {"pin": self._address.pin} if self._address.pin else {}
        return {
            "request": "joinandconfigure",
            "ptype": "publisher",
            "room": int(self._address.room),
            "display": name_of(number),
            "videocodec": "vp8",
            **pin,
        }

    async def _move(self, sources: list[VideoSource]) -> None:
        films = [PointFilm(number) for number in self._numbers]
        due = time.monotonic()
        while True:
            for film, source in zip(films, sources, strict=True):
                source.write(Picture(film.draw(due), time.monotonic_ns()))
            due = max(due + 1 / POINT_RATE, time.monotonic())
            await asyncio.sleep(max(0.0, due - time.monotonic()))
