"""Opening a camera: which modes are tried, and what is read from: a device, a film, a drawing.

Hands out 1280x720 pictures whatever is delivered. Knows no thread and no retry: `camera.py` keeps
one running, the diagnostics measure one.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Protocol

from kiosk.base.errors import Code, KioskError
from kiosk.devices import v4l2, vision
from kiosk.devices.catalog import (
    SYNTHETIC,
    CameraChoice,
    Look,
    camera_choices,
    is_named,
    worth,
)
from kiosk.devices.synthetic import SyntheticCapture
from kiosk.model.frames import Picture

WIDTH, HEIGHT, RATE = 1280, 720, 30
_GREY = ("GREY", "Y8", "Y8I", "Y10", "Y10B", "Y12", "Y12I", "Y16", "Z16", "INZI")
"""V4L2's formats without colour; infrared and depth cameras offer nothing else."""
MODES = (
    vision.CaptureMode(WIDTH, HEIGHT, RATE, "MJPG"),  # USB 2 carries 720p30 only compressed
    vision.CaptureMode(WIDTH, HEIGHT, RATE, "YUYV"),
    vision.CaptureMode(640, 480, RATE, "MJPG"),
    vision.CaptureMode(640, 480, RATE, "YUYV"),
    vision.CaptureMode(WIDTH, HEIGHT, RATE, ""),
)
"""Asked for in this order; the first that delivers a picture is taken as it comes."""


class PictureSource(Protocol):
    """What is read from: a camera, a file or the synthetic picture."""

    name: str
    detail: str
    """Size and format as they are delivered, for example `1280x720 MJPG`."""
    synthetic: bool

    def read(self) -> Picture:
        """Wait for the next picture. Raises `KioskError` when there is none."""

    def close(self) -> None:
        """Give the device back (idempotent)."""


class CameraSource:
    """A real camera, already open and known to deliver."""

    synthetic = False

    def __init__(self, choice: CameraChoice, capture: vision.Capture) -> None:
        self.name = choice.name
        self._capture = capture
        self.detail = ""

    def read(self) -> Picture:
        """The newest picture, 1280x720."""
        bgr = self._capture.read()
        at_ns = time.monotonic_ns()
        if bgr is None:
            raise KioskError(
                Code.DEVICE_FAILED, "The camera has stopped.", "Unplug it and plug it in again."
            )
        self.detail = f"{bgr.shape[1]}x{bgr.shape[0]} {self._capture.fourcc}".strip()
        return Picture(vision.bgr_to_sized_i420(bgr, WIDTH, HEIGHT), at_ns)

    def close(self) -> None:
        """Give the device back. May hang when the driver does."""
        self._capture.close()


class FileSource:
    """A video file as a camera: at its own rate, over and over."""

    synthetic = False

    def __init__(self, choice: CameraChoice) -> None:
        self.name = choice.name
        self._capture = vision.Capture(choice.source)
        self._interval_s = 1 / (self._capture.rate or RATE)
        self._due = time.monotonic()
        self.detail = ""

    def read(self) -> Picture:
        """The next picture when it is due, 1280x720."""
        bgr = self._capture.read()
        if bgr is None:
            self._capture.rewind()
            bgr = self._capture.read()
        if bgr is None:
            raise KioskError(Code.DEVICE_FAILED, f"{self.name} has no pictures.")
        now = time.monotonic()
        self._due = max(self._due + self._interval_s, now - 1)
        time.sleep(max(0.0, self._due - now))
        self.detail = f"{bgr.shape[1]}x{bgr.shape[0]}"
        return Picture(vision.bgr_to_sized_i420(bgr, WIDTH, HEIGHT), time.monotonic_ns())

    def close(self) -> None:
        """Close the file."""
        self._capture.close()


def open_first(
    wish: str, look: Look = camera_choices, *, last: str = ""
) -> tuple[PictureSource, CameraChoice | None]:
    """The first camera of the wish that delivers, and which it is (None: the synthetic one).

    `last`: the id of one that is only tried when no other delivers. Raises the most telling
    failure: that of the first camera which is there.
    """
    if wish == SYNTHETIC:
        return SyntheticCapture(), None
    problem = KioskError(Code.DEVICE_ABSENT, "There is no camera.", "Plug it in.")
    for choice in sorted(by_offers(look(wish), wish), key=lambda one: one.id == last):
        try:
            return open_choice(choice), choice
        except KioskError as error:
            if problem.code is Code.DEVICE_ABSENT:
                problem = error
    raise problem


def by_offers(
    choices: Sequence[CameraChoice],
    wish: str,
    offers: Callable[[str], Sequence[v4l2.Offer]] = v4l2.offers,
) -> list[CameraChoice]:
    """The choices with those last that offer grey alone, and before them those of a small size.

    A camera for face sign-in often has the name of the one beside it (the kernel cuts names after
    31 letters): only its formats tell. Asks the drivers, so it is for the camera's own thread.
    """

    def key(choice: CameraChoice) -> tuple[bool, int, bool]:
        told = _offers_of(choice, offers) if len(choices) > 1 and not choice.is_file else ()
        is_grey = bool(told) and all(offer.fourcc.strip(" .") in _GREY for offer in told)
        is_small = bool(told) and not any(
            width >= WIDTH and height >= HEIGHT for offer in told for width, height in offer.sizes
        )
        named = choice.is_file or is_named(choice, wish)
        return (not named, max(worth(choice), int(is_grey)), is_small)

    return sorted(choices, key=key)


def _offers_of(
    choice: CameraChoice, offers: Callable[[str], Sequence[v4l2.Offer]]
) -> Sequence[v4l2.Offer]:
    try:
        return offers(str(choice.source))
    except OSError:  # no rights, gone, or a system that cannot be asked
        return ()


def open_choice(choice: CameraChoice) -> PictureSource:
    """Open just this one; what comes back has delivered a picture or is a file.

    Raises `KioskError` with `DEVICE_ABSENT`, `DEVICE_BUSY` or `DEVICE_SILENT`. Blocks for up to two
    seconds a mode.
    """
    if choice.is_file:
        return FileSource(choice)
    for mode in MODES:
        capture = vision.Capture(choice.source, mode)
        if capture.read() is not None:
            return CameraSource(choice, capture)
        capture.close()
    raise KioskError(
        Code.DEVICE_SILENT, "The camera opens and sends nothing.", "Plug it into another socket."
    )
