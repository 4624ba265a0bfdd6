"""One press is one press: repeats are ignored, and so is a second tap that lands elsewhere."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

REPEAT_S = 0.8
"""UI.md, rule 3: an unsure finger often taps twice."""
REBOUND_S = 0.12
"""Keys of a number pad, steps of a value: two presses mean two, but a finger may bounce."""


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
        self._last_s = -REPEAT_S
        self._last: tuple[str, str] = ("", "")

    @Property(str, notify=screen_changed)
    def screen(self) -> str:
        """What is on the screen now; a new screen under a second tap must not take it."""
        return self._screen

    @screen.setter  # type: ignore[no-redef]
    def screen(self, value: str) -> None:
        if value != self._screen:
            self._screen = value
            self.screen_changed.emit()

    @Slot(str, result=bool)
    def accept(self, control: str) -> bool:
        """True when this press counts; `control` tells controls of one screen apart."""
        return self._count(control, REPEAT_S)

    @Slot(str, result=bool)
    def accept_repeated(self, control: str) -> bool:
        """As `accept`, for a control that is meant to be pressed several times in a row."""
        return self._count(control, REBOUND_S)

    def _count(self, control: str, repeat_s: float) -> bool:
        now, press = self._monotonic(), (self._screen, control)
        wait_s = REPEAT_S if self._screen != self._last[0] else repeat_s
        again = press == self._last or self._screen != self._last[0]
        if again and now - self._last_s < wait_s:
            return False
        self._last_s, self._last = now, press
        self.accepted.emit()
        return True
