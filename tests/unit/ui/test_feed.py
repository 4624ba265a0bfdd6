from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from kiosk.model.frames import SlotPicture
from kiosk.model.room import PixelFormat
from kiosk.ui.feed import to_video_frame
from tests.screen import Screen

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(("width", "height"), [(320, 180), (66, 34), (1280, 720)])
def test_planes_are_copied_whatever_the_stride(qapp: object, width: int, height: int) -> None:
    pixels = np.random.default_rng(1).integers(0, 256, (height * 3 // 2, width), dtype=np.uint8)
    frame = to_video_frame(SlotPicture(1, pixels, PixelFormat.I420, width, height, 0))
    assert frame.map(frame.MapMode.ReadOnly)
    got = []
    for plane, (wide, high) in enumerate(
        ((width, height), (width // 2, height // 2), (width // 2, height // 2))
    ):
        stride = frame.bytesPerLine(plane)
        lines = np.frombuffer(frame.bits(plane), np.uint8)[: stride * high].reshape(high, stride)
        got.append(lines[:, :wide].copy().reshape(-1))
    frame.unmap()
    assert np.array_equal(np.concatenate(got), pixels.reshape(-1))


@pytest.mark.system
def test_opengl_shows_the_picture_in_its_colours() -> None:
    with Screen(640, 480) as screen:
        done = subprocess.run(
            [sys.executable, "-m", "tests.unit.ui.gpu_window"],
            cwd=ROOT,
            env={
                **{k: v for k, v in os.environ.items() if k != "QT_QUICK_BACKEND"},
                **screen.environment,
                "QT_QPA_PLATFORM": "xcb",
                "QSG_RHI_BACKEND": "opengl",
            },
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["api"] == "OpenGL"
    # Red by BT.601; taken as BT.709 its green would be 24 and more.
    assert found["picture"] == pytest.approx([255, 0, 0], abs=4)
    assert found["ground"] == pytest.approx([0x33, 0x66, 0x99], abs=2)
