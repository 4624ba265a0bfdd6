"""Janus's JSON over one WebSocket: session, handles, transactions, keep-alive.

A plugin request answers `ack` first and the event with the same transaction later. Whatever comes
without a transaction of ours goes to the handle's listener. Source: Janus documentation, page
"RESTful, WebSockets, RabbitMQ, MQTT, Nanomsg and UnixSockets API"; checked against Janus 1.1.2.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import logging
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import websockets

from kiosk.base.errors import Code, KioskError
from kiosk.base.faults import Faults
from kiosk.base.tasks import Tasks
from kiosk.conference.janus.fields import Json, mapping, needed, sdp_of, text, whole

log = logging.getLogger(__name__)

KEEP_ALIVE_S = 10.0
"""Janus drops a session 60 s after its last request; six chances to be heard."""
REQUEST_TIMEOUT_S = 8.0
CONNECT_TIMEOUT_S = 6.0
MAX_MESSAGE_BYTES = 4 * 1024 * 1024

ANSWERS_S = 2.0
"""How long a server that is there may take to say so; a ping costs it nothing."""

_ACK_IS_ALL = ("keepalive", "trickle")
"""Requests that are answered by an acknowledgement alone; the others by what follows it."""


class JanusError(Exception):
    """Janus said no: its error number and words. Translated by `errors.translate`."""

    def __init__(self, number: int, reason: str) -> None:
        super().__init__(f"{number}: {reason}")
        self.number = number


@dataclass(frozen=True, slots=True)
class Reply:
    """What a plugin said: its data and, when it negotiates, type and text of an SDP."""

    data: Mapping[str, Any]
    sdp_type: str = ""
    sdp: str = ""


@dataclass(slots=True)
class Handle:
    """Our attachment to a plugin. Assign the listeners before the first request."""

    gateway: Gateway
    id: int
    on_event: Callable[[Reply], None] = lambda _reply: None
    on_candidate: Callable[[Json], None] = lambda _candidate: None
    on_hangup: Callable[[str], None] = lambda _reason: None
    on_media: Callable[[str, bool], None] = lambda _kind, _receiving: None
    """`audio` or `video`, and whether Janus receives it from us; after a second of silence it says
    that it does not."""

    async def request(self, body: Json, sdp_type: str = "", sdp: str = "") -> Reply:
        """Ask the plugin. Raises `JanusError`, and `KioskError` when nothing answers."""
        message: Json = {"janus": "message", "handle_id": self.id, "body": body}
        if sdp:
            message["jsep"] = {"type": sdp_type, "sdp": sdp}
        answer = await self.gateway.ask(message)
        return _reply_of(answer)

    async def trickle(self, candidate: Json) -> None:
        """Send one of our candidates, or `{"completed": true}`."""
        await self.gateway.ask({"janus": "trickle", "handle_id": self.id, "candidate": candidate})

    async def detach(self) -> None:
        """Give the handle back; what is wrong with it by then does not matter."""
        with contextlib.suppress(JanusError, KioskError):
            await self.gateway.ask({"janus": "detach", "handle_id": self.id})


@dataclass(slots=True)
class Gateway:
    """One session with a Janus server. `on_lost` is called once, when the socket has closed.

    What the server sends is read whatever it is; what cannot be read is counted and passed over.
    `on_bug`: taking a message met a bug of ours, so that what is known may no longer be so.
    """

    url: str
    tls: ssl.SSLContext | None = None
    on_lost: Callable[[], None] = lambda: None
    on_bug: Callable[[], None] = lambda: None
    unreadable: int = 0
    """Messages that are not Janus's protocol."""
    _socket: websockets.ClientConnection | None = None
    _session: int = 0
    _handles: dict[int, Handle] = field(default_factory=dict)
    _pending: dict[str, asyncio.Future[Json]] = field(default_factory=dict)
    _acknowledged_only: set[str] = field(default_factory=set)
    _numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))
    _closing: bool = False
    _faults: Faults = field(init=False)
    _tasks: Tasks = field(init=False)

    def __post_init__(self) -> None:
        self._faults = Faults(log, "a message of the meeting server met a bug")
        self._tasks = Tasks(log, "the link to the meeting server met a bug", self._on_dead_task)

    async def open(self) -> None:
        """Connect and create a session. Raises `KioskError(UNREACHABLE)`."""
        await self._connect()
        answer = await self.ask({"janus": "create"})
        self._session = _id_of(answer, "the session's id")

    async def info(self) -> Json:
        """What the server says of itself, its `version_string` for example. Raises as `ask`.

        Before `open`: Janus answers it outside of sessions only.
        """
        await self._connect()
        return await self.ask({"janus": "info"})

    async def claim(self) -> None:
        """Connect again and take the session over, media untouched.

        Raises `KioskError(UNREACHABLE)` or, when the session is gone, `JanusError`.
        """
        await self._connect()
        await self.ask({"janus": "claim"})

    async def attach(self, plugin: str) -> Handle:
        """A new handle to a plugin."""
        answer = await self.ask({"janus": "attach", "plugin": plugin})
        handle = Handle(self, _id_of(answer, "the handle's id"))
        self._handles[handle.id] = handle
        return handle

    async def ask(self, message: Json) -> Json:
        """Send a request and wait for what it brings. Raises `JanusError` or `KioskError`."""
        transaction = str(next(self._numbers))
        message = {**message, "transaction": transaction}
        if message["janus"] in _ACK_IS_ALL:
            self._acknowledged_only.add(transaction)
        if self._session:
            message["session_id"] = self._session
        future: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        self._pending[transaction] = future
        try:
            await self._send(message)
            async with asyncio.timeout(REQUEST_TIMEOUT_S):
                return await future
        except TimeoutError as error:
            raise unreachable("does not answer") from error
        finally:
            self._pending.pop(transaction, None)
            self._acknowledged_only.discard(transaction)
            _disown(future)

    async def answers(self) -> bool:
        """Whether the server is there now; for telling why something else does not work."""
        socket = self._socket
        if socket is None:
            return False
        try:
            async with asyncio.timeout(ANSWERS_S):
                await (await socket.ping())
        except (TimeoutError, websockets.WebSocketException):
            return False
        return True

    async def aclose(self) -> None:
        """End the session and the socket (idempotent, at most two seconds)."""
        self._closing = True
        with contextlib.suppress(KioskError, JanusError, TimeoutError):
            async with asyncio.timeout(1.0):
                if self._session and self._socket is not None:
                    await self.ask({"janus": "destroy"})
        await self._drop_socket()
        self._session = 0

    async def _connect(self) -> None:
        await self._drop_socket()
        try:
            async with asyncio.timeout(CONNECT_TIMEOUT_S):
                self._socket = await websockets.connect(
                    self.url,
                    subprotocols=[websockets.Subprotocol("janus-protocol")],
                    ssl=self.tls if self.url.startswith("wss:") else None,
                    max_size=MAX_MESSAGE_BYTES,
                    compression=None,
                    ping_interval=KEEP_ALIVE_S / 2,
                    ping_timeout=KEEP_ALIVE_S,
                    proxy=None,
                )
        except (OSError, TimeoutError, ValueError, websockets.WebSocketException) as error:
            raise unreachable(f"cannot be reached ({type(error).__name__})") from error
        self._tasks.spawn(self._read(self._socket))
        self._tasks.spawn(self._keep_alive(self._socket))

    async def _send(self, message: Json) -> None:
        if self._socket is None:
            raise unreachable("is not connected")
        try:
            await self._socket.send(json.dumps(message))
        except websockets.WebSocketException as error:
            raise unreachable("has closed the connection") from error

    async def _read(self, socket: websockets.ClientConnection) -> None:
        try:
            with contextlib.suppress(websockets.WebSocketException):
                async for data in socket:
                    self._take(data)
        finally:
            socket.transport.abort()  # a farewell ends the reading before the connection is gone
            if socket is self._socket:
                self._on_closed()

    def _on_closed(self) -> None:
        self._fail_pending()
        if not self._closing:
            self._socket = None
            self.on_lost()

    def _take(self, data: str | bytes) -> None:
        """One message, whatever it is."""
        try:
            message = mapping(json.loads(data))
        except (ValueError, RecursionError):
            message = {}
        if not text(message.get("janus")):
            self._pass_over("no message of Janus")
        elif not self._faults.run(self._dispatch, message):
            self.on_bug()

    def _pass_over(self, what: str) -> None:
        self.unreadable += 1
        if self.unreadable == 1:
            log.warning("the meeting server sent something that is not its protocol: %s", what)

    def _on_dead_task(self, _error: BaseException) -> None:
        self.on_bug()

    async def _keep_alive(self, socket: websockets.ClientConnection) -> None:
        while socket is self._socket:
            await asyncio.sleep(KEEP_ALIVE_S)
            if socket is not self._socket or not self._session:
                continue
            with contextlib.suppress(KioskError, JanusError):
                await self.ask({"janus": "keepalive"})

    def _dispatch(self, message: Json) -> None:
        kind = text(message["janus"])
        transaction = str(message.get("transaction", ""))
        future = self._pending.get(transaction)
        if kind == "ack":
            if future is not None and transaction in self._acknowledged_only:
                _settle(future, message)
        elif kind == "error":
            _settle_error(future, mapping(message.get("error")))
        elif future is not None:
            _settle(future, message)
        elif kind == "timeout" and self._socket is not None:
            self._tasks.spawn(self._socket.close())  # the session is gone: whoever claims it sees
        elif (handle := self._handles.get(whole(message.get("sender")) or 0)) is not None:
            self._deliver(handle, kind, message)

    def _deliver(self, handle: Handle, kind: str, message: Json) -> None:
        """Hand over what Janus says unasked."""
        if kind == "event":
            reply = _plain_reply(message)
            if not reply.data and not reply.sdp:
                self._pass_over("an event without data")
            else:
                handle.on_event(reply)
        elif kind == "trickle":
            handle.on_candidate(mapping(message.get("candidate")))
        elif kind == "media":
            handle.on_media(text(message.get("type")), message.get("receiving") is not False)
        elif kind in ("hangup", "detached"):
            handle.on_hangup(text(message.get("reason")))

    def _fail_pending(self) -> None:
        for future in self._pending.values():
            if not future.done():
                future.set_exception(unreachable("has closed the connection"))

    async def _drop_socket(self) -> None:
        socket, self._socket = self._socket, None
        self._fail_pending()
        if socket is not None:
            try:
                with contextlib.suppress(TimeoutError, OSError, websockets.WebSocketException):
                    async with asyncio.timeout(1.0):
                        await socket.close()
            finally:
                socket.transport.abort()  # also when no farewell is answered
        await self._tasks.aclose()


