"""Contrast of every text on its ground, and that no view has a colour or size of its own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor

from kiosk.ui.paths import QML

THEME = dict(
    re.findall(
        r"color (\w+): \"(#\w+)\"", (QML / "Kiosk" / "Theme.qml").read_text(encoding="utf-8")
    )
)
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


@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_contrast_is_seven_to_one(text: str, ground: str) -> None:
    darker, lighter = sorted((luminance(THEME[text]), luminance(THEME[ground])))
    assert (lighter + 0.05) / (darker + 0.05) >= 7


@pytest.mark.parametrize("path", sorted((QML / "views").glob("*.qml")), ids=lambda path: path.stem)
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
