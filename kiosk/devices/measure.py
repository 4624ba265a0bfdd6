"""Pure measuring of sound: for level meters and for choosing who speaks.

A frame is 10 ms: shape (480,), int16, mono at 48 kHz. Levels are dBFS of the effective value
against 32768, so a sine at full scale has -3.01 dBFS; silence is -100.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from kiosk.devices.form import FRAME_SAMPLES as FRAME_SAMPLES
from kiosk.devices.form import SAMPLE_RATE_HZ as SAMPLE_RATE_HZ

Sound = npt.NDArray[np.int16]

SILENCE_DBFS = -100.0

_FULL_POWER = 32768.0**2


def power(frame: Sound) -> float:
    """Mean square of the samples, 1.0 for a square wave at full scale; 0.0 for no samples."""
    if frame.size == 0:
        return 0.0
    values = frame.astype(np.float32)
    return float(np.dot(values, values)) / (frame.size * _FULL_POWER)


def dbfs(mean_power: float) -> float:
    """A mean square as level, not below `SILENCE_DBFS`."""
    return max(SILENCE_DBFS, 10 * math.log10(mean_power)) if mean_power > 0 else SILENCE_DBFS


def level_dbfs(frame: Sound) -> float:
    """Level of a frame."""
    return dbfs(power(frame))


class LevelMeter:
    """A level smoothed over about 100 ms: calm to look at, quick enough for a first syllable."""

    _SHARE = 0.1
    """Of a new 10 ms frame in the average."""

    def __init__(self) -> None:
        self._power = 0.0

    def feed(self, frame: Sound) -> float:
        """Take the next frame; returns its own level, not smoothed."""
        fresh = power(frame)
        self._power += self._SHARE * (fresh - self._power)
        return dbfs(fresh)

    @property
    def level_dbfs(self) -> float:
        """Smoothed level."""
        return dbfs(self._power)
