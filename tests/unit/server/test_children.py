"""Children end with their owner, whichever way the owner ends."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import psutil
import pytest

from kiosk.server.children import Child

pytestmark = pytest.mark.system

FAMILY = ["sh", "-c", "trap '' TERM; sleep 300 & echo $!; wait; sleep 300"]
"""Ignores the polite signal and has a child of its own."""


def line_of(log: Path) -> int:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        if (text := log.read_text() if log.exists() else "").endswith("\n"):
            return int(text)
        time.sleep(0.01)
    raise AssertionError("the child has said nothing")


def gone(pid: int) -> bool:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.01)
    return False


def test_close_ends_the_whole_group(tmp_path: Path) -> None:
    child = Child(FAMILY, tmp_path / "log")
    grandchild = line_of(tmp_path / "log")
    assert child.running
    child.close(patience_s=0.1)
    child.close()
    assert not child.running
    assert gone(child.pid)
    assert gone(grandchild)


def test_wait_tells_the_exit_status(tmp_path: Path) -> None:
    child = Child(["sh", "-c", "exit 3"], tmp_path / "log")
    assert child.wait(20) == 3
    child.close()
    child = Child(["sleep", "300"], tmp_path / "log")
    assert child.wait(0.01) is None
    child.close()


def test_a_killed_owner_takes_its_child_along(tmp_path: Path) -> None:
    owner = textwrap.dedent(
        f"""
        import time, pathlib
        from kiosk.server.children import Child
        child = Child(["sleep", "300"], pathlib.Path({str(tmp_path / "log")!r}))
        print(child.pid, flush=True)
        time.sleep(300)
        """
    )
    with subprocess.Popen([sys.executable, "-c", owner], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        child = int(process.stdout.readline())
        assert psutil.pid_exists(child)
        os.kill(process.pid, signal.SIGKILL)
    assert gone(child)
