"""The whole sound path with synthetic devices."""

import queue
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from kiosk.devices.measure import SILENCE_DBFS
from kiosk.devices.synthetic import TONE_HZ
from kiosk.model.gear import DeviceStatus
from kiosk.model.wire import UseDevices
from tests.end2end.sounds import hears_tone
from tests.sound_server import write_wav
from tests.unit.devices.test_measure import sine
from tests.unit.media.conftest import PATIENCE_S, Graph


def test_tone_goes_out_when_the_microphone_is_on(graph: Graph) -> None:
    graph.use("synthetic", "synthetic")
    assert graph.audio.set_microphone_on(True) is True
    assert hears_tone(graph.next_sent(200), TONE_HZ)


def test_off_is_exact_silence_from_the_next_frame_on(graph: Graph) -> None:
    graph.use("synthetic", "synthetic")
    for _ in range(5):
        graph.audio.set_microphone_on(True)
        while not graph.next_sent(1).any():
            pass
        assert graph.audio.set_microphone_on(False) is False
        assert not graph.audio.microphone_on
        assert not graph.next_sent(10).any()


def test_microphone_is_off_at_first(graph: Graph) -> None:
    graph.use("synthetic", "synthetic")
    assert not graph.next_sent(150).any()


def test_talking_while_muted_is_told_and_only_then(graph: Graph) -> None:
    graph.use("synthetic", "synthetic")
    deadline = time.monotonic() + PATIENCE_S
    while not graph.audio.levels().talking_while_muted:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    graph.audio.set_microphone_on(True)
    assert not graph.audio.levels().talking_while_muted


def test_first_sound_is_told_once_and_at_its_time(graph: Graph) -> None:
    graph.use("synthetic", "synthetic")
    heard: queue.Queue[int] = queue.Queue()
    graph.audio.on_first_sound = heard.put
    push = graph.audio.add_voice("hall")
    for _ in range(20):
        push(sine(-70))
    with pytest.raises(queue.Empty):
        heard.get(timeout=0.4)
    began = time.monotonic_ns()
    for _ in range(25):
        push(sine(-25))
    at_ns = heard.get(timeout=PATIENCE_S)
    assert at_ns > began
    with pytest.raises(queue.Empty):
        heard.get(timeout=0.3)
    graph.audio.on_first_sound = heard.put
    for _ in range(25):
        push(sine(-25))
    assert heard.get(timeout=PATIENCE_S) > at_ns


def test_levels_of_voices_and_meters(graph: Graph) -> None:
    graph.use("synthetic", "synthetic")
    push = graph.audio.add_voice("hall")
    end = threading.Event()

    def talk() -> None:
        while not end.wait(0.01):
            push(sine(-20))

    talking = threading.Thread(target=talk)
    talking.start()
    deadline = time.monotonic() + PATIENCE_S
    while graph.audio.levels().speaker_dbfs < -26 or graph.audio.levels().microphone_dbfs < -26:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    while graph.audio.voice_levels()["hall"] != pytest.approx(-20, abs=0.5):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    end.set()
    talking.join()
    graph.audio.remove_voice("hall")
    assert graph.audio.voice_levels() == {}


def test_volume_turns_the_loudspeaker_down(graph: Graph) -> None:
    graph.use("synthetic", "synthetic", volume_percent=50)
    push = graph.audio.add_voice("hall")
    loudest = SILENCE_DBFS
    for _ in range(60):
        push(sine(-20))
        time.sleep(0.01)
        loudest = max(loudest, graph.audio.levels().speaker_dbfs)
    assert -45 < loudest < -20 - 18 + 0.5  # half, to the third power: 18 dB


def test_chime_is_played_and_told(graph: Graph, tmp_path: Path) -> None:
    graph.use("synthetic", "synthetic")
    write_wav(tmp_path / "chime.wav", np.tile(sine(-20), 20))
    done = threading.Event()
    graph.audio.play(str(tmp_path / "chime.wav"), done.set)
    assert done.wait(PATIENCE_S)


def test_chime_that_cannot_be_read_is_over_at_once(
    graph: Graph, caplog: pytest.LogCaptureFixture
) -> None:
    done = threading.Event()
    graph.audio.play("/nonexistent/chime.wav", done.set)
    assert done.is_set()
    assert "chime.wav cannot be read" in caplog.text


def test_without_loudspeaker_a_chime_still_ends_and_nobody_heard_it(
    graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULSE_SERVER", "unix:/nonexistent")
    graph.audio.use_devices(UseDevices(microphone="synthetic", speaker="pulse:none"))
    graph.until("speaker", lambda state: state.status is DeviceStatus.FAILED)
    heard: queue.Queue[int] = queue.Queue()
    graph.audio.on_first_sound = heard.put
    push = graph.audio.add_voice("hall")
    for _ in range(30):
        push(sine(-20))
    write_wav(tmp_path / "chime.wav", np.tile(sine(-20), 5))
    done = threading.Event()
    graph.audio.play(str(tmp_path / "chime.wav"), done.set)
    assert done.wait(PATIENCE_S)
    assert heard.empty()


def test_close_is_quick_and_may_be_repeated(graph: Graph) -> None:
    graph.use("synthetic", "synthetic")
    graph.audio.close()
    graph.audio.close()
    count = graph.sent.qsize()
    time.sleep(0.05)
    assert graph.sent.qsize() == count
    assert not graph.audio.is_stuck
