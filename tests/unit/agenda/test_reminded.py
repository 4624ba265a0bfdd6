"""Reminders over a restart: none twice, none forgotten, and no clock that was wrong in the way."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kiosk.agenda import reminded
from kiosk.model.meeting import POINT_ZONE

NOW = datetime(2026, 11, 24, 8, 50, tzinfo=POINT_ZONE)


def test_time_is_found_by_the_next_process(tmp_path: Path) -> None:
    assert reminded.load(tmp_path, NOW) is None
    reminded.save(tmp_path, NOW)
    assert reminded.load(tmp_path, NOW + timedelta(hours=9)) == NOW


def test_time_of_a_clock_that_was_wrong_is_none(tmp_path: Path) -> None:
    reminded.save(tmp_path, NOW + timedelta(days=365))
    assert reminded.load(tmp_path, NOW) is None


def test_disk_that_takes_nothing_is_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").touch()
    reminded.save(tmp_path / "file", NOW)
    assert "is not kept" in caplog.text
