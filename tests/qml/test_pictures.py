"""Every screen, in Vietnamese, against the picture of it in docs/screens.

`KIOSK_WRITE_SCREENS=1` writes the pictures anew: look at them before they are committed.
"""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage

from kiosk.ui.samples import SAMPLES
from tests.qml.conftest import Panel, Show

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "screens"
PANELS = (Panel(1920, 1080, 21.5), Panel(1366, 768, 15.6))
MOST_DIFFERENT = 2.0
"""Mean difference of a channel, of 255: fonts are drawn a little differently elsewhere."""


def pixels(image: QImage) -> np.ndarray:
    rgb = image.convertToFormat(QImage.Format.Format_RGB32)
    flat = np.frombuffer(rgb.constBits(), np.uint8)
    return flat.reshape(rgb.height(), rgb.width(), 4)[:, :, :3].astype(np.int16)


@pytest.mark.parametrize("panel", PANELS, ids=str)
@pytest.mark.parametrize("name", SAMPLES)
def test_screen_looks_as_committed(name: str, panel: Panel, show: Show) -> None:
    picture = show(name, panel).picture()
    path = FOLDER / f"{name}-{panel.width}x{panel.height}.png"
    if os.environ.get("KIOSK_WRITE_SCREENS") == "1":
        path.parent.mkdir(parents=True, exist_ok=True)
        opaque = picture.convertToFormat(QImage.Format.Format_RGB888)
        assert opaque.save(str(path), "PNG", 0)  # 0: smallest file
    known = QImage(str(path))
    assert not known.isNull(), f"{path} is missing: write it with KIOSK_WRITE_SCREENS=1"
    assert picture.size() == known.size()
    assert np.abs(pixels(picture) - pixels(known)).mean() < MOST_DIFFERENT
