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

from kiosk.ui.samples.screens import SAMPLES
from tests.qml.conftest import Panel, Show, until

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "screens"
PANELS = (Panel(1920, 1080, 21.5), Panel(1366, 768, 15.6))
MOST_DIFFERENT = 2.0
"""Mean difference of a channel, of 255: fonts are drawn a little differently elsewhere."""


def pixels(image: QImage) -> np.ndarray:
    rgb = image.convertToFormat(QImage.Format.Format_RGB32)
    flat = np.frombuffer(rgb.constBits(), np.uint8)
    return flat.reshape(rgb.height(), rgb.width(), 4)[:, :, :3].astype(np.int16)


def difference(one: QImage, other: QImage) -> float:
    assert one.size() == other.size()
    return float(np.abs(pixels(one) - pixels(other)).mean())


@pytest.mark.parametrize("panel", PANELS, ids=str)
@pytest.mark.parametrize("name", SAMPLES)
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
    assert alike, f"{path.name}: mean difference {difference(shown.picture(), known):.1f}"
