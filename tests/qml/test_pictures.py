"""Every screen, in Vietnamese, against the picture of it in docs/screens.

`KIOSK_WRITE_SCREENS=1` writes the pictures anew: look at them before they are committed.
"""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from kiosk.ui.samples.screens import FIRST_SAMPLES, SAMPLES
from tests.qml.conftest import Panel, Show, until

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "screens"
PANELS = (Panel(1920, 1080, 21.5), Panel(1366, 768, 15.6))
TILE = 24
"""Pixels: about as large as a letter, so that one word that changed fills several of them."""
MOST_DIFFERENT = 12.0
"""Largest difference of a tile's mean colour, of 255. Measured at 27 to 52 px: the same text
without hinting, half a pixel or one pixel aside differs by 0 to 10; another word by 33 to 95."""


def pixels(image: QImage) -> np.ndarray:
    rgb = image.convertToFormat(QImage.Format.Format_RGB32)
    flat = np.frombuffer(rgb.constBits(), np.uint8)
    return flat.reshape(rgb.height(), rgb.width(), 4)[:, :, :3].astype(np.float32)


def mean_of_tiles(picture: np.ndarray, shift: int) -> np.ndarray:
    """Mean colour of every whole tile, the first of them `shift` pixels from the corner."""
    shifted = picture[shift:, shift:]
    rows, columns = shifted.shape[0] // TILE, shifted.shape[1] // TILE
    whole = shifted[: rows * TILE, : columns * TILE]
    return whole.reshape(rows, TILE, columns, TILE, 3).mean((1, 3))


def difference(one: QImage, other: QImage) -> float:
    """The largest difference of a tile. The mean hides the strokes' edges: what is left is ink.

    Two grids, half a tile apart: what lies on the border of one lies inside a tile of the other.
    """
    assert one.size() == other.size()
    ours, theirs = pixels(one), pixels(other)
    return max(
        float(np.abs(mean_of_tiles(ours, at) - mean_of_tiles(theirs, at)).max())
        for at in (0, TILE // 2)
    )


@pytest.mark.parametrize("panel", PANELS, ids=str)
@pytest.mark.parametrize("name", [*SAMPLES, *FIRST_SAMPLES])
def test_screen_looks_as_committed(name: str, panel: Panel, show: Show) -> None:
    shown = show(name, panel)
    path = FOLDER / f"{name}-{panel.width}x{panel.height}.png"
    if os.environ.get("KIOSK_WRITE_SCREENS") == "1":
        path.parent.mkdir(parents=True, exist_ok=True)
        QTest.qWait(500)
        opaque = shown.picture().convertToFormat(QImage.Format.Format_RGB888)
        assert opaque.save(str(path), "PNG", 0)  # 0: smallest file
    known = QImage(str(path))
    assert not known.isNull(), f"{path} is missing: write it with KIOSK_WRITE_SCREENS=1"
    # People come into the tiles by and by: on a busy machine later.
    alike = until(lambda: difference(shown.picture(), known) < MOST_DIFFERENT)
    assert alike, f"{path.name}: a part differs by {difference(shown.picture(), known):.1f}"
