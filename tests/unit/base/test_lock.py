"""One process a folder, and nobody after a kill."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from kiosk.base import lock

HOLDER = """
import subprocess, sys, time
from pathlib import Path
from kiosk.base import lock
held = lock.take([Path(sys.argv[1])])
assert held is not None
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
print(child.pid, flush=True)
time.sleep(600)
"""


def test_one_at_a_time(tmp_path: Path) -> None:
    first = lock.take([tmp_path])
    assert first is not None
    assert lock.take([tmp_path]) is None
    first.release()
    first.release()
    second = lock.take([tmp_path])
    assert second is not None
    second.release()


def test_killed_holder_keeps_nobody_out_even_when_its_child_lives_on(tmp_path: Path) -> None:
    import psutil

    command = [sys.executable, "-c", HOLDER, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        child = psutil.Process(int(holder.stdout.readline()))
        try:
            assert lock.take([tmp_path]) is None
            holder.kill()
            holder.wait()
            assert child.is_running()
            taken = lock.take([tmp_path])
            assert taken is not None
            taken.release()
        finally:
            child.kill()


def test_folder_that_takes_no_file_leaves_it_to_the_next_one(tmp_path: Path) -> None:
    folders = [tmp_path / "not" / "there", tmp_path]
    first = lock.take(folders)
    assert first is not None
    assert lock.take(folders) is None
    first.release()


def test_without_any_folder_the_kiosk_runs_all_the_same(tmp_path: Path) -> None:
    held = lock.take([tmp_path / "not" / "there"])
    assert held is not None
    held.release()
