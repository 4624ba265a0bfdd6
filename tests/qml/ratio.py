"""Says as JSON where the meeting's controls are and how large its pictures.

For a pixel ratio, which Qt takes at its start (`QT_SCALE_FACTOR`) and a test can therefore not set.
"""

from __future__ import annotations

import json

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from kiosk.model.frames import FrameStore
from kiosk.ui.buttons import buttons
from kiosk.ui.samples.screens import SETTINGS, open_sample
from tests.qml.conftest import Panel, settle

PANEL = Panel(1920, 1080, 27)


def main() -> None:
    """Show the meeting, say what is found, go."""
    application = QGuiApplication([])
    store = FrameStore.create()
    window, _ = open_sample("meeting", store, SETTINGS, PANEL.px_per_mm)
    window.show(QSize(PANEL.width, PANEL.height))
    settle(window.view)
    found = list(buttons(window.view.rootObject()))
    places = {
        name: item.mapRectToScene(QRectF(0, 0, item.width(), item.height())).getRect()
        for name, item in found
    }
    picture = window.view.grabWindow()
    told = {
        "ratio": window.view.devicePixelRatio(),
        "places": places,
        "grabbed": [picture.width(), picture.height()],
        "tiles": [[size.width, size.height] for size in window.app._stage.tiles()],
    }
    window.close()
    QTest.qWait(10)
    store.close()
    print(json.dumps(told))
    application.quit()


if __name__ == "__main__":
    main()
