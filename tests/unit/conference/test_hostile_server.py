"""A meeting server that answers garbage, wrong types, huge and missing fields at every step.

What a `JanusRoom` makes of it: it is prepared, or it says `KioskError`; nothing else is raised, no
task dies by a bug, no task is left, and it ends in time.
"""

from __future__ import annotations

import asyncio
import copy
import json
import logging
import random
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import pytest
import websockets

from kiosk.base.errors import Code, KioskError
from kiosk.conference.janus import gateway as gateway_module
from kiosk.conference.janus import room as room_module
from kiosk.conference.janus.room import JanusRoom
from kiosk.conference.protocol import (
    AdapterEvent,
    AdapterHandlers,
    Ended,
    Feed,
    FeedsChanged,
    Wanted,
)
from kiosk.media.webrtc import Peer, PeerHandlers
from kiosk.model.meeting import AddressKind, JoinAddress
from kiosk.model.room import Target

SEED = 20261127
MESSAGES = 4000
"""Unasked ones, in one room."""
ROOMS = 36
"""Each with one spoiled answer."""
NAME = "\u202e\u0301\u0301\u0301"
SMALL = [None, True, False, 0, -1, 1.5, 2**70, 1e300, "", "\ud800", NAME]
ODD = [*SMALL, "x" * 30_000, [], {}, [[]], [None, 5, "a"], {"a": {"b": []}}, [{}] * 300, {"id": 1}]
PERSON = {
    "id": 5,
    "display": "Khu phố 5",
    "talking": False,
    "streams": [
        {"type": "audio", "mid": "0", "mindex": 0, "codec": "opus"},
        {"type": "video", "mid": "1", "mindex": 1, "codec": "vp8", "description": "on"},
    ],
}
EVENTS: list[dict[str, Any]] = [
    {"videoroom": "event", "room": 1, "publishers": [PERSON, {**PERSON, "id": "tổ-6"}]},
    {"videoroom": "event", "room": 1, "leaving": 5},
    {"videoroom": "event", "room": 1, "unpublished": 5},
    {"videoroom": "event", "room": 1, "id": 5, "display": "Khu phố năm"},
    {"videoroom": "event", "room": 1, "id": 5, "mid": "0", "moderation": "muted"},
    {"videoroom": "talking", "room": 1, "id": 5, "audio-level-dBov-avg": 30},
    {"videoroom": "stopped-talking", "room": 1, "id": 5},
    {"videoroom": "updated", "streams": [{"mid": "0", "crossrefid": "v0", "active": True}]},
]


