"""What the window tells of itself, in order, with the real frames behind it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from kiosk.model.frames import FrameStore
from kiosk.model.room import TILE_MAIN, TileSize
from kiosk.ui.drawn import draw_tile
from kiosk.ui.samples.screens import SAMPLES, SETTINGS, open_sample
from tests.qml.conftest import tap, until


@pytest.fixture
def told() -> list[tuple[str, dict[str, object]]]:
    return []


def test_a_meeting_from_home_to_home(
    application: QGuiApplication,
    messages: list[str],
    told: list[tuple[str, dict[str, object]]],
) -> None:
    def labels() -> list[object]:
        return [data["label"] for name, data in told if name == "button"]

    store = FrameStore.create()
    window, session = open_sample(
        "home-ready",
        store,
        SETTINGS,
        4.0,
        moment=lambda name, **data: told.append((name, data)),
        announce=("JOIN", "Leave"),
    )
    try:
        window.show(QSize(1280, 720))
        assert until(lambda: "button" in [name for name, _ in told])
        assert [name for name, _ in told] == ["home", "button"]
        button = told[1][1]
        assert button["label"] == "JOIN"
        at = window.view.mapFromGlobal(QPoint(int(str(button["x"])), int(str(button["y"]))))
        tap(window.view, at)
        assert until(lambda: told[-1][0] == "press")
        joined = SAMPLES["meeting"].session
        session.set(joined)
        assert until(lambda: labels() == ["JOIN", "Leave"])
        draw_tile(store, TileSize(TILE_MAIN, 640, 360))
        assert until(lambda: "picture" in [name for name, _ in told])
        session.set(replace(joined, meeting=None))
        assert until(lambda: labels() == ["JOIN", "Leave", "JOIN"])
        assert [name for name, _ in told if name != "button"] == [
            "home",
            "press",
            "picture",
            "left",
        ]
    finally:
        window.close()
        QTest.qWait(10)
        store.close()
