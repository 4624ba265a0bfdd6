"""An audio graph, and a virtual room for it to sound in."""

import queue
from collections.abc import Callable, Iterator

import numpy as np
import numpy.typing as npt
import pytest

from kiosk.media.audio import AudioGraph
from kiosk.model.gear import DeviceState, DeviceStatus
from kiosk.model.wire import UseDevices
from tests.sound_server import SoundServer

PATIENCE_S = 20.0


class Graph:
    """An audio graph, what it sent and what it told."""

    def __init__(self) -> None:
        self.sent: queue.Queue[npt.NDArray[np.int16]] = queue.Queue()
        self.states: dict[str, queue.Queue[DeviceState]] = {
            "microphone": queue.Queue(),
            "speaker": queue.Queue(),
        }
        self.audio = AudioGraph(lambda frame, at_ns: self.sent.put(frame))
        self.audio.on_microphone_state = self.states["microphone"].put
        self.audio.on_speaker_state = self.states["speaker"].put

    def use(self, microphone: str, speaker: str, volume_percent: int = 100) -> None:
        """Use devices and wait until both run."""
        self.audio.use_devices(
            UseDevices(microphone=microphone, speaker=speaker, volume_percent=volume_percent)
        )
        for device in self.states:
            self.until(device, lambda state: state.status is DeviceStatus.RUNNING)

    def until(self, device: str, wanted: Callable[[DeviceState], bool]) -> DeviceState:
        while True:
            state = self.states[device].get(timeout=PATIENCE_S)
            if wanted(state):
                return state

    def next_sent(self, count: int) -> npt.NDArray[np.int16]:
        """The next frames that are sent, as one wave."""
        while not self.sent.empty():
            self.sent.get()
        return np.concatenate([self.sent.get(timeout=PATIENCE_S) for _ in range(count)])


@pytest.fixture
def graph() -> Iterator[Graph]:
    graph = Graph()
    yield graph
    graph.audio.close()


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    with SoundServer() as server:
        for name, value in server.environment.items():
            monkeypatch.setenv(name, value)
        yield server
