"""A real Janus for the conference tests, and kiosks without a screen."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator

import numpy as np
import pytest

from kiosk.conference.engine import Engine, EngineHandlers, Wish
from kiosk.conference.janus.room import JanusRoom
from kiosk.media import link, webrtc
from kiosk.model.frames import Picture
from kiosk.model.meeting import AddressKind, JoinAddress
from kiosk.model.room import PixelFormat, RoomState, Target, TileSize
from kiosk.model.wire import Show
from kiosk.server.commune import BridgePoint, Commune, Ports, Room
from kiosk.server.running import CommuneServer

webrtc.allow_loopback()  # while the tests are collected: it must come before the first connection

SECRET = "room-secret"
PIN = "2468"
ROOM, PLAIN_ROOM, SMALL_ROOM = 1001, 1002, 1003
PATIENCE_S = 25.0
SHOW = Show(
    tiles=(TileSize(1, 1280, 720), *(TileSize(tile, 320, 180) for tile in range(2, 8))),
    pixel_format=PixelFormat.BGRA,
)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CommuneServer]:
    commune = Commune(
        name="Phường thử",
        points=(BridgePoint("kp01", "Khu phố 1", "kp01", "password"),),
        rooms=(
            Room(ROOM, "Họp", SECRET, PIN),
            Room(PLAIN_ROOM, "Không có chỗ giữ", SECRET, PIN, dummy_publisher=False),
            Room(SMALL_ROOM, "Một chỗ", SECRET, PIN, publishers=1),
        ),
        admin_key="admin",
        ports=Ports(0, 0, (21000, 21199)),
    )
    with CommuneServer(commune, tmp_path_factory.mktemp("commune")) as running:
        yield running


class FakeLoudspeaker:
    """Takes voices as the audio graph does, and measures them."""

    def __init__(self) -> None:
        self.frames: dict[str, int] = {}
        self._levels: dict[str, float] = {}

    def add_voice(self, voice: str) -> Callable[[link.Sound], None]:
        def push(frame: link.Sound) -> None:
            power = float(np.mean((frame / 32768.0) ** 2))
            self._levels[voice] = 10 * np.log10(power + 1e-10)
            self.frames[voice] = self.frames.get(voice, 0) + 1

        return push

    def remove_voice(self, voice: str) -> None:
        self._levels.pop(voice, None)

    def voice_levels(self) -> dict[str, float]:
        return dict(self._levels)


class Point:
    """An engine with a moving picture and a tone."""

    def __init__(self, server: CommuneServer, name: str) -> None:
        self.name = name
        self.server = server
        self.states: list[RoomState] = [RoomState()]
        self.pictures: dict[int, list[Picture]] = {}
        self.moments: list[str] = []
        self.loudspeaker = FakeLoudspeaker()
        self.engine = Engine(
            lambda target, handlers: JanusRoom(target, handlers, None),
            self.loudspeaker,
            EngineHandlers(self.states.append, self._on_picture, self._on_moment),
        )
        self.engine.show(SHOW)
        self.engine.set_sending(microphone_on=True, camera_on=True)
        self.tone_amplitude = 8000
        self.engine.start()
        self._sending = asyncio.ensure_future(self._send())

    @property
    def state(self) -> RoomState:
        return self.states[-1]

    def target(self, room: int = ROOM, pin: str = PIN) -> Target:
        address = JoinAddress(AddressKind.JANUS, self.server.janus_url, str(room), pin)
        return Target(f"meeting-{room}", address, self.name, self.name)

    def prepare(self, room: int = ROOM) -> None:
        self.engine.wish(Wish(self.target(room), False))

    def join(self, room: int = ROOM, pin: str = PIN) -> None:
        self.engine.wish(Wish(self.target(room, pin), True))

    def leave(self) -> None:
        self.engine.wish(Wish())

    def count(self, tile: int) -> int:
        return len(self.pictures.get(tile, ()))

    def names(self) -> list[str]:
        return sorted(tile.name for tile in self.state.tiles)

    async def until(self, condition: Callable[[], object], what: str) -> None:
        deadline = time.monotonic() + PATIENCE_S
        while not condition():
            assert time.monotonic() < deadline, f"{self.name}: not {what}: {self.state}"
            await asyncio.sleep(0.02)

    async def aclose(self) -> None:
        self._sending.cancel()
        await asyncio.gather(self._sending, return_exceptions=True)
        await self.engine.aclose()

    def _on_picture(self, tile: int, picture: Picture) -> None:
        self.pictures.setdefault(tile, []).append(picture)

    def _on_moment(self, name: str, _detail: str) -> None:
        self.moments.append(name)

    async def _send(self) -> None:
        tick = 0
        ramp = np.arange(640, dtype=np.int64)
        samples = np.arange(480)
        while True:
            if tick % 6 == 0:
                planes = np.full((540, 640), 128, np.uint8)
                planes[:360] = (ramp + tick * 4) % 220 + 16
                self.engine.send_picture(Picture(planes, time.monotonic_ns()))
            wave = np.sin(2 * np.pi * 440 * (samples + tick * 480) / 48000)
            self.engine.send_sound((self.tone_amplitude * wave).astype(np.int16))
            tick += 1
            await asyncio.sleep(0.01)


@pytest.fixture
async def points(server: CommuneServer) -> AsyncIterator[Callable[[str], Point]]:
    made: list[Point] = []

    def make(name: str) -> Point:
        made.append(Point(server, name))
        return made[-1]

    yield make
    await asyncio.gather(*(point.aclose() for point in made))
