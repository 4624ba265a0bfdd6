"""The clock on the screen: the point's own zone, whatever the PC is set to."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.model.meeting import POINT_ZONE
from kiosk.ui import dates

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

_LOOK_S = 4


def point_now() -> datetime:
    """Now, aware, in the point's zone."""
    return datetime.now(POINT_ZONE)


@QmlElement
class Clock(QObject):
    """What people read changes once a minute; it ticks once a second while somebody counts."""

    ticked = Signal()
    minute_changed = Signal()

    def __init__(
        self,
        now: Callable[[], datetime] = point_now,
        monotonic_ns: Callable[[], int] = time.monotonic_ns,
        *,
        lunar: bool = True,
    ) -> None:
        super().__init__()
        self._now = now
        self.monotonic_ns = monotonic_ns
        self._lunar = lunar
        self._counts = True
        self._minute = self._now().replace(second=0, microsecond=0)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._tick)
        self._arm()

    def now(self) -> datetime:
        """Now, aware, in the point's zone."""
        return self._now()

    def seconds_since(self, monotonic_ns: int) -> int:
        """Whole seconds since a `time.monotonic_ns()`; 0 for 0."""
        return 0 if monotonic_ns == 0 else max(0, self.monotonic_ns() - monotonic_ns) // 10**9

    @Property(str, notify=minute_changed)
    def time(self) -> str:
        """For example `13:52`."""
        return f"{self._minute:%H:%M}"

    @Property(str, notify=minute_changed)
    def day(self) -> str:
        """Weekday, date and lunar date."""
        return dates.day_line(self._minute, self._lunar)

    def count(self, on: bool) -> None:
        """Seconds are shown somewhere, or not: a screen that rests is not woken for them."""
        if on != self._counts:
            self._counts = on
            self._arm()

    def _arm(self) -> None:
        """Wake just after the second changes, so that the minute on the screen is right.

        While nobody counts, after the minute changes, or some seconds: the PC's clock may be set.
        """
        now = self._now()
        seconds = 0 if self._counts else min(_LOOK_S, 59 - now.second)
        self._timer.start(1000 * seconds + 1005 - now.microsecond // 1000)

    @Slot()
    def _tick(self) -> None:
        minute = self._now().replace(second=0, microsecond=0)
        if minute != self._minute:
            self._minute = minute
            self.minute_changed.emit()
        self.ticked.emit()
        self._arm()
