from __future__ import annotations

import logging
import subprocess
import sys
import threading
import time

import pytest

from kiosk.base.paths import ROOT
from kiosk.diagnostics.net.aside import side_by_side


def test_who_hangs_is_left_behind_and_the_others_count() -> None:
    forever = threading.Event()
    begun_s = time.monotonic()
    answers = side_by_side({"quick": lambda: 1, "hangs": lambda: int(forever.wait())}, 0.5)
    assert answers == {"quick": 1}
    assert time.monotonic() - begun_s < 20
    forever.set()


def test_they_run_at_the_same_time() -> None:
    meeting = threading.Barrier(3)
    answers = side_by_side({n: lambda: meeting.wait(30) >= 0 for n in range(3)}, 60)
    assert answers == {0: True, 1: True, 2: True}


def test_a_bug_is_logged_and_costs_its_own_answer(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        assert side_by_side({"bug": lambda: 1 // 0, "good": lambda: 2}, 30) == {"good": 2}
    assert "ZeroDivisionError" in caplog.text


def test_a_probe_does_not_wait_for_threads_that_hang() -> None:
    script = """if True:
        import asyncio, os, time
        from kiosk.diagnostics.net.aside import run_to_end

        async def main():
            asyncio.get_running_loop().run_in_executor(None, time.sleep, 600)
            await asyncio.sleep(0)

        run_to_end(main())
        print("through", flush=True)
        os._exit(0)
    """
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert done.stdout == "through\n", done.stderr
