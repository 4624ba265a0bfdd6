"""`kiosk logs` as a person runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.journal.events import Event
from tests import history

NOW = datetime.now(UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A state folder in which something happened 90 and 5 minutes ago."""
    state = Path(os.environ["KIOSK_STATE"])
    state.mkdir(parents=True)
    happened = [
        Event(NOW - timedelta(minutes=90), "started", {"version": "0.9"}),
        Event(
            NOW - timedelta(minutes=6), "device-lost", {"device": "camera", "problem": "unknown"}
        ),
        Event(NOW - timedelta(minutes=5), "device-back", {"device": "camera", "name": "C270"}),
    ]
    history.write(state, *happened)
    return state


def kiosk(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kiosk", "logs", *arguments],
        capture_output=True,
        encoding="utf-8",
        timeout=90,
        check=False,
    )


def test_the_last_hour_in_sentences(folder: Path) -> None:
    answer = kiosk()
    assert (answer.returncode, answer.stderr) == (0, "")
    first, second = answer.stdout.splitlines()
    assert first.endswith(" ! Máy quay không dùng được: chưa rõ lý do.")
    assert second.endswith("Máy quay đã chạy lại: C270.")
    assert "!" not in second


def test_further_back_and_in_english(folder: Path) -> None:
    answer = kiosk("--hours", "2", "--language", "en")
    assert len(answer.stdout.splitlines()) == 3
    assert "The kiosk started (version 0.9)." in answer.stdout


def test_json_is_one_event_a_line(folder: Path) -> None:
    answer = kiosk("--json", "--hours", "2")
    told = [json.loads(line) for line in answer.stdout.splitlines()]
    assert [one["kind"] for one in told] == ["started", "device-lost", "device-back"]


def test_nothing_happened() -> None:
    assert kiosk("--language", "en").stdout == "Nothing happened in this time.\n"


@pytest.mark.parametrize("hours", ["0", "-1", "nan", "soon", "1e9"])
def test_hours_that_are_none(hours: str) -> None:
    answer = kiosk("--hours", hours)
    assert answer.returncode == 2
    assert "Traceback" not in answer.stderr


def test_a_bundle_says_where_it_is_and_is_not_overwritten(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "kp01.zip"
    answer = kiosk("--bundle", str(target))
    assert (answer.returncode, answer.stderr) == (0, "")
    assert str(target) in answer.stdout
    assert "kB" in answer.stdout
    again = kiosk("--bundle", str(target))
    assert again.returncode == 2
    assert "is there already" in again.stderr


def test_a_bundle_that_cannot_be_written(tmp_path: Path) -> None:
    answer = kiosk("--bundle", str(tmp_path / "no folder" / "x.zip"))
    assert answer.returncode == 2
    assert "cannot be written" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_broken_settings_do_not_keep_the_logs_back(tmp_path: Path) -> None:
    (tmp_path / "kiosk.toml").write_text("[point]\nid = 3\n", encoding="utf-8")
    answer = kiosk("--config", str(tmp_path / "kiosk.toml"), "--bundle", str(tmp_path / "x.zip"))
    assert answer.returncode == 0
    assert "kiosk.toml:2" in answer.stderr
    assert (tmp_path / "x.zip").exists()
