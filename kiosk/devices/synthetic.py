"""Devices made of nothing, for demos, tests and machines without hardware. Part of the product.

The screen labels them; nothing here is ever chosen unless the settings say `synthetic`. They have
the interfaces of the real ones: `PictureSource`, `Microphone`, `Speaker`.
"""

from __future__ import annotations

import itertools
import logging
import threading
import time
from collections.abc import Callable

import numpy as np

from kiosk.base.faults import Faults
from kiosk.devices import vision
from kiosk.devices.measure import FRAME_SAMPLES, SAMPLE_RATE_HZ, Sound
from kiosk.model.frames import Picture, Pixels

log = logging.getLogger(__name__)

NAME = "synthetic"

WIDTH, HEIGHT, RATE = 1280, 720, 30

TONE_HZ = 880
"""Whole periods fit a second, and no mains hum has a harmonic there."""
TONE_ON_S = 1.0
TONE_OFF_S = 1.0
TONE_DBFS = -20.0
"""Effective level of the tone: ordinary speech."""
_TONE_EDGE_S = 0.01

_SKY, _HILL, _SUN, _INK = (196, 160, 96), (96, 136, 72), (96, 208, 255), (255, 255, 255)  # BGR
_SUN_RADIUS = 60
_SUN_BOX = 136
"""Even, and holds the disc with room to spare: all that is redrawn for a picture."""
_SUN_TOP = 60

# "HÌNH THỬ" (test picture) as strokes in a unit box, because OpenCV's own letters are ASCII only.
_LETTERS: dict[str, list[list[tuple[float, float]]]] = {
    "H": [[(0, 0), (0, 1)], [(1, 0), (1, 1)], [(0, 0.5), (1, 0.5)]],
    "Ì": [[(0.5, 0), (0.5, 1)], [(0.2, -0.32), (0.6, -0.14)]],
    "N": [[(0, 1), (0, 0), (1, 1), (1, 0)]],
    "T": [[(0, 0), (1, 0)], [(0.5, 0), (0.5, 1)]],
    "Ử": [
        [(0, 0), (0, 0.7), (0.2, 1), (0.8, 1), (1, 0.7), (1, 0), (1.25, -0.05), (1.25, -0.25)],
        [(0.35, -0.38), (0.6, -0.38), (0.65, -0.28), (0.5, -0.2), (0.5, -0.12)],
    ],
    " ": [],
}
_LETTER_WIDTH, _LETTER_HEIGHT, _LETTER_STEP = 64, 110, 104


class SyntheticCapture:
    """A friendly landscape with a sun that wanders, 1280x720 at 30 pictures a second."""

    name = NAME
    detail = f"{WIDTH}x{HEIGHT} {RATE}/s"
    synthetic = True

    def __init__(self) -> None:
        self._landscape = _landscape()
        strip = self._landscape[_SUN_TOP : _SUN_TOP + _SUN_BOX]
        self._background = vision.bgr_to_i420(self._landscape)
        self._boxes = [_sun_box(strip, left) for left in _sun_path()]
        self._due = itertools.count()
        self._start = time.monotonic()

    def read(self) -> Picture:
        """Wait until the next picture is due and make it."""
        number = next(self._due)
        wait = self._start + number / RATE - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        elif wait < -1:  # the machine slept: do not hurry after it
            self._start -= wait
        planes = self._background.copy()
        left, box = self._boxes[number % len(self._boxes)]
        _paste(planes, box, left, _SUN_TOP)
        return Picture(planes, time.monotonic_ns())

    def close(self) -> None:
        """Nothing to give back."""


