"""A crash loop and wrong settings end in a plain screen; without anybody who starts us anew not."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import pytest

from kiosk.base import starts
from kiosk.base.starts import LOOP, End, Kind, Start

PATIENCE_S = 90.0
SAFE = "a plain screen stands in for the kiosk"
MADE_UP = "[devices]\n" + "".join(
    f'{name} = "synthetic"\n' for name in ("camera", "microphone", "speaker")
)


class Run:
    """`kiosk run` as `kiosk supervise` runs it: told of by its output, held by its input."""

    def __init__(self, folder: Path, *, watched: bool = True) -> None:
        self.folder = folder
        environment = {
            "KIOSK_STATE": str(folder / "state"),
            "KIOSK_RUNTIME": str(folder / "runtime"),
            "QT_QPA_PLATFORM": "offscreen",
            "NOTIFY_SOCKET": "stdout" if watched else "",
        }
        command = [sys.executable, "-X", "importtime", "-m", "kiosk", "run"]
        with (folder / "err").open("wb") as err:
            self.process = subprocess.Popen(
                [*command, "--config", str(folder / "kiosk.toml")],
                env={**os.environ, **environment},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=err,
            )

    def is_up(self) -> bool:
        """Wait until it says so; False when it ends instead."""
        assert self.process.stdout is not None
        return any(line == b"READY=1\n" for line in self.process.stdout)

    def end(self) -> int:
        """Tell it to end as its parent does; the status."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        with self.process.stdout:
            self.process.stdout.read()
        return self.process.wait(PATIENCE_S)

    @property
    def said(self) -> str:
        return (self.folder / "err").read_text(encoding="utf-8")

    @property
    def loaded(self) -> set[str]:
        """The modules that it has loaded."""
        lines = (line for line in self.said.splitlines() if line.startswith("import time:"))
        return {line.rpartition("|")[2].strip() for line in lines}


def past(folder: Path) -> tuple[Start, ...]:
    file = folder / "state" / starts.FILE
    return msgspec.json.decode(file.read_bytes(), type=starts._File).starts


def crashed(folder: Path, count: int) -> None:
    """So many starts ended without a word just now."""
    now = starts.this_one({})
    before: Sequence[Start] = [
        msgspec.structs.replace(now, at_s=now.at_s - number) for number in range(count, 0, -1)
    ]
    (folder / "state").mkdir()
    data = msgspec.json.encode(starts._File(tuple(before)))
    (folder / "state" / starts.FILE).write_bytes(data)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "kiosk.toml").write_text(MADE_UP)
    yield tmp_path
    if sys.platform == "linux":
        mark = f"KIOSK_STATE={tmp_path / 'state'}\0".encode()
        deadline = time.monotonic() + PATIENCE_S
        while any(mark in _read(one) for one in Path("/proc").glob("[0-9]*/environ")):
            assert time.monotonic() < deadline, "something is left"
            time.sleep(0.1)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def test_a_crash_loop_ends_in_a_plain_screen_that_loads_little_and_the_next_is_tried(
    folder: Path,
) -> None:
    crashed(folder, LOOP)
    safe = Run(folder)
    assert safe.is_up(), safe.said
    assert safe.end() == 0, safe.said
    assert f"{SAFE}: crashes" in safe.said
    heavy = {"kiosk.app", "kiosk.core.core", "PySide6.QtQml", "PySide6.QtQuick", "numpy", "cv2"}
    assert not heavy & safe.loaded
    assert (past(folder)[-1].kind, past(folder)[-1].end) == (Kind.SAFE, End.GOOD)
    whole = Run(folder)
    assert whole.is_up(), whole.said
    assert whole.end() == 0, whole.said
    assert SAFE not in whole.said
    assert (past(folder)[-1].kind, past(folder)[-1].end) == (Kind.WHOLE, End.GOOD)


def test_settings_that_are_wrong_are_said_on_the_screen_and_at_a_terminal_in_a_line(
    folder: Path,
) -> None:
    (folder / "kiosk.toml").write_text("[calendar]\npoll_s = 1\n")
    safe = Run(folder)
    assert safe.is_up(), safe.said
    assert safe.end() == 0, safe.said
    assert f"{SAFE}: settings" in safe.said
    assert "kiosk.toml:2: calendar.poll_s" in safe.said
    plain = Run(folder, watched=False)
    assert not plain.is_up()
    assert plain.end() == 2
    assert "kiosk.toml:2: calendar.poll_s" in plain.said


def test_at_a_terminal_nothing_is_counted(folder: Path) -> None:
    crashed(folder, LOOP)
    before = past(folder)
    plain = Run(folder, watched=False)
    deadline = time.monotonic() + PATIENCE_S
    while "the media process is up" not in plain.said:
        assert time.monotonic() < deadline, plain.said
        time.sleep(0.1)
    plain.process.terminate()
    assert plain.end() == 0
    assert SAFE not in plain.said
    assert past(folder) == before


def test_once_it_is_up_the_service_manager_does_not_go_on_telling_of_the_start(
    folder: Path,
) -> None:
    run = Run(folder)
    assert run.is_up()
    assert run.process.stdin is not None
    assert run.process.stdout is not None
    run.process.stdin.close()  # it ends, so that reading does too
    with run.process.stdout:
        said = run.process.stdout.read().splitlines()
    assert run.process.wait(PATIENCE_S) == 0
    assert next((line for line in said if line.startswith(b"STATUS=")), b"") == b"STATUS=running"
