"""A commune server for the demo's tests."""

from collections.abc import Iterator

import pytest

from kiosk.demo import commune
from kiosk.server.running import CommuneServer


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CommuneServer]:
    with CommuneServer(commune.describe(), tmp_path_factory.mktemp("commune")) as running:
        yield running
