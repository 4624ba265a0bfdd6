"""Monitors that come, go, change and are turned under the real home screen (Xvfb's RANDR)."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QRect, QSizeF

from kiosk.ui import monitor
from tests.screen import Screen

pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(shutil.which("xrandr") is None, reason="without xrandr nothing is pulled"),
]
PATIENCE_S = 60.0
OUTPUT = "screen"
"""Xvfb's only one."""

HOME = """
import json, sys
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from kiosk.base.config import Settings
from kiosk.model.frames import FrameStore
from kiosk.ui.samples.screens import open_sample

last = []

def look():
    view, panel = window.view, window.metrics.panel
    now = {
        "shown": view.isVisible() and view.isExposed(),
        "visible": view.isVisible(),
        "size": [view.width(), view.height()],
        "at": [view.x(), view.y()],
        "panel": [panel.width_px, panel.height_px, round(panel.width_mm)],
        "screen": view.screen().name() if view.screen() else "",
    }
    if [now] != last:
        last[:] = [now]
        print(json.dumps(now), flush=True)

application = QGuiApplication(sys.argv[:1])
with FrameStore.create() as store:
    window, _ = open_sample("home-ready", store, Settings())
    window.show()
    timer = QTimer(interval=20)
    timer.timeout.connect(look)
    timer.start()
    sys.exit(application.exec())
"""


class Home:
    """The home screen's window in a process of its own, as it tells of itself."""

    def __init__(self, around: Mapping[str, str]) -> None:
        environment = {**os.environ, "QT_QUICK_BACKEND": "software", **around}
        self.seen: list[dict[str, Any]] = []
        self.process = subprocess.Popen(
            [sys.executable, "-c", HOME], env=environment, stdout=subprocess.PIPE, text=True
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as lines:
            self.seen.extend(map(json.loads, lines))

    def wait(self, is_so: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        deadline = time.monotonic() + PATIENCE_S
        while not (self.seen and is_so(self.seen[-1])):
            assert self.process.poll() is None, "it has ended"
            assert time.monotonic() < deadline, self.seen[-3:]
            time.sleep(0.02)
        return self.seen[-1]

    @contextlib.contextmanager
    def ended(self) -> Iterator[Home]:
        """Killed afterwards."""
        try:
            yield self
        finally:
            self.process.kill()
            self.process.wait()
            self._reader.join()

    def fills(self, x: int, y: int, width: int, height: int) -> dict[str, Any]:
        """Wait until it is shown there, laid out for that size."""
        return self.wait(
            lambda now: (
                now["shown"]
                and (now["at"], now["size"], now["panel"][:2])
                == ([x, y], [width, height], [width, height])
            )
        )


@pytest.fixture
def screen() -> Iterator[Screen]:
    with Screen(1366, 768) as screen:
        yield screen


@pytest.fixture
def home(screen: Screen) -> Iterator[Callable[[], Home]]:
    with contextlib.ExitStack() as stack:
        around = {**screen.environment, "QT_QPA_PLATFORM": "xcb"}
        yield lambda: stack.enter_context(Home(around).ended())


def xrandr(screen: Screen, *arguments: str) -> None:
    environment = {**os.environ, **screen.environment}
    subprocess.run(["xrandr", *arguments], env=environment, check=True, stdout=subprocess.DEVNULL)


def test_without_any_monitor_it_waits_and_does_not_end(tmp_path: Path) -> None:
    """On Wayland Qt has one then that stands in: without a size, and deadly for a full screen."""
    nothing = tmp_path / "nothing.json"
    nothing.write_text('{"screens": [{"name": "", "x": 0, "y": 0, "width": 0, "height": 0}]}')
    window = Home({"QT_QPA_PLATFORM": f"offscreen:configfile={nothing}"})
    with window.ended():
        assert window.wait(lambda _now: True)["screen"] == ""
        time.sleep(4 * monitor.SETTLE_MS / 1000)
        assert window.process.poll() is None
        assert not any(now["visible"] for now in window.seen)


def test_switched_off_and_on_three_times_it_is_there_again(screen: Screen, home) -> None:
    window = home()
    window.fills(0, 0, 1366, 768)
    for _ in range(3):
        xrandr(screen, "--fb", "1366x768", "--output", OUTPUT, "--off")
        window.wait(lambda now: now["screen"] != OUTPUT)  # X has one that stands in
        xrandr(screen, "--output", OUTPUT, "--auto")
        window.wait(lambda now: now["screen"] == OUTPUT)
        window.fills(0, 0, 1366, 768)


def test_another_resolution_and_a_turned_monitor_are_laid_out_anew(screen: Screen, home) -> None:
    window = home()
    window.fills(0, 0, 1366, 768)
    xrandr(screen, "--setmonitor", "A", "1280/477x720/268+0+0", OUTPUT)
    assert window.fills(0, 0, 1280, 720)["panel"][2] == 477
    xrandr(screen, "--delmonitor", "A")
    xrandr(screen, "--setmonitor", "B", "600/340x760/200+0+0", OUTPUT)  # how it lay before
    assert window.fills(0, 0, 600, 760)["panel"][2] == 200


def test_of_two_monitors_either_may_go(screen: Screen, home) -> None:
    xrandr(screen, "--setmonitor", "A", "640/300x768/340+0+0", OUTPUT)
    xrandr(screen, "--setmonitor", "B", "700/300x768/340+640+0", "none")
    window = home()
    window.fills(0, 0, 640, 768)
    xrandr(screen, "--delmonitor", "A")  # what stays of it is the output as it is by itself
    window.wait(lambda now: now["shown"] and now["screen"] != "A")
    xrandr(screen, "--delmonitor", "B")
    window.fills(0, 0, 1366, 768)


class Told:
    """A screen as Qt tells of it."""

    def __init__(self, pixels: tuple[int, int], millimetres: tuple[float, float]) -> None:
        self._pixels, self._mm = QRect(0, 0, *pixels), QSizeF(*millimetres)

    def geometry(self) -> QRect:
        return self._pixels

    def physicalSize(self) -> QSizeF:  # noqa: N802 - Qt's name
        return self._mm


@pytest.mark.parametrize(
    ("pixels", "millimetres", "width_mm"),
    [
        ((1920, 1080), (480, 270), 480),
        ((1080, 1920), (480, 270), 270),  # turned
        ((1080, 1920), (270, 480), 270),  # a driver that knows
        ((1920, 1080), (0, 0), 0),
    ],
)
def test_a_turned_monitor_is_as_wide_as_it_stands(pixels, millimetres, width_mm) -> None:
    assert monitor.width_mm(Told(pixels, millimetres)) == width_mm
