"""A virtual room for the devices that talk to it from this very process."""

from collections.abc import Iterator

import pytest

from tests.sound_server import SoundServer


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    with SoundServer() as server:
        for name, value in server.environment.items():
            monkeypatch.setenv(name, value)
        yield server
