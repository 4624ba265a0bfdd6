from __future__ import annotations

from kiosk.ui.models.taps import REBOUND_S, TapGuard

X_SERVER_MS = 7_000_000.0
"""Where the events' clock stands when ours says 100 s."""


class Watch:
    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


class Finger:
    """Presses with events that say when; each is delivered `lag_s` after that."""

    def __init__(self) -> None:
        self.watch = Watch()
        self.taps = TapGuard(monotonic=self.watch)
        self.taps.screen = "meeting"
        # The clocks are compared by the first press: this one is delivered at once.
        assert self.press("elsewhere", 0.0)

    def press(self, control: str, at_s: float, lag_s: float = 0.0) -> bool:
        self.watch.now_s = max(self.watch.now_s, 100 + at_s + lag_s)
        return self.taps.accept(control, X_SERVER_MS + at_s * 1000)

    def screen(self, name: str, at_s: float) -> None:
        self.watch.now_s = 100 + at_s
        self.taps.screen = name


def guard() -> tuple[TapGuard, Watch]:
    """For presses that no event brings."""
    watch = Watch()
    made = TapGuard(monotonic=watch)
    made.screen = "meeting"
    return made, watch


def test_the_same_control_counts_once_in_800_ms() -> None:
    taps, watch = guard()
    assert taps.accept("mute", 0)
    watch.now_s += 0.79
    assert not taps.accept("mute", 0)
    watch.now_s += 0.02
    assert taps.accept("mute", 0)


def test_another_control_counts_at_once() -> None:
    taps, _ = guard()
    assert taps.accept("mute", 0)
    assert taps.accept("camera", 0)


def test_a_new_screen_under_the_finger_does_not_take_the_second_tap() -> None:
    taps, watch = guard()
    assert taps.accept("leave", 0)
    taps.screen = "leave"
    watch.now_s += 0.3
    assert not taps.accept("confirm", 0)
    watch.now_s += 0.6
    assert taps.accept("confirm", 0)


def test_a_key_counts_again_once_the_finger_cannot_have_bounced() -> None:
    taps, watch = guard()
    assert taps.accept_repeated("7", 0)
    watch.now_s += REBOUND_S - 0.01
    assert not taps.accept_repeated("7", 0)
    watch.now_s += 0.02
    assert taps.accept_repeated("7", 0)
    assert taps.accept_repeated("8", 0)


def test_a_new_screen_takes_no_second_tap_on_a_key_either() -> None:
    taps, watch = guard()
    assert taps.accept("leave", 0)
    taps.screen = "pin"
    watch.now_s += 0.3
    assert not taps.accept_repeated("7", 0)


def test_two_deliberate_presses_on_a_lagging_screen_are_two() -> None:
    """Both arrive in the same moment, three seconds late."""
    finger = Finger()
    assert finger.press("mute", 2.0, lag_s=3.0)
    assert finger.press("mute", 3.0, lag_s=2.0)


def test_a_tremble_that_arrives_spread_out_is_one() -> None:
    finger = Finger()
    assert finger.press("mute", 2.0)
    assert not finger.press("mute", 2.2, lag_s=3.0)


def test_a_press_on_a_screen_that_is_gone_does_not_press_the_new_one() -> None:
    """The screen hung; the second, deliberate press was meant for what stood there."""
    finger = Finger()
    assert finger.press("leave", 2.0, lag_s=2.0)
    finger.screen("leave", 4.1)
    assert not finger.press("confirm", 3.5, lag_s=0.7)
    assert finger.press("confirm", 5.5)


def test_a_screen_that_changed_by_itself_takes_no_earlier_press() -> None:
    finger = Finger()
    finger.screen("reconnecting", 4.0)
    assert not finger.press("leave", 3.9, lag_s=0.3)
    assert finger.press("leave", 4.5)


def test_a_clock_that_begins_anew_stops_nobody() -> None:
    finger = Finger()
    assert finger.press("mute", 2.0)
    finger.watch.now_s = 104.0
    assert finger.taps.accept("mute", 5.0)
    finger.taps.screen = "leave"
    finger.watch.now_s = 106.0
    assert finger.taps.accept("confirm", 2005.0)


def test_clocks_that_part_by_and_by_stop_nobody() -> None:
    """A month on, one clock is five seconds ahead of the other."""
    finger = Finger()
    days_s = 30 * 86_400.0
    finger.watch.now_s += days_s + 5
    finger.taps.screen = "home"
    finger.watch.now_s += 1
    assert finger.taps.accept("join", X_SERVER_MS + (days_s + 1) * 1000)


def test_every_press_that_counts_is_told() -> None:
    taps, _ = guard()
    heard: list[bool] = []
    taps.accepted.connect(lambda: heard.append(True))
    taps.accept("mute", 0)
    taps.accept("mute", 0)
    taps.accept_repeated("7", 0)
    assert len(heard) == 2
