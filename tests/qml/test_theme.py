"""Contrast of every text on its ground, and that no view has a colour or size of its own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QColor

from kiosk.ui.buttons import buttons
from kiosk.ui.paths import QML
from tests.qml.conftest import Panel, Show

THEME = dict(
    re.findall(
        r"color (\w+): \"(#\w+)\"", (QML / "Kiosk" / "Theme.qml").read_text(encoding="utf-8")
    )
)
DARK = (
    "joining", "meeting", "meeting-muted", "meeting-device-lost", "gallery", "leave",
    "reconnecting", "waiting", "failed-again",
)  # fmt: skip
"""Screens on the dark ground."""
TEXT_ON = (
    ("ink", "paper"), ("ink", "card"), ("ink", "attention"), ("inkSoft", "card"),
    ("inkSoft", "paper"), ("info", "card"), ("stop", "card"),
    ("caution", "card"), ("caution", "paper"), ("white", "go"), ("white", "stop"),
    ("white", "info"), ("white", "night"), ("white", "nightCard"), ("nightSoft", "night"),
    ("nightSoft", "nightCard"), ("attention", "night"), ("live", "night"),
)  # fmt: skip


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = QColor(colour).getRgbF()[:3]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: float, other: float) -> float:
    """WCAG 2.2, contrast ratio of two luminances."""
    darker, lighter = sorted((one, other))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_contrast_is_seven_to_one(text: str, ground: str) -> None:
    assert contrast(luminance(THEME[text]), luminance(THEME[ground])) >= 7


EDGE_ON = (
    ("nightEdge", "night"), ("nightEdge", "nightCard"), ("nightEdge", "info"),
    ("nightEdge", "stop"), ("nightEdge", "go"), ("go", "card"), ("go", "paper"),
    ("info", "card"), ("info", "paper"),
    ("stop", "card"), ("stop", "paper"), ("ink", "card"), ("ink", "paper"), ("ink", "attention"),
    ("go", "attention"), ("attention", "night"),
)  # fmt: skip
"""Edges and grounds of controls on what they lie on, and an edge on the control's own ground."""


@pytest.mark.parametrize(("edge", "ground"), EDGE_ON)
def test_edge_of_a_control_is_three_to_one(edge: str, ground: str) -> None:
    assert contrast(luminance(THEME[edge]), luminance(THEME[ground])) >= 3


@pytest.mark.parametrize("panel", [Panel(1920, 1080, 21.5), Panel(1366, 768, 15.6)], ids=str)
@pytest.mark.parametrize("name", DARK)
def test_edge_is_seen_where_it_is_drawn(name: str, panel: Panel, show: Show) -> None:
    """Across each of a control's four edges: a pixel of 3:1 to what lies outside."""
    shown = show(name, panel)
    picture = shown.picture()
    checked = 0
    for label, item in buttons(shown.window.view.rootObject()):
        if item.opacity() > 0:
            place = item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))
            for outside, line in edges(place):
                ground = luminance(picture.pixelColor(outside).name())
                best = max(
                    contrast(luminance(picture.pixelColor(at).name()), ground) for at in line
                )
                assert best >= 3, f"{label} at {outside}: {best:.2f}"
                checked += 1
    assert checked


def edges(place: QRectF) -> list[tuple[QPoint, list[QPoint]]]:
    """For each side: a point outside, and the points from there over the edge."""
    middle = place.center().toPoint()
    left, top, right, bottom = (
        round(each) for each in (place.left(), place.top(), place.right(), place.bottom())
    )
    reach = range(5)
    return [
        (QPoint(left - 3, middle.y()), [QPoint(left + i, middle.y()) for i in reach]),
        (QPoint(right + 3, middle.y()), [QPoint(right - 1 - i, middle.y()) for i in reach]),
        (QPoint(middle.x(), top - 3), [QPoint(middle.x(), top + i) for i in reach]),
        (QPoint(middle.x(), bottom + 3), [QPoint(middle.x(), bottom - 1 - i) for i in reach]),
    ]


@pytest.mark.parametrize("path", sorted((QML / "views").rglob("*.qml")), ids=lambda path: path.stem)
def test_view_has_no_colour_or_font_size_of_its_own(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"#[0-9A-Fa-f]{6}|\"(black|white|red|transparent)\"", text)
    assert not re.search(r"pixelSize: \d|pointSize", text)
    assert not re.search(r"(spacing|[mM]argins?|radius): [1-9]", text)


def test_every_text_is_ours() -> None:
    """`Words` sets the plain format; a bare `Text` would not."""
    for path in QML.rglob("*.qml"):
        if path.name != "Words.qml":
            assert not re.search(r"^\s*Text \{", path.read_text(encoding="utf-8"), re.M), path
