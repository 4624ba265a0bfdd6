"""The restart page: what is to go down, asked twice, and what came of it."""

# ruff: noqa: N802 - properties are spelt as QML spells them
from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.system.state import SystemPort, SystemState, Verb
from kiosk.ui import system_words
from kiosk.ui.models.newest import Newest

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1


class What(StrEnum):
    """What can go down."""

    NOTHING = ""
    PROGRAM = "program"
    COMPUTER = "computer"
    OFF = "off"


_VERBS = {What.COMPUTER: Verb.RESTART, What.OFF: Verb.SWITCH_OFF}


@QmlElement
class PowerModel(QObject):
    """Asks once more before anything goes down."""

    changed = Signal()
    program_restart_wished = Signal()

    def __init__(self, port: SystemPort) -> None:
        super().__init__()
        self._port = port
        self._state = SystemState()
        self._what = What.NOTHING
        self._newest = Newest(self)
        self._newest.arrived.connect(self._on_state)

    def start(self) -> None:
        """Subscribe, once everything is connected."""
        self._port.subscribe(self._newest.put)

    def begin(self) -> None:
        """The page is opened: nothing is chosen."""
        self._port.acknowledge()
        self._what = What.NOTHING
        self.changed.emit()

    @Slot(object)
    def _on_state(self, state: SystemState) -> None:
        self._state = state
        self.changed.emit()

    @Slot(str)
    def choose(self, what: str) -> None:
        """What is to go down: program, computer or off."""
        self._what = What(what)
        self.changed.emit()

    @Slot()
    def back(self) -> None:
        """Nothing after all."""
        self.begin()

    @Slot()
    def confirm(self) -> None:
        """The second press: do it."""
        if self._what is What.PROGRAM:
            self.program_restart_wished.emit()
        elif self._what is What.COMPUTER:
            self._port.restart()
        elif self._what is What.OFF:
            self._port.switch_off()

    @Property(str, notify=changed)
    def what(self) -> str:
        """What was chosen; empty: nothing yet."""
        return self._what.value

    @Property(bool, notify=changed)
    def going(self) -> bool:
        """It goes down: nothing can be pressed any more."""
        return self._state.doing in _VERBS.values()

    @Property(bool, notify=changed)
    def failed(self) -> bool:
        """It was refused, or did not happen."""
        return self._state.failed is _VERBS.get(self._what, Verb.LOOK)

    @Property(str, notify=changed)
    def problemTitle(self) -> str:
        """Why not."""
        return system_words.problem(self._state.problem).title

    @Property(str, notify=changed)
    def problemText(self) -> str:
        """What to do about it."""
        return system_words.problem(self._state.problem).text
