"""The view of the kiosk's window: what a person can do to a window from outside does nothing.

No window manager, key or gesture may close, shrink or move it away; the program ends when the
service manager says so. docs/lockdown.md lists what was tried.
"""

from __future__ import annotations

import logging

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtQuick import QQuickView

log = logging.getLogger(__name__)

_FULL = Qt.WindowState.WindowFullScreen


class KioskView(QQuickView):
    """A `QQuickView` that is locked once it fills the screen."""

    keyed = Signal()
    """A key was pressed: somebody is there."""

    def __init__(self) -> None:
        super().__init__()
        self._locked = False
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self._fill)
        self.windowStateChanged.connect(self._look_again)

    def lock(self) -> None:
        """From now on it fills the screen and cannot be closed."""
        self._locked = True
        self.showFullScreen()

    def unlock(self) -> None:
        """It may be taken down: the program ends."""
        self._locked = False

    def _look_again(self) -> None:
        """Queued: the window system is in the middle of telling us."""
        if self._locked:
            self._again.start()

    def _fill(self) -> None:
        if self._locked and self.isVisible() and self.windowState() is not _FULL:
            log.info("something has taken the window from the screen: filling it again")
            self.showFullScreen()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 (Qt's name)
        """Asked by the window manager: not while it is locked."""
        if self._locked:
            log.info("something has asked the window to close: it stays")
            event.ignore()
        else:
            super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Nothing more than QML does with it, which is nothing."""
        self.keyed.emit()
        super().keyPressEvent(event)
