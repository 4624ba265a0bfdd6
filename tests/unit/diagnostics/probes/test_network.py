"""One cause, one red check: what is told of a link and of ways to servers."""

from __future__ import annotations

import time

import pytest

from kiosk.diagnostics.check import Check, State
from kiosk.diagnostics.net.tls import Certificate, Trust
from kiosk.diagnostics.net.way import Server, Way
from kiosk.diagnostics.probes.network import of_clock, of_lan, of_ways
from kiosk.system.lan import Lan

DAY_S = 86_400
SERVER = Server("hop.vn", 443, True, "")
WIRED = Lan("eth0", False, 1000.0, None, "192.168.1.9", True, "192.168.1.1")
TRUSTED = Certificate(Trust.TRUSTED, 0, time.time() + 90 * DAY_S)
GOOD = Way(SERVER, 5.0, 20.0, TRUSTED, 0.2)
NO_NAME, NO_MACHINE = Way(SERVER), Way(SERVER, 5.0)


def faults(lan: Lan, *ways: Way) -> dict[str, str]:
    """What is not good; every check must have been told."""
    checks = [*of_lan(lan, list(ways)), *of_ways(list(ways), lan), of_clock(list(ways))]
    told = {check.id.partition(".")[2] for check in checks}
    assert told == {
        *("link", "speed", "wifi", "address", "route"),
        *("dns", "reach", "certificate", "certificate_days", "clock"),
    }
    return {check.id.partition(".")[2]: check.fault for check in checks if check.fault}


@pytest.mark.parametrize(
    ("lan", "ways", "expected"),
    [
        (WIRED, [GOOD], {}),
        (WIRED, [], {}),
        (Lan(), [NO_NAME], {"link": "network-no-link"}),
        (Lan(), [], {"link": "network-no-link"}),
        (
            Lan("eth0", address="169.254.3.4"),
            [NO_MACHINE],
            {"address": "network-no-address"},
        ),
        (Lan("eth0", address="10.0.0.2"), [NO_NAME], {"route": "network-no-route"}),
        (Lan("eth0", address="10.0.0.2"), [GOOD], {}),
        (WIRED, [NO_NAME], {"dns": "network-dns"}),
        (WIRED, [NO_MACHINE], {"reach": "network-unreachable"}),
        (WIRED, [Way(SERVER, 5.0, 400.0, TRUSTED)], {"reach": "network-slow"}),
        (WIRED, [Way(SERVER, 2000.0, 4.0, TRUSTED)], {"dns": "network-dns-slow"}),
        (Lan("eth0", False, 10.0, None, "10.0.0.2", True), [GOOD], {"speed": "network-cable-slow"}),
        (Lan("w", True, None, -75.0, "10.0.0.2", True), [GOOD], {"wifi": "network-wifi-weak"}),
        (Lan("w", True, 5.0, -50.0, "10.0.0.2", True), [GOOD], {}),
        (WIRED, [Way(SERVER, 5.0, 5.0, TRUSTED, 30.0)], {"clock": "network-clock-ahead"}),
        (WIRED, [Way(SERVER, 5.0, 5.0, TRUSTED, -30.0)], {"clock": "network-clock-behind"}),
    ],
)
def test_one_cause_one_fault(lan: Lan, ways: list[Way], expected: dict[str, str]) -> None:
    assert faults(lan, *ways) == expected


@pytest.mark.parametrize("trust", [trust for trust in Trust if trust is not Trust.TRUSTED])
def test_every_reason_of_a_certificate_has_its_advice(trust: Trust) -> None:
    now_s = time.time()
    seen = Certificate(trust, now_s - 9 * DAY_S, now_s - DAY_S, ("a.vn",))
    assert faults(WIRED, Way(SERVER, 5.0, 5.0, seen, 0.1)) == {
        "certificate": f"network-certificate-{trust.value}"
    }


@pytest.mark.parametrize(
    ("days", "state"), [(90, State.OK), (20, State.WARNING), (2, State.FAILED)]
)
def test_the_days_of_a_certificate(days: float, state: State) -> None:
    seen = Certificate(Trust.TRUSTED, 0, time.time() + days * DAY_S + 60)
    checks = of_ways([Way(SERVER, 5.0, 5.0, seen)], WIRED)
    [left] = [check for check in checks if check.id == "network.certificate_days"]
    assert (left.state, left.value) == (state, days)


def test_a_server_whose_own_clock_is_wrong_does_not_blame_ours() -> None:
    other = Way(Server("lich.vn", 443, True, ""), 5.0, 5.0, TRUSTED, 4000.0)
    assert of_clock([other, GOOD]).state is State.OK


def test_one_host_with_two_services_is_looked_up_once() -> None:
    other = Way(Server("hop.vn", 8989, True, ""), 5.0, 5.0, TRUSTED, 0.0)
    checks = of_ways([GOOD, other], WIRED)
    assert _subjects(checks, "network.dns") == ["hop.vn"]
    assert _subjects(checks, "network.reach") == ["hop.vn:443", "hop.vn:8989"]


def test_a_strangers_name_is_kept_short() -> None:
    seen = Certificate(Trust.OTHER_NAME, 0, time.time() + DAY_S, ("x" * 300,))
    checks = of_ways([Way(SERVER, 5.0, 5.0, seen)], WIRED)
    assert all(len(text) <= 60 for check in checks for text in check.facts.values())


def _subjects(checks: list[Check], check_id: str) -> list[str]:
    return [check.subject for check in checks if check.id == check_id]
