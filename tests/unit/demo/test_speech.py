"""The hall's voice."""

import wave
from pathlib import Path

import numpy as np
import pytest

from kiosk.base.errors import KioskError
from kiosk.demo.hall import SPEECH
from kiosk.demo.speech import frames_of
from kiosk.devices.measure import level_dbfs


def test_the_hall_speaks_and_pauses() -> None:
    frames = frames_of(SPEECH)
    assert {frame.shape for frame in frames} == {(480,)}
    assert 5 < len(frames) * 0.01 < 12
    levels = np.array([level_dbfs(frame) for frame in frames])
    assert np.mean(levels > -50) > 0.5
    assert np.all(levels[-50:] < -60)


@pytest.mark.parametrize(
    ("channels", "rate", "count"), [(2, 48000, 960), (1, 16000, 960), (1, 48000, 9)]
)
def test_other_forms_are_refused(tmp_path: Path, channels: int, rate: int, count: int) -> None:
    file = tmp_path / "x.wav"
    with wave.open(str(file), "wb") as sound:
        sound.setnchannels(channels)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        sound.writeframes(bytes(2 * channels * count))
    with pytest.raises(KioskError, match=r"x\.wav"):
        frames_of(file)


def test_no_sound_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "x.wav").write_bytes(b"not a sound")
    for name in ("x.wav", "absent.wav"):
        with pytest.raises(KioskError, match=name):
            frames_of(tmp_path / name)
