"""The canceller takes the loudspeaker out of the microphone and leaves speech in."""

import numpy as np
import numpy.typing as npt
import pytest

from kiosk.devices.measure import dbfs, power
from kiosk.media.echo import EchoCanceller


@pytest.fixture
def echo() -> EchoCanceller:
    canceller = EchoCanceller()
    assert canceller.wait_ready(60)
    return canceller


def speech(seed: int, frames: int = 600) -> npt.NDArray[np.int16]:
    """Noise shaped like speech: low-pass, in syllables of 0.2 s."""
    rng = np.random.default_rng(seed)
    noise = np.convolve(rng.standard_normal(frames * 480), np.ones(12) / 12, "same")
    at = np.arange(noise.size) / 48_000
    syllables = np.clip(np.sin(2 * np.pi * 2.5 * at + seed), 0, 1)
    return np.asarray(12_000 * noise * syllables, np.int16).reshape(frames, 480)


def level(frames: npt.NDArray[np.int16]) -> float:
    return dbfs(float(np.mean([power(frame) for frame in frames])))


def test_echo_goes_and_a_new_array_comes(echo: EchoCanceller) -> None:
    played = speech(1)
    captured = np.roll(played, 8, axis=0) // 3  # 80 ms later, 10 dB quieter
    heard = []
    for out, back in zip(played, captured, strict=True):
        echo.process_reverse(out)
        heard.append(echo.process(back))
    assert level(np.array(heard[300:])) < level(captured[300:]) - 20


def test_near_speech_stays(echo: EchoCanceller) -> None:
    said = speech(2)
    heard = []
    for frame in said:
        echo.process_reverse(np.zeros(480, np.int16))
        heard.append(echo.process(frame))
    assert level(np.array(heard[300:])) > level(said[300:]) - 12


def test_input_is_not_changed(echo: EchoCanceller) -> None:
    frame = speech(3)[5]
    before = frame.copy()
    echo.process_reverse(frame)
    echo.process(frame)
    assert (frame == before).all()


def test_until_it_is_loaded_sound_passes() -> None:
    canceller = EchoCanceller()
    frame = speech(4)[5]
    if not canceller.is_ready:
        assert (canceller.process(frame) == frame).all()
    assert canceller.wait_ready(60)
