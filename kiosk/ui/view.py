"""The view of a role's window: locked against whoever wants away from it, and telling of keys."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtQuick import QQuickView

from kiosk.ui.locked import Lock


class KioskView(QQuickView):
    """A `QQuickView` with a `lock`."""

    keyed = Signal()
    """A key was pressed: somebody is there."""

    def __init__(self) -> None:
        super().__init__()
        self.lock = Lock(self)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 (Qt's name)
        """Asked by the window manager."""
        if not self.lock.refuses(event):
            super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Nothing more than QML does with it, which is nothing."""
        self.keyed.emit()
        super().keyPressEvent(event)
