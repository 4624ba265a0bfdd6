"""One press is one press: repeats are ignored, and so is a second tap that lands elsewhere.

What counts is when the finger pressed, by the event's own time, not when a busy screen came to it:
two deliberate presses that arrive together are two, and a tremble that arrives spread out is one.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

REPEAT_S = 0.8
"""UI.md, rule 3: an unsure finger often taps twice."""
REBOUND_S = 0.12
"""Keys of a number pad, steps of a value: two presses mean two, but a finger may bounce."""
NO_TIME = 0.0
"""The event's time of a press that no event brought (a screen reader), or that has none."""

_CLOCKS_AGREE_S = 300.0
"""So long two clocks of one computer are taken to run alike: at 50 ppm they part by 15 ms."""


@dataclass(frozen=True, slots=True)
class _Press:
    screen: str
    control: str
    event_s: float
    """By the event's clock, whose zero is unknown; `NO_TIME`: not known."""
    taken_s: float
    """By ours, when we came to it."""

    def since(self, before: _Press) -> float:
        """Seconds between two presses, by the events' clock where it can tell."""
        if NO_TIME not in (before.event_s, self.event_s) and self.event_s >= before.event_s:
            return self.event_s - before.event_s
        return self.taken_s - before.taken_s


class _Lag:
    """Says when an event happened by our clock: the quickest of late lagged not at all."""

    def __init__(self) -> None:
        self._last_event_s = NO_TIME
        self._offsets: list[tuple[float, float]] = []

    def happened_s(self, event_s: float, taken_s: float) -> float:
        """Our clock's time of an event that we came to at `taken_s`."""
        if event_s == NO_TIME:
            return taken_s
        if event_s < self._last_event_s:  # another device's clock, or one that began anew
            self._offsets.clear()
        self._last_event_s = event_s
        self._offsets = [one for one in self._offsets if taken_s - one[0] < _CLOCKS_AGREE_S]
        self._offsets.append((taken_s, taken_s - event_s))
        return event_s + min(offset for _, offset in self._offsets)


@QmlElement
class TapGuard(QObject):
    """Says whether a press counts."""

    screen_changed = Signal()
    accepted = Signal()
    """A press counted: somebody is there."""

    def __init__(
        self, parent: QObject | None = None, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent)
        self._monotonic = monotonic
        self._screen = ""
        self._screen_since_s = monotonic()
        self._lag = _Lag()
        self._last = _Press("", "", NO_TIME, -REPEAT_S)

    @Property(str, notify=screen_changed)
    def screen(self) -> str:
        """What is on the screen now; a new screen under a second tap must not take it."""
        return self._screen

    @screen.setter  # type: ignore[no-redef]
    def screen(self, value: str) -> None:
        if value != self._screen:
            self._screen = value
            self._screen_since_s = self._monotonic()
            self.screen_changed.emit()

    @Slot(str, float, result=bool)
    def accept(self, control: str, event_ms: float) -> bool:
        """True when this press counts.

        `control` tells controls of one screen apart; `event_ms` is the event's own time (its zero
        may be any), 0 where there is none.
        """
        return self._count(control, event_ms, REPEAT_S)

    @Slot(str, float, result=bool)
    def accept_repeated(self, control: str, event_ms: float) -> bool:
        """As `accept`, for a control that is meant to be pressed several times in a row."""
        return self._count(control, event_ms, REBOUND_S)

    def _count(self, control: str, event_ms: float, repeat_s: float) -> bool:
        press = _Press(self._screen, control, event_ms / 1000, self._monotonic())
        happened_s = self._lag.happened_s(press.event_s, press.taken_s)
        if not self._is_new(press, happened_s, repeat_s):
            return False
        self._last = press
        self.accepted.emit()
        return True

    def _is_new(self, press: _Press, happened_s: float, repeat_s: float) -> bool:
        last = self._last
        if press.screen != last.screen:
            # Made on a screen that is gone, or a tremble of the press that changed it.
            return happened_s >= self._screen_since_s and press.since(last) >= REPEAT_S
        return press.control != last.control or press.since(last) >= repeat_s
