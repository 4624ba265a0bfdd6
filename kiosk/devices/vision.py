"""Everything that OpenCV does for us: capturing, and moving pixels between formats and sizes.

The only file that imports `cv2`. Pictures are I420 planes as `kiosk.model.frames.Picture` has them:
(height * 3 / 2, width) uint8, sizes even, BT.601 limited range. Knows no thread and no tile.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# V4L2's read() otherwise blocks for ten seconds; OpenCV reads this when it is loaded.
os.environ.setdefault("OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT", "2")
# A camera that is not there is reported by us, once, in words of our own.
os.environ.setdefault("OPENCV_LOG_LEVEL", "OFF")
os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")

import cv2
import numpy as np
import numpy.typing as npt

from kiosk.base.errors import Code, KioskError
from kiosk.model.frames import Pixels

# One thread: two halve the time of a resize but not its cost, and the voices need the other core.
cv2.setNumThreads(1)

BARS_BGRA = (20, 16, 14, 255)
"""Colour of the bars beside a picture that does not fill its tile: nearly black."""


def planes_of(picture: Pixels) -> tuple[Pixels, Pixels, Pixels]:
    """Y, U and V as views into an I420 picture."""
    height, width = picture.shape[0] * 2 // 3, picture.shape[1]
    flat, luma = picture.reshape(-1), width * height
    half = (height // 2, width // 2)
    return (
        flat[:luma].reshape(height, width),
        flat[luma : luma + luma // 4].reshape(half),
        flat[luma + luma // 4 :].reshape(half),
    )


def blank(width: int, height: int) -> Pixels:
    """Memory for an I420 picture, not initialised. Sizes must be even."""
    if width % 2 or height % 2:
        raise ValueError(f"an I420 picture of {width}x{height} has no whole planes")
    return np.empty((height * 3 // 2, width), np.uint8)


def bgr_to_i420(bgr: Pixels, out: Pixels | None = None) -> Pixels:
    """Convert (height, width, 3) BGR of even sizes; into `out` when given."""
    result = blank(bgr.shape[1], bgr.shape[0]) if out is None else out
    cv2.cvtColor(bgr, cv2.COLOR_BGR2YUV_I420, dst=result)
    return result


def bgr_to_sized_i420(bgr: Pixels, width: int, height: int) -> Pixels:
    """Convert BGR of any size: cut to the shape of `width` x `height` and scale to it."""
    left, top, wide, high = centred(bgr.shape[1], bgr.shape[0], width, height, even=False)
    part = bgr[top : top + high, left : left + wide]
    if (wide, high) != (width, height):
        part = _resized(part, width, height)
    return bgr_to_i420(np.ascontiguousarray(part))


def centred(
    width: int, height: int, wide: int, high: int, *, even: bool = True
) -> tuple[int, int, int, int]:
    """Left, top, width, height of the largest centred part of the shape `wide` : `high`."""
    part_w = min(width, max(2, round(height * wide / max(high, 1))))
    part_h = min(height, max(2, round(width * high / max(wide, 1))))
    left, top = (width - part_w) // 2, (height - part_h) // 2
    if even:
        part_w, part_h, left, top = part_w & ~1, part_h & ~1, left & ~1, top & ~1
    return left, top, part_w, part_h


def resize_i420(source: Pixels, out: Pixels) -> None:
    """Scale all of `source` to the size of `out`, each plane by itself."""
    height, width = source.shape[0] * 2 // 3, source.shape[1]
    _resize_part(source, (0, 0, width, height), out)


def mirror_i420(source: Pixels, out: Pixels) -> None:
    """Left becomes right. `out` has the same size and is not `source`."""
    for plane, target in zip(planes_of(source), planes_of(out), strict=True):
        cv2.flip(plane, 1, dst=target)


class Painter:
    """Draws I420 pictures as BGRA at one tile's size; keeps the memory it works in.

    Not safe for use by two threads at once.
    """

    def __init__(self) -> None:
        self._scaled = blank(2, 2)
        self._mirrored = blank(2, 2)

    def draw(self, source: Pixels, out: Pixels, *, crop: bool, mirror: bool) -> None:
        """Draw into `out` (height, width, 4), sizes even: fill and cut, or fit with bars."""
        height, width = source.shape[0] * 2 // 3, source.shape[1]
        high, wide = out.shape[:2]
        if crop:
            part, place = centred(width, height, wide, high), (0, 0, wide, high)
        else:
            part, place = (0, 0, width, height), centred(wide, high, width, height)
            _paint_bars(out, place)
        planes = self._scale(source, part, place[2], place[3])
        if mirror:
            self._mirrored = _sized(self._mirrored, place[2], place[3])
            mirror_i420(planes, self._mirrored)
            planes = self._mirrored
        left, top, wide, high = place
        target = out[top : top + high, left : left + wide]
        cv2.cvtColor(planes, cv2.COLOR_YUV2BGRA_I420, dst=target)

    def _scale(
        self, source: Pixels, part: tuple[int, int, int, int], width: int, height: int
    ) -> Pixels:
        if part == (0, 0, width, height) and source.shape == (height * 3 // 2, width):
            return source
        self._scaled = _sized(self._scaled, width, height)
        _resize_part(source, part, self._scaled)
        return self._scaled


@dataclass(frozen=True, slots=True)
class CaptureMode:
    """What to ask a camera for. `fourcc` empty: whatever the driver takes first."""

    width: int
    height: int
    rate: int
    fourcc: str


class Capture:
    """An open camera or video file, read one picture at a time. Blocking: use a thread."""

    def __init__(self, source: str | int, mode: CaptureMode | None = None) -> None:
        """Open a device path, an index or, with no `mode`, a file.

        Raises `KioskError(DEVICE_ABSENT)` when there is nothing, `DEVICE_BUSY` when it is there
        and does not open.
        """
        self._capture = cv2.VideoCapture()
        try:
            opened = self._capture.open(source, *_backend(mode is None))
        except cv2.error:  # a path with characters that the backend cannot take
            opened = False
        if not opened:
            self._capture.release()
            raise _not_opened(source)
        if mode is not None:
            self._ask_for(mode)

    @property
    def rate(self) -> float:
        """Pictures a second as the driver or the file says; 0 when it does not."""
        rate = float(self._capture.get(cv2.CAP_PROP_FPS))
        return rate if 0 < rate < 1000 else 0.0

    @property
    def fourcc(self) -> str:
        """The four letters of the format that the driver delivers, or nothing."""
        code = int(self._capture.get(cv2.CAP_PROP_FOURCC))
        text = "".join(chr(code >> shift & 0xFF) for shift in (0, 8, 16, 24)) if code > 0 else ""
        return text if text.isprintable() else ""

    def read(self) -> Pixels | None:
        """The next picture as (height, width, 3) BGR, or None when nothing came."""
        try:
            good, bgr = self._capture.read()
        except cv2.error:  # a broken MJPG picture
            return None
        return np.asarray(bgr, np.uint8) if good and bgr is not None and bgr.ndim == 3 else None

    def rewind(self) -> bool:
        """Go back to a file's first picture. False when the source cannot."""
        return bool(self._capture.set(cv2.CAP_PROP_POS_FRAMES, 0))

    def close(self) -> None:
        """Give the device back (idempotent). May hang when the driver does."""
        self._capture.release()

    def _ask_for(self, mode: CaptureMode) -> None:
        if mode.fourcc:
            code = cv2.VideoWriter.fourcc(*mode.fourcc)
            self._capture.set(cv2.CAP_PROP_FOURCC, code)
        self._capture.set(cv2.CAP_PROP_FRAME_WIDTH, mode.width)
        self._capture.set(cv2.CAP_PROP_FRAME_HEIGHT, mode.height)
        self._capture.set(cv2.CAP_PROP_FPS, mode.rate)
        self._capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)  # the newest, not the oldest


