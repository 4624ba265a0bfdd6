from __future__ import annotations

from kiosk.ui.models.taps import REBOUND_S, TapGuard


class Watch:
    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


def guard() -> tuple[TapGuard, Watch]:
    watch = Watch()
    made = TapGuard(monotonic=watch)
    made.screen = "meeting"
    return made, watch


def test_the_same_control_counts_once_in_800_ms() -> None:
    taps, watch = guard()
    assert taps.accept("mute")
    watch.now_s += 0.79
    assert not taps.accept("mute")
    watch.now_s += 0.02
    assert taps.accept("mute")


def test_another_control_counts_at_once() -> None:
    taps, _ = guard()
    assert taps.accept("mute")
    assert taps.accept("camera")


def test_a_new_screen_under_the_finger_does_not_take_the_second_tap() -> None:
    taps, watch = guard()
    assert taps.accept("leave")
    taps.screen = "leave"
    watch.now_s += 0.3
    assert not taps.accept("confirm")
    watch.now_s += 0.6
    assert taps.accept("confirm")


def test_a_key_counts_again_once_the_finger_cannot_have_bounced() -> None:
    taps, watch = guard()
    assert taps.accept_repeated("7")
    watch.now_s += REBOUND_S - 0.01
    assert not taps.accept_repeated("7")
    watch.now_s += 0.02
    assert taps.accept_repeated("7")
    assert taps.accept_repeated("8")


def test_a_new_screen_takes_no_second_tap_on_a_key_either() -> None:
    taps, watch = guard()
    assert taps.accept("leave")
    taps.screen = "pin"
    watch.now_s += 0.3
    assert not taps.accept_repeated("7")


def test_every_press_that_counts_is_told() -> None:
    taps, _ = guard()
    heard: list[bool] = []
    taps.accepted.connect(lambda: heard.append(True))
    taps.accept("mute")
    taps.accept("mute")
    taps.accept_repeated("7")
    assert len(heard) == 2
