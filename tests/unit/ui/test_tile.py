from __future__ import annotations

import time
from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, QRect, QSize, QUrl
from PySide6.QtGui import QColor, QImage
from PySide6.QtQml import QQmlComponent
from PySide6.QtQuick import QQuickItem, QQuickView
from pytestqt.qtbot import QtBot

from kiosk.model.frames import FrameStore, Pixels
from kiosk.model.room import TILE_MAIN, PixelFormat
from kiosk.ui.slot import Watch
from kiosk.ui.tile import PaintedTile, TilePump, placement

QML = b"""
import QtQuick
import Kiosk.Native
Rectangle {
    id: root
    required property TilePump pump
    color: "#336699"
    PaintedTile {
        objectName: "main"
        pump: root.pump; tile: 1
        x: 10; y: 20; width: 200; height: 100
    }
    PaintedTile {
        objectName: "small"
        pump: root.pump; tile: 2; crop: false
        x: 220; y: 20; width: 80; height: 40
    }
}
"""
GROUND = QColor("#336699")
BLACK = QColor("black")
SECOND_NS = 1_000_000_000


@pytest.fixture
def pump(qapp: object, store: FrameStore) -> TilePump:
    return TilePump(store)


@pytest.fixture
def view(qtbot: QtBot, pump: TilePump) -> Iterator[QQuickView]:
    view = QQuickView()
    component = QQmlComponent(view.engine())
    component.setData(QByteArray(QML), QUrl())
    root = component.createWithInitialProperties({"pump": pump})
    assert isinstance(root, QQuickItem), component.errorString()
    root.setParentItem(view.contentItem())
    root.setSize(QSize(320, 140))
    view.resize(320, 140)
    view.show()
    assert view.grabWindow().size() == QSize(320, 140)
    yield view
    view.hide()
    root.deleteLater()
    view.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def tile(view: QQuickView, name: str) -> PaintedTile:
    found = view.contentItem().childItems()[0].findChild(PaintedTile, name)
    assert isinstance(found, PaintedTile)
    return found


def noise(width: int, height: int, seed: int = 1) -> Pixels:
    pixels = np.random.default_rng(seed).integers(0, 256, (height, width, 4), dtype=np.uint8)
    pixels[:, :, 3] = 255
    return pixels


def plain(width: int, height: int, colour: QColor) -> Pixels:
    pixels = np.empty((height, width, 4), np.uint8)
    pixels[:] = (colour.blue(), colour.green(), colour.red(), 255)
    return pixels


def put(store: FrameStore, which: int, pixels: Pixels) -> None:
    store.write(which, pixels, PixelFormat.BGRA, time.monotonic_ns())


def look(view: QQuickView) -> QImage:
    return view.grabWindow().convertToFormat(QImage.Format.Format_RGB32)


def part(image: QImage, rect: QRect) -> Pixels:
    cut = image.copy(rect)
    return np.frombuffer(cut.constBits(), np.uint8).reshape(rect.height(), rect.width(), 4).copy()


def test_a_picture_of_the_tiles_size_is_shown_pixel_by_pixel(
    qtbot: QtBot, view: QQuickView, store: FrameStore
) -> None:
    picture = noise(200, 100)
    with qtbot.waitSignal(tile(view, "main").pictureShown):
        put(store, 1, picture)
    shown = part(look(view), QRect(10, 20, 200, 100))
    assert np.array_equal(shown[:, :, :3], picture[:, :, :3])


def test_only_the_newest_picture_is_shown(
    qtbot: QtBot, view: QQuickView, store: FrameStore
) -> None:
    for seed in range(5):
        put(store, 1, noise(200, 100, seed))
    qtbot.waitUntil(lambda: look(view).pixelColor(110, 70) != BLACK)
    shown = part(look(view), QRect(10, 20, 200, 100))
    assert np.array_equal(shown[:, :, :3], noise(200, 100, 4)[:, :, :3])


def test_a_picture_of_the_old_size_is_scaled(
    qtbot: QtBot, view: QQuickView, store: FrameStore
) -> None:
    with qtbot.waitSignal(tile(view, "main").pictureShown):
        put(store, 1, plain(50, 50, QColor("red")))  # cropped to fill
    with qtbot.waitSignal(tile(view, "small").pictureShown):
        put(store, 2, plain(30, 30, QColor("lime")))  # fitted with bars
    image = look(view)
    assert {image.pixelColor(x, y).name() for x in (10, 110, 209) for y in (20, 70, 119)} == {
        QColor("red").name()
    }
    assert image.pixelColor(225, 40) == BLACK  # bar
    assert image.pixelColor(260, 40) == QColor("lime")
    assert image.pixelColor(295, 40) == BLACK
    assert image.pixelColor(215, 40) == GROUND


def test_no_picture_is_black_and_nothing_beside_it(view: QQuickView) -> None:
    image = look(view)
    assert image.pixelColor(110, 70) == BLACK
    assert image.pixelColor(5, 70) == GROUND


def test_a_picture_for_a_graphics_card_is_not_painted(
    qtbot: QtBot, view: QQuickView, store: FrameStore
) -> None:
    store.write(1, np.full((150, 200), 90, np.uint8), PixelFormat.I420, 1)
    assert look(view).pixelColor(110, 70) == BLACK


