"""Drawn people for made-up screens: a tile's picture without a camera."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath

from kiosk.model.frames import FrameStore, fit
from kiosk.model.room import TILE_MAIN, PixelFormat, TileSize

_GROUNDS = ("#5B6B85", "#7A5A38", "#3F6B57", "#6B4F3F", "#4B4E6B", "#5D6B3F", "#3F616B", "#6B3F5A")
_SKIN, _HAIR, _COAT = QColor("#DDB892"), QColor("#444444"), QColor("#1D2B45")


def draw_tile(store: FrameStore, size: TileSize) -> None:
    """Put a person into the tile's slot, at the tile's size."""
    width, height = fit(size.tile, size.width, size.height)
    image = person(width, height, size.tile)
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(height, width, 4)
    store.write(size.tile, pixels, PixelFormat.BGRA, 0)


def person(width: int, height: int, number: int) -> QImage:
    """Head and shoulders before a coloured wall, as 32 bit pixels."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.fillRect(image.rect(), QColor(_GROUNDS[number % len(_GROUNDS)]))
    reach = height * (0.62 if number == TILE_MAIN else 0.5)
    middle = width / 2
    shoulders = QPainterPath()
    top = height - reach * 0.38
    shoulders.addRoundedRect(
        QRectF(middle - reach * 0.5, top, reach, reach), reach * 0.35, reach * 0.35
    )
    painter.fillPath(shoulders, QBrush(_COAT))
    painter.fillRect(
        QRectF(middle - reach * 0.1, top - reach * 0.15, reach * 0.2, reach * 0.22), _SKIN
    )
    painter.setBrush(_HAIR)
    painter.drawEllipse(QPointF(middle, top - reach * 0.4), reach * 0.25, reach * 0.29)
    painter.setBrush(_SKIN)
    painter.drawEllipse(QPointF(middle, top - reach * 0.33), reach * 0.22, reach * 0.26)
    painter.end()
    return image
