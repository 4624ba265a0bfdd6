"""Whether the line is alive: time and counters in, judgement out."""

import pytest

from kiosk.conference.line import REJOIN_S, RESTART_S, SILENT_S, UNANSWERED, Action, Line
from kiosk.media.linkstats import LinkStats
from kiosk.model.room import Network


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


def out(second: float, sent: int, answered: int) -> LinkStats:
    """Their packets come, our checks are sent and perhaps answered."""
    return LinkStats(bytes_received=int(second * 1000), checks_sent=sent, checks_answered=answered)


def test_checks_that_nobody_answers_are_told_and_mended_by_the_ladder():
    line = Line(0.0)
    for second in range(1, 11):
        assert line.update(second, out(second, second, second)) is Action.NONE
    assert line.network is Network.GOOD
    actions, now_s, told_s = {}, 10.0, 0.0
    while Action.REJOIN not in actions:
        now_s += 0.25
        action = line.update(now_s, out(now_s, int(now_s), 10))
        told_s = told_s or (now_s if line.is_unheard else 0.0)
        actions.setdefault(action, now_s - told_s)
    assert told_s == 10 + UNANSWERED
    assert line.is_alive
    assert line.network is Network.WEAK
    assert actions[Action.RESTART] == pytest.approx(RESTART_S, abs=0.3)
    assert actions[Action.REJOIN] == pytest.approx(REJOIN_S, abs=0.3)


def test_the_servers_word_is_told_at_once_and_taken_back():
    line = Line(0.0)
    line.update(1, out(1, 1, 1))
    line.tell_arriving(False)
    assert line.is_unheard
    assert not line.is_well
    assert line.network is Network.WEAK
    line.tell_arriving(True)
    assert line.is_well
    assert line.update(2, out(2, 2, 2)) is Action.NONE


def test_checks_that_are_lost_now_and_then_are_nothing():
    """Answers that never come are never counted: only those in a row matter."""
    line = Line(0.0)
    for second in range(1, 200):
        line.update(second, out(second, second * 2, second))
        assert not line.is_unheard


def test_a_new_path_counts_from_its_own_beginning():
    line = Line(0.0)
    line.update(1, out(1, 100, 90))
    line.update(2, out(2, 2, 1))
    assert not line.is_unheard
    line.update(3, LinkStats(bytes_received=3000))  # no path yet
    line.update(4, out(4, 1, 0))
    assert not line.is_unheard
