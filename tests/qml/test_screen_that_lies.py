"""A screen that tells a wrong size, or is small: all is readable and whole, the green button too.

Televisions tell 160 x 90 mm (linuxmint/cinnamon issue 8206), 1 x 1 mm (silx-kit/silx pull request
4038), 0 mm or 1600 x 900 mm (pop-os/cosmic-randr issue 29). What the screen really is nobody knows.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace

import msgspec
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontInfo

from kiosk.base.config import Settings
from kiosk.ui.buttons import buttons
from kiosk.ui.samples.screens import SETTINGS
from tests.qml.conftest import Panel, Show
from tests.qml.test_geometry import area, check_words, texts

UNKNOWN_MM = 477
"""Taken for a screen that tells nothing that can be: a usual one of 21.5 inches."""
SMALLEST_PX = 28
"""The design's smallest letters on 1920x1080: on other screens they take the same share."""


@dataclass(frozen=True)
class Told(Panel):
    """A panel that says how wide it is."""

    told_mm: int = 0
    scale_percent: int = 100
    name: str = SETTINGS.point.name

    @property
    def px_per_mm(self) -> float:
        return self.width / (self.told_mm if self.told_mm >= 100 else UNKNOWN_MM)

    @property
    def settings(self) -> Settings:
        screen = msgspec.structs.replace(SETTINGS.screen, scale_percent=self.scale_percent)
        point = msgspec.structs.replace(SETTINGS.point, name=self.name)
        return msgspec.structs.replace(SETTINGS, screen=screen, point=point)

    def __str__(self) -> str:
        names = {LONG: "-long", DECOMPOSED: "-decomposed"}
        told = f"{self.width}x{self.height}-told-{self.told_mm}mm-{self.scale_percent}%"
        return told + names.get(self.name, "")


LONG = ("Điểm cầu nhà văn hóa liên khu phố Nguyễn Thượng Hiền " * 4)[:168]
DECOMPOSED = unicodedata.normalize("NFD", LONG)
SIZES = ((1920, 1080), (1366, 768), (800, 480), (640, 480))
PANELS = (
    *(Told(*size, 21.5, told_mm=mm) for size in SIZES for mm in (0, 1, 160, 1600)),
    *(Told(*size, 21.5, scale_percent=200) for size in SIZES),
    *(Told(*size, 21.5, name=name) for size in SIZES for name in (LONG, DECOMPOSED)),
    Told(1366, 768, 15.6, told_mm=160, scale_percent=200, name=LONG),
)


@pytest.mark.parametrize("panel", PANELS, ids=str)
def test_home_is_whole_and_readable(panel: Told, show: Show) -> None:
    shown = show("home-ready", panel, settings=panel.settings)
    check_words(shown, panel)
    [join] = [item for name, item in buttons(shown.window.view.rootObject()) if name == "VÀO HỌP"]
    assert QRectF(0, 0, panel.width, panel.height).contains(area(join))
    assert join.width() >= panel.width / 3
    assert join.height() >= panel.height / 6
    share = min(panel.width / 1920, panel.height / 1080)
    for item in texts(shown):
        font_px = QFontInfo(item.property("font")).pixelSize()
        assert font_px >= SMALLEST_PX * share - 1, item.property("text")


@pytest.mark.parametrize("told_mm", [0, 1, 99, 100, 160, 1600])
def test_a_size_that_cannot_be_counts_as_unknown(told_mm: int, show: Show) -> None:
    window = show("home-ready", Panel(1366, 768, 15.6)).window
    screen = msgspec.structs.replace(SETTINGS.screen, width_mm=told_mm)
    settings = msgspec.structs.replace(SETTINGS, screen=screen)
    window._given = replace(window._given, settings=settings, px_per_mm=0.0)
    told = window.view.screen()
    believed = told_mm if told_mm >= 100 else UNKNOWN_MM
    if told_mm == 0:  # as the monitor says
        monitor_mm = round(told.physicalSize().width())
        believed = monitor_mm if monitor_mm >= 100 else UNKNOWN_MM
    assert window._density() == pytest.approx(told.geometry().width() / believed, rel=0.01)
