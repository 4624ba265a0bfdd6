"""The demo presses the button itself and measures: press, meeting, leave.

Every press is a real pointer press at the place that the kiosk tells for an accessible name. Times
that count from the press count from just before the button's release was sent.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass

from kiosk.demo.facts import Fact, Facts
from kiosk.demo.pointer import Pointer

JOIN, LEAVE, CONFIRM = "VÀO HỌP", "Rời họp", "Rời cuộc họp"
BUTTONS = (JOIN, LEAVE, CONFIRM)
"""Accessible names, as the Vietnamese screen has them."""

HOME_S = 30.0
BUTTON_S = 30.0
MEETING_S = 30.0
LEAVE_S = 20.0
READ_S = 2.0
"""From the button to the press: nobody presses sooner, and the kiosk prepares meanwhile."""
STAY_S = 1.0
BETWEEN_PRESSES_S = 1.0
"""More than the 800 ms within which the screen takes a second press for a tremor."""


@dataclass(frozen=True, slots=True)
class Result:
    """What happened when, in milliseconds; None: it did not happen."""

    start_to_home_ms: float | None = None
    press_to_joined_ms: float | None = None
    press_to_decoded_ms: float | None = None
    press_to_picture_ms: float | None = None
    press_to_sound_ms: float | None = None
    hall_saw_us_ms: float | None = None
    hall_heard_us_ms: float | None = None
    left_ms: float | None = None
    graphics: str | None = None
    synthetic: list[str] | None = None

    @property
    def is_complete(self) -> bool:
        """All of it happened."""
        return None not in asdict(self).values()


class Run:
    """One visit to the meeting."""

    def __init__(
        self, kiosk: Facts, hall: Facts, pointer: Pointer, point_name: str, started_ns: int
    ) -> None:
        self._kiosk = kiosk
        self._hall = hall
        self._pointer = pointer
        self._name = point_name
        self._started_ns = started_ns

    def measure(self) -> Result:
        """Do it all; what fails leaves the rest None. Raises `KioskError` without a pointer."""
        found: dict[str, float | None] = {}
        home = self._kiosk.wait_for(_named("home"), HOME_S)
        found["start_to_home_ms"] = _ms(self._started_ns, home)
        everybody_is_there = self._hall.wait_for(lambda fact: "ready" in fact, HOME_S)
        pressed_ns = self._press(JOIN, 0, READ_S) if home and everybody_is_there else None
        if pressed_ns is not None:
            found |= self._meeting(pressed_ns)
            time.sleep(STAY_S)
            found["left_ms"] = self._leave(pressed_ns)
        return Result(**found, graphics=self._graphics(), synthetic=self._synthetic())

    def _meeting(self, pressed_ns: int) -> dict[str, float | None]:
        deadline = time.monotonic() + MEETING_S

        def after(facts: Facts, matches: Callable[[Fact], bool]) -> float | None:
            fact = facts.wait_for(
                lambda fact: fact.get("at_ns", 0) > pressed_ns and matches(fact),
                max(0.0, deadline - time.monotonic()),
            )
            return _ms(pressed_ns, fact)

        return {
            "press_to_joined_ms": after(self._kiosk, _named("joined")),
            "press_to_decoded_ms": after(self._kiosk, _named("decoded")),
            "press_to_picture_ms": after(self._kiosk, _named("picture")),
            "press_to_sound_ms": after(self._kiosk, _named("sound")),
            "hall_saw_us_ms": after(self._hall, self._of_us("saw")),
            "hall_heard_us_ms": after(self._hall, self._of_us("heard")),
        }

    def _leave(self, joined_ns: int) -> float | None:
        first_ns = self._press(LEAVE, joined_ns, 0.0)
        if first_ns is None:
            return None
        pressed_ns = self._press(CONFIRM, first_ns, BETWEEN_PRESSES_S)
        if pressed_ns is None:
            return None

        def since(matches: Callable[[Fact], bool]) -> Callable[[Fact], bool]:
            return lambda fact: fact.get("at_ns", 0) > pressed_ns and matches(fact)

        home = _ms(pressed_ns, self._kiosk.wait_for(since(_named("left")), LEAVE_S))
        gone = _ms(pressed_ns, self._hall.wait_for(since(self._of_us("gone")), LEAVE_S))
        return max(home, gone) if home is not None and gone is not None else None

    def _press(self, label: str, after_ns: int, pause_s: float) -> int | None:
        """Press the button once it is there; None when it does not come."""

        def is_it(fact: Fact) -> bool:
            return _named("button")(fact) and fact.get("label") == label

        came = self._kiosk.wait_for(
            lambda fact: is_it(fact) and fact.get("at_ns", 0) > after_ns, BUTTON_S
        )
        if came is None:
            return None
        time.sleep(pause_s)
        self._kiosk.read()
        place = [fact for fact in self._kiosk.all if is_it(fact)][-1]  # it may have moved
        return self._pointer.press(int(place["x"]), int(place["y"]))

    def _of_us(self, what: str) -> Callable[[Fact], bool]:
        return lambda fact: what in fact and fact.get("name") == self._name

    def _graphics(self) -> str | None:
        fact = self._kiosk.wait_for(_named("graphics"), 0.0)
        return str(fact["detail"]) if fact else None

    def _synthetic(self) -> list[str] | None:
        self._kiosk.read()
        facts = [fact for fact in self._kiosk.all if _named("synthetic")(fact)]
        return [name for name in str(facts[-1]["detail"]).split(",") if name] if facts else None


def in_words(result: Result) -> str:
    """A small table for people."""
    lines = (
        ("start to home screen", result.start_to_home_ms),
        ("press to being in the meeting", result.press_to_joined_ms),
        ("press to large picture decoded", result.press_to_decoded_ms),
        ("press to first picture on screen", result.press_to_picture_ms),
        ("press to the hall's voice", result.press_to_sound_ms),
        ("press to the hall seeing us", result.hall_saw_us_ms),
        ("press to the hall hearing us", result.hall_heard_us_ms),
        ("confirmation to having left", result.left_ms),
    )
    times = [
        f"  {what:<34}" + (f"{value:8.0f} ms" if value is not None else "   did not happen")
        for what, value in lines
    ]
    synthetic = "not known" if result.synthetic is None else ", ".join(result.synthetic) or "none"
    return "\n".join(
        [
            *times,
            f"  {'graphics':<34}{result.graphics or 'not known':>11}",
            f"  synthetic devices: {synthetic}",
        ]
    )


def _named(name: str) -> Callable[[Fact], bool]:
    return lambda fact: fact.get("name") == name and "at_ns" in fact


def _ms(from_ns: int, fact: Fact | None) -> float | None:
    return round((int(fact["at_ns"]) - from_ns) / 1e6, 1) if fact is not None else None
