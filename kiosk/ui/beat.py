"""The GUI thread's sign of life: its loop turns."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


class Beat(QObject):
    """Tells as soon as the loop turns, and then again and again. Make it before the loop runs."""

    def __init__(
        self, on_first: Callable[[], None], on_beat: Callable[[], None], every_s: float
    ) -> None:
        """`every_s` 0: no beats."""
        super().__init__()
        self._timer = QTimer(self, interval=round(every_s * 1000))
        self._timer.timeout.connect(on_beat)
        self._on_first = on_first
        QTimer.singleShot(0, self, self._begin)

    def _begin(self) -> None:
        self._on_first()
        if self._timer.interval() > 0:
            self._timer.start()
