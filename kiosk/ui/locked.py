"""A window that nothing outside the program closes, shrinks or takes away from the screen.

No window manager, key or gesture; the program ends when the service manager says so.
docs/lockdown.md lists what was tried.
"""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QWindow

log = logging.getLogger(__name__)

_FULL = Qt.WindowState.WindowFullScreen


class Lock(QObject):
    """Of one window, which asks `refuses` in its `closeEvent`. Open until it is `shut`."""

    def __init__(self, window: QWindow) -> None:
        super().__init__(window)
        self._window = window
        self._is_shut = False
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self._fill)
        window.windowStateChanged.connect(self._look_again)

    def shut(self) -> None:
        """From now on it cannot be closed, and fills the screen whenever it is shown."""
        self._is_shut = True

    def open(self) -> None:
        """It may be taken down: the program ends (idempotent)."""
        self._is_shut = False

    def refuses(self, event: QCloseEvent) -> bool:
        """True: the window was asked to close, and stays."""
        if self._is_shut:
            log.info("something has asked the window to close: it stays")
            event.ignore()
        return self._is_shut

    def _look_again(self) -> None:
        """Queued: the window system is in the middle of telling us."""
        if self._is_shut:
            self._again.start()

    def _fill(self) -> None:
        window = self._window
        if self._is_shut and window.isVisible() and window.windowState() is not _FULL:
            log.info("something has taken the window from the screen: filling it again")
            window.showFullScreen()
