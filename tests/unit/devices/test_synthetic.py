"""Synthetic devices keep time and are found by eye and ear."""

import threading
import time

import numpy as np
import pytest

from kiosk.devices import synthetic
from kiosk.devices.measure import level_dbfs


def test_tone_has_its_pitch_level_and_pauses() -> None:
    wave = np.concatenate(synthetic.tone_frames())
    on = wave[: round(synthetic.TONE_ON_S * 48_000)]
    assert level_dbfs(on[480:-480]) == pytest.approx(synthetic.TONE_DBFS, abs=0.1)
    assert np.abs(np.fft.rfft(on)).argmax() == synthetic.TONE_HZ
    assert not wave[on.size :].any()
    assert np.abs(np.diff(wave.astype(int))).max() < 600  # no click


def test_picture_moves_a_little_and_comes_in_time() -> None:
    capture = synthetic.SyntheticCapture()
    began = time.monotonic()
    first, *_, last = [capture.read() for _ in range(16)]
    assert time.monotonic() - began >= 14 / synthetic.RATE
    assert (first.width, first.height) == (1280, 720)
    assert last.captured_ns > first.captured_ns
    changed = (first.planes != last.planes).mean()
    assert 0 < changed < 0.03


def test_picture_carries_its_words() -> None:
    luma = synthetic.SyntheticCapture().read().planes[:720]
    assert (luma[280:450, 200:1060] > 220).mean() > 0.03


def test_microphone_ticks_until_it_is_closed() -> None:
    times: list[int] = []
    enough = threading.Event()

    def hear(frame: np.ndarray, captured_ns: int) -> None:
        times.append(captured_ns)
        if len(times) == 30:
            enough.set()

    microphone = synthetic.SyntheticMicrophone(hear)
    assert enough.wait(10)
    microphone.close()
    microphone.close()
    count = len(times)
    assert np.median(np.diff(times)) == pytest.approx(10_000_000, rel=0.01)
    time.sleep(0.05)
    assert len(times) == count


def test_bug_in_a_callback_does_not_stop_the_clock(caplog: pytest.LogCaptureFixture) -> None:
    calls = threading.Semaphore(0)

    def pull(heard_ns: int) -> np.ndarray:
        calls.release()
        raise RuntimeError("a bug")

    speaker = synthetic.SyntheticSpeaker(pull)
    for _ in range(3):
        assert calls.acquire(timeout=10)
    speaker.close()
    assert "frame was lost" in caplog.text
