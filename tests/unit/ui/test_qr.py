"""The code on the screen is one that a reader reads."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from kiosk.ui.qr import QUIET, QrProvider, draw_code

TEXT = "ap-3 · kiosk 0.1.0\n25/11/2026 19:10 · Có phần không đạt\nX camera.rate 8,2 hình/giây"


def read(image: QImage) -> str:
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), grey.bytesPerLine())
    said, _, _ = cv2.QRCodeDetector().detectAndDecode(rows[:, : grey.width()].copy())
    return said


@pytest.mark.parametrize("width", [240, 500, 1100])
def test_a_reader_reads_it_at_every_size(width: int) -> None:
    image = draw_code(TEXT, width)
    assert width * 0.7 <= image.width() <= width
    assert read(image) == TEXT


def test_qml_gets_it_by_the_hex_of_its_text() -> None:
    size = QSize()
    image = QrProvider().requestImage(TEXT.encode().hex(), size, QSize(600, 600))
    assert read(image) == TEXT
    assert (size.width(), size.height()) == (image.width(), image.height())


@pytest.mark.parametrize("width", [-1, 0, 1])
def test_without_a_width_it_still_has_whole_modules_and_its_quiet_zone(width: int) -> None:
    image = draw_code("kiosk", width)
    assert image.width() >= 21 + 2 * QUIET
    assert image.pixelColor(0, 0).name() == "#ffffff"
