"""The server as a whole: media on this machine alone, outages, nothing left behind."""

import asyncio
import contextlib
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
import requests

from kiosk.base.errors import Code, KioskError
from kiosk.conference.janus.gateway import Gateway
from kiosk.media.link import LinkState
from kiosk.media.webrtc import AudioSource, Peer, PeerHandlers
from kiosk.server.asking import ask
from kiosk.server.commune import Commune
from kiosk.server.running import CommuneServer

pytestmark = pytest.mark.system


async def echo_connects(url: str) -> None:
    """A peer connection with the echo test, until ICE and DTLS stand."""
    connected = asyncio.Event()

    def on_state(state: LinkState) -> None:
        if state is LinkState.CONNECTED:
            connected.set()

    gateway = Gateway(url)
    peer = Peer(PeerHandlers(lambda *_: None, lambda *_: None, on_state, lambda _candidate: None))
    try:
        await gateway.open()
        handle = await gateway.attach("janus.plugin.echotest")
        peer.add_source(AudioSource())
        reply = await handle.request({"audio": True, "video": False}, "offer", await peer.offer())
        await peer.accept_answer(reply.sdp)
        async with asyncio.timeout(30):
            await connected.wait()
    finally:
        await peer.aclose()
        await gateway.aclose()


async def test_media_flows_on_this_machine_alone(server: CommuneServer) -> None:
    await echo_connects(server.janus_url)


def test_the_join_address_names_room_and_pin(server: CommuneServer) -> None:
    address = server.conference(1001)
    assert address == f"janus+{server.janus_url}/?room=1001&pin=12%2034%265"
    assert server.conference(1002).endswith("/?room=1002")
    assert server.janus_url == f"ws://{server.allowed_host}"


def test_outages_and_their_end(commune: Commune, folder: Path) -> None:
    with CommuneServer(commune, folder) as server:
        url, calendar = server.janus_url, server.point_calendar_url("kp01")
        server.stop_janus()
        with pytest.raises(OSError, match="refused"):
            ask(url, [{"janus": "info"}])
        with pytest.raises(KioskError) as caught:
            server.request_room({"request": "list"})
        assert caught.value.code is Code.UNREACHABLE
        server.restart_janus()
        assert server.janus_url == url
        assert ask(url, [{"janus": "info"}])[0]["janus"] == "server_info"
        server.stop_calendar()
        with contextlib.suppress(requests.ConnectionError):
            pytest.fail(f"the calendar answers {requests.get(calendar, timeout=5).status_code}")
        server.restart_calendar()
        auth = ("kp01", "password-1")
        assert requests.get(calendar, auth=auth, timeout=10).status_code == 200


def test_close_leaves_no_process(commune: Commune, folder: Path) -> None:
    server = CommuneServer(commune, folder)
    server.start()
    assert psutil.pid_exists(server.janus_pid)
    server.close()
    server.close()
    assert server.janus_pid == 0
    running = [process.info["cmdline"] or [] for process in psutil.process_iter(["cmdline"])]
    assert not [line for line in running if any(str(folder) in word for word in line)]


def test_a_taken_port_is_said_and_nothing_is_left(server: CommuneServer, folder: Path) -> None:
    taken = replace(server.commune.ports, calendar=0)
    second = CommuneServer(replace(server.commune, ports=taken), folder)
    with pytest.raises(KioskError, match="janus"):
        second.start()
    assert second.janus_pid == 0
