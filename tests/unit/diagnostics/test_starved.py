"""What a probe may say of a device when the computer kept it from running."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kiosk.base.config import Language
from kiosk.diagnostics.catalogue import judged, value_text
from kiosk.diagnostics.check import State
from kiosk.diagnostics.starved import Meter, pressed_s, was_kept_from_running


class Clocks:
    """Three clocks that stand until they are set."""

    def __init__(self) -> None:
        self.now = self.waited = self.pressed = 0.0

    def meter(self, seconds: float, waited: float, pressed: float = 0.0) -> Meter:
        meter = Meter(lambda: self.waited, lambda: self.pressed, lambda: self.now)
        self.now, self.waited, self.pressed = seconds, waited, pressed
        return meter.stop()


def test_a_rate_that_the_waiting_explains_is_not_the_cameras_fault() -> None:
    meter = Clocks().meter(4.0, waited=1.6)
    excused = meter.rate(judged("camera.rate", 18.0))
    assert excused.state is State.NOT_APPLICABLE
    assert value_text(excused, Language.VIETNAMESE) == "không đánh giá được: máy này đang bận"
    assert excused.facts["starved"] == "40 %"


def test_a_camera_too_slow_for_any_excuse_is_still_told() -> None:
    meter = Clocks().meter(4.0, waited=1.6)
    check = judged("camera.rate", 5.0)
    assert meter.rate(check) is check
    assert check.state is State.FAILED


@pytest.mark.parametrize("state", [State.OK, State.FAILED])
def test_who_had_the_processor_is_judged_as_ever(state: State) -> None:
    meter = Clocks().meter(4.0, waited=0.1)
    check = judged("camera.rate", 30.0 if state is State.OK else 9.0)
    assert meter.rate(check) is check
    assert check.state is state


def test_sound_may_be_lost_by_a_service_that_was_starved() -> None:
    check = judged("microphone.lost", 1000)
    assert check.state is not State.OK
    assert Clocks().meter(4.0, 0.0, pressed=2.0).lost(check).state is State.NOT_APPLICABLE
    assert Clocks().meter(4.0, 0.0, pressed=0.1).lost(check) is check


def test_what_was_not_seen_may_have_been_missed() -> None:
    unseen, seen = judged("camera.flicker", 0.0), judged("camera.flicker", 5.0)
    assert Clocks().meter(4.0, waited=1.6).absence(unseen).state is State.NOT_APPLICABLE
    assert Clocks().meter(4.0, waited=1.6).absence(seen) is seen
    assert Clocks().meter(4.0, waited=0.1).absence(unseen) is unseen


def test_what_happens_after_the_measurement_does_not_count() -> None:
    clocks = Clocks()
    meter = clocks.meter(4.0, waited=0.0)
    clocks.now, clocks.waited = 8.0, 4.0
    assert meter.own == 0.0


def test_the_pressure_is_read(tmp_path: Path) -> None:
    told = tmp_path / "cpu"
    told.write_text("some avg10=2.00 avg60=7.00 avg300=8.00 total=1384442\nfull total=0\n")
    assert pressed_s(told) == pytest.approx(1.384442)
    assert pressed_s(tmp_path / "none") == 0.0


@pytest.mark.skipif(sys.platform != "linux", reason="Linux' scheduler tells")
def test_one_that_hangs_is_told_from_one_that_is_starved() -> None:
    core = min(os.sched_getaffinity(0))
    busy = f"import os; os.sched_setaffinity(0, [{core}])\nprint(flush=True)\nwhile True: pass"
    quiet = "import time; print(flush=True); time.sleep(600)"
    crowd = [
        subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE)
        for script in (busy, busy, quiet)
    ]
    try:
        for process in crowd:
            assert process.stdout is not None
            process.stdout.readline()
        begun_s = time.monotonic()
        time.sleep(1.0)
        seconds = time.monotonic() - begun_s
        assert was_kept_from_running(crowd[0].pid, seconds)
        assert not was_kept_from_running(crowd[2].pid, 0.001), "it asks for no processor"
    finally:
        for process in crowd:
            process.kill()
            process.communicate()
