"""`kiosk supervise`: a child that ends, hangs, never comes up or asks for time, and its own end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk import supervise
from kiosk.base import ending, notify

PATIENCE_S = 30.0
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
WELL = """
import os, sys, threading, time
def say(text): os.write(1, (text + "\\n").encode())
threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
"""
FEEDS = WELL + "say('READY=1')\nwhile True: say('WATCHDOG=1'); time.sleep(0.1)"
SILENT = WELL + "say('READY=1'); time.sleep(1000)"
NEVER_UP = WELL + "time.sleep(1000)"
SLOW = (
    WELL + "say('EXTEND_TIMEOUT_USEC=60000000'); time.sleep(1.5); say('READY=1'); time.sleep(0.2)"
)


@pytest.fixture
def bell() -> Iterator[ending.Bell]:
    ending._told.clear()
    with ending.Bell() as bell:
        yield bell
    ending._told.clear()


def live(bell: ending.Bell, code: str, limit_s: float) -> tuple[bool, int | None, float]:
    """Whether it came up, its status, and how long it lived."""
    begun_s = time.monotonic()
    life = supervise.Life([sys.executable, "-S", "-E", "-c", code], bell, limit_s)
    came_up = life.live()
    return came_up, life._program.status, time.monotonic() - begun_s


def test_one_that_ends_is_seen_at_once(bell) -> None:
    assert live(bell, WELL + "say('READY=1'); os._exit(7)", 60.0)[:2] == (True, 7)
    assert live(bell, "raise SystemExit(3)", 60.0)[:2] == (False, 3)


def test_where_another_one_is_looked_after_already_it_ends(bell) -> None:
    """The guard of a Windows PC starts one each minute (kiosk/system/windows/tasks.py)."""
    command = [sys.executable, "-S", "-E", "-c", f"raise SystemExit({ending.RUNNING_STATUS})"]
    assert supervise.keep(command, bell, 60.0) == ending.RUNNING_STATUS


@POSIX
def test_one_that_is_silent_is_killed(bell, capfd) -> None:
    came_up, status, lived_s = live(bell, SILENT, 0.5)
    assert (came_up, status) == (True, -signal.SIGKILL)
    assert lived_s >= 0.5
    assert "hangs and is killed" in capfd.readouterr().err


@POSIX
def test_one_that_never_comes_up_is_killed_unless_it_asks_for_time(bell, monkeypatch) -> None:
    monkeypatch.setattr(supervise, "START_S", 0.5)
    assert live(bell, NEVER_UP, 60.0)[:2] == (False, -signal.SIGKILL)
    assert live(bell, SLOW, 60.0)[:2] == (True, 0)


@POSIX
def test_one_that_is_alive_is_left_in_peace_and_one_that_stops_is_killed(bell) -> None:
    life = supervise.Life([sys.executable, "-S", "-E", "-c", FEEDS], bell, 1.0)
    pid = life._program.pid
    stopping = threading.Timer(3.0, os.kill, (pid, signal.SIGSTOP))
    stopping.start()
    begun_s = time.monotonic()
    assert life.live()
    assert time.monotonic() - begun_s >= 3.0
    assert life._program.status == -signal.SIGKILL
    stopping.join()


def test_told_to_end_it_ends_the_child_by_its_input_too(bell, monkeypatch) -> None:
    monkeypatch.setattr(supervise, "POSIX", False)  # as where there are no signals
    life = supervise.Life([sys.executable, "-S", "-E", "-c", FEEDS], bell, 60.0)
    threading.Timer(1.0, ending.wish).start()
    life.live()
    assert life._program.status == 0


def test_it_starts_again_and_again_until_it_is_told_to_end(bell, tmp_path: Path) -> None:
    code = f"open({str(tmp_path / 'starts')!r}, 'a').write('x')"
    threading.Timer(2.0, ending.wish).start()
    supervise.keep([sys.executable, "-S", "-E", "-c", code], bell, 60.0)
    assert len((tmp_path / "starts").read_text()) >= 3


def test_one_that_cannot_be_started_is_tried_again(bell, capfd) -> None:
    threading.Timer(1.0, ending.wish).start()
    supervise.keep(["/nowhere/python"], bell, 60.0)
    assert capfd.readouterr().err.count("cannot be started") >= 2


@pytest.mark.parametrize(
    ("lines", "is_ready", "left_s"),
    [
        ([notify.FED], False, 100),  # before it is up it cannot be fed
        ([notify.READY], True, 20),
        ([notify.EXTEND + "500000000"], False, 500),
        ([notify.EXTEND + "5000000"], False, 100),  # more time is never less
        ([notify.EXTEND + "soon", "junk", ""], False, 100),
        ([notify.READY, notify.EXTEND + "500000000"], True, 20),
    ],
)
def test_what_the_child_may_say(lines, is_ready: bool, left_s: float) -> None:
    now_s = time.monotonic()
    clock = supervise._Clock(20.0, now_s + 100, now_s)
    for line in lines:
        clock.hear(line)
    assert clock.is_ready is is_ready
    assert clock.due_s - now_s == pytest.approx(left_s, abs=5)


@POSIX
def test_as_a_command_it_ends_with_status_0_and_leaves_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kiosk.supervise", "--", "--screen", "nonsense"]
    environment = {"KIOSK_STATE": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(
        command, env={**os.environ, **environment}, stderr=subprocess.PIPE, text=True
    ) as supervisor:
        assert supervisor.stderr is not None
        said = (line for line in supervisor.stderr if "the kiosk ended with" in line)
        first = next(said)
        supervisor.terminate()
        supervisor.stderr.read()
        assert supervisor.wait(PATIENCE_S) == 0
    assert first.endswith("ended with 2\n")


@pytest.mark.parametrize(("took_s", "limit_s"), [(1.0, 20.0), (30.0, 60.0), (150.0, 90.0)])
def test_a_slow_pc_is_given_time(took_s: float, limit_s: float) -> None:
    clock = supervise._Clock(20.0, time.monotonic() + 100, time.monotonic() - took_s)
    clock.hear(notify.READY)
    assert clock.limit_s == pytest.approx(limit_s, abs=1)
