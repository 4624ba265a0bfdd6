"""A window whose tiles are drawn by OpenGL; prints what it shows as JSON. Started by test_feed.py.

A program of its own, because it needs a display and another scene graph than the other tests.
"""

from __future__ import annotations

import json
import sys
import time

import numpy as np
from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, QRect, QTimer, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtQml import QQmlComponent
from PySide6.QtQuick import QQuickItem, QQuickView

from kiosk.model.frames import FrameStore
from kiosk.model.room import PixelFormat
from kiosk.ui.paths import QML
from kiosk.ui.tile import TilePump

SCENE = f"""
import QtQuick
import Kiosk.Native
import "{QUrl.fromLocalFile(str(QML / "Kiosk" / "video")).toString()}"
Rectangle {{
    id: root
    required property TilePump pump
    width: 400; height: 300; color: "#336699"
    GpuPicture {{ pump: root.pump; tile: 1; crop: true; anchors.fill: parent; anchors.margins: 50 }}
}}
"""
STEPS_MS = 30
GREY, RED = (126, 128, 128), (81, 90, 240)
"""Y, U, V in BT.601 with video range: (128, 128, 128) and (255, 0, 0) in RGB."""


def solid(width: int, height: int, yuv: tuple[int, int, int]) -> np.ndarray:
    """An I420 picture of one colour."""
    picture = np.empty(width * height * 3 // 2, np.uint8)
    luma, chroma = width * height, width * height // 4
    picture[:luma] = yuv[0]
    picture[luma : luma + chroma] = yuv[1]
    picture[luma + chroma :] = yuv[2]
    return picture.reshape(height * 3 // 2, width)


def mean(image: QImage, rect: QRect) -> list[float]:
    """Mean red, green and blue of a part."""
    cut = image.convertToFormat(QImage.Format.Format_RGB32).copy(rect)
    pixels = np.frombuffer(cut.constBits(), np.uint8).reshape(rect.height(), rect.width(), 4)
    return [round(float(value), 1) for value in pixels[:, :, 2::-1].mean((0, 1))]


def main() -> None:
    """Show grey, then red pictures of 1280x720, and say what is on the screen."""
    app = QGuiApplication(sys.argv)
    found: dict[str, object] = {}
    store = FrameStore.create()
    pump = TilePump(store, gpu=True)
    view = QQuickView()
    component = QQmlComponent(view.engine())
    component.setData(QByteArray(SCENE.encode()), QUrl())
    root = component.createWithInitialProperties({"pump": pump})
    assert isinstance(root, QQuickItem), component.errorString()
    root.setParentItem(view.contentItem())
    view.resize(400, 300)
    view.show()
    count = [0]

    def feed() -> None:
        count[0] += 1
        colour = GREY if count[0] < 20 else RED
        store.write(1, solid(1280, 720, colour), PixelFormat.I420, time.monotonic_ns())
        if count[0] == 20:
            pump.arm(on_shown)

    def on_shown() -> None:
        timer.stop()
        image = view.grabWindow()
        found["api"] = view.rendererInterface().graphicsApi().name
        found["picture"] = mean(image, QRect(100, 100, 200, 100))
        found["ground"] = mean(image, QRect(5, 5, 30, 30))
        app.quit()

    timer = QTimer()
    timer.timeout.connect(feed)
    timer.start(STEPS_MS)
    app.exec()
    view.hide()
    root.deleteLater()
    view.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main()
