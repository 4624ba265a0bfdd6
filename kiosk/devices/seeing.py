"""Pure measuring of pictures: is one bright, sharp, covered, lit from behind, still the same?

Everything looks at luma only: an array (height, width) of uint8 in BT.601 limited range (16 black,
235 white), for example `vision.planes_of(picture.planes)[0]`. Results count from 0 (black) to 255
(white). Knows no camera and no clock; time (rate, flicker of lamps) is in `pace.py`.

The limits that decide (covered, backlit, blurred) are our own judgement; there is no standard.
Errors are asserted in the tests, with sensor noise of sigma 2 to 6.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from kiosk.devices import vision
from kiosk.model.frames import Pixels

_Plane = npt.NDArray[np.float32]

_BLACK, _SPAN = 16.0, 219.0
"""BT.601 limited range: luma of black, and how much more white has."""

_SAMPLE_STEP = 4
"""Every fourth pixel both ways: 58 kB at 720p, and hardly anything moves without being seen."""

_SHARP_WIDTH = 640
"""Sharpness is measured at this width, so that it does not depend on the camera's mode."""
_SMOOTHING = 1.0
"""Sigma in pixels: noise is finer than what a lens draws at this width, edges are not."""
_NOISE_BLOCK = 16
_MOST_NOISE_LAPLACIAN, _MOST_NOISE_GRADIENT = 2.5, 1.3
"""What sensor noise of sigma 8 at 720p leaves (16 / 2 pi, 16 / 4 pi): more than this that changes
between two pictures is movement."""
_ROUNDING_LAPLACIAN = 0.01
"""What rounding to whole luma leaves where there is no noise: measured 0.002 to 0.012."""
MOST_BLUR_PX = 20.0
"""Also for a picture in which there is nothing to be sharp."""
BLURRED_FROM_PX = 2.5
"""Sharp pictures have up to 1; from here lips and eyes at the end of a table are not seen."""

_STRUCTURE_SIZE = (80, 45)
"""Each point is the mean of 256 pixels of a 720p picture: sensor noise of 6 shrinks to 0.4."""
_STRUCTURE_SIGMA, _STRUCTURE_RIM = 4.0, 8
"""What changes more slowly than sigma is a shade over the lens, not something seen by it; in the
rim, two sigma wide, the shade cannot be told."""
DARK_BELOW = 30.0
"""Not even the brightest twentieth reaches this: the lens is covered, or the room is dark."""
FLAT_BELOW = 2.0
"""Structure under this: tape, a hand or a wall close to the lens."""

BACKLIGHT_RATIO = 2.5
"""Surroundings this many times as bright as the middle: a face there is lost."""
BACKLIGHT_WHITE_SHARE = 0.05
"""And at least this share of the surroundings is white beyond drawing: a window, not a wall."""
BACKLIGHT_MIDDLE = 90.0
"""And the middle is no brighter than this: brighter, it is seen whatever stands behind."""
_WHITE_FROM = 235.0


def brightness(luma: Pixels) -> float:
    """Mean, 0 (black) to 255 (white). Error below 1."""
    return _full(float(luma.mean()))


def contrast(luma: Pixels) -> float:
    """How far the darkest and the brightest twentieth lie apart (percentile 95 less 5), 0 to 255.

    Error below 3 without noise; noise of sigma s adds up to 4 s to a picture without contrast.
    """
    low, high = np.percentile(luma[::4, ::4], (5, 95))
    return float(high - low) * 255 / _SPAN


def sharpness(luma: Pixels, before: Pixels | None = None) -> float:
    """Variance of the Laplacian at a width of 640 pixels, lightly smoothed; 0 for nothing seen.

    Falls as the picture blurs, but grows with the square of contrast and depends on what is seen:
    it compares pictures of one scene; `blur_px` is for deciding. `before` is an earlier picture of
    the same scene: what changes in most places is sensor noise and is taken off.
    """
    return _energies(luma, before)[0]


def blur_px(luma: Pixels, before: Pixels | None = None) -> float:
    """How far edges are smeared: sigma in pixels at a width of 640, 0 to `MOST_BLUR_PX`.

    From gradient against Laplacian, so neither brightness nor contrast changes it: edges blurred by
    1 to 4 pixels are told within 20 %; stronger blur and fine texture read lower, down to half.
    Sensor noise hides blur unless `before`, an earlier picture of the same scene, tells it.
    """
    laplacian, gradient = _energies(luma, before)
    if laplacian <= 0 or gradient <= 0:
        return MOST_BLUR_PX
    squared = gradient / laplacian / 2 - _SMOOTHING**2
    return min(float(np.sqrt(max(squared, 0.0))), MOST_BLUR_PX)


def is_blurred(luma: Pixels, before: Pixels | None = None) -> bool:
    """Whether the lens is out of focus or greasy; meaningless for a covered lens."""
    return blur_px(luma, before) >= BLURRED_FROM_PX


def sample_of(luma: Pixels) -> Pixels:
    """A small copy to keep for `same_content`: every fourth pixel both ways."""
    return np.ascontiguousarray(luma[::_SAMPLE_STEP, ::_SAMPLE_STEP])