def shrunk(plane: Pixels, width: int, height: int) -> npt.NDArray[np.float32]:
    """One plane as (height, width) float32 where each point is the mean of what it covers.

    Not rounded: a mean over many pixels knows more than eight bits. Where it has to grow, between
    the pixels is interpolated.
    """
    is_smaller = width <= plane.shape[1] and height <= plane.shape[0]
    how = cv2.INTER_AREA if is_smaller else cv2.INTER_LINEAR
    return np.asarray(
        cv2.resize(plane.astype(np.float32), (width, height), interpolation=how), np.float32
    )


def smoothed(plane: npt.NDArray[np.float32], sigma: float) -> npt.NDArray[np.float32]:
    """Smoothed by a Gaussian of `sigma` pixels; the same size."""
    return np.asarray(cv2.GaussianBlur(plane, (0, 0), sigma), np.float32)


def laplacian(plane: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Second derivative, both directions summed (kernel 0 1 0, 1 -4 1, 0 1 0); the same size."""
    return np.asarray(cv2.Laplacian(plane, cv2.CV_32F, ksize=1), np.float32)


def jpeg_of(picture: Pixels, width: int, quality: int = 80) -> bytes:
    """An I420 picture as JPEG, at most this wide. `quality` 0 to 100."""
    bgr = cv2.cvtColor(picture, cv2.COLOR_YUV2BGR_I420)
    if bgr.shape[1] > width:
        size = (width, max(1, round(bgr.shape[0] * width / bgr.shape[1])))
        bgr = cv2.resize(bgr, size, interpolation=cv2.INTER_AREA)
    good, data = cv2.imencode(".jpg", bgr, [cv2.IMWRITE_JPEG_QUALITY, quality])
    if not good:
        raise ValueError("OpenCV does not make a JPEG of this picture")
    return bytes(data)


def read_codes(luma: Pixels) -> tuple[str, ...]:
    """The texts of the QR codes in a picture of (height, width) uint8; empty where there are none.

    Tries the picture as it is, then twice as large and sharpened: codes that are small or out of
    focus are read then. By two detectors: the first alone cannot read one perfect code in ten
    (OpenCV 5.0, 11 of 120). May crash on a stranger's picture: not for the process of the screen.
    """
    for prepare in (np.asarray, _enlarged):
        picture = prepare(luma)
        found: dict[str, None] = {}
        for detector in (cv2.QRCodeDetector(), cv2.QRCodeDetectorAruco()):
            with contextlib.suppress(cv2.error, UnicodeDecodeError):  # no code, or no text in it
                _, texts, _, _ = detector.detectAndDecodeMulti(picture)
                found.update((text, None) for text in texts or () if text)
        if found:
            return tuple(found)
    return ()


def draw_lines(bgr: Pixels, strokes: Sequence[Any], colour: tuple[int, int, int]) -> None:
    """Draw strokes of (x, y) points, anti-aliased, 5 pixels wide."""
    points = [np.asarray(stroke, np.int32).reshape(-1, 1, 2) for stroke in strokes]
    cv2.polylines(bgr, points, False, colour, 5, cv2.LINE_AA)


def draw_disc(
    bgr: Pixels, centre: tuple[int, int], radius: int, colour: tuple[int, int, int]
) -> None:
    """Draw a filled, anti-aliased disc."""
    cv2.circle(bgr, centre, radius, colour, -1, cv2.LINE_AA)


def _enlarged(luma: Pixels) -> Pixels:
    twice = cv2.resize(luma, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    soft = cv2.GaussianBlur(twice, (0, 0), 5)
    return np.asarray(cv2.addWeighted(twice, 2.5, soft, -1.5, 0), np.uint8)


def _backend(is_file: bool) -> tuple[int, ...]:
    if is_file:
        return ()
    return (cv2.CAP_DSHOW,) if os.name == "nt" else (cv2.CAP_V4L2,)


def _not_opened(source: str | int) -> KioskError:
    if isinstance(source, str) and Path(source).exists():
        return KioskError(
            Code.DEVICE_BUSY,
            "The camera is there but does not open.",
            "Close other programs that use it, or unplug it and plug it in again.",
        )
    return KioskError(Code.DEVICE_ABSENT, "There is no camera.", "Plug it in.")


def _resized(part: Pixels, width: int, height: int, out: Pixels | None = None) -> Pixels:
    """Scale one plane or colour picture: halve it while that fits, for the rest interpolate.

    Interpolation alone skips pixels when it shrinks by more than two, which flickers; averaging
    to any size costs 14 times as much (1.4 ms against 0.1 ms from 1280x720 to 454x256).
    """
    while part.shape[1] >= 2 * width and part.shape[0] >= 2 * height:
        half = (part.shape[1] // 2, part.shape[0] // 2)
        part = np.asarray(cv2.resize(part, half, interpolation=cv2.INTER_AREA), np.uint8)
    return np.asarray(cv2.resize(part, (width, height), dst=out), np.uint8)


def _resize_part(source: Pixels, part: tuple[int, int, int, int], out: Pixels) -> None:
    """Scale an even part (left, top, width, height) of `source` into all of `out`."""
    planes = zip(planes_of(source), planes_of(out), strict=True)
    for plane, target in planes:
        shrink = source.shape[1] // plane.shape[1]
        left, top, wide, high = (value // shrink for value in part)
        view = plane[top : top + high, left : left + wide]
        _resized(view, target.shape[1], target.shape[0], target)


def _sized(picture: Pixels, width: int, height: int) -> Pixels:
    return picture if picture.shape == (height * 3 // 2, width) else blank(width, height)


def _paint_bars(out: Pixels, place: tuple[int, int, int, int]) -> None:
    left, top, wide, high = place
    out[:top] = BARS_BGRA
    out[top + high :] = BARS_BGRA
    out[top : top + high, :left] = BARS_BGRA
    out[top : top + high, left + wide :] = BARS_BGRA
