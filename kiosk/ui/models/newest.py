"""Where the core thread's callbacks meet the GUI thread: one queued signal each.

Every method of a QML type that a signal is connected to is marked `@Slot`. Else PySide6 6.11.3
gives the receiver a meta-object of its own; when that is freed and another takes its address, QML's
cache, which goes by the address, shows the new object with the old one's properties.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Qt, QThread, Signal, Slot


def assert_gui_thread() -> None:
    """View models live on the GUI thread; anything else is a bug."""
    application = QCoreApplication.instance()
    assert application is not None, "no application"
    assert QThread.currentThread() is application.thread(), "not on the GUI thread"


class Newest(QObject):
    """Hands the newest value over to the GUI thread: `put` on any thread, `arrived` on ours.

    Between two turns of our loop the newest wins.
    """

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
