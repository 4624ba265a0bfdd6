"""Rooms of other people's servers, with what other people's clients send: a real Janus."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest

from kiosk.conference.engine import Wish
from kiosk.media.link import LinkState
from kiosk.model.meeting import AddressKind, JoinAddress
from kiosk.model.room import Network, Phase, PictureState, Target, Tile
from kiosk.server import janus as janus_files
from kiosk.server.commune import BridgePoint, Commune, Ports, Room
from kiosk.server.running import CommuneServer
from tests.browser import Browser, Client
from tests.outage import udp_to_server_blocked

from .conftest import Point

pytestmark = pytest.mark.system

PORTS = (21200, 21399)
DUMMY = """
    dummy_publisher = true
    dummy_streams = ( { codec = "vp8" }, { codec = "opus", fmtp = "useinbandfec=1" } )"""
_PUBLISH_H264 = """new Promise((ok, no) => publisher.createOffer({
    tracks: [{type: "audio", capture: ownSound(), recv: false},
             {type: "video", capture: ownPicture(), recv: false}],
    success: (jsep) => { publisher.send({message: {request: "publish", videocodec: "h264"}, jsep});
                         setTimeout(() => ok(""), 500) },
    error: no}))"""
_SHARE_SCREEN = """new Promise((ok, no) => {
    const screen = document.createElement("canvas");
    screen.width = 1280; screen.height = 720;
    const pen = screen.getContext("2d");
    setInterval(() => { pen.fillStyle = "#00f"; pen.fillRect(0, 0, 1280, 720);
                        pen.fillStyle = "#fff";
                        pen.fillRect((performance.now() / 10) % 1280, 0, 40, 720) }, 50);
    publisher.createOffer({
        tracks: [{type: "video", capture: screen.captureStream(15).getVideoTracks()[0],
                  recv: false, add: true}],
        success: (jsep) => { publisher.send({message: {request: "configure"}, jsep}); ok("") },
        error: no})
})"""


def room(name: object, video: str = "vp8", held: str = DUMMY) -> str:
    """A room in Janus's own words."""
    return f"""room-{name}: {{
    description = "x"
    secret = "s"
    publishers = 10
    bitrate = 4000000
    videocodec = "{video}"
    audiocodec = "opus"
    audiolevel_event = true{held}
}}
"""


def serve(folder: Path, rooms: str, general: str = "") -> Iterator[CommuneServer]:
    """A server with these rooms."""
    text = f'general: {{ admin_key = "admin"{general} }}\n{rooms}'
    commune = Commune(
        name="Phường thử",
        points=(BridgePoint("kp01", "Khu phố 1", "kp01", "password"),),
        rooms=(Room(1001, "Họp", "s"),),
        admin_key="admin",
        ports=Ports(0, 0, PORTS),
    )
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(janus_files, "_videoroom", lambda _commune: text)
        with CommuneServer(commune, folder) as running:
            yield running


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CommuneServer]:
    rooms = room(1001) + room(1002, "vp8,h264") + room(1003, "vp9", "") + room(1004, "h264", "")
    rooms += room(1005, "h264") + room(1006, "vp8,vp9") + room(1007)
    yield from serve(tmp_path_factory.mktemp("foreign"), rooms)


@pytest.fixture
async def join(server: CommuneServer) -> AsyncIterator[Callable[..., Point]]:
    made: list[Point] = []

    def enter(name: str, number: object, at: CommuneServer = server) -> Point:
        point = Point(at, name)
        address = JoinAddress(AddressKind.JANUS, at.janus_url, str(number), "")
        point.engine.wish(Wish(Target(f"m-{number}", address, name, name), True))
        made.append(point)
        return point

    yield enter
    await asyncio.gather(*(point.aclose() for point in made))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with Browser() as running:
        yield running


async def guest(browser: Browser, server: CommuneServer, number: int, **more: object) -> Client:
    client = await asyncio.to_thread(
        browser.open, server.janus_url, number, "Khách", width=640, height=360, **more
    )
    await asyncio.to_thread(client.wait_joined)
    return client


def tile(point: Point, number: int = 1) -> Tile:
    return next((each for each in point.state.tiles if each.tile == number), Tile(number))


