"""Checks the PC's link and the way to the calendar and the meeting server.

One cause is told once: behind a step that cannot be taken the later ones are not applicable and
say where to look.
"""

from __future__ import annotations

import ipaddress
import time
from datetime import datetime

from kiosk.diagnostics.catalogue import found, judged
from kiosk.diagnostics.check import Check, Progress, Request, State, Tell
from kiosk.diagnostics.net import way as ways
from kiosk.diagnostics.net.tls import Certificate, Trust
from kiosk.diagnostics.net.way import QUICK, USUAL, Server, Step, Way
from kiosk.diagnostics.quick import QUESTION
from kiosk.model.meeting import POINT_ZONE
from kiosk.system.lan import Lan, look

_LINK = ("network.link", "network.speed", "network.wifi", "network.address", "network.route")
_SERVERS = ("network.dns", "network.reach", "network.certificate", "network.certificate_days")
_MOST_NAMES = 60
"""Letters of a stranger's certificate that are shown."""


def probe(request: Request, tell: Tell) -> None:
    """See `kiosk.diagnostics.probe`."""
    servers = servers_of(request)
    tell(Progress("network-link", 0.1))
    lan = look([server.host for server in servers])
    tell(Progress("network-servers", 0.3))
    walked = ways.walk_all(servers, QUICK if request.question == QUESTION else USUAL)
    for check in (*of_lan(lan, walked), *of_ways(walked, lan), of_clock(walked)):
        tell(check)


def servers_of(request: Request) -> list[Server]:
    """The calendar's and the meeting server, each once."""
    found_servers = (
        ways.calendar_server(request.settings),
        ways.meeting_server(request.meeting_url, request.settings),
    )
    return list(dict.fromkeys(server for server in found_servers if server is not None))


def of_lan(lan: Lan, walked: list[Way]) -> list[Check]:
    """Link, speed, signal, address, route."""
    if not lan.interface:
        link = found("network.link", State.FAILED, fault="network-no-link")
        return [link, *(_not_checked(check_id, "see-link") for check_id in _LINK[1:])]
    return [
        found("network.link", State.OK, _kind(lan), facts={"interface": lan.interface[:60]}),
        _measured("network.speed", None if lan.wireless else lan.speed_mbps),
        _measured("network.wifi", lan.signal_dbm),
        _address(lan),
        _route(lan, walked),
    ]


def of_ways(walked: list[Way], lan: Lan) -> list[Check]:
    """Names, reachability, certificates: of every server."""
    if not walked:
        return [_not_checked(check_id, "not-set") for check_id in _SERVERS]
    checks: list[Check] = []
    named: set[str] = set()
    for way in walked:
        is_lan_broken = _is_broken(lan, walked)
        if way.server.host not in named:
            checks.append(_name(way, is_lan_broken))
            named.add(way.server.host)
        checks += [_reach(way, is_lan_broken), *_certificate(way)]
    return checks


def of_clock(walked: list[Way]) -> Check:
    """Against the server that it agrees with best: another server's clock may be wrong itself."""
    ahead = sorted((way.ahead_s for way in walked if way.ahead_s is not None), key=_size)
    if not ahead:
        return _not_checked("network.clock", "not-measured" if walked else "not-set")
    return judged("network.clock", float(round(ahead[0])))


def _size(seconds: float) -> float:
    return abs(seconds)


def _kind(lan: Lan) -> str:
    return "wireless" if lan.wireless else "wired"


def _address(lan: Lan) -> Check:
    if lan.address_is_made_up:
        return found("network.address", State.FAILED, lan.address, fault="network-no-address")
    return found("network.address", State.OK, lan.address)


def _route(lan: Lan, walked: list[Way]) -> Check:
    if lan.has_default_route:
        return found("network.route", State.OK, lan.gateway or "yes")
    if lan.address_is_made_up:
        return _not_checked("network.route", "see-link")
    if walked and all(way.machine_ms is not None for way in walked):
        return _not_checked("network.route", "not-needed")
    return found("network.route", State.FAILED, "no", fault="network-no-route")


def _is_broken(lan: Lan, walked: list[Way]) -> bool:
    """Whether link, address or route already says why no server is reached."""
    if not lan.interface or lan.address_is_made_up:
        return True
    return _route(lan, walked).state is State.FAILED


def _name(way: Way, is_lan_broken: bool) -> Check:
    host = way.server.host[:60]
    if _is_numeric(way.server.host):
        return found("network.dns", State.NOT_APPLICABLE, "numeric", subject=host)
    if way.name_ms is not None:
        return judged("network.dns", way.name_ms, subject=host)
    if is_lan_broken:
        return found("network.dns", State.NOT_APPLICABLE, "see-link", subject=host)
    return found("network.dns", State.FAILED, fault="network-dns", subject=host)


def _reach(way: Way, is_lan_broken: bool) -> Check:
    subject = way.server.subject
    if way.machine_ms is not None:
        return judged("network.reach", way.machine_ms, subject=subject)
    if is_lan_broken or way.broken_at is Step.NAME:
        why = "see-link" if is_lan_broken else "see-name"
        return found("network.reach", State.NOT_APPLICABLE, why, subject=subject)
    return found("network.reach", State.FAILED, fault="network-unreachable", subject=subject)


def _certificate(way: Way) -> tuple[Check, Check]:
    """The certificate, and its days."""
    subject = way.server.subject
    seen = way.certificate
    if not way.server.secure or seen is None:
        why = "not-measured" if way.server.secure else "unencrypted"
        return _both(State.NOT_APPLICABLE, why, subject)
    if seen.trust is Trust.TRUSTED:
        days = judged("network.certificate_days", seen.days_left(time.time()), subject=subject)
        return found("network.certificate", State.OK, "trusted", subject=subject), days
    if way.broken_at is Step.CLOCK:
        return _both(State.NOT_APPLICABLE, "see-clock", subject)
    failed = found(
        "network.certificate",
        State.FAILED,
        "no",
        fault=f"network-certificate-{seen.trust.value}",
        subject=subject,
        facts=_facts(seen),
    )
    return failed, _not_checked("network.certificate_days", "not-measured", subject)


def _both(state: State, why: str, subject: str) -> tuple[Check, Check]:
    first = found("network.certificate", state, why, subject=subject)
    return first, found("network.certificate_days", state, why, subject=subject)


def _facts(seen: Certificate) -> dict[str, str]:
    facts = {"names": ", ".join(seen.names)[:_MOST_NAMES]} if seen.names else {}
    moment_s = seen.valid_from_s if seen.trust is Trust.NOT_YET_VALID else seen.valid_to_s
    if moment_s:
        facts["date"] = f"{datetime.fromtimestamp(moment_s, POINT_ZONE):%d/%m/%Y}"
    return facts


def _measured(check_id: str, value: float | None) -> Check:
    return _not_checked(check_id, "not-measured") if value is None else judged(check_id, value)


def _not_checked(check_id: str, why: str, subject: str = "") -> Check:
    return found(check_id, State.NOT_APPLICABLE, why, subject=subject)


def _is_numeric(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
