import pytest

from kiosk.base.clockcheck import ClockCheck

YEAR_S = 365 * 86_400.0
NOW_S = 1_795_000_000.0  # November 2026


class Clocks:
    def __init__(self, wall_s: float = NOW_S) -> None:
        self.wall_s = wall_s
        self.steady_s = 50.0
        self.changes = 0
        self.check = ClockCheck(
            self._count, wall_s=lambda: self.wall_s, steady_s=lambda: self.steady_s
        )

    def _count(self) -> None:
        self.changes += 1

    def pass_(self, seconds: float) -> None:
        self.wall_s += seconds
        self.steady_s += seconds


def test_nothing_is_sure_before_a_server_was_heard() -> None:
    check = Clocks().check
    assert (check.ahead_s, check.is_wrong, check.is_day_sure) == (None, False, False)


@pytest.mark.parametrize(
    ("ahead_s", "wrong", "sure"),
    [
        (0.0, False, True),
        (-300.0, False, True),
        (3600.0, True, True),
        (-3600.0, True, True),
        (YEAR_S, True, False),
        (-YEAR_S, True, False),
    ],
)
def test_what_a_server_says_counts(ahead_s: float, wrong: bool, sure: bool) -> None:
    clocks = Clocks(NOW_S + ahead_s)
    clocks.check.hear(ahead_s)
    assert (clocks.check.is_wrong, clocks.check.is_day_sure) == (wrong, sure)
    clocks.check.hear(ahead_s)
    assert clocks.changes == 1


def test_a_clock_that_is_set_is_followed_at_once() -> None:
    clocks = Clocks(NOW_S + YEAR_S)
    clocks.check.hear(YEAR_S)
    clocks.pass_(3600)
    assert clocks.check.ahead_s == YEAR_S
    clocks.wall_s -= YEAR_S
    assert clocks.check.ahead_s == 0
    assert clocks.check.is_day_sure
    clocks.wall_s -= YEAR_S
    assert clocks.check.is_wrong


@pytest.mark.parametrize("server_s", [0.0, 978_307_200.0, 5e9, 1e18, -1e18, float("nan")])
def test_a_server_without_a_clock_is_not_believed(server_s: float) -> None:
    clocks = Clocks()
    clocks.check.hear(NOW_S - server_s)
    assert clocks.check.ahead_s is None
    assert clocks.changes == 0
