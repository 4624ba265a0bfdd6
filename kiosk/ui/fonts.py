"""The product's own font: no system font is relied on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QFontDatabase

from kiosk.base.errors import Code, KioskError
from kiosk.base.paths import ASSETS


def load_fonts(folder: Path = ASSETS / "fonts") -> None:
    """Make Be Vietnam Pro known. Raises `KioskError(SETTINGS)` when a file is damaged."""
    for path in sorted(folder.glob("*.ttf")):
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise KioskError(
                Code.SETTINGS,
                f"{path}: this font cannot be loaded.",
                "Install the program anew.",
            )
