"""Films that stand in for cameras: one for every fault that a camera can have.

`good` is a meeting room as an honest webcam sees it: a textured wall, a shelf, people who move a
little, sensor noise. The others are the same room with one thing wrong.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

Pixels = npt.NDArray[np.uint8]

WIDTH, HEIGHT = 1280, 720
_NOISE_SIGMA = 2.0
_LAMP_HZ = 100.0
_SKIN, _HAIR, _CLOTH = (130, 165, 210), (30, 35, 40), ((110, 60, 40), (60, 60, 140))  # BGR


class Kind(StrEnum):
    """What the film shows."""

    GOOD = "good"
    BLACK = "black"
    FROZEN = "frozen"  # the good room, always the same picture
    SLOW = "slow"  # the good room; the rate is the caller's
    BLURRED = "blurred"
    BACKLIT = "backlit"  # a window behind people
    FLICKER = "flicker"  # lamps at 100 Hz with a rolling shutter
    TAPED = "taped"  # light comes through, a picture does not


def write_film(path: Path, kind: str = "good", *, seconds: float = 2.0, fps: float = 0.0) -> Path:
    """Write a motion JPEG film (`.avi`), 1280x720; it can be played over and over without a jump.

    `fps` 0: 30, and 5 for `slow`.
    """
    wanted = Kind(kind)
    rate = fps or (5.0 if wanted is Kind.SLOW else 30.0)
    # OpenCV's own writer: FFmpeg's makes another picture of the first one than of its repetitions.
    code = cv2.VideoWriter.fourcc(*"MJPG")
    writer = cv2.VideoWriter(str(path), cv2.CAP_OPENCV_MJPEG, code, rate, (WIDTH, HEIGHT))
    if not writer.isOpened():
        raise OSError(f"{path} cannot be written")
    for picture in pictures(wanted, round(seconds * rate), rate):
        writer.write(picture)
    writer.release()
    return path


def pictures(kind: Kind, count: int, fps: float) -> Iterator[Pixels]:
    """`count` BGR pictures of (720, 1280, 3)."""
    rng = np.random.default_rng(7)
    noises = [rng.normal(0, _NOISE_SIGMA, (HEIGHT, WIDTH, 1)).astype(np.float32) for _ in range(5)]
    room = _room(rng)
    for number in range(count):
        if kind is Kind.BLACK:
            yield np.zeros((HEIGHT, WIDTH, 3), np.uint8)
            continue
        still = kind is Kind.FROZEN
        seen = _people(room, 0.0 if still else number / count).astype(np.float32)
        seen = _spoilt(seen, kind, number / fps)
        noise = noises[0 if still else number % len(noises)]
        yield np.clip(seen + noise, 0, 255).astype(np.uint8)


def _room(rng: np.random.Generator) -> Pixels:
    """A wall with a grain and a shade, a shelf with books, a table."""
    grain = cv2.resize(rng.normal(0, 9, (HEIGHT // 2, WIDTH // 2)), (WIDTH, HEIGHT))
    shade = np.linspace(20, -20, WIDTH)[None, :] + np.linspace(15, -15, HEIGHT)[:, None]
    wall = np.clip(150 + grain + shade, 0, 255)[..., None] * np.array([0.9, 0.97, 1.0])
    room = np.ascontiguousarray(wall.astype(np.uint8))
    for shelf in range(3):
        left, floor = 60, 170 + shelf * 130
        while left < 380:
            wide, high = int(rng.integers(10, 26)), int(rng.integers(70, 110))
            colour = tuple(int(each) for each in rng.integers(30, 220, 3))
            cv2.rectangle(room, (left, floor - high), (left + wide, floor), colour, -1)
            left += wide + 2
        cv2.rectangle(room, (50, floor), (390, floor + 10), (40, 60, 90), -1)
    cv2.rectangle(room, (0, 610), (WIDTH, HEIGHT), (60, 85, 115), -1)
    for line in range(615, HEIGHT, 9):
        cv2.line(room, (0, line), (WIDTH, line + 4), (50, 72, 100), 1, cv2.LINE_AA)
    return room


def _people(room: Pixels, turn: float) -> Pixels:
    """Two of them, swaying; `turn` 0 to 1 is once there and back."""
    picture = room.copy()
    for person, middle in enumerate((560, 840)):
        sway = math.sin(2 * math.pi * (turn + person / 3))
        x, y = middle + round(14 * sway), 330 + round(6 * sway)
        cv2.ellipse(picture, (x, y + 260), (130, 170), 0, 180, 360, _CLOTH[person], -1, cv2.LINE_AA)
        cv2.ellipse(picture, (x, y), (58, 76), 0, 0, 360, _SKIN, -1, cv2.LINE_AA)
        cv2.ellipse(picture, (x, y - 30), (62, 56), 0, 180, 360, _HAIR, -1, cv2.LINE_AA)
        for side in (-22, 22):
            cv2.circle(picture, (x + side, y - 5), 6, _HAIR, -1, cv2.LINE_AA)
        cv2.line(picture, (x - 18, y + 38), (x + 18, y + 38), (80, 80, 160), 4, cv2.LINE_AA)
    return picture


def _spoilt(seen: npt.NDArray[np.float32], kind: Kind, at_s: float) -> npt.NDArray[np.float32]:
    if kind is Kind.BLURRED:
        small = cv2.resize(seen, (WIDTH // 2, HEIGHT // 2), interpolation=cv2.INTER_AREA)
        return _grown(cv2.GaussianBlur(small, (0, 0), 7))
    if kind is Kind.TAPED:
        return _grown(cv2.resize(seen, (4, 2), interpolation=cv2.INTER_AREA) * 0.3 + 70)
    if kind is Kind.BACKLIT:
        dark = seen * 0.35
        dark[30:420, 40:420] = 255
        dark[30:420, 860:1240] = 255
        return dark
    if kind is Kind.FLICKER:
        rows_s = at_s + np.arange(HEIGHT) / HEIGHT / 40  # the shutter needs 25 ms for a picture
        wave = 1 + 0.06 * np.sin(2 * np.pi * _LAMP_HZ * rows_s)
        return np.asarray(seen * wave[:, None, None], np.float32)
    return seen


def _grown(small: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    return np.asarray(cv2.resize(small, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC), np.float32)
