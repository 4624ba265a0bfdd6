"""Checks the meeting server: does it answer, how fast, and which ways are open for the media."""

from __future__ import annotations

import asyncio
import re
import statistics
import time
from collections.abc import Sequence

from kiosk.base import secret
from kiosk.base.errors import KioskError
from kiosk.conference.janus.gateway import Gateway, JanusError
from kiosk.diagnostics.catalogue import found, judged
from kiosk.diagnostics.check import Check, Group, Progress, Request, State, Tell
from kiosk.diagnostics.net import tls
from kiosk.diagnostics.net.aside import run_to_end
from kiosk.diagnostics.net.way import QUICK, Step, meeting_server, walk
from kiosk.diagnostics.probes.call.echo import WRONG_PASSWORD, Trial, trust_of, try_path
from kiosk.diagnostics.quick import QUESTION
from kiosk.diagnostics.starved import Meter
from kiosk.media import webrtc
from kiosk.model.room import Relay
from kiosk.session import relays as relay_settings

SERVER_S = 4.0
"""For everything that the server is asked before the ways are tried."""
QUICK_SERVER_S = 2.0
PATHS_S = 6.0
"""How long a way may take to open: over TLS on a slow line there are some six round trips."""
ROUNDS = 5
_PATHS = ("meeting.udp", "meeting.relay_udp", "meeting.relay_tcp", "meeting.relay_tls")
_RELAY = re.compile(r"(turns?):(\[[^]]+\]|[^:?]+)(?::(\d+))?(?:\?transport=(\w+))?")


def probe(request: Request, tell: Tell) -> None:
    """See `kiosk.diagnostics.probe`."""
    if not request.meeting_url:
        for check_id in ("meeting.version", "meeting.round_trip", *_PATHS):
            tell(found(check_id, State.NOT_APPLICABLE, "no-meeting-server"))
        return
    if request.loopback:
        webrtc.allow_loopback()
    run_to_end(_Meeting(request, tell).check())


def kind_of(url: str) -> str:
    """Which check a relay's address belongs to."""
    match = _RELAY.match(url)
    if match is None or match[1] == "turns":
        return "meeting.relay_tls"
    return "meeting.relay_tcp" if match[4] == "tcp" else "meeting.relay_udp"


def server_of(url: str) -> tuple[str, int]:
    """Host and port of a relay's address; the ports are RFC 7065's."""
    match = _RELAY.match(url)
    if match is None:
        return "", 0
    return match[2].strip("[]"), int(match[3] or (5349 if match[1] == "turns" else 3478))


