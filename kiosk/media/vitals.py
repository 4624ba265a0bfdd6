"""What camera and microphone deliver, measured on the way through: cheap enough to run always.

The quick check judges by these, so that it need not take the devices from anybody.
"""

from __future__ import annotations

import threading
import time
from collections import deque

import numpy as np

from kiosk.devices import seeing
from kiosk.devices.measure import SILENCE_DBFS, Sound, dbfs, power
from kiosk.model.frames import Picture

WINDOW_S = 2.0
_FRAMES = 200
"""10 ms each: two seconds of sound."""
_FLOOR_PERCENTILE = 10
_LOOK_S = 1.0
"""A picture a second is enough to see that a lens is covered."""
_COVERED_LOOKS = 2
"""In a row: somebody who walks past close to the lens covers it for one."""


class CameraVitals:
    """Fed by the camera's thread, read by another."""

    def __init__(self) -> None:
        self._times: deque[float] = deque(maxlen=240)
        self._looked_at = 0.0
        self._covered = 0
        self._brightness = -1.0
        self._lock = threading.Lock()

    def feed(self, picture: Picture) -> None:
        """Take the next picture."""
        now = time.monotonic()
        with self._lock:
            self._times.append(now)
        if now - self._looked_at < _LOOK_S:
            return
        self._looked_at = now
        luma = picture.planes[: picture.height]
        self._brightness = seeing.brightness(luma)
        self._covered = self._covered + 1 if seeing.is_covered(luma) else 0

    @property
    def is_fresh(self) -> bool:
        """Whether pictures come."""
        with self._lock:
            return bool(self._times) and time.monotonic() - self._times[-1] < WINDOW_S

    @property
    def rate(self) -> float:
        """Pictures a second over the last two seconds; -1 when none come."""
        since = time.monotonic() - WINDOW_S
        with self._lock:
            count = sum(1 for at in self._times if at >= since)
        return count / WINDOW_S if count else -1.0

    @property
    def brightness(self) -> float:
        """Mean luma of a picture of the last second, 0 to 255; -1 when none come."""
        return self._brightness if self.is_fresh else -1.0

    @property
    def is_covered(self) -> bool:
        """Whether the lens is covered."""
        return self.is_fresh and self._covered >= _COVERED_LOOKS


class MicrophoneVitals:
    """Fed with raw 10 ms frames by the microphone's thread, read by another."""

    def __init__(self) -> None:
        self._frames: deque[tuple[float, float]] = deque(maxlen=_FRAMES)
        self._fed_at = 0.0

    def feed(self, frame: Sound) -> None:
        """Take the next frame: before the canceller and the switch."""
        zeros = 1.0 - np.count_nonzero(frame) / max(frame.size, 1)
        self._frames.append((power(frame), zeros))
        self._fed_at = time.monotonic()

    def _recent(self) -> list[tuple[float, float]]:
        """Two seconds of frames; nothing while fewer have come, or none come any more."""
        frames = list(self._frames)
        is_fresh = time.monotonic() - self._fed_at < WINDOW_S
        return frames if is_fresh and len(frames) == _FRAMES else []

    @property
    def floor_dbfs(self) -> float:
        """The quietest tenth of the last two seconds."""
        powers = [each for each, _ in self._recent()]
        return dbfs(float(np.percentile(powers, _FLOOR_PERCENTILE))) if powers else SILENCE_DBFS

    @property
    def zero_share(self) -> float:
        """Share of exact zeros in the last two seconds, 0 to 1; -1 when nothing comes."""
        zeros = [each for _, each in self._recent()]
        return float(np.mean(zeros)) if zeros else -1.0
