"""Icons of assets/icons in any colour, drawn at the size they are shown in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider
from PySide6.QtSvg import QSvgRenderer

from kiosk.base.paths import ASSETS

PROVIDER = "icon"
"""QML asks for `image://icon/<name>/<colour as hex>`."""


class IconProvider(QQuickImageProvider):
    """Software drawing has no colour effects, so the colour goes into the vector picture."""

    def __init__(self, folder: Path = ASSETS / "icons") -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._folder = folder

    def requestImage(self, identity: str, size: QSize, wanted: QSize) -> QImage:  # noqa: N802 - Qt names it
        """Draw it. Raises `FileNotFoundError` for a name that is not in the folder."""
        name, _, colour = identity.partition("/")
        icon = draw_icon(self._folder / f"{name}.svg", QColor(f"#{colour}"), wanted.width())
        size.setWidth(icon.width())
        size.setHeight(icon.height())
        return icon


def draw_icon(path: Path, colour: QColor, width_px: int) -> QImage:
    """A square picture of the icon; 48 pixels when the width is not positive."""
    side = width_px if width_px > 0 else 48
    svg = path.read_bytes().replace(b"<svg ", f'<svg fill="{colour.name()}" '.encode(), 1)
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(svg)).render(painter)
    painter.end()
    return image