def places(value: object, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a JSON value."""
    if path:
        yield path
    children = list(value.items()) if isinstance(value, dict) else []
    children += enumerate(value) if isinstance(value, list) else []
    for key, child in children:
        yield from places(child, (*path, key))


def spoiled(message: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    """With one to three places that are missing or odd; the transaction is left."""
    message = copy.deepcopy(message)
    for _ in range(rng.randint(1, 3)):
        open_places = [path for path in places(message) if path != ("transaction",)]
        if not open_places:
            break
        *way, last = rng.choice(open_places)
        at: Any = message
        for key in way:
            at = at[key]
        if rng.random() < 0.3:
            del at[last]
        else:
            at[last] = copy.deepcopy(rng.choice(ODD))
    return message


def raw(rng: random.Random) -> str | bytes:
    """What is no message at all."""
    deep = ["[" * 50_000, '{"janus":' * 9_000]
    return rng.choice(["", "{", "[]", "null", "3", "\x00", "9" * 6_000, b"\xff\xfe", *deep])


class FakeJanus:
    """Answers as Janus does, through `spoil(step, message)`, and sends what it is told to."""

    def __init__(self, spoil: Callable[[int, dict[str, Any]], Any]) -> None:
        self._spoil = spoil
        self._step = 0
        self.sockets: list[websockets.ServerConnection] = []
        self.peers: list[Peer] = []

    async def talk(self, socket: websockets.ServerConnection) -> None:
        self.sockets.append(socket)
        async for data in socket:
            message = json.loads(data)
            for answer in await self._answers(message):
                full = {"transaction": message["transaction"], "session_id": 1, **answer}
                self._step += 1
                sent = self._spoil(self._step, full)
                await socket.send(sent if isinstance(sent, str | bytes) else json.dumps(sent))

    async def _answers(self, message: dict[str, Any]) -> list[dict[str, Any]]:
        match message["janus"], message.get("body", {}).get("request"):
            case (("create" | "attach"), _):
                return [{"janus": "success", "data": {"id": 7 + self._step}}]
            case "message", request:
                return [{"janus": "ack"}, await self._event(message, str(request))]
        return [{"janus": "ack"}]

    async def _event(self, message: dict[str, Any], request: str) -> dict[str, Any]:
        data: dict[str, Any] = {"videoroom": "event", "room": 1, "configured": "ok"}
        event = {"janus": "event", "sender": message["handle_id"], "plugindata": {"data": data}}
        if request == "join":
            data |= {"videoroom": "joined", "id": 99, "private_id": 3, "publishers": [PERSON]}
        elif request == "listparticipants":
            data |= {"participants": [{"id": 5, "publisher": True}]}
        if "jsep" in message and message["jsep"]["type"] == "offer":
            peer = Peer(PeerHandlers(*(lambda *_: None,) * 4))
            self.peers.append(peer)
            event["jsep"] = {"type": "answer", "sdp": await peer.answer(message["jsep"]["sdp"])}
        return event


Serve = Callable[[Callable[[int, dict[str, Any]], Any]], Any]


@pytest.fixture
async def serve(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Serve]:
    monkeypatch.setattr(gateway_module, "REQUEST_TIMEOUT_S", 0.3)
    monkeypatch.setattr(gateway_module, "ANSWERS_S", 0.3)
    monkeypatch.setattr(room_module, "CONNECT_S", 0.3)
    servers: list[tuple[websockets.Server, FakeJanus]] = []

    async def start(spoil: Callable[[int, dict[str, Any]], Any]) -> tuple[FakeJanus, str]:
        janus = FakeJanus(spoil)
        server = await websockets.serve(
            janus.talk, "127.0.0.1", 0, subprotocols=[websockets.Subprotocol("janus-protocol")]
        )
        servers.append((server, janus))
        return janus, f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}"

    yield start
    for server, janus in servers:
        server.close()
        await asyncio.gather(*(peer.aclose() for peer in janus.peers))


class Events(list[AdapterEvent]):
    """What a room has told."""

    def __init__(self) -> None:
        super().__init__()
        self.changed = asyncio.Event()

    def take(self, event: AdapterEvent) -> None:
        self.append(event)
        self.changed.set()

    @property
    def last(self) -> tuple[Feed, ...]:
        """The people of the last event that tells them."""
        return next((one.feeds for one in reversed(self) if isinstance(one, FeedsChanged)), ())


def unasked(handle: int, data: dict[str, Any]) -> dict[str, Any]:
    return {"janus": "event", "sender": handle, "session_id": 1, "plugindata": {"data": data}}


def room_at(url: str, events: Events) -> JanusRoom:
    address = JoinAddress(AddressKind.JANUS, url, "1", "")
    target = Target("key", address, "Khu phố 1", "kp01")
    return JanusRoom(target, AdapterHandlers(events.take, lambda *_: None, lambda *_: None), None)


def bugs_in(caplog: pytest.LogCaptureFixture) -> list[str]:
    ours = ("kiosk", "asyncio")
    return [one.getMessage() for one in caplog.records if one.name.startswith(ours)]


async def test_every_answer_may_be_spoiled(serve: Serve, caplog: pytest.LogCaptureFixture) -> None:
    rng = random.Random(SEED)
    caplog.set_level(logging.ERROR)
    outcomes: list[str] = []
    for number in range(ROOMS):
        at = number % 12 + 1

        def spoil(step: int, message: dict[str, Any], at: int = at) -> Any:
            if step != at:
                return message
            return raw(rng) if rng.random() < 0.2 else spoiled(message, rng)

        _, url = await serve(spoil)
        room = room_at(url, Events())
        try:
            async with asyncio.timeout(20):
                await room.prepare()
                await room.enter(microphone_on=True, camera_on=True)
                await room.show({0: Wanted("5", 2)}, ("5",))
            outcomes.append("well")
        except KioskError as error:
            outcomes.append(error.code)
        finally:
            async with asyncio.timeout(20):
                await room.aclose()
    assert not bugs_in(caplog)
    assert {"well", Code.UNREACHABLE} <= set(outcomes), "the server was not hostile enough"


async def test_no_message_ends_the_reading(serve: Serve, caplog: pytest.LogCaptureFixture) -> None:
    rng = random.Random(SEED)
    caplog.set_level(logging.ERROR)
    events = Events()
    janus, url = await serve(lambda _step, message: message)
    room = room_at(url, events)
    await room.prepare()
    handle = next(iter(room._gateway._handles))
    for number in range(MESSAGES):
        data = rng.choice(EVENTS)
        event = unasked(handle, data)
        if number % 9 == 0:
            candidate = {"candidate": "x", "sdpMid": "0"}
            event = {"janus": "trickle", "sender": handle, "candidate": candidate}
        text = raw(rng) if rng.random() < 0.1 else json.dumps(spoiled(event, rng))
        await janus.sockets[0].send(text)
    people = [{**PERSON, "id": number, "display": "A" * 20_000} for number in range(100, 220)]
    last = {"videoroom": "event", "room": 1, "publishers": people}
    await janus.sockets[0].send(json.dumps(unasked(handle, last)))
    everybody = {str(person["id"]) for person in people}
    async with asyncio.timeout(20):
        while not everybody <= {feed.id for feed in events.last}:
            events.changed.clear()
            await events.changed.wait()
    assert not bugs_in(caplog)
    assert Ended(Code.PROTOCOL) not in events
    assert room._gateway.unreadable > MESSAGES / 20
    assert all(len(feed.name) < 100 for feed in events.last)
    await room.aclose()
