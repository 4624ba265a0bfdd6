"""The way to a server, step by step: its name, the machine, its certificate, its time.

A refused connection counts as reached: the machine answered, and the group of the service that
does not run says so. Whoever finds a server not working asks `Way.broken_at` whether the network
explains it, so that one cause is told once.
"""

from __future__ import annotations

import http.client
import logging
import socket
import time
import urllib.request
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from enum import StrEnum

from kiosk.base.config import Settings
from kiosk.base.hosts import host_of
from kiosk.diagnostics.net import tls
from kiosk.diagnostics.net.aside import side_by_side
from kiosk.diagnostics.net.tls import Certificate, Trust

log = logging.getLogger(__name__)

_SECURE = ("https:", "wss:")
CLOCK_FAULT_S = 60.0
"""A clock that is this wrong shows the wrong minute, and is what the technician has to set."""


class Step(StrEnum):
    """The first step on the way that cannot be taken."""

    NONE = ""
    NAME = "dns"
    MACHINE = "reach"
    CERTIFICATE = "certificate"
    CLOCK = "clock"  # its certificate would be valid at the server's own time


@dataclass(frozen=True, slots=True)
class Server:
    """A server as the settings or an invitation name it. Holds no path: they can be secrets."""

    host: str
    port: int
    secure: bool
    ca_file: str

    @property
    def subject(self) -> str:
        """How the checks name it, at most 60 characters."""
        return f"{self.host[:52]}:{self.port}"


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds that each step may take."""

    name_s: float
    machine_s: float
    certificate_s: float
    time_s: float

    @property
    def all_s(self) -> float:
        """The steps one after the other; a certificate that is not trusted is looked at twice."""
        return self.name_s + self.machine_s + 2 * self.certificate_s + self.time_s


USUAL = Limits(3.0, 2.0, 1.5, 1.5)
QUICK = Limits(1.2, 0.8, 0.5, 0.4)
"""For the set that is over within five seconds, process start included."""


@dataclass(frozen=True, slots=True)
class Way:
    """How far one came, and in what time; None: not so far, or not asked."""

    server: Server
    name_ms: float | None = None
    machine_ms: float | None = None
    """A TCP handshake, or its refusal."""
    certificate: Certificate | None = None
    ahead_s: float | None = None
    """How far this machine's clock is ahead of the server's, to about half a second."""

    @property
    def broken_at(self) -> Step:
        """Which step cannot be taken."""
        if self.name_ms is None:
            return Step.NAME
        if self.machine_ms is None:
            return Step.MACHINE
        certificate = self.certificate
        if certificate is None or certificate.trust is Trust.TRUSTED:
            return Step.NONE
        is_time = certificate.trust in (Trust.EXPIRED, Trust.NOT_YET_VALID)
        if is_time and self.ahead_s is not None and abs(self.ahead_s) > CLOCK_FAULT_S:
            server_now_s = time.time() - self.ahead_s
            return Step.CLOCK if certificate.is_valid_at(server_now_s) else Step.CERTIFICATE
        return Step.CERTIFICATE


def calendar_server(settings: Settings) -> Server | None:
    """The calendar's; None where there is none or a proxy stands before it."""
    calendar = settings.calendar
    server = server_of(calendar.url, calendar.ca_file)
    return None if server is None or _is_behind_proxy(calendar.url, server.host) else server


def meeting_server(url: str, settings: Settings) -> Server | None:
    """The meeting server of this address."""
    return server_of(url, settings.meeting.ca_file)


def server_of(url: str, ca_file: str) -> Server | None:
    """The server of an address."""
    host = host_of(url)
    return Server(*host, url.startswith(_SECURE), ca_file) if host is not None else None


def walk_all(servers: list[Server], limits: Limits = USUAL) -> list[Way]:
    """Go to all of them side by side; the way to one that hangs ends where the name was asked."""
    ways = side_by_side(
        {server: lambda server=server: walk(server, limits) for server in servers},  # type: ignore[misc]
        limits.all_s + 0.5,
    )
    return [ways.get(server, Way(server)) for server in servers]


def walk(server: Server, limits: Limits = USUAL) -> Way:
    """Take the steps until one fails. Blocks up to the limits, the name look-up perhaps longer."""
    way = Way(server)
    begun_s = time.perf_counter()
    found = side_by_side({0: lambda: _look_up(server)}, limits.name_s).get(0)
    if not found:
        return way
    way = replace(way, name_ms=_ms_since(begun_s))
    reached = _reach(found, limits.machine_s)
    if reached is None:
        return way
    address, machine_ms, is_refused = reached
    way = replace(way, machine_ms=machine_ms)
    if is_refused:
        return way
    way = replace(way, ahead_s=_ahead_s(server, address, limits.time_s))
    if server.secure:
        try:
            seen = tls.examine(address, server.host, server.ca_file, limits.certificate_s)
        except OSError as error:  # it went away between two connections, or hangs in the handshake
            log.info("no handshake", extra={"data": {"why": type(error).__name__}})
            seen = Certificate(Trust.NO_TLS)
        way = replace(way, certificate=seen)
    return way


def _look_up(server: Server) -> list[tuple[str, int]]:
    try:
        found = socket.getaddrinfo(server.host, server.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return list(dict.fromkeys((str(entry[4][0]), int(entry[4][1])) for entry in found))


def _reach(
    addresses: list[tuple[str, int]], limit_s: float
) -> tuple[tuple[str, int], float, bool] | None:
    """The first address that answers, the time it took, and whether it refused."""
    refused = None
    for address in addresses:
        begun_s = time.perf_counter()
        try:
            socket.create_connection(address, limit_s / len(addresses)).close()
        except ConnectionRefusedError:
            refused = refused or (address, _ms_since(begun_s), True)
        except OSError as error:
            log.info("not reached", extra={"data": {"why": type(error).__name__}})
        else:
            return address, _ms_since(begun_s), False
    return refused


def _ahead_s(server: Server, address: tuple[str, int], limit_s: float) -> float | None:
    """From the `Date` of an answer (RFC 9110), which counts whole seconds; None without one."""
    connection: http.client.HTTPConnection
    if server.secure:
        connection = http.client.HTTPSConnection(
            *address, timeout=limit_s, context=tls.unverified()
        )
    else:
        connection = http.client.HTTPConnection(*address, timeout=limit_s)
    begun_s = time.time()
    try:
        connection.request("HEAD", "/", headers={"Host": server.host, "Connection": "close"})
        date = connection.getresponse().headers.get("Date", "")
        theirs_s = parsedate_to_datetime(date).timestamp()
    except (OSError, http.client.HTTPException, ValueError):
        return None
    finally:
        connection.close()
    return (begun_s + time.time()) / 2 - (theirs_s + 0.5)


def _is_behind_proxy(url: str, host: str) -> bool:
    scheme = url.partition(":")[0]
    return scheme in urllib.request.getproxies() and not urllib.request.proxy_bypass(host)


def _ms_since(begun_s: float) -> float:
    return (time.perf_counter() - begun_s) * 1000
