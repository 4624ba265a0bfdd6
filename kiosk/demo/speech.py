"""A voice from a sound file, in 10 ms frames."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np

from kiosk.base.errors import Code, KioskError
from kiosk.media.link import Sound
from kiosk.media.webrtc import FRAME_SAMPLES, SAMPLE_RATE_HZ


def frames_of(file: Path) -> list[Sound]:
    """All whole frames of a WAV file, mono 16 bit 48 kHz. Raises `KioskError(DEVICE_FAILED)`."""
    try:
        with wave.open(str(file), "rb") as sound:
            form = (sound.getnchannels(), sound.getsampwidth(), sound.getframerate())
            samples = np.frombuffer(sound.readframes(sound.getnframes()), "<i2")
    except (OSError, EOFError, wave.Error) as error:
        raise _unusable(file, type(error).__name__) from error
    if form != (1, 2, SAMPLE_RATE_HZ):
        raise _unusable(file, "not mono, 16 bit, 48 kHz")
    whole = samples[: samples.size // FRAME_SAMPLES * FRAME_SAMPLES]
    if not whole.size:
        raise _unusable(file, "empty")
    return list(whole.reshape(-1, FRAME_SAMPLES))


def _unusable(file: Path, why: str) -> KioskError:
    return KioskError(
        Code.DEVICE_FAILED,
        f"The sound file {file.name} cannot be used: {why}.",
        "Get the file back from the repository.",
    )
