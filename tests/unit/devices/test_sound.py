"""Microphone and loudspeaker come back by themselves, on a real sound server."""

import queue
import threading
import time
from collections.abc import Callable, Iterator

import numpy as np
import numpy.typing as npt
import pytest

from kiosk.base.errors import Code
from kiosk.devices import pulse
from kiosk.devices.catalog import Direction
from kiosk.devices.sound import SoundDevices
from kiosk.model.gear import STARTING, DeviceState, DeviceStatus
from tests.sound_server import MICROPHONE, SPEAKER, USB_MICROPHONE, USB_SPEAKER, SoundServer

pytestmark = pytest.mark.system

PATIENCE_S = 20.0


class Room:
    """Sound devices and what they told."""

    def __init__(self) -> None:
        self.captured = threading.Semaphore(0)
        self.silent = 0
        """Frames of zeros, one after the other, up to now."""
        self.pulled: queue.Queue[int] = queue.Queue()
        self.microphone: queue.Queue[DeviceState] = queue.Queue()
        self.speaker: queue.Queue[DeviceState] = queue.Queue()
        self.devices = SoundDevices(self._hear, self._pull, self.microphone.put, self.speaker.put)

    def _hear(self, frame: npt.NDArray[np.int16], captured_ns: int) -> None:
        assert frame.shape == (480,)
        self.silent = 0 if frame.any() else self.silent + 1
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


def named(name: str) -> Callable[[DeviceState], bool]:
    return lambda state: running(state) and state.name == name


def absent(state: DeviceState) -> bool:
    return state.problem == Code.DEVICE_ABSENT


def test_devices_of_the_server_are_found_and_run(room: SoundServer, devices: Room) -> None:
    devices.devices.use("auto", "auto")
    assert "Null Output" in until(devices.speaker, running).name
    assert not until(devices.microphone, running).synthetic
    assert devices.hears()
    assert devices.plays()


def test_bug_is_logged_once_and_told_and_over_when_it_is_over(
    room: SoundServer,
    devices: Room,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken() -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patched:
        patched.setattr(pulse, "look", broken)
        devices.devices.use("auto", "auto")
        for states in (devices.speaker, devices.microphone):
            until(states, lambda state: state.problem == Code.DEVICE_FAILED)
        time.sleep(1.0)  # a few ticks more
    until(devices.speaker, running)
    until(devices.microphone, running)
    assert caplog.text.count("met a bug") == 1


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


@pytest.mark.parametrize(
    ("name", "rate", "shown"),
    [("hdmi", "44100", "HDMI"), ("bluez.1", "8000", "Tai nghe của Hùng 🎧")],
)
def test_a_new_default_loudspeaker_is_followed_whatever_its_rate_and_back_again(
    room: SoundServer, devices: Room, name: str, rate: str, shown: str
) -> None:
    devices.devices.use("synthetic", "auto")
    until(devices.speaker, running)
    described = shown.replace(" ", "\\ ")
    options = (f"rate={rate}", "channels=1", f'sink_properties=device.description="{described}"')
    room.load("module-null-sink", f"sink_name={name}", *options)
    room.make_default(name)
    until(devices.speaker, named(shown))
    assert devices.plays()
    room.unload(f"sink_name={name}")
    until(devices.speaker, lambda state: running(state) and state.name != shown)
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


def test_named_microphone_is_preferred_and_another_stands_in(
    room: SoundServer, devices: Room
) -> None:
    room.load(*USB_MICROPHONE)
    devices.devices.use("pulse:usb-mic", "synthetic")
    until(devices.microphone, named("Usb"))
    assert devices.hears()
    room.unload("source_name=usb-mic")
    stand_in = until(devices.microphone, running)
    assert stand_in.name != "Usb"
    assert devices.hears()
    room.load(*USB_MICROPHONE)
    until(devices.microphone, named("Usb"))
    assert devices.hears()
    seen = pulse.look()
    assert seen is not None
    assert seen.listens_to == {"usb-mic"}


def test_named_loudspeaker_is_preferred_and_another_stands_in(
    room: SoundServer, devices: Room
) -> None:
    devices.devices.use("synthetic", "pulse:usb-speaker")
    assert until(devices.speaker, running).name == "Null Output"
    room.load(*USB_SPEAKER)
    until(devices.speaker, named("Usb"))
    assert devices.plays()
    seen = pulse.look()
    assert seen is not None
    assert seen.plays_to == {"usb-speaker"}
    room.unload("sink_name=usb-speaker")
    until(devices.speaker, named("Null Output"))
    assert devices.plays()


def test_name_is_of_what_runs_when_the_default_changes(room: SoundServer, devices: Room) -> None:
    devices.devices.use("synthetic", "auto")
    until(devices.speaker, named("Null Output"))
    room.load(*USB_SPEAKER)
    room.make_default("usb-speaker")
    until(devices.speaker, named("Usb"))
    assert devices.plays()


def test_stream_that_the_server_moved_goes_back(room: SoundServer, devices: Room) -> None:
    """Unplugged and back between two looks: the wish's name is there, the stream is elsewhere."""
    room.load(*USB_SPEAKER)
    devices.devices.use("synthetic", "pulse:usb-speaker")
    until(devices.speaker, named("Usb"))
    assert devices.plays()
    room.move_playing("speaker")
    deadline = time.monotonic() + PATIENCE_S
    while (seen := pulse.look()) is None or seen.plays_to != {"usb-speaker"}:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert devices.plays()


def test_silence_comes_while_there_is_no_microphone(room: SoundServer, devices: Room) -> None:
    """The meeting's line stays warm, and what is sent needs no negotiation anew."""
    room.unload("module-remap-source")
    devices.devices.use("auto", "synthetic")
    until(devices.microphone, absent)
    assert devices.hears()
    assert devices.silent >= 20


def test_none_gives_the_devices_back_and_keeps_the_frames_going(
    room: SoundServer, devices: Room
) -> None:
    devices.devices.use("auto", "auto")
    until(devices.microphone, running)
    until(devices.speaker, running)
    devices.devices.use("none", "none")
    assert devices.microphone.get(timeout=PATIENCE_S) == STARTING
    assert devices.speaker.get(timeout=PATIENCE_S) == STARTING
    seen = pulse.look()
    assert seen is not None
    assert not seen.listens_to | seen.plays_to
    while devices.pulled.get(timeout=PATIENCE_S) > 0:
        pass
    assert devices.hears()
    assert devices.microphone.empty()
    assert devices.speaker.empty()
    devices.devices.use("auto", "auto")
    until(devices.microphone, running)
    until(devices.speaker, running)
    assert devices.plays()


def test_options_are_what_a_person_could_want(room: SoundServer, devices: Room) -> None:
    devices.devices.use("synthetic", "synthetic")
    deadline = time.monotonic() + PATIENCE_S
    while not devices.devices.options(Direction.SPEAKER):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    ids = [option_id for option_id, _ in devices.devices.options(Direction.MICROPHONE)]
    assert ids == ["pulse:mic"]
    assert ("pulse:speaker", "Null Output") in devices.devices.options(Direction.SPEAKER)


def test_no_server_and_no_hardware_is_absent(
    devices: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULSE_SERVER", "unix:/nonexistent")
    devices.devices.use("pulse:usb", "pulse:usb")
    assert until(devices.microphone, absent).name == ""
    assert until(devices.speaker, absent).problem == Code.DEVICE_ABSENT
    devices.devices.close()
    devices.devices.close()
