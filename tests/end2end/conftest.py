"""What all end-to-end tests share: one server, one screen, one sound server, one Chromium.

Every test has a bridge point, a calendar and a room of its own (`site`), so that no test sees
what another one left.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.server.commune import BridgePoint, Commune, Ports, Room
from kiosk.server.running import CommuneServer
from tests.browser import Browser
from tests.end2end.measured import Measured
from tests.end2end.site import FAILURES, Site
from tests.films import write_film
from tests.screen import Screen
from tests.sound_server import SoundServer

_SITES = 40
_RTP_BASE, _RTP_COUNT = 21000, 200  # below the ports that the kernel gives to clients


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.system)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Keep the screen and the logs of a failed test where docs/testing.md says."""
    report = yield
    site = getattr(item, "funcargs", {}).get("site")
    if call.when == "call" and call.excinfo is not None and isinstance(site, Site):
        site.keep(FAILURES / item.name)
    return report


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CommuneServer]:
    """A commune server with a bridge point and a room for each test."""
    commune = Commune(
        name="Phường Thử",
        points=tuple(_point(number) for number in range(1, _SITES + 1)),
        rooms=tuple(_room(number) for number in range(1, _SITES + 1)),
        admin_key=secrets.token_hex(),
        ports=Ports(janus=0, calendar=0, rtp=_rtp_ports()),
    )
    with CommuneServer(commune, tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest.fixture(scope="session")
def screen() -> Iterator[Screen]:
    """A small laptop's screen."""
    with Screen(1366, 768) as virtual:
        yield virtual


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium; a participant is a page in it."""
    with Browser() as chromium:
        yield chromium


@pytest.fixture(scope="session")
def sound() -> Iterator[SoundServer]:
    """A loudspeaker and a microphone that are not there."""
    with SoundServer() as server:
        yield server


@pytest.fixture(scope="session")
def numbers() -> Iterator[int]:
    """Hands out bridge points and rooms."""
    return iter(range(1, _SITES + 1))


@pytest.fixture
def site(
    numbers: Iterator[int],
    server: CommuneServer,
    screen: Screen,
    sound: SoundServer,
    browser: Browser,
    tmp_path: Path,
) -> Iterator[Site]:
    """A bridge point of the test's own."""
    own = Site(next(numbers), server, screen, sound, browser, tmp_path)
    try:
        yield own
    finally:
        own.close()


@pytest.fixture(scope="session")
def films(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Films that stand in for cameras, made once (`tests/films.py` lists the kinds)."""
    folder = tmp_path_factory.mktemp("films")

    def film(kind: str) -> Path:
        path = folder / f"{kind}.avi"
        if not path.exists():
            write_film(path, kind)
        return path

    return film


@pytest.fixture
def measured(request: pytest.FixtureRequest) -> Measured:
    """Takes down what took how long, for the end of the run."""

    def take_down(name: str, milliseconds: float) -> None:
        request.node.user_properties.append((f"measured: {name}", f"{milliseconds:.0f} ms"))

    return take_down


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = [one for group in terminalreporter.stats.values() for one in group]
    lines = [
        f"{value:>9}  {name.removeprefix('measured: ')}"
        for report in reports
        for name, value in getattr(report, "user_properties", ())
        if name.startswith("measured: ") and report.when == "call"
    ]
    if lines:
        terminalreporter.section("measured")
        for line in lines:
            terminalreporter.write_line(line)


def _point(number: int) -> BridgePoint:
    point_id = f"kp{number:02}"
    return BridgePoint(point_id, f"Khu phố {number}", point_id, secrets.token_hex())


def _room(number: int) -> Room:
    return Room(id=1000 + number, description=f"Phòng {number}", secret=secrets.token_hex())


def _rtp_ports() -> tuple[int, int]:
    """A range of this run's own, so that two runs on one machine leave each other alone."""
    first = _RTP_BASE + os.getpid() % 50 * _RTP_COUNT
    return first, first + _RTP_COUNT - 1
