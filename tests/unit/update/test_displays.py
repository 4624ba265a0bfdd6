from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.update.displays import is_display_there


def connector(folder: Path, name: str, status: str) -> None:
    (folder / name).mkdir()
    (folder / name / "status").write_text(f"{status}\n")


def test_one_connected_monitor_is_enough(tmp_path: Path) -> None:
    connector(tmp_path, "card0-HDMI-A-1", "disconnected")
    assert not is_display_there(tmp_path)
    connector(tmp_path, "card0-DP-1", "connected")
    assert is_display_there(tmp_path)


def test_where_nothing_tells_there_is_one(tmp_path: Path) -> None:
    (tmp_path / "card0").mkdir()
    assert is_display_there(tmp_path)


def test_named_by_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connector(tmp_path, "card0-DP-1", "disconnected")
    monkeypatch.setenv("KIOSK_DRM", str(tmp_path))
    assert not is_display_there()
