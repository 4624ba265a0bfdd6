"""What the camera sees while QR codes are looked for, as QML asks for it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickImageProvider, QQuickView

from kiosk.ui.models.setup import SetupModel

PROVIDER = "scan"
"""QML asks for `image://scan/<count>`; the count only says that it is another picture."""
_MOST_PX = 4096


class ScanProvider(QQuickImageProvider):
    """Gives the newest picture."""

    def __init__(self, setup: SetupModel) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._setup = setup

    def requestImage(self, identity: str, size: QSize, wanted: QSize) -> QImage:  # noqa: N802, ARG002 - Qt names it
        """Decode it; a grey dot where it is no picture."""
        image = QImage.fromData(self._setup.picture)
        if image.isNull() or max(image.width(), image.height()) > _MOST_PX:
            image = QImage(1, 1, QImage.Format.Format_RGB32)
            image.fill(Qt.GlobalColor.gray)
        size.setWidth(image.width())
        size.setHeight(image.height())
        return image


def show_scan(view: QQuickView, setup: SetupModel) -> None:
    """Have QML in this view find the pictures."""
    view.engine().addImageProvider(PROVIDER, ScanProvider(setup))
