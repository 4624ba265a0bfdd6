"""Which pictures are stuck."""

import itertools

from kiosk.conference.pictures import ASK_MOST_S, FIRST_S, STALLED_S, PictureWatch
from kiosk.model.room import PictureState


def test_a_switch_without_a_picture_asks_for_a_key_frame_and_then_less_and_less_often():
    watch = PictureWatch()
    watch.expect(0, 0.0)
    assert watch.overdue(FIRST_S - 0.01) == []
    asked = [tick / 10 for tick in range(300) if watch.overdue(tick / 10)]
    gaps = [round(b - a, 3) for a, b in itertools.pairwise(asked)]
    assert asked[0] == 0.4
    assert gaps == sorted(gaps)
    assert gaps[0] <= 0.5
    assert max(gaps) <= ASK_MOST_S + 0.11


def test_states_from_waiting_over_live_to_stalled():
    watch = PictureWatch()
    assert watch.state(3, 0.0) is PictureState.NONE
    watch.expect(3, 0.0)
    assert watch.state(3, 0.1) is PictureState.WAITING
    assert watch.arrived(3, 0.2)
    assert not watch.arrived(3, 0.3)
    assert watch.state(3, 0.4) is PictureState.LIVE
    assert watch.state(3, 0.3 + STALLED_S + 0.1) is PictureState.STALLED
    watch.forget(3)
    assert watch.state(3, 0.4) is PictureState.NONE
    assert not watch.arrived(3, 0.5)


def test_a_live_picture_is_left_alone():
    watch = PictureWatch()
    watch.expect(1, 0.0)
    for tick in range(100):
        watch.arrived(1, tick * 0.067)
        assert watch.overdue(tick * 0.067) == []
