"""For every test: no screen needed, no state outside the test's own folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

# Before anything imports Qt. A test that wants a real screen starts a program of its own there.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_QUICK_BACKEND"] = "software"


@pytest.fixture(autouse=True)
def _own_state_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KIOSK_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("KIOSK_RUNTIME", str(tmp_path / "runtime"))
