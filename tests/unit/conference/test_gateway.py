"""A server that misbehaves: rubbish, silence, errors, a closed door."""

import asyncio
import json
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
