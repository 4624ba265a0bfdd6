"""Connections to the meeting server's EchoTest plugin, which sends back what it gets.

Janus documentation, "EchoTest plugin"; the way in is a meeting's own (`Gateway`, `Link`).
"""

from __future__ import annotations

import asyncio
import contextlib
import ssl
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.base.errors import KioskError
from kiosk.conference.janus.gateway import Gateway, JanusError
from kiosk.conference.janus.link import Link
from kiosk.media.link import LinkState, Sound
from kiosk.media.webrtc import SIMULCAST, AudioSource, VideoSource
from kiosk.model.frames import Picture
from kiosk.model.room import Relay

PLUGIN = "janus.plugin.echotest"
WRONG_PASSWORD = 401
"""What a relay says to a user that it does not know (RFC 8489, 14.8)."""


def trust_of(ca_file: str) -> ssl.SSLContext | None:
    """As in meetings; None where the file cannot be read, which the network's check tells."""
    if ca_file and not Path(ca_file).is_file():
        return None
    try:
        return ssl.create_default_context(cafile=ca_file or None)
    except OSError:
        return None


class Echo:
    """One connection. `start` it, wait for it with `is_connected_within`, and close it."""

    def __init__(
        self,
        gateway: Gateway,
        relays: Sequence[Relay] = (),
        *,
        relay_only: bool = False,
    ) -> None:
        self._gateway = gateway
        self._relays = relays
        self._relay_only = relay_only
        self._settled = asyncio.Event()
        self._link: Link | None = None
        self._voice: AudioSource | None = None
        self._picture: VideoSource | None = None
        self.relay_error = 0
        """What a relay said when it would not serve us, 0: nothing."""

    @property
    def link(self) -> Link:
        """The connection, once started."""
        if self._link is None:
            raise RuntimeError("not started")
        return self._link

    async def start(self, *, with_picture: bool = False) -> None:
        """Attach and negotiate. Raises `KioskError` and `JanusError`."""
        self._link = Link(
            await self._gateway.attach(PLUGIN),
            self._on_state,
            relays=self._relays,
            relay_only=self._relay_only,
            on_relay_error=self._on_relay_error,
        )
        peer = self._link.peer
        self._voice = AudioSource()
        peer.add_source(self._voice, receive=True)
        if with_picture:
            self._picture = VideoSource()
            peer.add_source(self._picture, SIMULCAST, receive=True)
        body = {"audio": True, "video": with_picture}
        reply = await self._link.handle.request(body, "offer", await self._link.offer())
        await self.link.accept(reply.sdp)

    async def is_connected_within(self, limit_s: float) -> bool:
        """Wait for a path; ends at once where there will be none."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(limit_s):
                await self._settled.wait()
        return self.link.peer.state is LinkState.CONNECTED

    def send_sound(self, frame: Sound) -> None:
        """10 ms of sound; dropped before `start`."""
        if self._voice is not None:
            self._voice.write(frame)

    def send_picture(self, picture: Picture) -> None:
        """A picture of 1280x720; dropped where none was negotiated."""
        if self._picture is not None:
            self._picture.write(picture)

    async def aclose(self) -> None:
        """Close the connection (idempotent); the gateway is the owner's."""
        if self._link is not None:
            await self._link.aclose()

    def _on_state(self, state: LinkState) -> None:
        if state in (LinkState.CONNECTED, LinkState.FAILED):
            self._settled.set()

    def _on_relay_error(self, number: int) -> None:
        self.relay_error = number
        if self._relay_only and number == WRONG_PASSWORD:
            self._settled.set()


@dataclass(frozen=True, slots=True)
class Trial:
    """Whether a path was found: in what time, None: none; and what a relay said."""

    milliseconds: float | None
    relay_error: int = 0


async def try_path(gateway: Gateway, relays: Sequence[Relay], limit_s: float) -> Trial:
    """Connect directly, or through these relays alone, and close again. Sends no sound."""
    echo = Echo(gateway, relays, relay_only=bool(relays))
    begun_s = time.perf_counter()
    try:
        await echo.start()
        if await echo.is_connected_within(limit_s):
            return Trial((time.perf_counter() - begun_s) * 1000)
    except (JanusError, KioskError):
        return Trial(None, echo.relay_error)
    finally:
        await echo.aclose()
    return Trial(None, echo.relay_error)
