"""Certificates made by OpenSSL, shown by a real server on loopback."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from kiosk.base.config import Calendar, MeetingRules, Settings
from kiosk.diagnostics.net import tls
from kiosk.diagnostics.net.tls import Certificate, Trust
from kiosk.diagnostics.net.way import (
    QUICK,
    USUAL,
    Limits,
    Server,
    Step,
    Way,
    calendar_server,
    meeting_server,
    walk,
    walk_all,
)
from tests.tls_proxy import Authority, Proxy

DAY_S = 86_400


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority") / "ca")


@pytest.fixture
def silent() -> Iterator[int]:
    """A port that takes connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield int(listening.getsockname()[1])


@pytest.mark.parametrize(
    ("name", "since_days", "until_days", "trust"),
    [
        ("DNS:localhost", -1, 30, Trust.TRUSTED),
        ("DNS:localhost", -9, -1, Trust.EXPIRED),
        ("DNS:localhost", 1, 30, Trust.NOT_YET_VALID),
        ("DNS:other.vn", -1, 30, Trust.OTHER_NAME),
    ],
)
def test_why_a_certificate_is_not_trusted(
    authority: Authority, name: str, since_days: float, until_days: float, trust: Trust
) -> None:
    with Proxy(1, authority.issue(name, since_days, until_days)) as proxy:
        address = ("127.0.0.1", proxy.port)
        seen = tls.examine(address, "localhost", str(authority.file), 30)
    assert seen.trust is trust
    assert seen.names == (name.partition(":")[2],)
    assert seen.days_left(time.time()) == pytest.approx(until_days, abs=0.1)
    assert seen.is_valid_at(time.time()) == (since_days < 0 < until_days)


def test_what_is_not_trusted_for_other_reasons(
    authority: Authority, silent: int, tmp_path: Path
) -> None:
    with Proxy(1, authority.issue("IP:127.0.0.1")) as proxy:
        address = ("127.0.0.1", proxy.port)
        ours = str(authority.file)
        assert tls.examine(address, "127.0.0.1", ours, 30).trust is Trust.TRUSTED
        assert tls.examine(address, "127.0.0.1", "", 30).trust is Trust.UNKNOWN_ISSUER
        broken = tmp_path / "broken.pem"
        broken.write_text("nothing")
        for file in (broken, tmp_path / "absent.pem"):
            assert tls.examine(address, "127.0.0.1", str(file), 30).trust is Trust.CA_FILE
    plain = Server("127.0.0.1", silent, True, "")
    certificate = walk(plain, Limits(5, 5, 0.3, 0)).certificate
    assert certificate is not None
    assert certificate.trust is Trust.NO_TLS


def test_the_steps_of_the_way(silent: int) -> None:
    there = walk(Server("127.0.0.1", silent, False, ""), QUICK)
    assert there.broken_at is Step.NONE
    assert there.machine_ms is not None
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        refused = walk(Server("127.0.0.1", free.getsockname()[1], True, ""), QUICK)
    assert refused.broken_at is Step.NONE, "the machine answered"
    assert refused.certificate is None
    for nowhere in ("no-such-host.invalid", "a" * 70, "..", "\udcff"):
        assert walk(Server(nowhere, 443, True, ""), QUICK).broken_at is Step.NAME


def test_a_server_that_swallows_everything_is_not_reached() -> None:
    """A full backlog: the kernel drops our SYN, as a firewall or a dead line does."""
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen(0)
        fillers = [socket.socket() for _ in range(4)]
        for filler in fillers:
            filler.setblocking(False)
            filler.connect_ex(deaf.getsockname())
        server = Server("127.0.0.1", deaf.getsockname()[1], False, "")
        assert walk(server, QUICK).broken_at is Step.MACHINE
        for filler in fillers:
            filler.close()


def test_all_ways_at_once(silent: int) -> None:
    servers = [Server("127.0.0.1", silent, False, ""), Server("no.invalid", 1, False, "")]
    assert [way.broken_at for way in walk_all(servers, QUICK)] == [Step.NONE, Step.NAME]
    assert walk_all([]) == []


@pytest.mark.parametrize(
    ("ahead_s", "step"),
    [(None, Step.CERTIFICATE), (0.3, Step.CERTIFICATE), (10 * DAY_S, Step.CLOCK)],
)
def test_a_clock_that_is_wrong_is_blamed_before_the_certificate(
    ahead_s: float | None, step: Step
) -> None:
    now_s = time.time()
    expired = Certificate(Trust.EXPIRED, now_s - 30 * DAY_S, now_s - DAY_S)
    server = Server("a.vn", 443, True, "")
    way = Way(server, name_ms=1, machine_ms=1, certificate=expired, ahead_s=ahead_s)
    assert way.broken_at is step
    stranger = Certificate(Trust.OTHER_NAME, now_s - 30 * DAY_S, now_s - DAY_S)
    way = Way(server, name_ms=1, machine_ms=1, certificate=stranger, ahead_s=ahead_s)
    assert way.broken_at is Step.CERTIFICATE


def test_the_set_at_start_asks_the_time_where_a_certificate_is_out_of_time(
    authority: Authority,
) -> None:
    """With a clock that is wrong the calendar answers nothing that could tell it."""
    issued = authority.issue("DNS:localhost", -400, -200)
    files = ThreadingHTTPServer(("127.0.0.1", 0), SimpleHTTPRequestHandler)
    threading.Thread(target=files.serve_forever, daemon=True).start()
    with files, Proxy(files.server_address[1], issued, -300 * DAY_S) as proxy:
        server = Server("localhost", proxy.port, True, str(authority.file))
        way = walk(server, replace(QUICK, machine_s=30, certificate_s=30, time_s=30))
        files.shutdown()
    assert way.broken_at is Step.CLOCK
    assert way.ahead_s == pytest.approx(300 * DAY_S, abs=60)


def test_servers_of_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(
        calendar=Calendar(url="https://lich.vn/bi/mat?key=1", ca_file="a.pem"),
        meeting=MeetingRules(ca_file="b.pem"),
    )
    for name in ("HTTPS_PROXY", "https_proxy", "NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    assert calendar_server(settings) == Server("lich.vn", 443, True, "a.pem")
    assert meeting_server("ws://hop.vn:8188/x", settings) == Server("hop.vn", 8188, False, "b.pem")
    assert meeting_server("", settings) is None
    monkeypatch.setenv("https_proxy", "http://proxy.vn:3128")
    assert calendar_server(settings) is None, "the way there is the proxy's"


def test_the_set_at_start_is_over_in_time() -> None:
    assert QUICK.all_s < 3.5
    assert USUAL.all_s < 10


class OfYesterday(BaseHTTPRequestHandler):
    """Answers as a server does whose clock we are a day ahead of."""

    def do_HEAD(self) -> None:
        self.send_response(401)
        self.end_headers()

    def date_time_string(self, timestamp: float | None = None) -> str:
        return super().date_time_string(int(time.time() - DAY_S))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.mark.parametrize("limits", [QUICK, USUAL], ids=["quick", "usual"])
def test_the_time_is_asked_also_where_there_is_little_of_it(limits: Limits) -> None:
    """A clock that is wrong hides the meetings of today, so the home screen must know it."""
    with ThreadingHTTPServer(("127.0.0.1", 0), OfYesterday) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        way = walk(Server("127.0.0.1", server.server_port, False, ""), limits)
        server.shutdown()
    assert way.ahead_s == pytest.approx(DAY_S, abs=60)
