"""Where automation presses: a control's place is told once it stands still."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlComponent
from PySide6.QtQuick import QQuickItem, QQuickView

from kiosk.ui.buttons import ButtonFinder

_QML = b"""
import QtQuick
Item { Item { objectName: "button"; Accessible.name: "OK"; width: 20; height: 10 } }
"""
Told = list[tuple[object, object]]


@pytest.fixture
def view(application: QGuiApplication) -> Iterator[QQuickView]:
    view = QQuickView()
    component = QQmlComponent(view.engine())
    component.setData(_QML, QUrl())
    root = component.create()
    assert root is not None, component.errorString()
    view.setContent(QUrl(), component, root)
    yield view
    view.setSource(QUrl())
    view.deleteLater()


@pytest.fixture
def button(view: QQuickView) -> QQuickItem:
    return view.rootObject().childItems()[0]


@pytest.fixture
def told() -> Told:
    return []


@pytest.fixture
def finder(view: QQuickView, told: Told) -> ButtonFinder:
    def hear(name: str, **data: object) -> None:
        told.append((data["x"], data["y"]))

    return ButtonFinder(view, ("OK",), hear)


def frames(finder: ButtonFinder, count: int) -> None:
    for _ in range(count):
        finder.on_frame()


def test_a_control_that_stands_is_told_once(finder: ButtonFinder, told: Told) -> None:
    finder.look_again()
    frames(finder, 5)
    assert told == [(10, 5)]


def test_the_place_of_a_layout_that_has_just_come_is_not_told(
    finder: ButtonFinder, told: Told, button: QQuickItem
) -> None:
    finder.look_again()
    for x in (100, 60, 40):
        button.setX(x)
        finder.on_frame()
    assert told == []
    frames(finder, 1)
    assert told == [(50, 5)]


def test_a_control_that_moved_is_told_again(
    finder: ButtonFinder, told: Told, button: QQuickItem
) -> None:
    finder.look_again()
    frames(finder, 2)
    button.setY(7)
    finder.look_again()
    frames(finder, 3)
    assert told == [(10, 5), (10, 12)]


def test_a_control_that_went_and_came_back_is_told_again(
    finder: ButtonFinder, told: Told, button: QQuickItem
) -> None:
    finder.look_again()
    frames(finder, 2)
    button.setEnabled(False)
    finder.look_again()
    frames(finder, 2)
    button.setEnabled(True)
    finder.look_again()
    frames(finder, 2)
    assert told == [(10, 5), (10, 5)]
