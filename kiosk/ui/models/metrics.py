"""Sizes as QML sees them; `Theme` derives every other size from these."""

# ruff: noqa: N802 - properties are spelt as QML spells them
from __future__ import annotations

import math
from dataclasses import replace

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk.ui.models.sizes import Panel, Sizes, apart_px, fitted, side_px, wished

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

LARGE = 130
"""`scale_percent` of the large text that can be chosen at home."""
_VISIBLY = 1.08
_ASSUMED_MM = 477.0
"""Width of a 21.5 inch panel: for a monitor that does not say how large it is."""


@QmlElement
class Metrics(QObject):
    """Sizes in logical pixels for the panel given by `fit`."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._panel = Panel(1920, 1080, _ASSUMED_MM)
        self._sizes: Sizes = fitted(self._panel)

    def fit(
        self,
        width_px: int,
        height_px: int,
        width_mm: float,
        distance_cm: int,
        scale_percent: int = 100,
    ) -> None:
        """Compute the sizes anew for a window that fills a panel of this width."""
        width_mm = width_mm if width_mm > 0 else _ASSUMED_MM
        panel = Panel(width_px, height_px, width_mm, distance_cm, scale_percent)
        if panel != self._panel:
            self._panel = panel
            self._sizes = fitted(panel)
            self.changed.emit()

    @property
    def panel(self) -> Panel:
        """What the sizes are for."""
        return self._panel

    @Property(bool, notify=changed)
    def portrait(self) -> bool:
        """The panel stands upright."""
        return self._panel.portrait

    @Property(float, notify=changed)
    def perMm(self) -> float:
        """Logical pixels in a millimetre."""
        return self._panel.px_per_mm

    @Property(bool, notify=changed)
    def crowded(self) -> bool:
        """Text is smaller than it was wished for: there is no room."""
        return self._sizes.body < math.floor(wished(self._panel).body)

    @Property(bool, notify=changed)
    def canEnlarge(self) -> bool:
        """Text that is visibly larger than usual has room on this panel."""
        plain, large = (
            fitted(replace(self._panel, scale_percent=percent)).body for percent in (100, LARGE)
        )
        return large >= plain * _VISIBLY

    @Property(float, notify=changed)
    def mainButton(self) -> float:
        """Height of the green button."""
        return self._sizes.main_button

    @Property(float, notify=changed)
    def control(self) -> float:
        """Least height and width of any other control."""
        return self._sizes.control

    @Property(float, notify=changed)
    def gap(self) -> float:
        """Space between controls."""
        return self._sizes.gap

    @Property(float, notify=changed)
    def apart(self) -> float:
        """Least space between two controls, also where gaps have given way."""
        return float(math.ceil(apart_px(self._panel, self._sizes)))

    @Property(float, notify=changed)
    def side(self) -> float:
        """Free space at the left and right of the screen."""
        return float(math.floor(side_px(self._panel, self._sizes)))

    @Property(bool, notify=changed)
    def large(self) -> bool:
        """Larger text was asked for: what is only nice to know makes room for it."""
        return self._panel.scale_percent > 100

    @Property(float, notify=changed)
    def title(self) -> float:
        """Font size of titles."""
        return self._sizes.title

    @Property(float, notify=changed)
    def body(self) -> float:
        """Font size of text that matters."""
        return self._sizes.body

    @Property(float, notify=changed)
    def small(self) -> float:
        """The smallest font size."""
        return self._sizes.small