def same_content(first: Pixels, second: Pixels) -> bool:
    """Whether two samples are the same to the last bit: live sensors have noise, frozen have none.

    A picture that is black all over is the same while it lives: ask `is_covered` first.
    """
    return first.shape == second.shape and bool(np.array_equal(first, second))


class Cover(StrEnum):
    """What lies over the lens."""

    NONE = "none"
    DARK = "dark"
    """Nearly nothing comes through: a lid, black tape, or the room is dark."""
    FLAT = "flat"
    """Light comes through but no picture: tape, a hand, a wall close by."""


def cover(luma: Pixels) -> Cover:
    """Judge by the brightest parts, then by `structure`."""
    if _full(float(np.percentile(vision.shrunk(luma, *_STRUCTURE_SIZE), 95))) < DARK_BELOW:
        return Cover.DARK
    return Cover.FLAT if structure(luma) < FLAT_BELOW else Cover.NONE


def is_covered(luma: Pixels) -> bool:
    """Whether the lens shows nothing, dark or bright."""
    return cover(luma) is not Cover.NONE


def structure(luma: Pixels) -> float:
    """Standard deviation (0 to 127) of coarse parts against their surroundings, shade taken off.

    Noise of sigma s at 720p adds s / 16; blur of a lens hardly changes it.
    """
    small = vision.shrunk(luma, *_STRUCTURE_SIZE)
    seen = small - vision.smoothed(small, _STRUCTURE_SIGMA)
    inner = slice(_STRUCTURE_RIM, -_STRUCTURE_RIM)
    return float(np.std(seen[inner, inner])) * 255 / _SPAN


@dataclass(frozen=True, slots=True)
class Light:
    """Where the light comes from."""

    middle: float
    """Brightness of the middle, where people sit, 0 to 255."""
    ratio: float
    """Surroundings (top and both sides) against the middle, in brightness; 1 for even light."""
    white_share: float
    """Share of the surroundings that is white beyond drawing, 0 to 1."""

    @property
    def is_backlit(self) -> bool:
        """Whether people in the middle are shadows before a window."""
        return (
            self.ratio >= BACKLIGHT_RATIO
            and self.white_share >= BACKLIGHT_WHITE_SHARE
            and self.middle <= BACKLIGHT_MIDDLE
        )


def light(luma: Pixels) -> Light:
    """Compare the middle (40 % wide, lower 65 % high) with what is above and beside it.

    The ratio is right within 10 % for a middle brighter than 20, with any noise of sigma up to 6.
    """
    height, width = luma.shape
    top, left, right = height * 35 // 100, width * 30 // 100, width * 70 // 100
    middle = luma[top:, left:right]
    parts = (luma[:top], luma[top:, :left], luma[top:, right:])
    pixels = sum(part.size for part in parts)
    around = sum(float(part.sum(dtype=np.int64)) for part in parts) / pixels
    white_luma = _BLACK + _WHITE_FROM * _SPAN / 255
    white = sum(int(np.count_nonzero(part >= white_luma)) for part in parts)
    inner = _full(float(middle.mean()))
    return Light(inner, (_full(around) + 1) / (inner + 1), white / pixels)


def _full(luma: float) -> float:
    """From limited range to 0 to 255."""
    return min(max((luma - _BLACK) * 255 / _SPAN, 0.0), 255.0)


def _energies(luma: Pixels, before: Pixels | None) -> tuple[float, float]:
    """Mean square of Laplacian and of gradient, noise taken off; 0 or more each."""
    laplacian, across, down = _derivatives(luma)
    noise, rough = 0.0, 0.0
    if before is not None and before.shape == luma.shape:
        old, old_across, old_down = _derivatives(before)
        noise = _steady_half(laplacian - old)
        rough = _steady_half(across - old_across) + _steady_half(down - old_down)
    noise = min(max(noise, _ROUNDING_LAPLACIAN), _MOST_NOISE_LAPLACIAN)
    fine = float(np.mean(laplacian**2)) - noise
    coarse = float(np.mean(across**2) + np.mean(down**2)) - min(rough, _MOST_NOISE_GRADIENT)
    return max(fine, 0.0), max(coarse, 0.0)


def _derivatives(luma: Pixels) -> tuple[_Plane, _Plane, _Plane]:
    height = max(2, round(luma.shape[0] * _SHARP_WIDTH / luma.shape[1]))
    plane = vision.smoothed(vision.shrunk(luma, _SHARP_WIDTH, height), _SMOOTHING)
    return vision.laplacian(plane), np.diff(plane, axis=1), np.diff(plane, axis=0)


def _steady_half(change: _Plane) -> float:
    """Noise power in one picture, from the change between two: half may be movement."""
    high, wide = (size // _NOISE_BLOCK for size in change.shape)
    cut = change[: high * _NOISE_BLOCK, : wide * _NOISE_BLOCK]
    blocks = cut.reshape(high, _NOISE_BLOCK, wide, _NOISE_BLOCK)
    return float(np.median(np.mean(blocks**2, axis=(1, 3)))) / 2
