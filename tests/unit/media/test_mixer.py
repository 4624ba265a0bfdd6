"""Voices through their queues: nothing lost, nothing piled up, no clicks."""

import threading
import wave
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.base.errors import KioskError
from kiosk.devices.measure import SILENCE_DBFS
from kiosk.media.mixer import MOST, PREFILL, TARGET, Mixer, Voice, mix, read_clip, scaled
from tests.unit.devices.test_measure import sine

Sound = npt.NDArray[np.int16]


def flat(value: int) -> Sound:
    return np.full(480, value, np.int16)


def filled(count: int, value: int = 1000) -> Voice:
    voice = Voice()
    for _ in range(count):
        voice.push(flat(value))
    return voice


def test_voice_waits_until_enough_is_there() -> None:
    voice = filled(PREFILL - 1)
    assert voice.pull() is None
    voice.push(flat(1000))
    assert voice.pull() is not None
    assert voice.underruns == 0


def test_voice_fades_in_and_then_is_untouched() -> None:
    voice = filled(PREFILL)
    first = voice.pull()
    assert first is not None
    assert (first[0], first[-1]) == (0, 1000)
    assert (voice.pull() == flat(1000)).all()


def test_underrun_fades_out_counts_once_and_fills_again() -> None:
    voice = filled(PREFILL)
    heard = [voice.pull() for _ in range(PREFILL + 3)]
    faded = heard[PREFILL]
    assert faded is not None
    assert faded[0] == 1000
    assert abs(int(faded[-1])) <= 3
    assert heard[PREFILL + 1 :] == [None, None]
    assert voice.underruns == 1
    for _ in range(PREFILL):
        voice.push(flat(1000))
    assert voice.pull() is not None


def test_burst_drops_the_oldest() -> None:
    voice = Voice()
    for number in range(MOST + 5):
        voice.push(flat(number))
    assert voice.waiting == MOST
    assert voice.overruns == 5
    voice.pull()
    assert voice.pull()[0] == 6  # type: ignore[index]


def test_too_long_a_queue_shrinks_by_a_frame_a_second() -> None:
    voice = filled(PREFILL + 6)
    for _ in range(100 * 12):
        voice.push(flat(1000))
        voice.pull()
    assert voice.waiting == TARGET
    assert voice.dropped == PREFILL + 6 - TARGET
    assert voice.underruns == 0


def test_drift_of_a_fast_sender_is_taken_up() -> None:
    """1000 ppm: one frame more in ten seconds."""
    voice = filled(PREFILL)
    for number in range(100 * 60):
        voice.push(flat(1000))
        if number % 1000 == 0:
            voice.push(flat(1000))
        assert voice.pull() is not None
    assert voice.waiting <= TARGET + 2
    assert voice.overruns == voice.underruns == 0


def test_dropped_frame_is_crossfaded() -> None:
    voice = filled(PREFILL + 6)
    heard = []
    while not voice.dropped:
        voice.push(flat(1000))
        heard.append(voice.pull())
    assert np.abs(np.diff(np.concatenate(heard[1:]).astype(int))).max() <= 2  # type: ignore[arg-type]


@given(st.lists(st.sampled_from(["push", "pull"]), max_size=400))
def test_frames_come_out_once_and_in_order(steps: list[str]) -> None:
    voice, pushed, last = Voice(), 0, 0
    for step in steps:
        if step == "push":
            pushed += 1
            voice.push(flat(pushed))
        elif (frame := voice.pull()) is not None and frame[0] == frame[-1] == frame[240]:
            assert frame[0] > last
            last = int(frame[0])
        assert voice.waiting <= MOST
    assert last <= pushed


@given(st.lists(st.integers(-32768, 32767), min_size=1, max_size=14))
def test_sum_is_clipped_not_wrapped(values: list[int]) -> None:
    expected = max(-32768, min(32767, sum(values)))
    assert (mix([flat(value) for value in values]) == expected).all()


@given(st.integers(-32768, 32767), st.floats(0, 1))
def test_volume_never_grows(value: int, gain: float) -> None:
    assert abs(int(scaled(flat(value), gain)[0])) <= abs(value)


def test_mixer_adds_voices_and_tells_their_levels() -> None:
    mixer = Mixer()
    loud, quiet = mixer.add_voice("loud"), mixer.add_voice("quiet")
    for _ in range(MOST):
        loud.push(sine(-20))
        quiet.push(sine(-50))
    levels = mixer.levels()
    assert levels["loud"] == pytest.approx(-20, abs=0.3)
    assert levels["quiet"] == pytest.approx(-50, abs=0.3)
    mixer.pull()
    played, voices = mixer.pull()
    assert voices is not None
    assert (played == mix([sine(-20), sine(-50)])).all()
    mixer.remove_voice("loud")
    assert (mixer.pull()[0] == sine(-50)).all()
    mixer.remove_voice("nobody")


def test_voice_that_brings_nothing_is_silent() -> None:
    voice = filled(20, 8000)
    assert voice.level_dbfs > -30
    threading.Event().wait(0.35)
    assert voice.level_dbfs == SILENCE_DBFS


def test_nobody_is_silence() -> None:
    played, voices = Mixer().pull()
    assert voices is None
    assert not played.any()


def test_clip_plays_to_its_end_over_the_voices() -> None:
    mixer, done = Mixer(), []
    mixer.play(np.full(1000, 500, np.int16), lambda: done.append("clip"))
    heard = []
    for _ in range(4):
        frame, voices = mixer.pull()
        assert voices is None
        heard.append(frame)
        if not done:
            assert len(heard) < 3
    wave_out = np.concatenate(heard)
    assert (wave_out[:1000] == 500).all()
    assert not wave_out[1000:].any()
    assert done == ["clip"]


def test_clip_is_read_and_foreign_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "chime.wav"
    for rate in (48_000, 44_100):
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(rate)
            file.writeframes(sine(-20).tobytes())
        if rate == 48_000:
            assert (read_clip(path) == sine(-20)).all()
    with pytest.raises(KioskError, match="48 kHz"):
        read_clip(path)
    path.write_bytes(b"RIFF")
    with pytest.raises(KioskError, match="cannot be read"):
        read_clip(path)
    with pytest.raises(KioskError, match="cannot be read"):
        read_clip(tmp_path / "none.wav")


def test_pushing_and_pulling_at_once_keeps_the_order() -> None:
    voice, stop = Voice(), threading.Event()
    heard: list[int] = []

    def pull() -> None:
        while not stop.is_set():
            frame = voice.pull()
            if frame is not None and frame[0] == frame[240] == frame[-1]:
                heard.append(int(frame[0]))

    puller = threading.Thread(target=pull)
    puller.start()
    for number in range(1, 5001):
        voice.push(flat(number))
    stop.set()
    puller.join()
    assert voice.waiting <= MOST
    assert heard == sorted(set(heard))
