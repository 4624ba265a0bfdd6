"""Whether there is a monitor to be seen on, and when that changes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication, QScreen


class DisplayWatch(QObject):
    """Tells at once, and on every change. Make it on the GUI thread.

    While no monitor is connected Qt's Wayland plug-in has a screen of no size.
    """

    def __init__(self, application: QGuiApplication, tell: Callable[[bool], None]) -> None:
        super().__init__()
        self._tell = tell
        self._gone: QScreen | None = None
        application.screenAdded.connect(self._on_added)
        application.screenRemoved.connect(self._on_removed)
        for screen in application.screens():
            screen.geometryChanged.connect(self._look)
        self._look()

    @Slot(QScreen)
    def _on_added(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self._look)
        self._look()

    @Slot(QScreen)
    def _on_removed(self, screen: QScreen) -> None:
        """It is in Qt's list still."""
        self._gone = screen
        self._look()
        self._gone = None

    @Slot()
    def _look(self) -> None:
        screens = (one for one in QGuiApplication.screens() if one is not self._gone)
        self._tell(any(not one.geometry().isEmpty() for one in screens))
