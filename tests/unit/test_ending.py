"""The program is told to end at any moment of its life: it does, in good order, with status 0."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kiosk.base import lock
from kiosk.model.frames import FrameStore
from kiosk.model.wire import Heartbeat, Quit, Ready, decode_event, encode
from tests.moment import END, REACHED

PATIENCE_S = 90.0
MADE_UP = "[devices]\n" + "".join(
    f'{name} = "synthetic"\n' for name in ("camera", "microphone", "speaker")
)
STARTING = (
    "kiosk/base/config.py:<module>",  # Python loads
    "kiosk/base/lock.py:take",
    "kiosk/core/core.py:start",
    "kiosk/core/core.py:_run",  # on the core's own thread
    "kiosk/session/media_process.py:_start",
    "PySide6/__init__.py:<module>",  # Qt loads
    "kiosk/ui/window.py:_load",
    "kiosk/session/media_process.py:_come_up",
)
LOOP = "kiosk/ui/loop.py:execute"
SAMPLE = ("kiosk/model/frames.py:create", "kiosk/ui/samples/screens.py:show_sample", LOOP)


def run(
    folder: Path, signals: str, places: str, *arguments: str
) -> subprocess.CompletedProcess[str]:
    settings = folder / "kiosk.toml"
    settings.write_text(MADE_UP, encoding="utf-8")
    for name in ("runtime", "temporary"):
        (folder / name).mkdir()
    environment = {
        **os.environ,
        "KIOSK_STATE": str(folder / "state"),
        "KIOSK_RUNTIME": str(folder / "runtime"),
        "TMPDIR": str(folder / "temporary"),
        "QT_QPA_PLATFORM": "offscreen",
    }
    command = [sys.executable, "-m", "tests.moment", signals, places]
    return subprocess.run(
        [*command, "run", "--config", str(settings), *arguments],
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )


def check(done: subprocess.CompletedProcess[str], folder: Path, places: str) -> None:
    reached = [line for line in done.stderr.splitlines() if line.startswith(REACHED)]
    assert reached == [REACHED + place for place in places.split(",")], done.stderr
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    assert not list((folder / "temporary").iterdir())
    if sys.platform == "linux":
        assert not left(folder)


def left(folder: Path) -> list[str]:
    """Processes of this kiosk that are still there; what was killed may take a moment to go."""
    mark = f"KIOSK_STATE={folder / 'state'}\0".encode()
    deadline = time.monotonic() + PATIENCE_S
    while True:
        found = [
            path.parent.name for path in Path("/proc").glob("[0-9]*/environ") if mark in read(path)
        ]
        if not found or time.monotonic() > deadline:
            return found
        time.sleep(0.1)


def read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


@pytest.mark.skipif(sys.platform == "win32", reason="no signals there")
@pytest.mark.parametrize("place", STARTING)
def test_told_to_end_while_it_starts_it_tidies_up(tmp_path: Path, place: str) -> None:
    check(run(tmp_path, "SIGTERM", place), tmp_path, place)
    if (tmp_path / "state").exists():
        held = lock.take((tmp_path / "state",))
        assert held is not None, "its lock is still held"
        held.release()


@pytest.mark.skipif(sys.platform == "win32", reason="no signals there")
def test_told_again_and_again_while_it_ends_it_still_tidies_up(tmp_path: Path) -> None:
    core = "kiosk/core/core.py"
    places = f"{LOOP},{core}:stop,{core}:_cancel,kiosk/base/lock.py:release,{END}"
    check(run(tmp_path, "SIGTERM,SIGINT,SIGTERM,SIGTERM,SIGTERM", places), tmp_path, places)


@pytest.mark.skipif(sys.platform == "win32", reason="no signals there")
@pytest.mark.parametrize("place", SAMPLE)
def test_a_screen_with_made_up_data_ends_as_well(tmp_path: Path, place: str) -> None:
    check(run(tmp_path, "SIGINT", place, "--screen", "home-ready"), tmp_path, place)


@pytest.mark.skipif(sys.platform == "win32", reason="no signals there")
def test_the_media_process_leaves_it_to_the_user_interface_when_to_end() -> None:
    """A service manager may signal the whole group; the room is to be left in good order."""
    with FrameStore.create() as store:
        command = [sys.executable, "-m", "kiosk.conference.worker", "--frames", store.handle]
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, pass_fds=store.inherited_fds
        ) as media:
            assert media.stdin is not None
            assert media.stdout is not None
            events = (decode_event(line) for line in media.stdout)
            assert any(isinstance(event, Ready) for event in events)
            media.terminate()
            assert any(isinstance(event, Heartbeat) for event in events)
            assert any(isinstance(event, Heartbeat) for event in events)
            media.stdin.write(encode(Quit()))
            media.stdin.flush()
            assert media.wait(PATIENCE_S) == 0
