"""The power fails, or the program is killed, at any moment: every state file is old or new.

Two ways, because neither shows all: a real process that is really killed (tests/kills.py), and a
model of what a disk may have kept when the power went (tests/power.py), cut after every step.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from kiosk.agenda import reminded
from kiosk.base import storage
from kiosk.diagnostics.report import store as reports
from kiosk.model.meeting import POINT_ZONE
from kiosk.session.memory import Memory, Remembered
from kiosk.settings import choices, waits
from kiosk.settings.choices import Choices
from kiosk.settings.waits import Kept
from tests.kills import FILES, ROUNDS, _meeting, run
from tests.power import Disk
from tests.unit.diagnostics.report.samples import report

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="fork and signals of POSIX")

NOW = datetime(2026, 11, 24, 14, 30, tzinfo=POINT_ZONE)


@pytest.mark.system
def test_killed_200_times_every_file_is_old_or_new(tmp_path: Path) -> None:
    """In a process of its own: it forks."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.kills", str(tmp_path), str(ROUNDS)],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["wrong"] == [], found
    assert found["rounds"] == ROUNDS
    assert found["killed in the middle of a file"], "no kill came in the middle of a write"


@dataclass(frozen=True)
class Write:
    """One thing that is written twice: `write(folder, 1)`, then `write(folder, 2)`."""

    name: str
    write: Callable[[Path, int], object]


WRITES = (
    *(Write(name, file.write) for name, file in FILES.items()),
    Write("report", lambda folder, _number: reports.write(report(), folder / "reports")),
    Write("in a new folder", lambda folder, number: storage.write_atomically(
        folder / str(number) / "deep" / "file", b"x" * 9000
    )),
)  # fmt: skip


@pytest.mark.parametrize("write", WRITES, ids=lambda write: write.name)
def test_power_that_fails_after_any_step_leaves_old_or_new(tmp_path: Path, write: Write) -> None:
    write.write(tmp_path, 1)
    with Disk(tmp_path) as disk:
        write.write(tmp_path, 2)
    assert disk.steps > 3
    for cut in range(disk.steps + 1):
        for name, contents in disk.after_power_cut(cut).items():
            old, new = disk.before.get(name), disk.now.get(name)
            assert contents <= {old, new}, f"{name} is neither old nor new after step {cut}"
    assert disk.is_all_on_disk(), "it has returned, and a power cut would lose it"


def test_what_is_removed_stays_away_and_what_is_renamed_keeps_its_name(tmp_path: Path) -> None:
    """Left a meeting: the power must not bring it back."""
    memory = Memory(tmp_path)
    memory.save(Remembered(_meeting(1)))
    with Disk(tmp_path) as disk:
        memory.clear()
    assert disk.is_all_on_disk()
    storage.write_atomically(tmp_path / "a", b"1")
    with Disk(tmp_path) as disk:
        storage.rename(tmp_path / "a", tmp_path / "b")
    assert disk.is_all_on_disk()


@pytest.mark.parametrize("careless", ["no-sync", "in-place", "no-folder-sync"])
def test_the_model_finds_what_is_not_safe(tmp_path: Path, careless: str) -> None:
    """A writer that forgets a step is caught, or the test above shows nothing."""
    file = tmp_path / "state.json"
    storage.write_atomically(file, b"old" * 3000)
    with Disk(tmp_path) as disk:
        _write_carelessly(file, b"new" * 3000, careless)
    half = any(
        contents - {disk.before.get(name), disk.now.get(name)}
        for cut in range(disk.steps + 1)
        for name, contents in disk.after_power_cut(cut).items()
    )
    assert half == (careless != "no-folder-sync")
    assert not disk.is_all_on_disk()


def _write_carelessly(file: Path, data: bytes, careless: str) -> None:
    target = file if careless == "in-place" else file.with_name(".temporary")
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as opened:
        opened.write(data)
        opened.flush()
        if careless == "no-folder-sync":
            os.fsync(opened.fileno())
    if careless != "in-place":
        os.replace(target, file)  # noqa: PTH105 - one call of the system


def test_reminder_and_pins_that_were_never_written_are_none(tmp_path: Path) -> None:
    """The old state of a file may be that it is not there."""
    assert reminded.load(tmp_path, NOW) is None
    assert waits.load(tmp_path, 0, storage.tell_nobody) == Kept()
    assert choices.load(tmp_path) == Choices()
    assert run(tmp_path, rounds=0)["wrong"] == []
