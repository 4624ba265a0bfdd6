"""Whether there is a monitor to be seen on, told whenever that changes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QScreen

from kiosk.ui.monitor import SETTLE_MS, usable


class DisplayWatch(QObject):
    """Tells at once, and after every change. Make it on the GUI thread."""

    def __init__(self, application: QGuiApplication, tell: Callable[[bool], None]) -> None:
        super().__init__()
        self._tell = tell
        self._settled = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settled.timeout.connect(self._look)
        application.screenAdded.connect(self._on_added)
        application.screenRemoved.connect(self._settled.start)
        for screen in application.screens():
            screen.geometryChanged.connect(self._settled.start)
        self._look()

    @Slot(QScreen)
    def _on_added(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self._settled.start)
        self._settled.start()

    @Slot()
    def _look(self) -> None:
        self._tell(usable() is not None)
