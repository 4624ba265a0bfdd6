"""The plain screen of a kiosk that dies again and again: whom to call, why, and when it tries anew.

It loads as little as possible: two parts of Qt, no QML, no core, no media process. It ends with the
status of a restart after `RETRY_S`, or when somebody presses its button.
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import (
    QBrush,
    QCloseEvent,
    QColor,
    QFont,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRasterWindow,
)

from kiosk.base.config import Settings
from kiosk.base.starts import RETRY_S
from kiosk.ui import monitor
from kiosk.ui.locked import Lock
from kiosk.ui.models.sizes import Panel, Sizes, fitted

FAMILY = "Be Vietnam Pro"
_PAPER, _INK, _SOFT, _GO = (QColor(name) for name in ("#F7F4ED", "#14213D", "#3D4759", "#085C31"))
_ASSUMED_MM = 477.0
_LOOK_MS = 1000


class Reason(Enum):
    """Why the kiosk itself is not there."""

    CRASHES = "crashes"
    SETTINGS = "settings"


@dataclass(frozen=True, slots=True)
class Case:
    """What is told."""

    reason: Reason
    detail: str = ""
    """For the technician: what the program said of it."""


class SafeWindow(QRasterWindow):
    """On the GUI thread; `restart_status` is what the event loop returns for the next try."""

    def __init__(self, case: Case, settings: Settings | None, restart_status: int) -> None:
        """`settings` None: they cannot be read."""
        super().__init__()
        self._case = case
        self._settings = settings or Settings()
        self._status = restart_status
        self._until_s = time.monotonic() + RETRY_S
        self._button = QRectF()
        self._is_pressed = False
        self.lock = Lock(self)
        self.setTitle(self._settings.point.name)
        timer = QTimer(self, interval=_LOOK_MS)
        timer.timeout.connect(self._look)
        timer.start()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it all; seldom enough to be simple."""
        sizes = self._sizes()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(0, 0, self.width(), self.height()), _PAPER)
        edge = 2 * sizes.gap
        area = QRectF(edge, edge, self.width() - 2 * edge, self.height() - 2 * edge)
        for text, size, weight, colour in self._lines(sizes):
            area.setTop(_write(painter, area, text, size, weight, colour) + sizes.gap)
        self._draw_button(painter, area, sizes)
        painter.end()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Asked by the window manager."""
        if not self.lock.refuses(event):
            super().closeEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A finger is a mouse here."""
        self._is_pressed = self._button.contains(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """What was pressed and is let go there is meant."""
        if self._is_pressed and self._button.contains(event.position()):
            self._try()
        self._is_pressed = False

    def _look(self) -> None:
        if time.monotonic() >= self._until_s:
            self._try()
        self.update()

    def _try(self) -> None:
        QCoreApplication.exit(self._status)

    def _sizes(self) -> Sizes:
        screen = self.screen()
        width_mm = self._settings.screen.width_mm or monitor.width_mm(screen)
        if round(width_mm) not in monitor.PLAUSIBLE_MM:
            width_mm = _ASSUMED_MM
        size = (max(1, self.width()), max(1, self.height()))
        return fitted(Panel(*size, width_mm, self._settings.screen.viewing_distance_cm))

    def _lines(self, sizes: Sizes) -> list[tuple[str, float, QFont.Weight, QColor]]:
        bold, plain = QFont.Weight.Bold, QFont.Weight.Normal
        point, who = self._settings.point.name, self._settings.help
        lines = [
            (point, sizes.small, plain, _SOFT),
            (self.tr("This machine cannot work at the moment"), sizes.title, bold, _INK),
            (self._reason(), sizes.body, plain, _INK),
            (self._call(), sizes.body, plain, _INK),
        ]
        if who.phone:
            lines.append((who.phone, sizes.title, bold, _INK))
        minutes = max(1, math.ceil((self._until_s - time.monotonic()) / 60))
        again = self.tr("The machine tries again by itself in {minutes} min.")
        lines.append((again.format(minutes=minutes), sizes.body, plain, _INK))
        if self._case.detail:
            lines.append((self._case.detail, sizes.small * 0.8, plain, _SOFT))
        return lines

    def _call(self) -> str:
        contact = self._settings.help.contact
        if contact:
            return self.tr("Please call the technician, {name}").format(name=contact)
        return self.tr("Please call the technician.")

    def _reason(self) -> str:
        match self._case.reason:
            case Reason.CRASHES:
                return self.tr("The program has stopped several times in a row.")
            case Reason.SETTINGS:
                return self.tr("The settings of this machine cannot be read.")

    def _draw_button(self, painter: QPainter, area: QRectF, sizes: Sizes) -> None:
        height = max(sizes.control, sizes.body * 2)
        width = min(area.width(), sizes.body * 14)
        corner = QPointF(area.left(), min(area.top(), self.height() - height - sizes.gap))
        self._button = QRectF(corner.x(), corner.y(), width, height)
        painter.setBrush(QBrush(_GO))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(self._button, sizes.gap * 0.9, sizes.gap * 0.9)
        painter.setFont(_font(sizes.body, QFont.Weight.Bold))
        painter.setPen(QColor("#FFFFFF"))
        painter.drawText(self._button, Qt.AlignmentFlag.AlignCenter, self.tr("Try again now"))


def _font(size: float, weight: QFont.Weight) -> QFont:
    font = QFont(FAMILY)
    font.setPixelSize(max(1, round(size)))
    font.setWeight(weight)
    return font


def _write(
    painter: QPainter, area: QRectF, text: str, size: float, weight: QFont.Weight, colour: QColor
) -> float:
    """Write wrapped text at the top of an area; where it ends. Foreign text stays plain text."""
    painter.setFont(_font(size, weight))
    painter.setPen(colour)
    flags = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
    needed = painter.boundingRect(area, flags, text)
    painter.drawText(QRectF(area.topLeft(), needed.size()), flags, text)
    return needed.bottom()
