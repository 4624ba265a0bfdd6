"""No word is cut, nothing lies on anything else, every control is large enough: on every panel."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtQuick import QQuickItem

from kiosk.base.config import Language
from kiosk.ui.buttons import accessible_name, buttons, walk
from kiosk.ui.samples.screens import SAMPLES
from tests.qml.conftest import Panel, Show, Shown

PANELS = (
    Panel(1920, 1080, 15.6),
    Panel(1920, 1080, 21.5),
    Panel(1920, 1080, 24),
    Panel(1920, 1080, 32),
    Panel(1366, 768, 15.6),
    Panel(1280, 800, 10.1),
    Panel(3840, 2160, 27),
    Panel(1080, 1920, 21.5),
)
SMALL = Panel(1280, 800, 10.1)
"""Here 20 mm controls and the text do not fit together: sizes.py says what gives way."""


def area(item: QQuickItem) -> QRectF:
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def texts(shown: Shown) -> list[QQuickItem]:
    root = shown.window.view.rootObject()
    return [item for item in walk(root) if item.objectName() in ("ours", "stranger")]


def spoken(item: QQuickItem) -> str:
    return str(item.property("text"))


@pytest.mark.parametrize("panel", PANELS, ids=str)
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", SAMPLES)
def test_screen_has_room(name: str, language: Language, panel: Panel, show: Show) -> None:
    shown = show(name, panel, language)
    check_words(shown, panel)
    check_controls(shown, panel)


def check_words(shown: Shown, panel: Panel) -> None:
    """Our words stand whole inside the screen and over no other words; people's may be cut."""
    screen = QRectF(-0.5, -0.5, panel.width + 1, panel.height + 1)
    words = [item for item in texts(shown) if spoken(item)]
    for item in words:
        if item.objectName() == "ours":
            assert not item.property("truncated"), spoken(item)
            assert item.property("contentWidth") <= item.width() + 1, spoken(item)
            assert item.property("contentHeight") <= item.height() + 1.5, spoken(item)
        assert screen.contains(area(item)), spoken(item)
        assert within_parents(item), spoken(item)
    for one, other in itertools.combinations(words, 2):
        assert not overlap(area(one), area(other)), f"{spoken(one)!r} on {spoken(other)!r}"


def within_parents(item: QQuickItem) -> bool:
    """No card or button is too small for what is written in it."""
    around = item.parentItem()
    while around is not None:
        is_ground = around.metaObject().indexOfProperty("radius") >= 0
        if is_ground and not area(around).adjusted(-1, -1, 1, 1).contains(area(item)):
            return False
        around = around.parentItem()
    return True


def overlap(one: QRectF, other: QRectF) -> bool:
    both = one.intersected(other)
    return both.width() > 1 and both.height() > 1


def check_controls(shown: Shown, panel: Panel) -> None:
    """Large enough for a finger, apart from each other, called what is written on them."""
    found = list(buttons(shown.window.view.rootObject()))
    metrics = shown.window.metrics
    least = metrics.control
    if panel != SMALL:
        assert least >= 20 * panel.px_per_mm - 1
    for name, item in found:
        assert name == spoken(item)
        assert item.width() >= least - 1, name
        assert item.height() >= least - 1, name
    for (one_name, one), (other_name, other) in itertools.combinations(found, 2):
        gap = metrics.gap * 0.45
        near = area(one).adjusted(-gap, -gap, gap, gap)
        assert not overlap(near, area(other)), f"{one_name} at {other_name}"


@pytest.mark.parametrize("panel", [panel for panel in PANELS if panel != SMALL], ids=str)
def test_green_button_rules_the_screen(panel: Panel, show: Show) -> None:
    root = show("home-ready", panel).window.view.rootObject()
    [join] = [item for name, item in buttons(root) if name == "VÀO HỌP"]
    assert join.height() >= 60 * panel.px_per_mm - 1
    assert join.width() >= panel.width / 3


def test_leave_is_confirmed_elsewhere(show: Show) -> None:
    panel = PANELS[1]
    meeting = show("meeting", panel).window.view.rootObject()
    [leave] = [area(item) for name, item in buttons(meeting) if name == "Rời họp"]
    question = show("leave", panel).window.view.rootObject()
    answers = {name: area(item) for name, item in buttons(question)}
    assert set(answers) == {"Họp tiếp", "Rời cuộc họp"}
    assert not any(overlap(leave, answer) for answer in answers.values())


def test_accessible_names_are_found(show: Show) -> None:
    root = show("meeting", PANELS[1]).window.view.rootObject()
    names = {accessible_name(item) for item in walk(root)}
    assert {"Tắt tiếng", "Tắt hình", "Rời họp", "Xem tất cả 14"} <= names
