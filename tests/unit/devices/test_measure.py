"""Known sounds have known levels."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.devices.measure import FRAME_SAMPLES, SILENCE_DBFS, LevelMeter, level_dbfs, power


def sine(dbfs: float, hz: float = 1000.0, frames: int = 1) -> np.ndarray:
    """`dbfs` is the effective level."""
    at = np.arange(FRAME_SAMPLES * frames) / 48_000
    peak = 32768 * np.sqrt(2) * 10 ** (dbfs / 20)
    return np.round(peak * np.sin(2 * np.pi * hz * at)).astype(np.int16)


@given(st.floats(-60, -4), st.sampled_from([100.0, 500.0, 1000.0, 4000.0]))
def test_sine_has_its_level(dbfs: float, hz: float) -> None:
    assert level_dbfs(sine(dbfs, hz)) == pytest.approx(dbfs, abs=0.1)


def test_extremes() -> None:
    assert level_dbfs(np.zeros(FRAME_SAMPLES, np.int16)) == SILENCE_DBFS
    assert level_dbfs(np.empty(0, np.int16)) == SILENCE_DBFS
    assert level_dbfs(np.full(FRAME_SAMPLES, -32768, np.int16)) == pytest.approx(0.0, abs=1e-3)
    assert power(np.ones(FRAME_SAMPLES, np.int16)) > 0


@given(st.integers(-32767, 32767).filter(bool))
def test_level_does_not_know_the_sign(value: int) -> None:
    up, down = (np.full(FRAME_SAMPLES, v, np.int16) for v in (value, -value))
    assert level_dbfs(up) == level_dbfs(down)


def test_meter_reaches_a_steady_level_and_falls_back() -> None:
    meter = LevelMeter()
    for _ in range(100):
        meter.feed(sine(-20))
    assert meter.level_dbfs == pytest.approx(-20, abs=0.1)
    for _ in range(100):
        meter.feed(np.zeros(FRAME_SAMPLES, np.int16))
    assert meter.level_dbfs < -60


def test_meter_answers_the_frames_own_level() -> None:
    meter = LevelMeter()
    assert meter.feed(sine(-30)) == pytest.approx(-30, abs=0.1)
    assert meter.level_dbfs < -35
