"""What drawing video costs: `python -m tests.bench.tiles`, two minutes, needs Xvfb.

One tile of 1406x790 at 30 pictures a second and six of 320x180 at 15, in a window of 1920x1080 on a
virtual screen without a graphics card. Another process writes the pictures, so what is measured is
the window's process alone: looking, drawing and handing the frame to the X server.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass

import numpy as np

from kiosk.model.frames import FrameStore, Pixels
from kiosk.model.room import TILE_MAIN, TILE_SMALL, PixelFormat
from tests.screen import Screen

WARM_UP_S = 2.0
MAIN_RATE, SMALL_RATE = 30, 15
SOFTWARE = {"QT_QUICK_BACKEND": "software"}
OPENGL = {"QSG_RHI_BACKEND": "opengl"}


@dataclass(frozen=True, slots=True)
class Way:
    """A way to draw; `fed`: pictures come."""

    name: str
    environment: dict[str, str]
    pixel_format: PixelFormat
    fed: bool = True


WAYS = (
    Way("painted, Qt's software drawing", SOFTWARE, PixelFormat.BGRA),
    Way("the same, no new pictures", SOFTWARE, PixelFormat.BGRA, fed=False),
    Way("painted, OpenGL by the processor (llvmpipe)", OPENGL, PixelFormat.BGRA),
    Way("VideoOutput, OpenGL by the processor (llvmpipe)", OPENGL, PixelFormat.I420),
)


def picture(width: int, height: int, pixel_format: PixelFormat, seed: int) -> Pixels:
    """Noise: nothing about it is easy to draw."""
    bgra = pixel_format is PixelFormat.BGRA
    shape = (height, width, 4) if bgra else (height * 3 // 2, width)
    return np.random.default_rng(seed).integers(0, 256, shape, dtype=np.uint8)


def write(handle: str, pixel_format: PixelFormat) -> None:
    """The media process's part: publish pictures for ever."""
    store = FrameStore(handle)
    main = (1406, 790) if pixel_format is PixelFormat.BGRA else (1280, 720)
    sizes = {TILE_MAIN: main, **dict.fromkeys(TILE_SMALL, (320, 180))}
    pictures = {
        tile: [picture(*size, pixel_format, seed) for seed in (1, 2)]
        for tile, size in sizes.items()
    }
    start = time.monotonic()
    for number in itertools.count():
        time.sleep(max(0.0, start + number / MAIN_RATE - time.monotonic()))
        for tile, both in pictures.items():
            if tile == TILE_MAIN or number % (MAIN_RATE // SMALL_RATE) == tile % 2:
                store.write(tile, both[number % 2], pixel_format, time.monotonic_ns())


SCENE = """
import QtQuick
import Kiosk.Native
{imports}
Rectangle {{
    id: root
    required property TilePump pump
    width: 1920; height: 1080; color: "#101828"
    {type} {{ pump: root.pump; tile: 1; crop: true; x: 40; y: 84; width: 1406; height: 790 }}
    Repeater {{
        model: 6
        {type} {{
            required property int index
            pump: root.pump; tile: index + 2; crop: true
            x: 1560; y: 10 + index * 178; width: 320; height: 170
        }}
    }}
}}
"""


def show(way: Way, seconds: float) -> None:
    """Open the window, measure this process and print the result as JSON."""
    from PySide6.QtCore import QByteArray, QTimer, QUrl
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtQml import QQmlComponent
    from PySide6.QtQuick import QQuickItem, QQuickView

    from kiosk.ui.paths import QML
    from kiosk.ui.tile import TilePump

    app = QGuiApplication(sys.argv[:1])
    video = way.pixel_format is PixelFormat.I420
    store = FrameStore.create()
    pump = TilePump(store, gpu=video)
    view = QQuickView()
    component = QQmlComponent(view.engine())
    folder = QUrl.fromLocalFile(str(QML / "Kiosk" / "video")).toString()
    scene = SCENE.format(
        type="GpuPicture" if video else "PaintedTile",
        imports=f'import "{folder}"' if video else "",
    )
    component.setData(QByteArray(scene.encode()), QUrl())
    root = component.createWithInitialProperties({"pump": pump})
    assert isinstance(root, QQuickItem), component.errorString()
    root.setParentItem(view.contentItem())
    view.resize(1920, 1080)
    view.show()
    writer = None
    if way.fed:
        command = [sys.executable, "-m", "tests.bench.tiles", "--write", store.handle]
        command += ["--format", way.pixel_format.value]
        writer = subprocess.Popen(command, pass_fds=store.inherited_fds)
    swaps: list[float] = []
    view.frameSwapped.connect(lambda: swaps.append(time.monotonic()))
    start: list[float] = []

    def begin() -> None:
        swaps.clear()
        start.extend((time.monotonic(), time.process_time()))

    def end() -> None:
        elapsed_s = time.monotonic() - start[0]
        used_s = time.process_time() - start[1]
        if writer:
            writer.kill()
            writer.wait()
        result = {"core_percent": 100 * used_s / elapsed_s, "frames": len(swaps) / elapsed_s}
        print(json.dumps(result), flush=True)
        app.quit()

    QTimer.singleShot(int(WARM_UP_S * 1000), begin)
    QTimer.singleShot(int((WARM_UP_S + seconds) * 1000), end)
    app.exec()
    view.hide()
    root.setParentItem(None)
    root.deleteLater()
    view.deleteLater()


def run(number: int, seconds: float, screen: Screen) -> dict[str, float]:
    """Measure one way in a process of its own."""
    way = WAYS[number]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("QT_QUICK")}
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.bench.tiles",
            "--show",
            str(number),
            "--seconds",
            str(seconds),
        ],
        env={**kept, **screen.environment, **way.environment, "QT_QPA_PLATFORM": "xcb"},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    result: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return result


def main() -> None:
    """Measure every way and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20.0, help="measured time of each way")
    parser.add_argument("--show", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--write", help=argparse.SUPPRESS)
    parser.add_argument("--format", type=PixelFormat, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.write is not None:
        write(options.write, options.format)
    elif options.show is not None:
        show(WAYS[options.show], options.seconds)
    else:
        print("| way | of a core | frames a second |\n| --- | --- | --- |")
        with Screen(1920, 1080) as screen:
            for number, way in enumerate(WAYS):
                found = run(number, options.seconds, screen)
                percent, frames = found["core_percent"], found["frames"]
                print(f"| {way.name} | {percent:.1f} % | {frames:.0f} |", flush=True)


if __name__ == "__main__":
    main()
