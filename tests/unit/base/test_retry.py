import itertools
import random

from hypothesis import given
from hypothesis import strategies as st

from kiosk.base import retry

seeds = st.integers(0, 2**32)


@given(seeds, st.lists(st.floats(0, 60), min_size=1, max_size=8))
def test_a_ladder_climbs_its_steps_and_stays_on_the_last(seed: int, steps: list[float]) -> None:
    waits = list(itertools.islice(retry.ladder(steps, rng=random.Random(seed)), 20))
    expected = [*steps, *[steps[-1]] * 20][:20]
    assert all(step <= wait <= step * 1.5 for wait, step in zip(waits, expected, strict=True))


def test_two_points_do_not_knock_at_once() -> None:
    first, second = (list(itertools.islice(retry.ladder(rng=random.Random(n)), 6)) for n in (1, 2))
    assert first[0] == second[0] == 0
    assert all(a != b for a, b in zip(first[1:], second[1:], strict=True))


@given(seeds, st.floats(0.1, 3600))
def test_polling_is_spread_by_a_tenth(seed: int, interval_s: float) -> None:
    wait = retry.jittered(interval_s, rng=random.Random(seed))
    assert interval_s * 0.9 <= wait <= interval_s * 1.1
