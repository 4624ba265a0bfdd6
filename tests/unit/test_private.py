"""A real run under the most careless umask there is: nothing of it is anybody else's business."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from tests.private import open_to_others

PATIENCE_S = 120.0
NAMES = ("camera", "microphone", "speaker")
pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX"),
]


@contextmanager
def kiosk(folder: Path, *before: str) -> Iterator[subprocess.Popen[bytes]]:
    """It runs, offscreen, with every folder that it may write to below `folder`."""
    file = folder / "kiosk.toml"
    file.write_text("[devices]\n" + "".join(f'{name} = "synthetic"\n' for name in NAMES))
    own = {"KIOSK_STATE": "state", "KIOSK_RUNTIME": "run", "TMPDIR": "temporary", "HOME": "home"}
    for name in ("temporary", "home"):
        (folder / name).mkdir(mode=0o700)
    environment = {name: str(folder / place) for name, place in own.items()}
    command = [*before, sys.executable, "-m", "kiosk", "run", "--config", str(file)]
    process = subprocess.Popen(
        command, env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **environment}, umask=0
    )
    try:
        until_says(folder, "the media process is up", process)
        yield process
        process.terminate()
        assert process.wait(PATIENCE_S) == 0
    finally:
        process.kill()
        process.wait()


def until_says(folder: Path, words: str, process: subprocess.Popen[bytes]) -> None:
    log = folder / "state" / "logs" / "ui.jsonl"
    deadline = time.monotonic() + PATIENCE_S
    while not log.exists() or words not in log.read_text(encoding="utf-8"):
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_nothing_that_it_writes_can_be_read_by_others_and_nothing_listens(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    with kiosk(tmp_path) as process:
        family = [psutil.Process(process.pid), *psutil.Process(process.pid).children(True)]
        assert len(family) > 1
        listening = [
            one.laddr
            for each in family
            for one in each.net_connections("all")
            if one.status == psutil.CONN_LISTEN
        ]
        assert listening == []
        names = [
            line.split()[-1]
            for line in Path("/proc/net/unix").read_text(encoding="utf-8").splitlines()
            if f" {process.pid}:" in line or "kiosk" in line.split()[-1]
        ]
        assert names == [], "a named socket of ours"
        folders = [tmp_path / name for name in ("state", "run", "temporary", "home")]
        assert (tmp_path / "state" / "events.sqlite").is_file()
        assert open_to_others(*folders) == []
    assert open_to_others(*folders) == []


def test_a_state_folder_that_others_can_read_is_said(tmp_path: Path) -> None:
    """It may be a folder of somebody else's choosing: we say so and leave its rights alone."""
    (tmp_path / "state").mkdir(mode=0o755)
    (tmp_path / "state").chmod(0o755)
    with kiosk(tmp_path) as process:
        until_says(tmp_path, "can be read by others", process)
