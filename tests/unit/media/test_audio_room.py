"""The whole sound path on a real sound server: loudspeaker, air and microphone."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import numpy.typing as npt
import pytest

from kiosk.base.paths import ASSETS
from kiosk.devices.measure import dbfs, power
from kiosk.model.gear import DeviceStatus
from tests.end2end.sounds import hears_tone
from tests.sound_server import MICROPHONE, SoundServer
from tests.unit.devices.test_measure import sine
from tests.unit.media.conftest import Graph
from tests.unit.media.test_echo import speech

pytestmark = pytest.mark.system

Sound = npt.NDArray[np.int16]


@contextmanager
def talking(graph: Graph, frames: Sound) -> Iterator[None]:
    """A voice that says these frames (n, 480) over and over, by the clock."""
    push, end = graph.audio.add_voice("hall"), threading.Event()

    def talk() -> None:
        began, number = time.monotonic(), 0
        while not end.is_set():
            push(frames[number % len(frames)])
            number += 1
            end.wait(max(0.0, began + number / 100 - time.monotonic()))

    thread = threading.Thread(target=talk)
    thread.start()
    try:
        yield
    finally:
        end.set()
        thread.join()
        graph.audio.remove_voice("hall")


def test_voice_is_heard_at_the_loudspeaker(room: SoundServer, graph: Graph) -> None:
    graph.use("auto", "auto")
    assert not hears_tone(room.record(0.5), 660)
    heard: list[int] = []
    graph.audio.on_first_sound = heard.append
    with talking(graph, sine(-20, 660, frames=100).reshape(100, 480)):
        time.sleep(1)
        recording = room.record(1.5)
    assert hears_tone(recording, 660)
    assert len(heard) == 1


def test_speech_goes_out_and_muted_it_does_not(room: SoundServer, graph: Graph) -> None:
    graph.use("auto", "auto")
    graph.audio.set_microphone_on(True)
    with room.start_speaking(speech(5, 1500).reshape(-1)) as mouth:
        loudest = max(dbfs(power(graph.next_sent(50))) for _ in range(10))
        graph.audio.set_microphone_on(False)
        assert not graph.next_sent(50).any()
        told = [graph.audio.levels().talking_while_muted for _ in range(60) if not time.sleep(0.05)]
        mouth.kill()
    assert loudest > -45
    assert any(told)


def test_loudspeaker_is_not_heard_in_the_microphone(room: SoundServer, graph: Graph) -> None:
    """Echo path of 80 ms; compared with the same room and the canceller left out."""
    graph.use("auto", "auto")
    graph.audio.set_microphone_on(True)
    room.echo()
    with talking(graph, speech(6, 400)):
        time.sleep(4)
        sent = graph.next_sent(300)
        graph.audio.set_microphone_on(False)
        muted = [
            graph.audio.levels().talking_while_muted for _ in range(20) if not time.sleep(0.05)
        ]
        microphone = room.record_microphone(3)
    assert dbfs(power(microphone)) > -40, "there is no echo to cancel"
    assert dbfs(power(sent)) < dbfs(power(microphone)) - 20
    assert not any(muted), "the loudspeaker counts as somebody talking"


def test_a_press_is_heard_here_and_not_in_the_meeting(room: SoundServer, graph: Graph) -> None:
    """It goes the voices' way, so that the canceller knows it (measured: -21 dBFS, sent -81)."""
    graph.use("auto", "auto")
    graph.audio.set_microphone_on(True)
    room.echo()
    with talking(graph, speech(6, 400)):
        time.sleep(4)
    time.sleep(1)
    sent: list[Sound] = []
    presser = threading.Thread(target=lambda: sent.extend(press_and_hear(graph) for _ in range(6)))
    presser.start()
    microphone = room.record_microphone(2.5)
    presser.join()
    assert loudest_dbfs(microphone) > -40, "there is no press to hear"
    assert max(loudest_dbfs(one) for one in sent) < loudest_dbfs(microphone) - 20


def press_and_hear(graph: Graph) -> Sound:
    """What is sent in the half second from a press on."""
    graph.audio.play(str(ASSETS / "sounds" / "press.wav"), lambda: None)
    return graph.next_sent(50)


def loudest_dbfs(sound: Sound) -> float:
    """Of its stretches of 50 ms."""
    return max(dbfs(power(part)) for part in np.array_split(sound, sound.size // 2400))


def test_microphone_comes_back_and_is_heard(room: SoundServer, graph: Graph) -> None:
    graph.use("auto", "auto")
    graph.audio.set_microphone_on(True)
    room.unload("module-remap-source")
    graph.until("microphone", lambda state: state.status is DeviceStatus.FAILED)
    room.load(*MICROPHONE)
    room.make_default()
    graph.until("microphone", lambda state: state.status is DeviceStatus.RUNNING)
    with room.start_speaking(speech(7, 1500).reshape(-1)) as mouth:
        loudest = max(dbfs(power(graph.next_sent(50))) for _ in range(12))
        mouth.kill()
    assert loudest > -45
