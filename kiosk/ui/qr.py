"""QR codes for QML: sharp at any size, dark on white with the quiet zone that readers need."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider

from kiosk.base.qr import matrix

PROVIDER = "qr"
"""QML asks for `image://qr/<the text's UTF-8 as hex>`: an address would fold case and slashes."""
QUIET = 4
"""Modules of white around the code (ISO/IEC 18004)."""
_DEFAULT_PX = 400
_INK = "#14213D"
"""Ink of the theme on white: contrast over 15:1, and readers want dark on light."""


class QrProvider(QQuickImageProvider):
    """Draws at the wanted width, or at the next smaller one where every module is whole pixels."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, identity: str, size: QSize, wanted: QSize) -> QImage:  # noqa: N802 - Qt names it
        """Draw it. Raises ValueError for what is no hex of UTF-8, or is too long."""
        code = draw_code(bytes.fromhex(identity).decode(), wanted.width())
        size.setWidth(code.width())
        size.setHeight(code.height())
        return code


def draw_code(text: str, width_px: int = _DEFAULT_PX) -> QImage:
    """A square picture of the code, quiet zone included, at least one pixel a module."""
    rows = matrix(text)
    side = len(rows) + 2 * QUIET
    pixels = max(1, (width_px if width_px > 0 else _DEFAULT_PX) // side)
    image = QImage(side * pixels, side * pixels, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    ink = QColor(_INK)
    painter = QPainter(image)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                left, top = (x + QUIET) * pixels, (y + QUIET) * pixels
                painter.fillRect(left, top, pixels, pixels, ink)
    painter.end()
    return image