class _Clock:
    """Calls `tick(due_ns)` every 10 ms in a thread of its own, without drift."""

    def __init__(self, name: str, tick: Callable[[int], None]) -> None:
        self._tick = tick
        self._faults = Faults(log, "a synthetic device's frame was lost")
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop ticking; returns when the last tick is over, unless called from a tick."""
        self._end.set()
        if threading.current_thread() is not self._thread:
            self._thread.join(1.0)

    def _run(self) -> None:
        due = time.monotonic()
        while True:
            due = max(due + FRAME_SAMPLES / SAMPLE_RATE_HZ, time.monotonic() - 0.5)
            if self._end.wait(max(0.0, due - time.monotonic())):
                return
            self._faults.run(self._tick, int(due * 1e9))


class SyntheticMicrophone:
    """A gentle tone, one second on, one second off."""

    name = NAME
    synthetic = True

    def __init__(self, on_frame: Callable[[Sound, int], None], *, silent: bool = False) -> None:
        """`silent`: zeros instead, in the place of a microphone that has gone."""
        self._on_frame = on_frame
        silence = [np.zeros(FRAME_SAMPLES, np.int16)]
        self._frames = itertools.cycle(silence if silent else tone_frames())
        self._clock = _Clock("synthetic-microphone", self._tick)

    def close(self) -> None:
        """Be silent (idempotent)."""
        self._clock.close()

    def _tick(self, due_ns: int) -> None:
        self._on_frame(next(self._frames), due_ns)


class SyntheticSpeaker:
    """Takes what would be played, in time, and throws it away."""

    name = NAME
    synthetic = True

    def __init__(self, pull: Callable[[int], Sound]) -> None:
        self._pull = pull
        self._clock = _Clock("synthetic-speaker", self._tick)

    def close(self) -> None:
        """Stop taking (idempotent)."""
        self._clock.close()

    def _tick(self, due_ns: int) -> None:
        self._pull(due_ns)


def tone_frames() -> list[Sound]:
    """One period of the synthetic microphone: 10 ms frames, (480,) int16."""
    count = round(SAMPLE_RATE_HZ * (TONE_ON_S + TONE_OFF_S))
    seconds = np.arange(count) / SAMPLE_RATE_HZ
    edges = np.minimum(seconds, TONE_ON_S - seconds) / _TONE_EDGE_S
    peak = 32768 * np.sqrt(2) * 10 ** (TONE_DBFS / 20)
    wave = peak * np.clip(edges, 0, 1) * np.sin(2 * np.pi * TONE_HZ * seconds)
    return list(wave.astype(np.int16).reshape(-1, FRAME_SAMPLES))


def _landscape() -> Pixels:
    bgr = np.full((HEIGHT, WIDTH, 3), _SKY, np.uint8)
    across = np.arange(WIDTH)
    ridge = 560 + 60 * np.sin(across / 190) + 25 * np.sin(across / 67)
    bgr[np.arange(HEIGHT)[:, None] > ridge] = _HILL
    words = "HÌNH THỬ"
    left = (WIDTH - len(words) * _LETTER_STEP) // 2
    for place, letter in enumerate(words):
        corner = np.array([left + place * _LETTER_STEP, 330])
        scale = np.array([_LETTER_WIDTH, _LETTER_HEIGHT])
        strokes = [np.round(corner + np.array(stroke) * scale) for stroke in _LETTERS[letter]]
        vision.draw_lines(bgr, strokes, _INK)
    return bgr


def _sun_path() -> list[int]:
    """Even left edges of the sun's box, there and back in eight seconds."""
    way = np.arange(8 * RATE) / (8 * RATE) * 2 * np.pi
    lefts = (WIDTH - _SUN_BOX) / 2 * (1 - np.cos(way))
    return [int(left) & ~1 for left in lefts]


def _sun_box(strip: Pixels, left: int) -> tuple[int, Pixels]:
    bgr = strip[:, left : left + _SUN_BOX].copy()
    vision.draw_disc(bgr, (_SUN_BOX // 2, _SUN_BOX // 2), _SUN_RADIUS, _SUN)
    return left, vision.bgr_to_i420(bgr)


def _paste(planes: Pixels, box: Pixels, left: int, top: int) -> None:
    """Lay a small I420 picture into a large one at an even place."""
    for target, part in zip(vision.planes_of(planes), vision.planes_of(box), strict=True):
        shrink = WIDTH // target.shape[1]
        x, y = left // shrink, top // shrink
        target[y : y + part.shape[0], x : x + part.shape[1]] = part