def test_the_pump_stops_while_no_tile_is_visible(
    qtbot: QtBot, view: QQuickView, pump: TilePump, store: FrameStore
) -> None:
    assert pump.running
    for name in ("main", "small"):
        tile(view, name).setVisible(False)
    qtbot.waitUntil(lambda: not pump.running)
    put(store, 1, plain(200, 100, QColor("red")))
    tile(view, "main").setVisible(True)
    assert pump.running
    qtbot.waitUntil(lambda: look(view).pixelColor(110, 70) == QColor("red"))


def test_a_picture_that_lies_there_is_in_the_first_frame_of_its_tile(
    qtbot: QtBot, view: QQuickView, pump: TilePump, store: FrameStore
) -> None:
    for name in ("main", "small"):
        tile(view, name).setVisible(False)
    qtbot.waitUntil(lambda: not pump.running)
    look(view)
    put(store, TILE_MAIN, plain(200, 100, QColor("red")))
    told: list[str] = []
    tile(view, "main").pictureShown.connect(lambda: told.append("picture"))
    view.beforeRendering.connect(lambda: told.append("frame"))
    tile(view, "main").setVisible(True)
    qtbot.waitUntil(lambda: "picture" in told)
    assert told[0] == "picture"  # painted while the frame is put together


def test_whoever_has_just_pressed_is_looked_for_more_often(
    pump: TilePump, view: QQuickView
) -> None:
    usual = pump._timer.interval()
    pump.arm(lambda: None)
    assert pump._timer.interval() < usual
    pump.disarm()
    assert pump._timer.interval() == usual


def test_the_pump_forgets_tiles_that_qml_destroyed(
    qtbot: QtBot, view: QQuickView, pump: TilePump
) -> None:
    for name in ("main", "small"):
        tile(view, name).deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qtbot.waitUntil(lambda: not pump.running)
    assert pump._views == []


def test_armed_it_tells_the_first_new_main_picture(
    qtbot: QtBot, view: QQuickView, pump: TilePump, store: FrameStore
) -> None:
    put(store, TILE_MAIN, plain(200, 100, QColor("red")))
    qtbot.waitUntil(lambda: look(view).pixelColor(110, 70) == QColor("red"))
    told: list[str] = []
    swapped: list[int] = []
    pump.arm(lambda: told.append(look(view).pixelColor(110, 70).name()))
    view.frameSwapped.connect(lambda: swapped.append(len(told)))
    with qtbot.waitSignal(tile(view, "small").pictureShown):
        put(store, 2, plain(80, 40, QColor("red")))  # not the main tile
    qtbot.waitUntil(lambda: len(swapped) > 0)
    tile(view, "main").setVisible(False)
    with qtbot.waitSignal(tile(view, "main").pictureShown):
        tile(view, "main").setVisible(True)  # the old picture again
    count = len(swapped)
    view.update()
    qtbot.waitUntil(lambda: len(swapped) > count)
    assert told == []
    put(store, TILE_MAIN, plain(200, 100, QColor("lime")))
    qtbot.waitUntil(lambda: told == [QColor("lime").name()])
    put(store, TILE_MAIN, plain(200, 100, QColor("blue")))
    qtbot.waitUntil(lambda: look(view).pixelColor(110, 70) == QColor("blue"))
    assert len(told) == 1


def test_disarmed_it_tells_nothing(
    qtbot: QtBot, view: QQuickView, pump: TilePump, store: FrameStore
) -> None:
    told: list[str] = []
    pump.arm(lambda: told.append("told"))
    pump.disarm()
    with qtbot.waitSignal(tile(view, "main").pictureShown):
        put(store, TILE_MAIN, plain(200, 100, QColor("lime")))
    with qtbot.waitSignal(view.frameSwapped):
        view.update()
    assert told == []


def test_live_follows_the_pictures(
    qtbot: QtBot, view: QQuickView, pump: TilePump, store: FrameStore
) -> None:
    main = tile(view, "main")
    pump._timer.stop()
    now_ns = time.monotonic_ns()
    main.refresh(now_ns)
    assert main.property("live") is False
    put(store, 1, plain(200, 100, QColor("red")))
    with qtbot.waitSignal(main.liveChanged):
        main.refresh(now_ns)
    assert main.property("live") is True
    with qtbot.waitSignal(main.liveChanged):
        main.refresh(now_ns + SECOND_NS)
    assert main.property("live") is False


def test_what_lay_in_the_slot_before_is_shown_but_not_live() -> None:
    watch = Watch()
    assert watch.look(7, 0)
    assert not watch.live
    assert not watch.look(7, 1)
    assert watch.look(8, 2)
    assert watch.live
    watch.reset()
    assert not watch.live
    assert watch.look(8, 3)


def test_an_empty_slot_is_nothing_new() -> None:
    assert not Watch().look(0, 0)


@pytest.mark.parametrize(
    ("picture", "area", "crop", "rect"),
    [
        (QSize(200, 100), QSize(200, 100), True, QRect(0, 0, 200, 100)),
        (QSize(200, 100), QSize(201, 101), True, QRect(0, 0, 200, 100)),
        (QSize(100, 100), QSize(200, 100), True, QRect(0, -50, 200, 200)),
        (QSize(100, 100), QSize(200, 100), False, QRect(50, 0, 100, 100)),
        (QSize(1280, 720), QSize(640, 640), False, QRect(0, 140, 640, 360)),
    ],
)
def test_placement(picture: QSize, area: QSize, crop: bool, rect: QRect) -> None:
    assert placement(picture, area, crop) == rect


def test_the_pump_names_its_format(pump: TilePump) -> None:
    assert pump.pixel_format is PixelFormat.BGRA
    assert pump.property("gpu") is False
