"""Listening for a known tone in a recording, and speaking one into the kiosk's microphone."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import numpy as np

from tests.sound_server import RATE_HZ, Sound, SoundServer

POINT_TONE_HZ = 880
"""What the point says: nothing else in the room sounds like it."""
_SPEECH_S = 180
_BURST_S, _PAUSE_S = 0.4, 0.4
"""In bursts, as speech is: noise suppression takes an even tone for noise."""
_BURST_PEAK = 8000
_NEAR_HZ = 8.0
_CLEAR_DB = 25.0


@contextlib.contextmanager
def mouth(server: SoundServer) -> Iterator[None]:
    """Somebody at the point speaks into the microphone, for three minutes at most."""
    speaking = server.start_speaking(_speech())
    try:
        yield
    finally:
        speaking.kill()
        speaking.wait()


def hears_tone(recording: Sound, frequency_hz: float) -> bool:
    """Whether a tone stands out of a mono recording at 48 kHz: the highest peak of its spectrum
    lies there, well above the median, and is no mere trace.
    """
    wave = recording.astype(np.float64) / 32768
    if wave.size == 0 or np.sqrt((wave**2).mean()) < 1e-3:  # -60 dBFS
        return False
    spectrum = np.abs(np.fft.rfft(wave * np.hanning(wave.size))) ** 2
    frequencies = np.fft.rfftfreq(wave.size, 1 / RATE_HZ)
    audible = frequencies > 60
    peak = frequencies[audible][spectrum[audible].argmax()]
    clear_db = 10 * np.log10(spectrum[audible].max() / (np.median(spectrum[audible]) + 1e-30))
    return abs(float(peak) - frequency_hz) < _NEAR_HZ and float(clear_db) > _CLEAR_DB


def _speech() -> Sound:
    times = np.arange(int(_BURST_S * RATE_HZ)) / RATE_HZ
    edges = np.clip(np.minimum(times, times[::-1]) / 0.01, 0, 1)  # no clicks
    burst = _BURST_PEAK * edges * np.sin(2 * np.pi * POINT_TONE_HZ * times)
    one = np.concatenate([burst, np.zeros(int(_PAUSE_S * RATE_HZ))]).astype(np.int16)
    return np.tile(one, int(_SPEECH_S / (_BURST_S + _PAUSE_S)))
