"""Listening for a known tone in a recording, and speaking one into the kiosk's microphone."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

SAMPLE_RATE_HZ = 48_000
_NEAR_HZ = 8.0
_CLEAR_DB = 25.0


def hears_tone(recording: npt.NDArray[np.int16], frequency_hz: float) -> bool:
    """Whether a tone stands out of a mono recording at 48 kHz: the highest peak of its spectrum
    lies there, well above the median, and is no mere trace.
    """
    wave = recording.astype(np.float64) / 32768
    if wave.size == 0 or np.sqrt((wave**2).mean()) < 1e-3:  # -60 dBFS
        return False
    spectrum = np.abs(np.fft.rfft(wave * np.hanning(wave.size))) ** 2
    frequencies = np.fft.rfftfreq(wave.size, 1 / SAMPLE_RATE_HZ)
    audible = frequencies > 60
    peak = frequencies[audible][spectrum[audible].argmax()]
    clear_db = 10 * np.log10(spectrum[audible].max() / (np.median(spectrum[audible]) + 1e-30))
    return abs(float(peak) - frequency_hz) < _NEAR_HZ and float(clear_db) > _CLEAR_DB
