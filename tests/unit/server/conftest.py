"""One commune for all tests of the server, with names that try to break out of their quotes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.server.commune import BridgePoint, Commune, Ports, Room
from kiosk.server.running import CommuneServer

HOSTILE = 'Họp "giao\\ban"; } room-66: { description = "x'


@pytest.fixture(scope="session")
def commune() -> Commune:
    return Commune(
        name=f"Phường {HOSTILE}",
        points=(
            BridgePoint("kp01", "Khu phố 1", "kp01", "password-1"),
            BridgePoint("kp02", "Khu phố 2", "kp02", "password-2:%(x)s"),
        ),
        rooms=(
            Room(1001, HOSTILE, secret="room-secret", pin="12 34&5"),
            Room(1002, "Phòng nhỏ", secret="room-secret", publishers=2, dummy_publisher=False),
        ),
        admin_key="admin-key",
        ports=Ports(janus=0, calendar=0, rtp=(21000, 21199)),
    )


@pytest.fixture(scope="session")
def server(commune: Commune, tmp_path_factory: pytest.TempPathFactory) -> Iterator[CommuneServer]:
    with CommuneServer(commune, tmp_path_factory.mktemp("commune")) as running:
        yield running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "server"
