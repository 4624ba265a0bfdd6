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


class Deaths:
    """Tells after which pause a process is started anew, by a clock of our own."""

    def __init__(self) -> None:
        self.now_s = 0.0
        self._restarts = retry.Restarts(clock=lambda: self.now_s, rng=random.Random(1))

    def after(self, seconds: float, *, came_up: bool = True) -> float:
        self.now_s += seconds
        return self._restarts.pause_s(came_up=came_up)


def test_single_deaths_cost_no_pause_six_in_a_row_included():
    for every_s, times in ((2.0, 6), (15.0, 50)):
        deaths = Deaths()
        assert [deaths.after(every_s) for _ in range(times)] == [0.0] * times


def test_who_dies_again_and_again_waits_longer_and_longer_and_not_for_ever():
    deaths = Deaths()
    pauses = [deaths.after(1.0) for _ in range(30)]
    assert pauses[6] > 0.0
    assert pauses[9] > pauses[7] > pauses[6]
    assert max(pauses) <= 45.0
    assert deaths.after(61.0) == 0.0


def test_who_does_not_even_come_up_is_tried_less_and_less_often():
    deaths = Deaths()
    pauses = [
        deaths.after(pause + 1, came_up=False) for pause in (0, 0, 1, 2, 4, 7, 15, 30, 45, 45)
    ]
    assert pauses[0] == 0.0
    assert pauses[:8] == sorted(pauses[:8])
    assert all(30.0 <= pause <= 45.0 for pause in pauses[7:])
    assert deaths.after(30.0) == 0.0