async def test_rooms_whose_ids_are_texts_are_entered(join, tmp_path: Path) -> None:
    rooms = room("1001") + room("0123") + room("phong-hop")
    for running in serve(tmp_path, rooms, " string_ids = true"):
        for name in ("1001", "0123", "phong-hop"):
            first, second = join("a", name, running), join("b", name, running)
            await first.until(lambda one=first: one.names() == ["b"], "seeing the other")
            await second.until(lambda one=second: one.names() == ["a"], "seeing the other")
            await asyncio.gather(first.aclose(), second.aclose())


@pytest.mark.parametrize("size", [(853, 479), (240, 135)])
async def test_a_picture_of_odd_size_is_shown(join, browser, server, size) -> None:
    width, height = size
    client = await asyncio.to_thread(
        browser.open, server.janus_url, 1001, "Khách", width=width, height=height
    )
    await asyncio.to_thread(client.wait_joined)
    point = join("kp01", 1001)
    await point.until(lambda: point.count(1) > 5, "seeing the picture")
    assert tile(point).picture is PictureState.LIVE
    await asyncio.to_thread(client.leave)


async def test_h264_is_said_on_the_tile_and_its_voice_is_heard(join, browser, server) -> None:
    client = await guest(browser, server, 1002, publish=0)
    await asyncio.to_thread(client.evaluate, _PUBLISH_H264)
    point = join("kp01", 1002)
    await point.until(lambda: point.loudspeaker.frames, "hearing the voice")
    await point.until(lambda: tile(point).picture is PictureState.UNSUPPORTED, "told")
    assert tile(point).name == "Khách"
    await asyncio.to_thread(client.leave)


async def test_a_room_without_our_codecs_takes_the_voice(join) -> None:
    for number in (1004, 1005):
        first, second = join("a", number), join("b", number)
        for point in (first, second):
            await point.until(lambda one=point: one.state.phase is Phase.JOINED, "in the room")
            await point.until(lambda one=point: one.loudspeaker.frames, "hearing the other")
            assert point.state.unseen
        await asyncio.gather(first.aclose(), second.aclose())


async def test_a_room_for_vp9_shows_both(join) -> None:
    first, second = join("a", 1003), join("b", 1003)
    for point in (first, second):
        await point.until(lambda one=point: one.count(1) > 5, "seeing the other")
        assert not point.state.unseen


async def test_a_shared_screen_is_large_and_has_its_senders_name(join, browser, server) -> None:
    client = await guest(browser, server, 1007)
    point = join("kp01", 1007)
    await point.until(lambda: point.count(1) > 5, "seeing the camera")
    await asyncio.to_thread(client.evaluate, _SHARE_SCREEN)
    await point.until(lambda: tile(point).screen and point.count(2) > 5, "shown the screen")
    await point.until(lambda: point.pictures[1][-1].width == 1280, "seeing it")
    assert tile(point).name == tile(point, 2).name == "Khách"
    assert point.state.participants == 2
    await asyncio.to_thread(client.leave)


async def test_what_the_moderator_takes_is_known_here_and_there(join, server) -> None:
    point, other = join("kp01", 1006), join("other", 1006)
    await other.until(lambda: other.loudspeaker.frames, "hearing us")
    people = await asyncio.to_thread(
        server.request_room, {"request": "listparticipants", "room": 1006}
    )
    ours = next(one["id"] for one in people["participants"] if one["display"] == "kp01")
    wish = {"request": "moderate", "room": 1006, "secret": "s", "id": ours, "mid": "0"}
    await asyncio.to_thread(server.request_room, {**wish, "mute": True})
    await point.until(lambda: point.state.microphone_moderated, "told")
    await other.until(lambda: not tile(other).microphone_on, "shown it")
    assert not point.state.camera_moderated
    await asyncio.to_thread(server.request_room, {**wish, "mute": False})
    await point.until(lambda: not point.state.microphone_moderated, "told again")


async def test_that_nobody_hears_us_is_told_before_the_connection_notices_and_mended(join) -> None:
    """Janus says so after one to two seconds (1.8 s measured); libwebrtc notices after six."""
    point, other = join("kp01", 1001), join("other", 1001)
    await point.until(lambda: point.state.network is Network.GOOD, "well")
    await other.until(lambda: other.count(1) > 5, "seeing us")
    with udp_to_server_blocked(PORTS):
        await point.until(lambda: point.state.unheard, "told")
        assert point.engine._call.adapter._publisher.link.peer.state is LinkState.CONNECTED
        assert point.state.phase is Phase.JOINED
        assert point.state.network is Network.WEAK
    await point.until(lambda: point.state.network is Network.GOOD, "well again")
    assert not point.state.unheard
