"""Rate, gaps and the flicker of lamps, from pictures and times whose truth is known."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.devices import pace
from kiosk.devices.pace import Flicker, Grid
from tests.unit.devices.truth import Values, scene, taken, times, with_person

SMALL = (320, 180)
"""Enough for a grid of 8 x 24, and quick."""
SECONDS = 3.0

seeds = st.integers(0, 10_000)
rates = st.sampled_from([15.0, 24.0, 26.0, 27.0, 28.0, 29.97, 30.0])
some = settings(max_examples=15)


def filmed(
    pictures: Sequence[Values],
    fps: float,
    *,
    percent: float = 0.0,
    mains_hz: float = 50.0,
    roll_s: float = 0.0,
    sigma: float = 3.0,
    jitter_s: float = 0.002,
    lost: Sequence[int] = (),
    exposure: float = 0.0,
    seed: int = 0,
) -> Flicker | None:
    """Film `pictures`, one each time, under lamps; a shutter that rolls takes rows later."""
    count = len(pictures)
    rows = np.arange(pictures[0].shape[0]) / pictures[0].shape[0]
    grids: list[Grid] = []
    for number in (n for n in range(count) if n not in lost):
        at = number / fps + roll_s * rows
        lamps = 1 + percent / 100 * np.sin(4 * np.pi * mains_hz * at + seed)
        gain = 1 + exposure * (number / count + np.tanh((number - count / 2) / 8))
        lit = 16 + (pictures[number] - 16) * lamps[:, None] * gain
        grids.append(pace.grid_of(taken(lit, sigma, seed * 1000 + number)))
    return pace.flicker(grids, list(times(count, fps, jitter_s, seed, lost)))


def still(seed: int, fps: float) -> list[Values]:
    return [scene(seed, *SMALL)] * round(SECONDS * fps)


def with_mover(seed: int, fps: float, swings_hz: float, width: float = 0.35) -> list[Values]:
    wall, count = scene(seed, *SMALL), round(SECONDS * fps)
    swings = 0.5 + width * np.sin(2 * np.pi * swings_hz * np.arange(count) / fps)
    return [with_person(wall, at) for at in swings]


@some
@given(seeds, rates, st.floats(1, 10), st.sampled_from([0.0, 0.015, 0.03]), st.floats(49.8, 50.2))
def test_flicker_within_a_tenth(
    seed: int, fps: float, percent: float, roll_s: float, mains_hz: float
) -> None:
    found = filmed(
        still(seed, fps), fps, percent=percent, roll_s=roll_s, mains_hz=mains_hz, seed=seed
    )
    assert found is not None
    assert found.is_flickering
    assert found.percent == pytest.approx(percent, abs=max(0.3, percent / 10))
    seen = abs(2 * mains_hz - round(2 * mains_hz / fps) * fps)
    assert found.seen_hz == pytest.approx(seen, abs=0.3)


@some
@given(seeds, rates, st.sampled_from([2.0, 6.0]))
def test_steady_light_does_not_flicker(seed: int, fps: float, sigma: float) -> None:
    found = filmed(still(seed, fps), fps, sigma=sigma, seed=seed)
    assert found is not None
    assert not found.is_flickering
    assert found.percent < 0.3


@some
@given(seeds, rates, st.floats(0.3, 5.0))
def test_a_person_who_moves_is_no_flicker(seed: int, fps: float, swings_hz: float) -> None:
    found = filmed(with_mover(seed, fps, swings_hz, 0.3 / swings_hz), fps, seed=seed)
    assert found is not None
    assert not found.is_flickering


@some
@given(seeds, rates, st.floats(0.05, 0.3))
def test_automatic_exposure_is_no_flicker(seed: int, fps: float, exposure: float) -> None:
    found = filmed(still(seed, fps), fps, exposure=exposure, seed=seed)
    assert found is not None
    assert not found.is_flickering


@some
@given(seeds, st.sampled_from([28.0, 29.97, 30.0]), st.floats(2, 10))
def test_flicker_is_seen_behind_a_person_while_exposure_moves(
    seed: int, fps: float, percent: float
) -> None:
    pictures = with_mover(seed, fps, 0.5, 0.2)
    found = filmed(pictures, fps, percent=percent, exposure=0.1, seed=seed)
    assert found is not None
    assert found.is_flickering
    assert found.percent == pytest.approx(percent, rel=0.2)


@some
@given(seeds, st.sets(st.integers(1, 88), max_size=12), st.floats(0, 0.003))
def test_lost_and_late_pictures_do_no_harm(seed: int, lost: set[int], jitter_s: float) -> None:
    gone = sorted(lost)
    found = filmed(still(seed, 30), 30, percent=4, lost=gone, jitter_s=jitter_s, seed=seed)
    assert found is not None
    assert found.is_flickering
    assert found.percent == pytest.approx(4, abs=0.4)


@pytest.mark.parametrize("fps", [20.0, 25.0, 33.33, 50.0])
def test_a_rate_at_which_lamps_stand_still_cannot_tell(fps: float) -> None:
    assert filmed(still(1, fps), fps, percent=5) is None


def test_too_little_to_tell() -> None:
    assert pace.flicker([], []) is None
    assert filmed(still(1, 30)[:20], 30, percent=5) is None
    assert filmed([np.full((180, 320), 18.0)] * 90, 30, percent=5) is None
    assert filmed([np.full((180, 320), 235.0)] * 90, 30, percent=5) is None
    grids = [pace.grid_of(taken(scene(1, *SMALL), 3, 1))] * 40
    assert pace.flicker(grids, [1.0] * 40) is None
    assert pace.flicker(grids, [n / 30 for n in range(39)]) is None


@given(st.integers(3, 300), st.floats(1, 60), st.floats(0, 1e6))
def test_an_even_pace(count: int, fps: float, since: float) -> None:
    found = pace.pace([since + n / fps for n in range(count)])
    assert found is not None
    assert found.rate_fps == pytest.approx(fps, rel=1e-3)
    assert found.usual_ms == pytest.approx(1000 / fps, rel=1e-3)
    assert found.longest_gap_ms == pytest.approx(1000 / fps, rel=1e-3)
    assert found.jitter_ms < 0.01
    assert found.late_share == 0


@given(st.sets(st.integers(2, 88), max_size=10))
def test_lost_pictures_are_late_ones(lost: set[int]) -> None:
    gone = sorted(lost)
    found = pace.pace(list(times(90, 30, 0, 1, gone)))
    assert found is not None
    gaps = sum(1 for n in gone if n - 1 not in lost)
    assert found.late_share == pytest.approx(gaps / (89 - len(gone)))
    assert found.rate_fps == pytest.approx(30 * (89 - len(gone)) / 89)


def test_jitter_and_gap() -> None:
    found = pace.pace([0.0, 0.03, 0.06, 0.1, 0.12, 0.15])
    assert found is not None
    assert found.usual_ms == pytest.approx(30)
    assert found.jitter_ms == pytest.approx(4)
    assert found.longest_gap_ms == pytest.approx(40)
    assert pace.pace([1.0, 2.0]) is None
    assert pace.pace([1.0, 1.0, 1.0]) is None
