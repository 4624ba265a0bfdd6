"""The simulated commune hall, a process of its own: `python -m kiosk.demo.hall`.

It joins the room like any bridge point, talks and moves, looks at everybody in the smallest layer
and says on standard output, one JSON object a line, what it sees and hears (`Witness`). The join
address, which holds the pin, comes as the first line of standard input, never as an argument.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import logging
import signal
import sys
import time
from typing import Any

import msgspec

from kiosk.base import log as logs
from kiosk.base.errors import KioskError
from kiosk.base.paths import ASSETS
from kiosk.base.retry import ladder
from kiosk.conference.janus.room import JanusRoom
from kiosk.conference.protocol import (
    VIDEO_SLOTS,
    VOICE_SLOTS,
    AdapterEvent,
    AdapterHandlers,
    Ended,
    Feed,
    FeedsChanged,
    LinkChanged,
    Wanted,
)
from kiosk.demo.figures import HALL_RATE, HallFilm
from kiosk.demo.points import Points
from kiosk.demo.speech import frames_of
from kiosk.demo.witness import Witness
from kiosk.devices.measure import level_dbfs
from kiosk.media import webrtc
from kiosk.media.link import LinkState, Sound
from kiosk.media.webrtc import FRAME_SAMPLES, SAMPLE_RATE_HZ
from kiosk.model.frames import Picture
from kiosk.model.meeting import JoinAddress
from kiosk.model.room import Target

log = logging.getLogger(__name__)

NAME = "Hội trường UBND phường"
SPEECH = ASSETS / "sounds" / "hall.wav"
_FRAME_S = FRAME_SAMPLES / SAMPLE_RATE_HZ
_QUIET_DBFS, _LOUD_DBFS = -45.0, -15.0
"""Levels of a closed and a wide open mouth; the speech peaks at -6 dBFS."""


class Order(msgspec.Struct, frozen=True):
    """What the hall is told on standard input."""

    address: JoinAddress
    points: int = 0
    """How many further bridge points are in the room."""


def say(fact: dict[str, Any]) -> None:
    """One line on standard output, at once."""
    sys.stdout.write(json.dumps(fact, ensure_ascii=False) + "\n")
    sys.stdout.flush()


class Hall:
    """One stay in the room; made anew after an outage."""

    def __init__(self, target: Target, witness: Witness, speech: list[Sound]) -> None:
        handlers = AdapterHandlers(self._on_event, self._on_picture, witness.on_sound)
        self._room = JanusRoom(target, handlers, None)
        self._witness = witness
        self._speech = speech
        self._film = HallFilm()
        self._slots: dict[int, str] = {}
        self._feeds: tuple[Feed, ...] = ()
        self._news = asyncio.Event()
        self._over = asyncio.Event()
        self._openness = 0.0

    async def stay(self) -> None:
        """Be in the room until it ends. Raises `KioskError` when there is no way in."""
        try:
            await self._room.prepare()
            await self._room.enter(microphone_on=True, camera_on=True)
            say({"ready": True, "at_ns": time.monotonic_ns()})
            work = (self._talk(), self._move(), self._look_around())
            tasks = [asyncio.create_task(part) for part in work]
            over = asyncio.create_task(self._over.wait())
            done, _ = await asyncio.wait([*tasks, over], return_when=asyncio.FIRST_COMPLETED)
            for task in (*tasks, over):
                task.cancel()
            await asyncio.gather(*tasks, over, return_exceptions=True)
            for task in done:
                task.result()
        finally:
            await self._room.aclose()
            self._witness.on_people(())

    async def _talk(self) -> None:
        due = time.monotonic()
        for frame in itertools.cycle(self._speech):
            self._room.send_sound(frame)
            level = (level_dbfs(frame) - _QUIET_DBFS) / (_LOUD_DBFS - _QUIET_DBFS)
            self._openness = min(1.0, max(0.0, level))
            due = max(due + _FRAME_S, time.monotonic() - 0.5)  # no rush after a stall
            await asyncio.sleep(max(0.0, due - time.monotonic()))

    async def _move(self) -> None:
        due = time.monotonic()
        while True:
            planes = self._film.draw(due, self._openness)
            self._room.send_picture(Picture(planes, time.monotonic_ns()))
            due = max(due + 1 / HALL_RATE, time.monotonic())
            await asyncio.sleep(max(0.0, due - time.monotonic()))

    async def _look_around(self) -> None:
        """Keep everybody in a slot, each as small as the server has it."""
        while True:
            await self._news.wait()
            self._news.clear()
            here = {feed.id for feed in self._feeds}
            self._slots = {slot: feed for slot, feed in self._slots.items() if feed in here}
            unseen = [feed.id for feed in self._feeds if feed.id not in self._slots.values()]
            free = [slot for slot in range(VIDEO_SLOTS) if slot not in self._slots]
            self._slots |= dict(zip(free, unseen, strict=False))
            voices = [feed.id for feed in self._feeds if feed.has_voice][-VOICE_SLOTS:]
            wanted = {slot: Wanted(feed, layer=0) for slot, feed in self._slots.items()}
            with contextlib.suppress(KioskError):  # the next change of people tries again
                await self._room.show(wanted, voices)

    def _on_event(self, event: AdapterEvent) -> None:
        if isinstance(event, FeedsChanged):
            self._feeds = event.feeds
            self._witness.on_people(event.feeds)
            self._news.set()
        elif isinstance(event, Ended):
            log.warning("the hall is out of the room: %s", event.code)
            self._over.set()
        elif isinstance(event, LinkChanged) and event.state is LinkState.FAILED:
            log.warning("the hall has lost its connection")
            self._over.set()

    def _on_picture(self, slot: int, picture: Picture) -> None:
        if slot in self._slots:
            self._witness.on_picture(self._slots[slot], picture)


async def _always(target: Target, speech: list[Sound]) -> None:
    """Go in again and again, whatever happens to the line."""
    witness = Witness(say)
    for wait_s in ladder():
        try:
            await Hall(target, witness, speech).stay()
        except KioskError as error:
            log.warning("the hall cannot get in: %s", error.what)
        await asyncio.sleep(wait_s)


async def _run(order: Order) -> None:
    target = Target(key="hall", address=order.address, display=NAME, point="hoi-truong")
    work = [asyncio.create_task(_always(target, frames_of(SPEECH)))]
    if order.points:
        work.append(asyncio.create_task(Points(order.address, order.points).always()))
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, lambda: [task.cancel() for task in work])
    await asyncio.gather(*work)


def main() -> int:
    """Read the order and be in the room until told to end."""
    logs.set_up("hall", as_json=True)
    order = msgspec.json.decode(sys.stdin.buffer.readline(), type=Order)
    webrtc.allow_loopback()
    with contextlib.suppress(asyncio.CancelledError):
        asyncio.run(_run(order))
    return 0


if __name__ == "__main__":
    sys.exit(main())
