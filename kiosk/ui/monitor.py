"""The monitor that the window stands on: absent at first, switched off and on, changed, turned.

Without one Qt has no screen, or one of no size that stands in; a full-screen window on that ends
the program (Wayland) or is never seen again. So the window is shown only where there is a screen,
and put there anew when one has gone (docs/reliability.md).
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication, QScreen, QWindow

log = logging.getLogger(__name__)

SETTLE_MS = 300
"""A compositor tells of a screen that goes in several steps."""
PLAUSIBLE_MM = range(100, 3001)
"""Monitors that do not know their width say 0, or the width of something else."""


def width_mm(screen: QScreen) -> float:
    """How wide it is as it stands; of one that was turned the system goes on telling how it lay."""
    pixels, told = screen.geometry(), screen.physicalSize()
    is_turned = (pixels.width() > pixels.height()) != (told.width() > told.height())
    return float(told.height() if is_turned else told.width())


def usable() -> QScreen | None:
    """The monitor for our window, the system's first one before others; None: there is none."""
    screens = [QGuiApplication.primaryScreen(), *QGuiApplication.screens()]
    return next((one for one in screens if one is not None and _is_real(one)), None)


class FullScreen(QObject):
    """Keeps a window over the whole of a monitor, from `begin` until `end`. On the GUI thread."""

    def __init__(
        self,
        window: QWindow,
        on_change: Callable[[], None],
        has_monitor: Callable[[bool], object] = bool,
    ) -> None:
        """`on_change`: it may be another monitor, or the same one of another size.

        `has_monitor`: whether there is one now, when that changes.
        """
        super().__init__(window)
        self._window = window
        self._on_change = on_change
        self._has_monitor = has_monitor
        self._told: bool | None = None
        self._known: list[QScreen] = []
        self._settled = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settled.timeout.connect(self._place_anew)

    def begin(self) -> None:
        """Show the window now, or as soon as there is a monitor."""
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.screenAdded.connect(self._on_added)
        application.screenRemoved.connect(self._on_removed)
        for screen in application.screens():
            self._follow(screen)
        self._place()

    def end(self) -> None:
        """Leave the window alone (idempotent)."""
        self._settled.stop()
        self._told = None
        for screen in self._known:
            screen.geometryChanged.disconnect(self._settled.start)
        self._known.clear()

    def _on_added(self, screen: QScreen) -> None:
        self._follow(screen)
        self._settled.start()

    def _on_removed(self, screen: QScreen) -> None:
        if screen in self._known:
            self._known.remove(screen)
        self._settled.start()

    def _follow(self, screen: QScreen) -> None:
        if screen not in self._known:
            self._known.append(screen)
            screen.geometryChanged.connect(self._settled.start)

    def _place_anew(self) -> None:
        if self._told is None:  # not begun, or ended
            return
        screen = usable()
        window = self._window
        is_there = (
            screen is not None
            and window.isExposed()
            and window.screen() is screen
            and window.size() == screen.size()
        )
        if not is_there:
            window.hide()
            self._place()
        self._on_change()

    def _place(self) -> None:
        screen = usable()
        if (screen is not None) is not self._told:
            self._told = screen is not None
            log.info("a monitor is there" if self._told else "there is no monitor")
            self._has_monitor(self._told)
        if screen is None:
            return
        self._window.setScreen(screen)
        self._window.setGeometry(screen.geometry())
        self._on_change()
        self._window.showFullScreen()


def _is_real(screen: QScreen) -> bool:
    return screen.geometry().width() > 0 and screen.geometry().height() > 0