class _Meeting:
    def __init__(self, request: Request, tell: Tell) -> None:
        self._request = request
        self._tell = tell
        self._rules = request.settings.meeting
        self._server = meeting_server(request.meeting_url, request.settings)
        self._subject = self._server.subject if self._server else ""
        self._is_quick = request.question == QUESTION
        self._gateway = Gateway(request.meeting_url, trust_of(self._rules.ca_file))

    async def check(self) -> None:
        self._tell(Progress("meeting-server", 0.1))
        try:
            if not await self._ask_server():
                for check_id in _PATHS:
                    self._tell(found(check_id, State.NOT_APPLICABLE, "see-server"))
            elif self._is_quick:
                for check_id in _PATHS:
                    self._tell(found(check_id, State.NOT_APPLICABLE, "not-measured"))
            else:
                self._tell(Progress("meeting-paths", 0.4))
                await self._try_paths()
        finally:
            await self._gateway.aclose()

    async def _ask_server(self) -> bool:
        """Version and round trip; False when nothing more can be asked."""
        try:
            async with asyncio.timeout(QUICK_SERVER_S if self._is_quick else SERVER_S):
                version = str((await self._gateway.info()).get("version_string", "?"))[:20]
                await self._gateway.open()
                meter = Meter()
                rounds_ms = [await self._round_trip_ms() for _ in range(ROUNDS)]
        except (TimeoutError, JanusError, KioskError) as error:
            self._tell(await self._failure(error))
            self._tell(found("meeting.round_trip", State.NOT_APPLICABLE, "see-server"))
            return False
        self._tell(found("meeting.version", State.OK, version, subject=self._subject))
        self._tell(meter.delay(judged("meeting.round_trip", statistics.median(rounds_ms))))
        return True

    async def _round_trip_ms(self) -> float:
        begun_s = time.perf_counter()
        await self._gateway.ask({"janus": "keepalive"})
        return (time.perf_counter() - begun_s) * 1000

    async def _failure(self, error: Exception) -> Check:
        """What the network explains is told there, when it is checked too."""
        fault = "meeting-refused" if isinstance(error, JanusError) else "meeting-stopped"
        if self._server is not None and fault == "meeting-stopped":
            way = await asyncio.to_thread(walk, self._server, QUICK)
            if way.broken_at is not Step.NONE:
                if Group.NETWORK in self._request.groups:
                    return found(
                        "meeting.version",
                        State.NOT_APPLICABLE,
                        "see-network",
                        subject=self._subject,
                    )
                fault = "meeting-network"
        return found("meeting.version", State.FAILED, fault=fault, subject=self._subject)

    async def _try_paths(self) -> None:
        """All ways side by side: the direct one, and every relay alone."""
        usable = await relay_settings.find(self._rules, secret.Asker(secret.get).ask)
        trials = await asyncio.gather(
            try_path(self._gateway, (), PATHS_S),
            *(try_path(self._gateway, (relay,), PATHS_S) for relay in usable),
        )
        is_open = any(trial.milliseconds is not None for trial in trials)
        state = State.WARNING if is_open else State.FAILED
        self._tell(_direct(trials[0], state))
        told = set()
        for check in await self._relays(usable, trials[1:], state):
            told.add(check.id)
            self._tell(check)
        for check_id in _PATHS[1:]:
            if check_id not in told:
                self._tell(found(check_id, State.NOT_APPLICABLE, "no-relay"))

    async def _relays(
        self, usable: Sequence[Relay], trials: Sequence[Trial], state: State
    ) -> list[Check]:
        if self._rules.relays and not usable:
            fault = "meeting-relay-no-password"
            return [_relay(url, Trial(None), state, fault) for url in self._rules.relays]
        checks = []
        for relay, trial in zip(usable, trials, strict=True):
            fault = "meeting-relay"
            if trial.relay_error == WRONG_PASSWORD:
                fault = "meeting-relay-password"
            elif await asyncio.to_thread(_has_private_certificate, relay.url):
                fault = "meeting-relay-certificate"
            checks.append(_relay(relay.url, trial, state, fault))
        return checks


def _direct(trial: Trial, state: State) -> Check:
    """Meetings go on through a relay: then a closed direct way is a warning only."""
    if trial.milliseconds is not None:
        return judged("meeting.udp", trial.milliseconds)
    fault = "meeting-udp-relayed" if state is State.WARNING else "meeting-udp-blocked"
    return found("meeting.udp", state, "no", fault=fault)


def _relay(url: str, trial: Trial, state: State, fault: str) -> Check:
    host, port = server_of(url)
    subject = f"{host[:52]}:{port}"
    if trial.milliseconds is not None:
        return judged(kind_of(url), trial.milliseconds, subject=subject)
    return found(kind_of(url), state, "no", fault=fault, subject=subject)


def _has_private_certificate(url: str) -> bool:
    """WebRTC's library has a list of authorities of its own, without any private one."""
    host, port = server_of(url)
    if not url.startswith("turns:"):
        return False
    try:
        seen = tls.examine((host, port), host, "", QUICK.certificate_s)
    except OSError:
        return False
    return seen.trust not in (tls.Trust.TRUSTED, tls.Trust.NO_TLS)
