"""Where the core thread's callbacks meet the GUI thread: one queued signal each.

Every method of a QML type that a signal is connected to is marked `@Slot`. Else PySide6 6.11.3
gives the receiver a meta-object of its own; when that is freed and another takes its address, QML's
cache, which goes by the address, shows the new object with the old one's properties.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Qt, QThread, Signal, Slot

from kiosk.model.gear import Levels
from kiosk.model.meeting import Agenda
from kiosk.session.state import SessionPort, SessionState
from kiosk.ui.ports import AgendaPort


def assert_gui_thread() -> None:
    """View models live on the GUI thread; anything else is a bug."""
    application = QCoreApplication.instance()
    assert application is not None, "no application"
    assert QThread.currentThread() is application.thread(), "not on the GUI thread"


class Newest(QObject):
    """Hands the newest value over to the GUI thread: `put` on any thread, `arrived` on ours."""

    arrived = Signal(object)
    _came = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._value: object = None
        self._came.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def put(self, value: object) -> None:
        """None is no value."""
        self._value = value
        self._came.emit()

    @Slot()
    def _deliver(self) -> None:
        assert_gui_thread()
        value, self._value = self._value, None
        if value is not None:
            self.arrived.emit(value)


class Bridge(QObject):
    """Hands the newest state over to the GUI thread; between two turns of its loop newest wins."""

    state_changed = Signal(object)
    levels_changed = Signal(object)
    agenda_changed = Signal(object)
    _arrived = Signal()

    def __init__(self, session: SessionPort, agenda: AgendaPort) -> None:
        super().__init__()
        self._state: SessionState | None = None
        self._levels: Levels | None = None
        self._agenda: Agenda | None = None
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._session = session
        self._agenda_port = agenda

    def start(self) -> None:
        """Subscribe, once everything is connected."""
        self._session.subscribe(self._on_state, self._on_levels, lambda _moment: None)
        self._agenda_port.subscribe(self._on_agenda)

    def _on_state(self, state: SessionState) -> None:
        self._state = state
        self._arrived.emit()

    def _on_levels(self, levels: Levels) -> None:
        self._levels = levels
        self._arrived.emit()

    def _on_agenda(self, agenda: Agenda) -> None:
        self._agenda = agenda
        self._arrived.emit()

    @Slot()
    def _deliver(self) -> None:
        assert_gui_thread()
        agenda, self._agenda = self._agenda, None
        if agenda is not None:
            self.agenda_changed.emit(agenda)
        state, self._state = self._state, None
        if state is not None:
            self.state_changed.emit(state)
        levels, self._levels = self._levels, None
        if levels is not None:
            self.levels_changed.emit(levels)
