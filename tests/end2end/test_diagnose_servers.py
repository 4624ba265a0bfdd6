"""Each fault of network and servers turns its own check, with its own advice, and no other.

The real probes in processes of their own, against a real Janus, Radicale, coturn and certificates.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.agenda.store import AgendaStore
from kiosk.base.config import Calendar, CalendarKind, Language, MeetingRules, Settings
from kiosk.diagnostics import catalogue
from kiosk.diagnostics.check import Check, Finding, Group, Request, Series, State
from kiosk.diagnostics.runner import RunHandlers, Runner
from kiosk.model.meeting import POINT_ZONE, Agenda, AgendaState
from kiosk.server.commune import BridgePoint, Commune, Ports, Room
from kiosk.server.events import Event
from kiosk.server.running import CommuneServer
from tests import relay as turn
from tests.outage import udp_blocked, udp_loss
from tests.relay import TurnServer
from tests.tls_proxy import Authority, Proxy

RTP, RELAYED = (22000, 22099), (22100, 22199)
ROOM, SECRET = 1001, secrets.token_hex()
SERVERS = (Group.NETWORK, Group.CALENDAR, Group.MEETING)
SPEED = {
    "call.bitrate_down",
    "call.bitrate_up",
    "call.concealed",
    "call.connected",
    "call.fps_received",
    "call.fps_sent",
    "call.jitter",
    "call.loss_down",
    "call.loss_up",
    "call.quality",
    "call.rtt",
    "calendar.answer",
    "meeting.round_trip",
    "network.reach",
}
"""A warning here is the machine's that runs the tests; what fails is not."""


@dataclass
class Found:
    """What a run told."""

    checks: list[Check] = field(default_factory=list)
    series: list[Series] = field(default_factory=list)

    def take(self, _group: Group, finding: Finding) -> None:
        if isinstance(finding, Check):
            self.checks.append(finding)
        elif isinstance(finding, Series):
            self.series.append(finding)

    @property
    def bad(self) -> dict[str, str]:
        """Checks that are not good, without what only a slow machine explains."""
        return {
            check.id: f"{check.state.value} {check.fault}"
            for check in self.checks
            if check.fault and not (check.id in SPEED and check.state is State.WARNING)
        }

    def of(self, check_id: str) -> Check:
        return next(check for check in self.checks if check.id == check_id)


@pytest.fixture(scope="module")
def commune(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CommuneServer]:
    point = BridgePoint("kp01", "Khu phố 1", "kp01", secrets.token_hex())
    rooms = (Room(ROOM, "Họp", SECRET, pin="2468"),)
    made = Commune("Phường Thử", (point,), rooms, secrets.token_hex(), Ports(0, 0, RTP))
    with CommuneServer(made, tmp_path_factory.mktemp("diagnosed")) as running:
        start = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=1)
        running.put_event("kp01", Event("hop", "Giao ban", start, start + timedelta(hours=1)))
        yield running


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority") / "ca")


@pytest.fixture(scope="module")
def relay(tmp_path_factory: pytest.TempPathFactory, authority: Authority) -> Iterator[TurnServer]:
    certificate = authority.issue(f"IP:{turn.own_address()}")
    with TurnServer(tmp_path_factory.mktemp("relay"), RELAYED, certificate) as running:
        yield running


