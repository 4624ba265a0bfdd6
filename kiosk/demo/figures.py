"""Drawn people for the demo: somebody at the lectern of the commune hall, others at their desks."""

from __future__ import annotations

import math

import numpy as np

from kiosk.devices import vision
from kiosk.model.frames import Pixels

Colour = tuple[int, int, int]
"""Blue, green, red."""

HALL_SIZE = (1280, 720)
HALL_RATE = 15
POINT_SIZE = (320, 180)
POINT_RATE = 10

_WALL: Colour = (176, 204, 214)
_CURTAIN: Colour = (42, 36, 168)
_FOLD: Colour = (32, 26, 140)
_GOLD: Colour = (64, 214, 255)
_WOOD: Colour = (52, 88, 132)
_SKIN: Colour = (150, 184, 226)
_HAIR: Colour = (40, 36, 34)
_MOUTH: Colour = (70, 60, 150)
_JACKET: Colour = (96, 72, 52)
_DESKS: tuple[Colour, ...] = (
    (196, 178, 120),
    (140, 196, 150),
    (128, 170, 214),
    (190, 150, 190),
    (170, 190, 200),
    (150, 160, 230),
)


class HallFilm:
    """The hall's picture: a curtain, a star, somebody who speaks and sways."""

    def __init__(self) -> None:
        self._scene = _hall_scene()

    def draw(self, time_s: float, openness: float) -> Pixels:
        """I420 of `HALL_SIZE`; `openness` of the mouth from 0 to 1."""
        bgr = self._scene.copy()
        x = 640 + round(90 * math.sin(time_s * 1.1))
        y = 352 + round(10 * math.sin(time_s * 2.3))
        _person(bgr, x, y, 84, _JACKET, openness)
        bgr[560:, 430:850] = _WOOD
        bgr[560:572, 410:870] = _GOLD
        return vision.bgr_to_i420(bgr)


class PointFilm:
    """A bridge point's picture: somebody who listens, in front of a wall of the point's colour."""

    def __init__(self, number: int) -> None:
        self._phase = number * 0.9
        self._wall = _DESKS[number % len(_DESKS)]

    def draw(self, time_s: float) -> Pixels:
        """I420 of `POINT_SIZE`."""
        width, height = POINT_SIZE
        bgr = np.empty((height, width, 3), np.uint8)
        bgr[:] = self._wall
        x = width // 2 + round(18 * math.sin(time_s + self._phase))
        _person(bgr, x, 84, 30, _JACKET, 0.0)
        bgr[156:] = _WOOD
        return vision.bgr_to_i420(bgr)


def _hall_scene() -> Pixels:
    width, height = HALL_SIZE
    bgr = np.empty((height, width, 3), np.uint8)
    bgr[:] = _WALL
    bgr[:600, 160:1120] = _CURTAIN
    for left in range(160, 1120, 48):
        bgr[:600, left : left + 10] = _FOLD
    bgr[_star(HALL_SIZE, (640, 130), 84)] = _GOLD
    return bgr


def _star(size: tuple[int, int], centre: tuple[int, int], radius: int) -> Pixels:
    """Mask of a five-pointed star: what lies on the inner side of at least four of its lines."""
    width, height = size
    y, x = np.mgrid[:height, :width]
    inner = radius * math.cos(math.radians(72))  # distance of the five lines from the centre
    inside = np.zeros((height, width), np.uint8)
    for point in range(5):
        angle = math.radians(72 * point - 90)  # one tip straight up
        distance = (x - centre[0]) * math.cos(angle) + (y - centre[1]) * math.sin(angle)
        inside += distance <= inner
    return np.asarray(inside >= 4)


def _person(bgr: Pixels, x: int, y: int, radius: int, jacket: Colour, openness: float) -> None:
    """Head and shoulders; (x, y) is the middle of the face."""
    vision.draw_disc(bgr, (x, y + radius * 5 // 2), radius * 3 // 2, jacket)
    vision.draw_disc(bgr, (x, y - radius // 5), radius + radius // 10, _HAIR)
    vision.draw_disc(bgr, (x, y + radius // 8), radius, _SKIN)
    for side in (-1, 1):
        vision.draw_disc(bgr, (x + side * radius * 3 // 8, y), max(2, radius // 10), _HAIR)
    vision.draw_disc(bgr, (x, y + radius * 5 // 8), max(2, round(radius * openness / 4)), _MOUTH)
