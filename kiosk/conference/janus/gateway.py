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

log = logging.getLogger(__name__)

Json = dict[str, Any]

KEEP_ALIVE_S = 10.0
"""Janus drops a session 60 s after its last request; six chances to be heard."""
REQUEST_TIMEOUT_S = 8.0
CONNECT_TIMEOUT_S = 6.0
MAX_MESSAGE_BYTES = 4 * 1024 * 1024


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
    """One session with a Janus server. `on_lost` is called once, when the socket has closed."""

    url: str
    tls: ssl.SSLContext | None = None
    on_lost: Callable[[], None] = lambda: None
    _socket: websockets.ClientConnection | None = None
    _session: int = 0
    _handles: dict[int, Handle] = field(default_factory=dict)
    _pending: dict[str, asyncio.Future[Json]] = field(default_factory=dict)
    _acknowledged_only: set[str] = field(default_factory=set)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))
    _closing: bool = False

    async def open(self) -> None:
        """Connect and create a session. Raises `KioskError(UNREACHABLE)`."""
        await self._connect()
        answer = await self.ask({"janus": "create"})
        self._session = int(answer["data"]["id"])

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
        handle = Handle(self, int(answer["data"]["id"]))
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
            raise _unreachable("does not answer") from error
        finally:
            self._pending.pop(transaction, None)
            self._acknowledged_only.discard(transaction)

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
        except (OSError, TimeoutError, websockets.WebSocketException) as error:
            raise _unreachable(f"cannot be reached ({type(error).__name__})") from error
        self._spawn(self._read(self._socket))
        self._spawn(self._keep_alive(self._socket))

    async def _send(self, message: Json) -> None:
        if self._socket is None:
            raise _unreachable("is not connected")
        try:
            await self._socket.send(json.dumps(message))
        except websockets.WebSocketException as error:
            raise _unreachable("has closed the connection") from error

    async def _read(self, socket: websockets.ClientConnection) -> None:
        with contextlib.suppress(websockets.WebSocketException):
            async for text in socket:
                try:
                    message = json.loads(text)
                    self._dispatch(message)
                except (ValueError, KeyError, TypeError, AttributeError):
                    log.warning("the meeting server sent something that is not its protocol")
        if socket is self._socket:
            self._fail_pending()
            if not self._closing:
                self._socket = None
                self.on_lost()

    async def _keep_alive(self, socket: websockets.ClientConnection) -> None:
        while socket is self._socket:
            await asyncio.sleep(KEEP_ALIVE_S)
            if socket is not self._socket or not self._session:
                continue
            with contextlib.suppress(KioskError, JanusError):
                await self.ask({"janus": "keepalive"})

    def _dispatch(self, message: Json) -> None:
        kind = message["janus"]
        transaction = str(message.get("transaction", ""))
        future = self._pending.get(transaction)
        if kind == "ack":
            if future is not None and transaction in self._acknowledged_only:
                _settle(future, message)
        elif kind == "error":
            self._settle_error(message["error"], future)
        elif future is not None:
            _settle(future, message)
        elif (handle := self._handles.get(int(message.get("sender", 0)))) is not None:
            _deliver(handle, kind, message)

    def _settle_error(self, error: Json, future: asyncio.Future[Json] | None) -> None:
        if future is not None and not future.done():
            future.set_exception(JanusError(int(error["code"]), str(error.get("reason", ""))))

    def _fail_pending(self) -> None:
        for future in self._pending.values():
            if not future.done():
                future.set_exception(_unreachable("has closed the connection"))

    async def _drop_socket(self) -> None:
        socket, self._socket = self._socket, None
        self._fail_pending()
        tasks = [task for task in self._tasks if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        if socket is not None:
            with contextlib.suppress(TimeoutError, OSError, websockets.WebSocketException):
                async with asyncio.timeout(1.0):
                    await socket.close()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _spawn(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _settle(future: asyncio.Future[Json], message: Json) -> None:
    if not future.done():
        future.set_result(message)


def _deliver(handle: Handle, kind: str, message: Json) -> None:
    """Hand over what Janus says unasked."""
    if kind == "event":
        handle.on_event(_plain_reply(message))
    elif kind == "trickle":
        handle.on_candidate(message["candidate"])
    elif kind == "hangup":
        handle.on_hangup(str(message.get("reason", "")))


def _plain_reply(message: Json) -> Reply:
    jsep = message.get("jsep") or {}
    return Reply(message["plugindata"]["data"], str(jsep.get("type", "")), str(jsep.get("sdp", "")))


def _reply_of(message: Json) -> Reply:
    """The plugin's answer; its `error_code` becomes an exception."""
    reply = _plain_reply(message)
    if "error_code" in reply.data:
        raise JanusError(int(reply.data["error_code"]), str(reply.data.get("error", "")))
    return reply


def _unreachable(what: str) -> KioskError:
    return KioskError(
        Code.UNREACHABLE,
        f"The meeting server {what}.",
        "The machine tries again by itself; if it stays so, check network and server.",
    )