def _settle(future: asyncio.Future[Json], message: Json) -> None:
    if not future.done():
        future.set_result(message)


def _settle_error(future: asyncio.Future[Json] | None, error: Json) -> None:
    if future is not None and not future.done():
        future.set_exception(JanusError(whole(error.get("code")) or 0, text(error.get("reason"))))


def _disown(future: asyncio.Future[Json]) -> None:
    """Nobody waits for it any more: what it may still hold is nobody's loss."""
    if not future.cancel() and not future.cancelled():
        future.exception()


def _id_of(answer: Json, what: str) -> int:
    return needed(whole(mapping(answer.get("data")).get("id")), what)


def _plain_reply(message: Json) -> Reply:
    data = mapping(mapping(message.get("plugindata")).get("data"))
    return Reply(data, *sdp_of(message))


def _reply_of(message: Json) -> Reply:
    """The plugin's answer; its `error_code` becomes an exception."""
    reply = _plain_reply(message)
    if "error_code" in reply.data:
        raise JanusError(whole(reply.data["error_code"]) or 0, text(reply.data.get("error")))
    return reply


def unreachable(what: str) -> KioskError:
    """The server is not there, or no longer."""
    return KioskError(
        Code.UNREACHABLE,
        f"The meeting server {what}.",
        "The machine tries again by itself; if it stays so, check network and server.",
    )
