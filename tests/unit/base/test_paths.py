"""Where the state lies, also where it cannot."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from kiosk.base import paths

UNMAKEABLE = "/proc/kiosk/state"
"""Refused even to root, as by a read-only file system."""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such mode bits")
def test_new_state_folder_is_its_owners_only_and_so_are_its_parents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KIOSK_STATE", str(tmp_path / "a" / "b"))
    assert paths.state_dir() == tmp_path / "a" / "b"
    for folder in (tmp_path / "a", tmp_path / "a" / "b"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.skipif(sys.platform != "linux", reason="stands on /proc")
def test_state_folder_that_cannot_be_made_has_a_stand_in_that_all_processes_find(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("KIOSK_STATE", UNMAKEABLE)
    folder = paths.state_dir()
    assert folder == paths.runtime_dir() / paths.STAND_IN == paths.state_dir()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_file_in_the_state_folders_place_has_a_stand_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("KIOSK_STATE", str(tmp_path / "file"))
    assert paths.state_dir().is_dir()
    assert paths.state_dir() != tmp_path / "file"


def test_two_state_folders_have_two_running_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = paths.runtime_dir()
    monkeypatch.setenv("KIOSK_STATE", str(tmp_path / "other"))
    assert paths.runtime_dir() != first


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such mode bits")
def test_running_folder_that_others_may_enter_is_not_used() -> None:
    folder = paths.runtime_dir()
    folder.chmod(0o755)
    other = paths.runtime_dir()
    assert other != folder
    assert stat.S_IMODE(other.stat().st_mode) == 0o700
    other.rmdir()
