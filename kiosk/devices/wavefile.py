"""Reading a sound file of ours: 16 bit, mono, 48 kHz. Loads no numpy."""

from __future__ import annotations

import wave
from pathlib import Path

from kiosk.base.errors import Code, KioskError
from kiosk.devices.form import SAMPLE_RATE_HZ


def read_wave(path: Path) -> bytes:
    """Its samples, little-endian. Raises `KioskError(DEVICE_FAILED)`."""
    try:
        with wave.open(str(path), "rb") as file:
            form = (file.getnchannels(), file.getsampwidth(), file.getframerate())
            data = file.readframes(file.getnframes())
    except (OSError, EOFError, wave.Error) as error:
        raise KioskError(
            Code.DEVICE_FAILED, f"The sound {path.name} cannot be read.", "Install again."
        ) from error
    if form != (1, 2, SAMPLE_RATE_HZ):
        raise KioskError(Code.DEVICE_FAILED, f"{path.name} is not 16 bit mono 48 kHz.")
    return data
