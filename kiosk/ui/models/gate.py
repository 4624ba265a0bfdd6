"""The pin page: what has been typed, whether the door takes it, how long to wait."""

# ruff: noqa: N802 - properties are spelt as QML spells them
from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Property, QCoreApplication, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.base.secret import PIN_DIGITS
from kiosk.settings.state import GatePort, GateState
from kiosk.ui import dates, words
from kiosk.ui.models.clock import Clock
from kiosk.ui.models.newest import Newest

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class GateModel(QObject):
    """Follows `GateState`. The digits are nowhere but here, and gone when the page is left."""

    changed = Signal()
    opened = Signal()
    """The right pin was entered."""

    def __init__(self, port: GatePort, clock: Clock) -> None:
        super().__init__()
        self._port = port
        self._clock = clock
        self._state = GateState()
        self._digits = ""
        self._seconds = 0
        self._refused = False
        self._entered = False
        self._newest = Newest(self)
        self._newest.arrived.connect(self._on_state)
        clock.ticked.connect(self._count)

    def start(self) -> None:
        """Subscribe, once everything is connected."""
        self._port.subscribe(self._newest.put)

    def look(self) -> None:
        """The page is opened: a pin may have been set since."""
        self._port.look()

    def leave(self) -> None:
        """Lock the door and forget what was typed."""
        self._digits, self._refused = "", False
        self._port.close()
        self.changed.emit()

    @property
    def is_open(self) -> bool:
        """The technician's pages may be shown."""
        return self._state.is_open

    @Slot(object)
    def _on_state(self, state: GateState) -> None:
        before, self._state = self._state, state
        if state.wrong > before.wrong and self._entered:
            self._digits, self._refused, self._entered = "", True, False
        self._seconds = self._seconds_left()
        self.changed.emit()
        if state.is_open and not before.is_open:
            self._digits, self._refused = "", False
            self.opened.emit()

    def _seconds_left(self) -> int:
        """Whole seconds, rounded up: at 0 it is over."""
        left_ns = self._state.locked_until_ns - self._clock.monotonic_ns()
        return max(0, -(-left_ns // 10**9))

    @Slot()
    def _count(self) -> None:
        seconds = self._seconds_left()
        if seconds != self._seconds:
            self._seconds = seconds
            self.changed.emit()

    @Slot(str)
    def type(self, digit: str) -> None:
        """One more digit."""
        if self._takes_digits() and len(self._digits) < PIN_DIGITS.stop - 1:
            self._digits += digit
            self._refused = False
            self.changed.emit()

    @Slot()
    def delete(self) -> None:
        """Take back the last digit."""
        if self._takes_digits():
            self._digits = self._digits[:-1]
            self.changed.emit()

    @Slot()
    def enter(self) -> None:
        """Try what was typed."""
        if self._takes_digits() and len(self._digits) in PIN_DIGITS:
            self._entered = True
            self._port.enter(self._digits)

    def _takes_digits(self) -> bool:
        return self._face() == "ready" and not self._state.checking

    def _face(self) -> str:
        if self._state.problem:
            return "broken"
        if self._state.pin_is_set is None:
            return "wait"
        if not self._state.pin_is_set:
            return "not-set"
        return "locked" if self._seconds > 0 else "ready"

    @Property(str, notify=changed)
    def state(self) -> str:
        """What the page shows: wait, broken, not-set, locked or ready."""
        return self._face()

    @Property(int, notify=changed)
    def typed(self) -> int:
        """How many digits have been typed."""
        return len(self._digits)

    @Property(bool, notify=changed)
    def canEnter(self) -> bool:
        """Enough digits for a pin."""
        return self._takes_digits() and len(self._digits) in PIN_DIGITS

    @Property(bool, notify=changed)
    def checking(self) -> bool:
        """A pin is being compared."""
        return self._state.checking

    @Property(bool, notify=changed)
    def refused(self) -> bool:
        """The last pin was wrong."""
        return self._refused or self._seconds > 0

    @Property(str, notify=changed)
    def waitLine(self) -> str:
        """How long no pin is taken; empty: now."""
        if self._seconds == 0:
            return ""
        text = QCoreApplication.translate("Gate", "Please wait {span}.")
        return text.format(span=dates.span(timedelta(seconds=self._seconds)))

    @Property(str, notify=changed)
    def problemTitle(self) -> str:
        """Why the pin cannot be read."""
        return words.problem(self._state.problem).title if self._state.problem else ""

    @Property(str, notify=changed)
    def problemText(self) -> str:
        """What to do about it."""
        return words.problem(self._state.problem).text if self._state.problem else ""
