"""The slope of what a long run measured."""

from __future__ import annotations

import random

import pytest

from tests.bench.trend import trend


def test_what_grows_is_seen_through_outliers() -> None:
    rng = random.Random(7)
    values = [100 + 0.5 * place + rng.gauss(0, 3) for place in range(60)]
    values[10] = values[40] = 900.0
    found = trend(range(60), values)
    assert found.grows
    assert found.low < 0.5 < found.high
    assert found.slope == pytest.approx(0.5, abs=0.1)


def test_noise_and_a_saw_tooth_do_not_grow() -> None:
    rng = random.Random(7)
    assert not trend(range(80), [100 + rng.gauss(0, 20) for _ in range(80)]).grows
    saw = trend(range(80), [100.0 + place % 8 for place in range(80)])
    assert not saw.grows
    assert saw.low <= 0 <= saw.high


def test_what_never_changes_has_no_slope() -> None:
    found = trend(range(5), [3.0] * 5)
    assert (found.slope, found.low, found.high) == (0, 0, 0)


def test_two_points_are_no_trend() -> None:
    with pytest.raises(ValueError, match="three"):
        trend([1, 2], [1, 2])
