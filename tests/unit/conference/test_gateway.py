"""A server that misbehaves: rubbish, silence, errors, a closed door."""

import asyncio
import base64
import gc
import hashlib
import json
import re
from collections.abc import Awaitable, Callable

import pytest
import websockets

from kiosk.base.errors import Code, KioskError
from kiosk.conference.janus import gateway as gateway_module
from kiosk.conference.janus.errors import translate
from kiosk.conference.janus.gateway import Gateway, JanusError

Answer = Callable[[websockets.ServerConnection, dict], Awaitable[None]]


@pytest.fixture
async def serve():
    servers = []

    async def start(answer: Answer) -> str:
        async def talk(socket):
            async for text in socket:
                await answer(socket, json.loads(text))

        server = await websockets.serve(
            talk, "127.0.0.1", 0, subprotocols=[websockets.Subprotocol("janus-protocol")]
        )
        servers.append(server)
        return f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}"

    yield start
    for server in servers:
        server.close()
        await server.wait_closed()


def success(message: dict, number: int = 7) -> str:
    answer = {"janus": "success", "transaction": message["transaction"], "data": {"id": number}}
    return json.dumps(answer)


async def test_rubbish_between_answers_is_passed_over(serve):
    async def answer(socket, message):
        for rubbish in ("", "{", "[]", "3", "null", '{"janus": 5}', '{"janus": "event"}', "\x00"):
            await socket.send(rubbish)
        await socket.send(success(message))

    gateway = Gateway(await serve(answer))
    await gateway.open()
    handle = await gateway.attach("janus.plugin.videoroom")
    assert handle.id == 7
    await gateway.aclose()


async def test_a_server_that_never_answers_is_unreachable(serve, monkeypatch):
    monkeypatch.setattr(gateway_module, "REQUEST_TIMEOUT_S", 0.2)

    async def answer(_socket, _message):
        pass

    gateway = Gateway(await serve(answer))
    with pytest.raises(KioskError) as caught:
        await gateway.open()
    assert caught.value.code is Code.UNREACHABLE
    await gateway.aclose()


async def test_nobody_there_is_unreachable():
    with pytest.raises(KioskError) as caught:
        await Gateway("ws://127.0.0.1:9").open()
    assert caught.value.code is Code.UNREACHABLE


async def test_a_closed_socket_fails_what_waits_and_is_told_once(serve):
    lost = []

    async def answer(socket, message):
        if message["janus"] == "create":
            await socket.send(success(message))
        else:
            await socket.close()

    gateway = Gateway(await serve(answer), on_lost=lambda: lost.append(1))
    await gateway.open()
    with pytest.raises(KioskError):
        await gateway.attach("janus.plugin.videoroom")
    await asyncio.sleep(0.1)
    assert lost == [1]
    await gateway.aclose()
    assert lost == [1]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (426, Code.ROOM_NOT_OPEN),
        (432, Code.ROOM_FULL),
        (433, Code.WRONG_PIN),
        (436, Code.ID_TAKEN),
        (403, Code.REFUSED),
        (458, Code.UNREACHABLE),
        (499, Code.PROTOCOL),
    ],
)
def test_every_refusal_has_a_meaning(number, code):
    error = translate(JanusError(number, "<b>anything</b>"))
    assert error.code is code
    assert "<b>" not in str(error), "a stranger's words are not shown"


async def test_a_plugins_error_is_raised_with_its_number(serve):
    async def answer(socket, message):
        if message["janus"] != "message":
            await socket.send(success(message))
            return
        transaction = message["transaction"]
        await socket.send(json.dumps({"janus": "ack", "transaction": transaction}))
        data = {"videoroom": "event", "error_code": 433, "error": "Unauthorized"}
        event = {"janus": "event", "transaction": transaction, "plugindata": {"data": data}}
        await socket.send(json.dumps(event))

    gateway = Gateway(await serve(answer))
    await gateway.open()
    handle = await gateway.attach("janus.plugin.videoroom")
    with pytest.raises(JanusError) as caught:
        await handle.request({"request": "join"})
    assert caught.value.number == 433
    await gateway.aclose()


async def test_a_bug_of_ours_is_not_blamed_on_the_server(serve, caplog):
    """It is logged with its traceback, the reading goes on, and the owner is told."""
    bugs = []

    async def answer(socket, message):
        await socket.send(success(message))
        if message["janus"] == "attach":
            event = {"janus": "event", "sender": 7, "plugindata": {"data": {"videoroom": "event"}}}
            await socket.send(json.dumps(event))

    gateway = Gateway(await serve(answer), on_bug=lambda: bugs.append(1))
    await gateway.open()
    handle = await gateway.attach("janus.plugin.videoroom")
    handle.on_event = lambda reply: reply.data["a key that we forgot"]
    for _ in range(3):
        assert await gateway.attach("janus.plugin.videoroom"), "the reading has ended"
        handle.on_event = lambda reply: reply.data["a key that we forgot"]
        gateway._handles[7] = handle
    assert bugs
    assert "a key that we forgot" in caplog.text
    assert gateway.unreadable == 0
    await gateway.aclose()


async def test_whoever_waits_for_no_answer_any_more_leaves_no_future_behind(caplog):
    """A server that is frozen while the socket closes: requests then wait in the sending itself.

    Python would say `Future exception was never retrieved` for each.
    """
    key_of = re.compile(rb"Sec-WebSocket-Key: (\S+)", re.I)
    sockets = []

    async def freeze(reader, writer):
        key = key_of.search(await reader.readuntil(b"\r\n\r\n")).group(1)
        accept = base64.b64encode(
            hashlib.sha1(
                key + b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11", usedforsecurity=False
            ).digest()
        )
        writer.write(
            b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Protocol: janus-protocol\r\nSec-WebSocket-Accept: "
            + accept
            + b"\r\n\r\n"
        )
        sockets.append(writer)

    server = await asyncio.start_server(freeze, "127.0.0.1", 0)
    gateway = Gateway(f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}")
    await gateway._connect()
    closing = asyncio.ensure_future(gateway._socket.close())
    await asyncio.sleep(0)
    asking = [asyncio.ensure_future(gateway.ask({"janus": "keepalive"})) for _ in range(8)]
    await asyncio.sleep(0.1)
    sockets[0].transport.abort()
    results = await asyncio.gather(*asking, return_exceptions=True)
    assert all(isinstance(each, KioskError) for each in results)
    await closing
    await gateway.aclose()
    server.close()
    del asking, results
    gc.collect()
    await asyncio.sleep(0)
    assert "never retrieved" not in caplog.text


async def test_a_server_that_is_there_answers_and_one_that_is_away_does_not(serve, monkeypatch):
    monkeypatch.setattr(gateway_module, "ANSWERS_S", 0.2)

    async def answer(socket, message):
        await socket.send(success(message))
        if message["janus"] == "attach":
            await socket.close()

    gateway = Gateway(await serve(answer))
    assert not await gateway.answers()
    await gateway.open()
    assert await gateway.answers()
    await gateway.attach("x")
    await asyncio.sleep(0.1)
    assert not await gateway.answers()
    await gateway.aclose()
