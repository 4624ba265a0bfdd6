"""A peer connection bound to the Janus handle that negotiates it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from kiosk.base.errors import KioskError
from kiosk.base.tasks import Tasks
from kiosk.conference.janus.fields import Json, not_understood, text, whole
from kiosk.conference.janus.gateway import Handle, JanusError
from kiosk.media.link import LinkState, Sound
from kiosk.media.webrtc import Candidate, NegotiationError, Peer, PeerHandlers
from kiosk.model.frames import Picture
from kiosk.model.room import Relay

log = logging.getLogger(__name__)

GATHERING_S = 0.4
"""How long an SDP waits for candidates, which on a plain network are there after some ms.
Later ones (relays) are trickled."""


class Link:
    """Negotiates one `Peer` over one `Handle`. The owner closes it."""

    def __init__(
        self,
        handle: Handle,
        on_state: Callable[[LinkState], None],
        on_picture: Callable[[str, Picture], None] = lambda _mid, _picture: None,
        on_sound: Callable[[str, Sound], None] = lambda _mid, _frame: None,
        relays: Sequence[Relay] = (),
        *,
        relay_only: bool = False,
        on_relay_error: Callable[[int], None] = lambda _number: None,
    ) -> None:
        self.handle = handle
        handlers = PeerHandlers(on_picture, on_sound, on_state, self._on_candidate, on_relay_error)
        self.peer = Peer(handlers, relays, relay_only=relay_only)
        self._gathered = asyncio.Event()
        self._sdp_is_sent = False
        self._tasks = Tasks(log, "the negotiation of a connection met a bug")
        handle.on_candidate = self._on_remote_candidate

    async def offer(self) -> str:
        """An offer with the candidates found so far, to be sent now."""
        await self.prepare_offer()
        return self.take_description()

    async def prepare_offer(self) -> None:
        """Make an offer that is sent later, and wait for the candidates that come soon."""
        self._begin_gathering()
        await self.peer.offer()
        await self._wait_for_candidates()

    def take_description(self) -> str:
        """Our description with the candidates found so far, to be sent now.

        Later ones are trickled, earlier ones not: a prepared offer waits for minutes, and Janus
        would have candidates of a connection that it does not know.
        """
        self._sdp_is_sent = True
        return self.peer.local_sdp()

    async def answer(self, offer: str) -> str:
        """An answer with the candidates found so far, to be sent now."""
        self._begin_gathering()
        with _understood():
            await self.peer.answer(offer)
        await self._wait_for_candidates()
        return self.take_description()

    async def accept(self, answer: str) -> None:
        """Take the answer to our offer. Raises `KioskError(PROTOCOL)`, as `answer` does."""
        with _understood():
            await self.peer.accept_answer(answer)

    async def aclose(self) -> None:
        """Close the connection (idempotent). The handle is the gateway's."""
        self.handle.on_candidate = lambda _candidate: None
        await self._tasks.aclose()
        await self.peer.aclose()

    def _begin_gathering(self) -> None:
        self._gathered.clear()
        self._sdp_is_sent = False

    async def _wait_for_candidates(self) -> None:
        if self.peer.is_gathering:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(GATHERING_S):
                    await self._gathered.wait()

    def _on_candidate(self, candidate: Candidate | None) -> None:
        if candidate is None:
            self._gathered.set()
        if not self._sdp_is_sent:
            return
        body: dict[str, Any] = {"completed": True}
        if candidate is not None:
            body = {
                "candidate": candidate.text,
                "sdpMid": candidate.mid,
                "sdpMLineIndex": candidate.line,
            }
        self._tasks.spawn(self._send_candidate(body))

    async def _send_candidate(self, body: dict[str, Any]) -> None:
        with contextlib.suppress(JanusError, KioskError):  # the connection's state tells
            await self.handle.trickle(body)

    def _on_remote_candidate(self, body: Json) -> None:
        candidate = text(body.get("candidate"))
        if candidate:
            mid, line = text(body.get("sdpMid")), whole(body.get("sdpMLineIndex")) or 0
            self._tasks.spawn(self._add_candidate(Candidate(candidate, mid, line & 0xFFFF)))

    async def _add_candidate(self, candidate: Candidate) -> None:
        try:
            await self.peer.add_candidate(candidate)
        except NegotiationError as error:
            log.warning("a candidate of the server was not taken: %s", error)


@contextlib.contextmanager
def _understood() -> Iterator[None]:
    try:
        yield
    except NegotiationError as error:
        raise not_understood("describes a connection that cannot be made") from error
