"""The file in which the kiosk says how it is, read by root: nothing in it can do harm."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.update import health
from kiosk.update.health import Health

GOOD = Health("0.1.0", 100.0, 90.0, 80.0, display=True, next_meeting=1.8e9)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    health.save(tmp_path, GOOD)
    assert health.load([tmp_path / health.FILE]) == GOOD


def test_newest_counts(tmp_path: Path) -> None:
    for number in range(3):
        health.save(tmp_path / str(number), Health("0.1.0", 50.0 * (number % 2)))
    found = health.load([tmp_path / str(number) / health.FILE for number in range(3)])
    assert found is not None
    assert found.written_s == 50.0


@given(data=st.binary(max_size=200) | st.binary(min_size=5000, max_size=5001))
def test_anything_else_is_nothing(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / health.FILE
    file.write_bytes(data)
    assert health.load([file]) is None


def test_links_pipes_folders_and_other_peoples_files_are_nothing(tmp_path: Path) -> None:
    health.save(tmp_path, GOOD)
    (tmp_path / "link").symlink_to(tmp_path / health.FILE)
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    for name in ("link", "pipe", "folder", "none"):
        assert health.load([tmp_path / name]) is None
    assert health.load([tmp_path / health.FILE], owner=os.getuid() + 1) is None
    assert health.load([tmp_path / health.FILE], owner=os.getuid()) == GOOD


def test_it_is_looked_for_where_the_kiosk_writes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kiosk.base.paths import runtime_dir

    monkeypatch.setenv("KIOSK_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("KIOSK_RUNTIME", str(tmp_path / "run"))
    health.save(runtime_dir(), GOOD)
    assert health.load(health.files(tmp_path / "state")) == GOOD
