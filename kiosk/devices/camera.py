"""The camera: a thread that opens, reads, notices failure and opens again, until it is closed.

Hands out 1280x720 pictures whatever the camera delivers, and says how it is. A driver that hangs
costs a thread that is left behind, never the caller.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import Protocol

from kiosk.devices import vision
from kiosk.devices.catalog import SYNTHETIC, CameraChoice, camera_choices
from kiosk.devices.synthetic import SyntheticCapture
from kiosk.errors import Code, KioskError
from kiosk.frames import Picture
from kiosk.retry import ladder
from kiosk.wire import STARTING, DeviceState, DeviceStatus

log = logging.getLogger(__name__)

WIDTH, HEIGHT, RATE = 1280, 720, 30
MODES = (
    vision.CaptureMode(WIDTH, HEIGHT, RATE, "MJPG"),  # USB 2 carries 720p30 only compressed
    vision.CaptureMode(WIDTH, HEIGHT, RATE, "YUYV"),
    vision.CaptureMode(640, 480, RATE, "MJPG"),
    vision.CaptureMode(640, 480, RATE, "YUYV"),
    vision.CaptureMode(WIDTH, HEIGHT, RATE, ""),
)
"""Asked for in this order; the first that delivers a picture is taken as it comes."""
SAME_PICTURE_S = 5.0
"""After an unplug `read` may return the last picture for ever; a live sensor always has noise."""
_RETRY_S = (0.5, 1.0, 2.0, 3.0)
_STOP_WAIT_S = 2.5
"""How long a successor waits for its predecessor: V4L2 gives up a read after two seconds."""
_SAMPLING = 16
_STATE_DETAIL_AFTER = 60
"""Pictures after which the real rate is known well enough to tell the technician."""


class PictureSource(Protocol):
    """What is read from: a camera, a file or the synthetic picture."""

    name: str
    detail: str
    synthetic: bool

    def read(self) -> Picture:
        """Wait for the next picture. Raises `KioskError` when there is none."""

    def close(self) -> None:
        """Give the device back (idempotent)."""


class Camera:
    """Keeps a camera running. Callbacks come from its thread; after `close` there are none."""

    def __init__(
        self,
        on_picture: Callable[[Picture], None],
        on_state: Callable[[DeviceState], None],
        *,
        same_picture_s: float = SAME_PICTURE_S,
    ) -> None:
        self._on_picture = on_picture
        self._on_state = on_state
        self._same_picture_s = same_picture_s
        self._run: _Run | None = None

    def open(self, wish: str) -> None:
        """Use this camera (an id, `auto`, `synthetic`, `file:…`) from now on. Returns at once."""
        previous = self._run
        if previous is not None:
            previous.end.set()
        self._run = _Run(wish, self._on_picture, self._on_state, self._same_picture_s, previous)
        self._run.thread.start()

    def close(self) -> None:
        """Stop (idempotent). Waits a little for the device to be free, never for a hanging one."""
        run, self._run = self._run, None
        if run is not None:
            run.end.set()
            if threading.current_thread() is not run.thread:
                run.thread.join(_STOP_WAIT_S)


class _Run:
    """One wish and the thread that serves it."""

    def __init__(
        self,
        wish: str,
        on_picture: Callable[[Picture], None],
        on_state: Callable[[DeviceState], None],
        same_picture_s: float,
        previous: _Run | None,
    ) -> None:
        self._wish = wish
        self._on_picture = on_picture
        self._on_state = on_state
        self._same_picture_s = same_picture_s
        self._previous = previous
        self._state: DeviceState | None = None
        self._frozen = b""
        self.end = threading.Event()
        self.thread = threading.Thread(target=self._serve, name="camera", daemon=True)

    def _serve(self) -> None:
        if self._previous is not None:
            self._previous.thread.join(_STOP_WAIT_S)
            self._previous = None
        self._tell(STARTING)
        waits = ladder(_RETRY_S)
        while not self.end.is_set():
            started = time.monotonic()
            try:
                self._read_until_failure()
            except KioskError as error:
                self._tell_failure(error)
            except Exception:
                log.exception("the camera's thread met a bug")
                self._tell_failure(KioskError(Code.DEVICE_FAILED, "The camera failed."))
            if time.monotonic() - started > 10:
                waits = ladder(_RETRY_S)  # it had worked: try again at once
            self.end.wait(next(waits))

    def _read_until_failure(self) -> None:
        source = _open(self._wish)
        try:
            watch = _SamePictureWatch(self._same_picture_s)
            began, count = time.monotonic(), 0
            while not self.end.is_set():
                picture = source.read()
                sample = watch.look(picture)
                if sample == self._frozen:
                    continue  # reopened, and still the picture that it froze at
                self._frozen = b""
                count += 1
                if count in (1, _STATE_DETAIL_AFTER):
                    rate = (count - 1) / (time.monotonic() - began) if count > 1 else 0.0
                    self._tell(_running(source, rate))
                if not self.end.is_set():
                    self._on_picture(picture)
        except _SamePictureError as error:
            self._frozen = error.sample
            raise
        finally:
            source.close()

    def _tell_failure(self, error: KioskError) -> None:
        name = self._state.name if self._state is not None else ""
        self._tell(
            DeviceState(DeviceStatus.FAILED, name=name, problem=error.code, detail=error.what)
        )

    def _tell(self, state: DeviceState) -> None:
        if state == self._state or self.end.is_set():
            return
        self._state = state
        log.info("camera %s %s %s", state.status, state.name, state.problem or state.detail)
        self._on_state(state)


class _SamePictureError(KioskError):
    def __init__(self, sample: bytes) -> None:
        super().__init__(
            Code.DEVICE_SILENT,
            "The camera always shows the same picture.",
            "Open its lens cover, or unplug it and plug it in again.",
        )
        self.sample = sample


class _SamePictureWatch:
    """Judges by content whether a camera lives. Every 16th pixel both ways is enough."""

    def __init__(self, patience_s: float) -> None:
        self._patience_s = patience_s
        self._sample = b""
        self._since = time.monotonic()

    def look(self, picture: Picture) -> bytes:
        """A sample of the picture. Raises when it has been the same for too long."""
        sample = picture.planes[: picture.height : _SAMPLING, ::_SAMPLING].tobytes()
        now = time.monotonic()
        if sample != self._sample:
            self._sample, self._since = sample, now
        elif now - self._since >= self._patience_s:
            raise _SamePictureError(sample)
        return sample


class _CameraSource:
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
        self._capture.close()


class _FileSource:
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
        self._capture.close()


def _open(wish: str) -> PictureSource:
    """The first camera of the wish that delivers a picture. Raises the most telling failure."""
    if wish == SYNTHETIC:
        return SyntheticCapture()
    problem = KioskError(Code.DEVICE_ABSENT, "There is no camera.", "Plug it in.")
    for choice in camera_choices(wish):
        try:
            return _FileSource(choice) if choice.is_file else _open_camera(choice)
        except KioskError as error:
            if error.code is not Code.DEVICE_ABSENT:
                problem = error
    raise problem


def _open_camera(choice: CameraChoice) -> PictureSource:
    for mode in MODES:
        capture = vision.Capture(choice.source, mode)
        if capture.read() is not None:
            return _CameraSource(choice, capture)
        capture.close()
    raise KioskError(
        Code.DEVICE_SILENT, "The camera opens and sends nothing.", "Plug it into another socket."
    )


def _running(source: PictureSource, rate: float) -> DeviceState:
    detail = f"{source.detail} {rate:.0f}/s" if rate and not source.synthetic else source.detail
    return DeviceState(
        DeviceStatus.RUNNING, name=source.name, synthetic=source.synthetic, detail=detail
    )
