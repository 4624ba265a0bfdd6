import subprocess
import sys
import time

import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.diagnostics.machine.load import Reading, between, measure, read

BURN = "import time\nend = time.process_time() + 0.5\nwhile time.process_time() < end: pass"


def test_half_of_two_cores_taken_by_others() -> None:
    before = Reading(0.0, 100.0, 10.0, {(7, "updater"): 5.0, (8, "cat"): 1.0})
    after = Reading(2.0, 101.0, 11.0, {(7, "updater"): 7.0, (8, "cat"): 1.0})
    load = between(before, after, cores=2)  # 4 s in all: 1 idle, 1 our own, 2 others
    assert load.percent == pytest.approx(50.0)
    assert load.program == "updater"


def test_what_the_kiosk_itself_takes_does_not_count() -> None:
    busy = between(Reading(0, 0, 0, {}), Reading(1.0, 0.0, 2.0, {}), cores=2)
    assert busy.percent == 0.0
    assert busy.program == ""


def test_a_little_noise_names_no_program() -> None:
    before = Reading(0.0, 0.0, 0.0, {(7, "cron"): 1.0})
    after = Reading(1.0, 1.9, 0.0, {(7, "cron"): 1.05})
    assert between(before, after, cores=2).program == ""


times = st.floats(0, 1e6)


@given(times, times, times, times, times, st.integers(1, 64))
def test_always_a_share(at: float, idle: float, own: float, idle2: float, own2: float, n: int):
    load = between(Reading(at, idle, own, {}), Reading(at + 1.5, idle2, own2, {}), n)
    assert 0.0 <= load.percent <= 100.0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not add up ended children")
def test_a_child_that_came_and_went_counts_as_our_own() -> None:
    own = psutil.Process()
    before = read(own)
    subprocess.run([sys.executable, "-c", BURN], check=True)
    after = read(own)
    assert after.own_s - before.own_s >= 0.45


def test_a_child_that_still_runs_counts_as_our_own() -> None:
    own = psutil.Process()
    child = subprocess.Popen([sys.executable, "-c", "while True: pass"])
    try:
        before = read(own)
        until_s = time.monotonic() + 60
        while psutil.Process(child.pid).cpu_times().user < 0.5 and time.monotonic() < until_s:
            time.sleep(0.05)
        after = read(own)
    finally:
        child.kill()
        child.wait()
    assert after.own_s > before.own_s
    assert all(pid != child.pid for pid, _ in after.others)


def test_a_real_measurement_is_a_share() -> None:
    assert 0.0 <= measure(psutil.Process(), 0.2).percent <= 100.0
