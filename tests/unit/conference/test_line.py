"""Whether the line is alive: time and counters in, judgement out."""

import pytest

from kiosk.conference.line import REJOIN_S, RESTART_S, SILENT_S, Action, Line
from kiosk.media.linkstats import LinkStats
from kiosk.model.wire import Network


def flow(line: Line, start_s: float, seconds: int, first: int = 0, **stats: float) -> float:
    for second in range(1, seconds + 1):
        counters = LinkStats(
            bytes_received=first + second * 1000,
            packets_received=second * 100,
            packets_lost=int(second * stats.get("lost_a_second", 0)),
            rtt_ms=stats.get("rtt_ms", 20),
        )
        assert line.update(start_s + second, counters) is Action.NONE
    return start_s + seconds


def test_a_line_that_flows_is_good():
    line = Line(100.0)
    assert line.network is Network.UNKNOWN
    flow(line, 100.0, 10)
    assert line.is_alive
    assert line.network is Network.GOOD
    assert line.loss_percent == 0


@pytest.mark.parametrize(
    ("lost_a_second", "rtt_ms", "network"),
    [(3, 20, Network.GOOD), (5, 20, Network.WEAK), (0, 299, Network.GOOD), (0, 300, Network.WEAK)],
)
def test_loss_and_round_trip_make_it_weak(lost_a_second, rtt_ms, network):
    line = Line(0.0)
    flow(line, 0.0, 10, lost_a_second=lost_a_second, rtt_ms=rtt_ms)
    assert line.network is network


def test_silence_is_first_said_then_mended_then_left():
    line = Line(0.0)
    now_s = flow(line, 0.0, 5)
    dead = LinkStats(bytes_received=5000)
    actions = {}
    while not actions.get(Action.REJOIN):
        now_s += 0.25
        action = line.update(now_s, dead)
        silent_s = now_s - 5
        assert line.is_alive == (silent_s < SILENT_S)
        actions.setdefault(action, silent_s)
    assert actions[Action.RESTART] == RESTART_S
    assert actions[Action.REJOIN] == REJOIN_S
    assert line.network is Network.LOST


def test_a_line_that_comes_back_is_good_again():
    line = Line(0.0)
    now_s = flow(line, 0.0, 5)
    line.update(now_s + 4, LinkStats(bytes_received=5000))
    assert line.network is Network.LOST
    flow(line, now_s + 4, 6, first=5000)
    assert line.network is Network.GOOD


def test_a_counter_that_starts_again_after_an_ice_restart_counts_as_silence_until_it_grows():
    line = Line(0.0)
    now_s = flow(line, 0.0, 5)
    line.update(now_s + 1, LinkStats(bytes_received=10))
    line.update(now_s + 2, LinkStats(bytes_received=400))
    assert line.is_alive
