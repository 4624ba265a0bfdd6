"""For every test: no screen needed, no state outside the test's own folder, no traffic either.

A run as root has a network of its own (`kiosk/server/netns.py`), and so has each of its workers:
ports, media and packet filters meet nobody else's, and nothing but loopback is needed outside.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.server import netns

# Before anything imports Qt. A test that wants a real screen starts a program of its own there.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_QUICK_BACKEND"] = "software"

# Before the first server and the first thread of a test: both belong to the network that they
# were started in.
_NO_NETWORK = netns.enter()


def pytest_report_header() -> str:
    return f"network: the machine's own ({_NO_NETWORK})" if _NO_NETWORK else "network: the run's"


@pytest.fixture(autouse=True)
def _own_state_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KIOSK_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("KIOSK_RUNTIME", str(tmp_path / "runtime"))


@pytest.fixture(autouse=True)
def _own_umask() -> Iterator[None]:
    """The program narrows it when it starts, also where a test calls it in its own process."""
    before = os.umask(0o022)
    yield
    os.umask(before)