@pytest.fixture
def passwords(tmp_path: Path, commune: CommuneServer, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The service manager's folder with the point's passwords."""
    folder = tmp_path / "credentials"
    folder.mkdir()
    (folder / "kiosk-calendar").write_text(commune.commune.point("kp01").password)
    (folder / "kiosk-relay").write_text(turn.PASSWORD)
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(folder))
    return folder


@dataclass
class Kiosk:
    """The point's settings, and its diagnosis."""

    settings: Settings
    meeting_url: str
    folder: Path

    def behind(self, proxy: Proxy, ca_file: str = "", scheme: str = "https") -> Kiosk:
        """The same with the calendar behind a proxy."""
        path = self.settings.calendar.url.split("/", 3)[3]
        url = f"{scheme}://localhost:{proxy.port}/{path}"
        calendar = Calendar(url=url, user="kp01", ca_file=ca_file)
        return replace(self, settings=Settings(calendar=calendar, meeting=self.settings.meeting))

    def with_relays(self, *urls: str, user: str = turn.USER) -> Kiosk:
        rules = MeetingRules(relays=urls, relay_user=user)
        return replace(self, settings=Settings(calendar=self.settings.calendar, meeting=rules))

    def diagnose(self, *groups: Group) -> Found:
        found = Found()

        async def begin(_group: Group) -> None:
            """Nothing to lend."""

        def request(group: Group) -> Request:
            return Request(group, self.settings, str(self.folder), self.meeting_url)

        handlers = RunHandlers(begin, found.take, lambda _group: None)
        asyncio.run(Runner(request, handlers).run(groups))
        for check in found.checks:
            for language in Language:
                assert "?" not in catalogue.advice(check, language), check
        return found


@pytest.fixture
def kiosk(commune: CommuneServer, passwords: Path, tmp_path: Path) -> Kiosk:
    calendar = Calendar(url=commune.point_calendar_url("kp01"), user="kp01")
    return Kiosk(Settings(calendar=calendar), commune.janus_url, tmp_path)


def test_all_is_good(kiosk: Kiosk, relay: TurnServer) -> None:
    found = kiosk.with_relays(relay.udp_url, relay.tcp_url).diagnose(*SERVERS, Group.CALL)
    assert found.bad == {}
    assert found.of("calendar.meetings").value == 1
    assert found.of("meeting.version").value == "1.1.2"
    for path in ("udp", "relay_udp", "relay_tcp"):
        assert found.of(f"meeting.{path}").state is State.OK, path
    assert found.of("meeting.relay_tls").state is State.NOT_APPLICABLE
    assert found.of("call.path").value == "path-direct"
    assert found.of("call.loss_up").value == 0
    curves = [(one.name, one.label) for one in found.series]
    assert curves == [
        ("call.bitrate", "call.up"),
        ("call.bitrate", "call.down"),
        ("call.loss", "call.up"),
        ("call.loss", "call.down"),
        ("call.rtt", ""),
    ]
    told = {check.id for check in found.checks}
    groups = {group.value for group in (*SERVERS, Group.CALL)}
    known = {key for key in catalogue.everything().check if key.partition(".")[0] in groups}
    assert told == {key for key in known if not key.endswith((".quick", ".probe"))}


def test_nothing_is_set(tmp_path: Path) -> None:
    found = Kiosk(Settings(), "", tmp_path).diagnose(*SERVERS, Group.CALL)
    assert found.bad == {}
    for group in (Group.CALENDAR, Group.MEETING, Group.CALL):
        states = {check.state for check in found.checks if check.group is group}
        assert states == {State.NOT_APPLICABLE}, group


def test_the_meeting_server_is_stopped(kiosk: Kiosk, commune: CommuneServer) -> None:
    commune.stop_janus()
    try:
        found = kiosk.diagnose(*SERVERS, Group.CALL)
        alone = kiosk.diagnose(Group.CALL)
    finally:
        commune.restart_janus()
    assert found.bad == {"meeting.version": "failed meeting-stopped"}
    assert alone.bad == {"call.connected": "failed call-no-server"}


def test_the_calendar_server_is_stopped(kiosk: Kiosk, commune: CommuneServer) -> None:
    known_since = datetime.now(POINT_ZONE) - timedelta(hours=30)
    AgendaStore(kiosk.folder, kiosk.settings).save(Agenda(AgendaState.FRESH, (), known_since))
    commune.stop_calendar()
    try:
        found = kiosk.diagnose(*SERVERS)
    finally:
        commune.restart_calendar()
    assert found.bad == {
        "calendar.answer": "failed calendar-stopped",
        "calendar.age": "warning calendar-old",  # of the meetings that the screen still shows
    }
    assert found.of("calendar.age").value == pytest.approx(30, abs=0.2)


def test_the_calendar_does_not_take_the_password(kiosk: Kiosk, passwords: Path) -> None:
    (passwords / "kiosk-calendar").write_text("wrong")
    assert kiosk.diagnose(*SERVERS).bad == {"calendar.answer": "failed calendar-login"}


def test_the_address_holds_no_calendar(kiosk: Kiosk, commune: CommuneServer) -> None:
    calendar = Calendar(kind=CalendarKind.ICS, url=f"{commune.calendar_url}/.web/")
    found = replace(kiosk, settings=Settings(calendar=calendar)).diagnose(Group.CALENDAR)
    assert found.bad == {"calendar.answer": "failed calendar-broken"}


@pytest.mark.parametrize(
    ("name", "since_days", "until_days", "bad"),
    [
        ("DNS:localhost", -1, 365, {}),
        ("DNS:localhost", -30, 2, {"network.certificate_days": "network-certificate-ends"}),
        ("DNS:localhost", -30, -1, {"network.certificate": "network-certificate-expired"}),
        ("DNS:localhost", 2, 365, {"network.certificate": "network-certificate-not-yet-valid"}),
        ("DNS:hop.khac.vn", -1, 365, {"network.certificate": "network-certificate-other-name"}),
    ],
)
def test_a_certificate(
    kiosk: Kiosk,
    commune: CommuneServer,
    authority: Authority,
    name: str,
    since_days: float,
    until_days: float,
    bad: dict[str, str],
) -> None:
    certificate = authority.issue(name, since_days, until_days)
    with Proxy(commune.commune.ports.calendar, certificate) as proxy:
        found = kiosk.behind(proxy, str(authority.file)).diagnose(*SERVERS)
    assert found.bad == {check_id: f"failed {fault}" for check_id, fault in bad.items()}
    is_fetched = found.of("calendar.answer").state is State.OK
    assert is_fetched == (bad == {} or "network.certificate_days" in bad)


def test_a_certificate_of_an_unknown_authority(
    kiosk: Kiosk, commune: CommuneServer, authority: Authority
) -> None:
    with Proxy(commune.commune.ports.calendar, authority.issue()) as proxy:
        behind = kiosk.behind(proxy)
        found, alone = behind.diagnose(*SERVERS), behind.diagnose(Group.CALENDAR)
    assert found.bad == {"network.certificate": "failed network-certificate-unknown-issuer"}
    assert found.of("calendar.answer").value == "see-network"
    assert alone.bad == {"calendar.answer": "failed calendar-network"}


def test_the_meeting_servers_certificate_is_wrong(
    kiosk: Kiosk, commune: CommuneServer, authority: Authority
) -> None:
    with Proxy(commune.commune.ports.janus, authority.issue()) as proxy:
        behind = replace(kiosk, meeting_url=f"wss://localhost:{proxy.port}")
        rules = MeetingRules(ca_file=str(authority.file))
        trusting = replace(
            behind, settings=Settings(calendar=kiosk.settings.calendar, meeting=rules)
        )
        found, trusted = behind.diagnose(*SERVERS, Group.CALL), trusting.diagnose(*SERVERS)
    assert found.bad == {"network.certificate": "failed network-certificate-unknown-issuer"}
    assert found.of("meeting.version").value == "see-network"
    assert trusted.bad == {}
    assert trusted.of("meeting.udp").state is State.OK


@pytest.mark.parametrize(
    ("shift_s", "fault"), [(-3600, "network-clock-ahead"), (3600, "network-clock-behind")]
)
def test_the_clock_is_wrong(
    kiosk: Kiosk, commune: CommuneServer, shift_s: float, fault: str
) -> None:
    with Proxy(commune.commune.ports.calendar, date_shift_s=shift_s) as proxy:
        found = kiosk.behind(proxy, scheme="http").diagnose(*SERVERS)
    assert found.bad == {"network.clock": f"failed {fault}"}
    assert found.of("network.clock").value == pytest.approx(-shift_s, abs=5)


def test_a_certificate_that_only_the_wrong_clock_has_let_expire(
    kiosk: Kiosk, commune: CommuneServer, authority: Authority
) -> None:
    certificate = authority.issue(since_days=-30, until_days=-1)
    with Proxy(commune.commune.ports.calendar, certificate, -10 * 86_400) as proxy:
        found = kiosk.behind(proxy, str(authority.file)).diagnose(*SERVERS)
    assert found.bad == {"network.clock": "failed network-clock-ahead"}


def test_udp_is_closed(kiosk: Kiosk) -> None:
    with udp_blocked(RTP):
        found = kiosk.diagnose(*SERVERS, Group.CALL)
    assert found.bad == {
        "meeting.udp": "failed meeting-udp-blocked",
        "call.connected": "failed call-media-blocked",
    }


def test_udp_is_closed_and_a_relay_leads_around(kiosk: Kiosk, relay: TurnServer) -> None:
    relayed = kiosk.with_relays(relay.tcp_url)
    with udp_blocked(RTP, range(RELAYED[0], RELAYED[1] + 1)):
        found = relayed.diagnose(*SERVERS, Group.CALL)
    assert found.bad == {"meeting.udp": "warning meeting-udp-relayed"}
    assert found.of("meeting.relay_tcp").state is State.OK
    assert found.of("call.path").value == "path-relay"


def test_relays_that_do_not_serve_us(kiosk: Kiosk, relay: TurnServer, passwords: Path) -> None:
    private = kiosk.with_relays(relay.tls_url).diagnose(Group.MEETING)
    assert private.bad == {"meeting.relay_tls": "warning meeting-relay-certificate"}
    dead = kiosk.with_relays(f"turn:{relay.address}:9?transport=tcp").diagnose(Group.MEETING)
    assert dead.bad == {"meeting.relay_tcp": "warning meeting-relay"}
    (passwords / "kiosk-relay").write_text("wrong")
    refused = kiosk.with_relays(relay.udp_url).diagnose(Group.MEETING)
    assert refused.bad == {"meeting.relay_udp": "warning meeting-relay-password"}
    (passwords / "kiosk-relay").write_text("")
    unset = kiosk.with_relays(relay.udp_url).diagnose(Group.MEETING)
    assert unset.bad == {"meeting.relay_udp": "warning meeting-relay-no-password"}


def test_a_tenth_of_the_packets_is_lost(kiosk: Kiosk) -> None:
    with udp_loss(RTP, 10):
        found = kiosk.diagnose(Group.CALL)
    assert {found.of(f"call.loss_{way}").state for way in ("up", "down")} <= {
        State.WARNING,
        State.FAILED,
    }
    assert State.FAILED in {found.of(f"call.loss_{way}").state for way in ("up", "down")}
    assert found.of("call.quality").value == "line-weak"
    follows = {"call.concealed", "call.bitrate_up", "call.bitrate_down", "call.jitter"}
    assert set(found.bad) - follows <= {"call.loss_up", "call.loss_down", "call.quality"}


def test_the_quick_set_is_told_of_a_stopped_meeting_server(
    kiosk: Kiosk, commune: CommuneServer
) -> None:
    commune.stop_janus()
    found = Found()
    try:
        asyncio.run(_quick(kiosk, found))
    finally:
        commune.restart_janus()
    assert found.bad == {"meeting.version": "failed meeting-stopped"}


async def _quick(kiosk: Kiosk, found: Found) -> None:
    async def begin(_group: Group) -> None:
        """Nothing to lend."""

    def request(group: Group) -> Request:
        return Request(
            group, kiosk.settings, str(kiosk.folder), kiosk.meeting_url, question="quick"
        )

    handlers = RunHandlers(begin, found.take, lambda _group: None)
    await Runner(request, handlers).run((Group.NETWORK, Group.MEETING))
