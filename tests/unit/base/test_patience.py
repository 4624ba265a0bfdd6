"""How long a silent process is given, by a clock of our own."""

from __future__ import annotations

import pytest

from kiosk.base.patience import CHECK_S, MOST_SILENT_S, MOST_START_S, START_S, Patience


class Watch:
    """Asks as the owner of a process does."""

    def __init__(self) -> None:
        self.now_s = 1000.0
        self.patience = Patience(4.0, clock=lambda: self.now_s)

    def start(self, took_s: float) -> None:
        self.patience.begin()
        self.live(took_s, beats=False)
        self.patience.come_up()

    def live(self, seconds: float, *, beats: bool = True) -> bool:
        """Whether it was found silent for too long meanwhile."""
        for _ in range(round(seconds / CHECK_S)):
            self.now_s += CHECK_S
            if beats:
                self.patience.hear()
            if self.patience.is_over():
                return True
        return False

    def die_silently(self) -> float:
        """Seconds until it is found."""
        begun_s = self.now_s
        assert self.live(1000.0, beats=False)
        self.patience.give_up()
        return self.now_s - begun_s


@pytest.fixture
def watch() -> Watch:
    return Watch()


def test_a_good_machine_waits_four_seconds(watch):
    watch.start(2.0)
    assert not watch.live(100.0)
    assert watch.die_silently() == pytest.approx(4.0, abs=2 * CHECK_S)


def test_time_in_which_we_were_away_ourselves_does_not_count(watch):
    watch.start(2.0)
    for away_s in (10.0, 3600.0):
        watch.live(5.0)
        watch.now_s += away_s
        assert not watch.patience.is_over()
        watch.patience.hear()
    assert watch.die_silently() == pytest.approx(4.0, abs=2 * CHECK_S)


def test_who_is_asked_late_all_the_time_finds_a_hanging_one_all_the_same(watch):
    watch.start(2.0)
    for _ in range(5):
        watch.now_s += 30.0
        over = watch.patience.is_over()
    assert over


def test_a_slow_machine_waits_as_long_as_its_start_took_up_to_a_bound(watch):
    watch.start(9.0)
    assert watch.die_silently() == pytest.approx(9.0, abs=2 * CHECK_S)
    watch.start(19.0)
    assert watch.patience.limit_s == MOST_SILENT_S


def test_kills_that_help_nothing_become_rarer(watch):
    waits = []
    for _ in range(4):
        watch.start(2.0)
        watch.live(10.0)
        waits.append(watch.die_silently())
    assert waits == pytest.approx([4.0, 8.0, 16.0, 16.0], abs=2 * CHECK_S)


def test_a_kill_that_is_found_wrong_makes_the_next_one_later(watch):
    watch.start(2.0)
    watch.live(1000.0)
    watch.die_silently()
    watch.patience.hear()  # what lay in the pipe when it was killed
    watch.start(2.0)
    assert watch.patience.limit_s == 8.0


def test_who_had_been_well_for_long_and_hangs_is_no_reason_to_wait_longer(watch):
    watch.start(2.0)
    watch.die_silently()
    watch.start(2.0)
    assert watch.patience.limit_s == 8.0
    watch.live(100.0)
    watch.die_silently()
    watch.start(2.0)
    assert watch.patience.limit_s == 4.0


def test_a_machine_on_which_nothing_comes_up_in_time_gets_more_time(watch):
    limits = []
    for _ in range(4):
        watch.patience.begin()
        limits.append(watch.patience.limit_s)
        watch.die_silently()
    assert limits == [START_S, 2 * START_S, 4 * START_S, MOST_START_S]
