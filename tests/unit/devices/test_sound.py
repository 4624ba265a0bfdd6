"""Microphone and loudspeaker come back by themselves, on a real sound server."""

import queue
import threading
import time
from collections.abc import Callable, Iterator

import numpy as np
import numpy.typing as npt
import pytest

from kiosk.devices import pulse
from kiosk.devices.sound import SoundDevices
from kiosk.errors import Code
from kiosk.wire import DeviceState, DeviceStatus
from tests.sound_server import MICROPHONE, SPEAKER, SoundServer

pytestmark = pytest.mark.system

PATIENCE_S = 20.0


class Room:
    """Sound devices and what they told."""

    def __init__(self) -> None:
        self.captured = threading.Semaphore(0)
        self.pulled: queue.Queue[int] = queue.Queue()
        self.microphone: queue.Queue[DeviceState] = queue.Queue()
        self.speaker: queue.Queue[DeviceState] = queue.Queue()
        self.devices = SoundDevices(self._hear, self._pull, self.microphone.put, self.speaker.put)

    def _hear(self, frame: npt.NDArray[np.int16], captured_ns: int) -> None:
        assert frame.shape == (480,)
        self.captured.release()

    def _pull(self, heard_ns: int) -> npt.NDArray[np.int16]:
        self.pulled.put(heard_ns)
        return np.zeros(480, np.int16)

    def hears(self) -> bool:
        """Whether fresh frames come now."""
        while self.captured.acquire(blocking=False):
            pass
        return all(self.captured.acquire(timeout=PATIENCE_S) for _ in range(20))

    def plays(self) -> bool:
        """Whether somebody hears what is pulled now."""
        while not self.pulled.empty():
            self.pulled.get()
        return all(self.pulled.get(timeout=PATIENCE_S) > 0 for _ in range(20))


@pytest.fixture
def devices() -> Iterator[Room]:
    room = Room()
    yield room
    room.devices.close()


def until(states: queue.Queue[DeviceState], wanted: Callable[[DeviceState], bool]) -> DeviceState:
    deadline = time.monotonic() + PATIENCE_S
    while True:
        state = states.get(timeout=max(0.01, deadline - time.monotonic()))
        if wanted(state):
            return state


def running(state: DeviceState) -> bool:
    return state.status is DeviceStatus.RUNNING


def absent(state: DeviceState) -> bool:
    return state.problem == Code.DEVICE_ABSENT


def test_devices_of_the_server_are_found_and_run(room: SoundServer, devices: Room) -> None:
    devices.devices.use("auto", "auto")
    assert "Null Output" in until(devices.speaker, running).name
    assert not until(devices.microphone, running).synthetic
    assert devices.hears()
    assert devices.plays()


def test_microphone_unplugged_is_absent_and_comes_back(room: SoundServer, devices: Room) -> None:
    """The server would let us hear the loudspeaker's monitor instead, and tell nobody."""
    devices.devices.use("auto", "auto")
    until(devices.microphone, running)
    assert devices.hears()
    room.unload("module-remap-source")
    until(devices.microphone, absent)
    assert devices.plays(), "the loudspeaker went with the microphone"
    room.load(*MICROPHONE)
    room.make_default()
    until(devices.microphone, running)
    assert devices.hears()


def test_both_unplugged_and_plugged_in_again(room: SoundServer, devices: Room) -> None:
    devices.devices.use("auto", "auto")
    until(devices.speaker, running)
    for module in ("remap-source", "sink_name=speaker", "sink_name=micsink"):
        room.unload(module)
    until(devices.speaker, absent)
    while devices.pulled.get(timeout=PATIENCE_S) > 0:
        pass  # nobody hears it any more, and still it is pulled
    room.load(*SPEAKER)
    until(devices.speaker, running)
    assert devices.plays()


def test_sleeping_loudspeaker_is_opened_again(
    room: SoundServer, devices: Room, caplog: pytest.LogCaptureFixture
) -> None:
    """Callbacks stop, `active` stays true: only the watchdog notices."""
    devices.devices.use("synthetic", "auto")
    until(devices.speaker, running)
    assert devices.plays()
    room.suspend_speaker(True)
    deadline = time.monotonic() + PATIENCE_S
    while "the speaker has stopped" not in caplog.text:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    room.suspend_speaker(False)
    assert devices.plays()


def test_named_monitor_is_taken_when_it_is_asked_for(room: SoundServer, devices: Room) -> None:
    devices.devices.use("pulse:speaker.monitor", "synthetic")
    until(devices.microphone, running)
    assert devices.hears()
    seen = pulse.look()
    assert seen is not None
    assert seen.hears_monitor == "speaker.monitor"


def test_wish_can_change_and_mix(room: SoundServer, devices: Room) -> None:
    devices.devices.use("synthetic", "auto")
    assert until(devices.microphone, running).synthetic
    assert not until(devices.speaker, running).synthetic
    devices.devices.use("auto", "synthetic")
    assert until(devices.speaker, running).synthetic
    assert not until(devices.microphone, running).synthetic
    assert devices.hears()
    assert devices.plays()


def test_no_server_and_no_hardware_is_absent(
    devices: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULSE_SERVER", "unix:/nonexistent")
    devices.devices.use("pulse:usb", "pulse:usb")
    assert until(devices.microphone, absent).name == ""
    assert until(devices.speaker, absent).problem == Code.DEVICE_ABSENT
    devices.devices.close()
    devices.devices.close()
