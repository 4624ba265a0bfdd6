"""Which device a wish means, on made-up machines."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.devices import v4l2
from kiosk.devices.camera_source import by_offers
from kiosk.devices.catalog import (
    CameraChoice,
    PortDevice,
    PulseDevice,
    camera_choices,
    identity,
    sound_choices,
    sound_options,
)

BRIDGE = PortDevice(0, "pulse", "ALSA", 32, False)
USB = PortDevice(3, "USB Audio: - (hw:1,0)", "ALSA", 1, False)
ONBOARD = PortDevice(2, "HDA Intel: ALC (hw:0,0)", "ALSA", 2, True)
MIC = PulseDevice("usb-mic", "Jabra", False, True)
SPARE = PulseDevice("onboard", "Built-in", False, False)
MONITOR = PulseDevice("speaker.monitor", "Monitor of speaker", True, True)


@pytest.fixture
def machine(tmp_path: Path) -> tuple[Path, Path]:
    dev, sys_class = tmp_path / "dev", tmp_path / "sys"
    by_id = dev / "v4l/by-id"
    by_id.mkdir(parents=True)
    for number, index, name in ((0, 0, "Logitech BRIO"), (1, 1, "Logitech BRIO"), (10, 0, "Tele")):
        (dev / f"video{number}").touch()
        node = sys_class / f"video{number}"
        node.mkdir(parents=True)
        (node / "index").write_text(f"{index}\n")
        (node / "name").write_text(f"{name}\n")
    (by_id / "usb-Logitech-video-index0").symlink_to(dev / "video0")
    (by_id / "usb-Logitech-video-index1").symlink_to(dev / "video1")
    return dev, sys_class


def choose(wish: str, machine: tuple[Path, Path]) -> list[tuple[str, str]]:
    dev, sys_class = machine
    found = camera_choices(wish, dev=dev, sys_class=sys_class)
    return [(camera.name, Path(str(camera.source)).name) for camera in found]


def test_auto_lists_cameras_without_their_metadata_nodes(machine: tuple[Path, Path]) -> None:
    assert choose("auto", machine) == [("Logitech BRIO", "video0"), ("Tele", "video10")]


def test_camera_by_stable_id_and_by_path_comes_first(machine: tuple[Path, Path]) -> None:
    stable = str(machine[0] / "v4l/by-id/usb-Logitech-video-index0")
    brio, tele = ("Logitech BRIO", "video0"), ("Tele", "video10")
    assert choose(stable, machine) == [brio, tele]
    assert choose(str(machine[0] / "video10"), machine) == [tele, brio]


def test_named_camera_that_is_missing_leaves_the_others(machine: tuple[Path, Path]) -> None:
    assert choose("/dev/v4l/by-id/gone", machine) == choose("auto", machine)


def test_synthetic_and_none_are_never_stood_in_for(machine: tuple[Path, Path]) -> None:
    assert choose("synthetic", machine) == choose("none", machine) == []


def test_camera_that_was_plugged_in_again_is_another_one(machine: tuple[Path, Path]) -> None:
    dev, sys_class = machine
    brio = camera_choices("auto", dev=dev, sys_class=sys_class)[0]
    before = identity(brio)
    assert before is not None
    (dev / "video0").rename(dev / "pulled")
    assert identity(brio) is None
    (dev / "video0").touch()
    assert identity(brio) not in (None, before)


def test_cameras_that_have_only_numbers_never_change() -> None:
    assert identity(CameraChoice("index:1", 1, "camera 2")) == (0, 1)


def test_no_camera_is_no_camera(tmp_path: Path) -> None:
    assert camera_choices("auto", dev=tmp_path, sys_class=tmp_path / "none") == []


def names(tmp_path: Path, *found: str, wish: str = "auto") -> list[str]:
    for number, name in enumerate(found):
        (tmp_path / f"class/video{number}").mkdir(parents=True)
        (tmp_path / f"class/video{number}/name").write_text(name + "\n")
    return [c.name for c in camera_choices(wish, dev=tmp_path, sys_class=tmp_path / "class")]


@pytest.mark.parametrize(
    ("first", "better"),
    [
        ("Integrated IR Camera: Integrate", "Integrated Camera: Integrated C"),
        ("USB2.0 IR UVC WebCam", "USB2.0 HD UVC WebCam"),
        ("Infrared Camera", "Camera"),
        ("Intel RealSense Depth Camera", "Logi C270 HD WebCam"),
        ("OBS Virtual Camera", "HD Webcam C270"),
        ("Dummy video device (0x0000)", "Integrated IR Camera"),
        ("DroidCam", "UVC Camera"),
    ],
)
def test_auto_takes_a_camera_that_shows_people_as_they_are(
    tmp_path: Path, first: str, better: str
) -> None:
    assert names(tmp_path, first, better) == [better, first]


@pytest.mark.parametrize("name", ["Tele Iris 4K", "Firefly Cam", "Observer 1080p", "Depthless HD"])
def test_a_name_that_only_looks_alike_keeps_its_place(tmp_path: Path, name: str) -> None:
    assert names(tmp_path, name, "HD Webcam") == [name, "HD Webcam"]


def test_a_camera_that_no_device_stands_behind_comes_last(tmp_path: Path) -> None:
    names(tmp_path, "HD Webcam", "Phim của phường")
    real = tmp_path / "devices/virtual/video4linux/video0"
    real.parent.mkdir(parents=True)
    (tmp_path / "class/video0").rename(real)
    (tmp_path / "class/video0").symlink_to(real)
    found = camera_choices("auto", dev=tmp_path, sys_class=tmp_path / "class")
    assert [camera.name for camera in found] == ["Phim của phường", "HD Webcam"]


def test_an_infrared_camera_that_is_named_is_taken(tmp_path: Path) -> None:
    wish = str(tmp_path / "video0")
    assert names(tmp_path, "IR Camera", "HD Webcam", wish=wish) == ["IR Camera", "HD Webcam"]


def test_cameras_of_one_name_are_told_apart_by_what_they_offer() -> None:
    """Names as the kernel cuts them; the sign-in camera comes first by number."""
    offered = {
        "/dev/video0": [v4l2.Offer("GREY", ((640, 360),))],
        "/dev/video2": [v4l2.Offer("YUYV", ((640, 480),))],
        "/dev/video4": [v4l2.Offer("MJPG", ((1920, 1080), (1280, 720)))],
    }
    cameras = [CameraChoice(path, path, "Integrated Camera") for path in (*offered, "/dev/video6")]

    def offers(path: str) -> list[v4l2.Offer]:
        if path not in offered:
            raise PermissionError
        return offered[path]

    order = [camera.id[-1] for camera in by_offers(cameras, "auto", offers)]
    assert order == ["4", "6", "2", "0"]
    assert by_offers(cameras, "/dev/video0", offers)[0].id == "/dev/video0"


def test_file_as_camera_and_the_real_ones_behind_it(machine: tuple[Path, Path]) -> None:
    assert choose("file:/films/hall 1.mkv", machine)[1:] == choose("auto", machine)
    choice = camera_choices("file:/films/hall 1.mkv")[0]
    assert choice.is_file
    assert choice.source == "/films/hall 1.mkv"
    assert choice.name == "hall 1.mkv"


def test_auto_takes_the_servers_default() -> None:
    (choice,) = sound_choices("auto", [ONBOARD, BRIDGE], [SPARE, MIC])
    assert (choice.device, choice.pulse_name, choice.name) == (BRIDGE, "", "Jabra")


def test_auto_never_takes_a_monitor() -> None:
    (choice,) = sound_choices("auto", [BRIDGE], [MONITOR, SPARE])
    assert choice.pulse_name == "onboard"
    assert sound_choices("auto", [BRIDGE], [MONITOR]) == []


def test_dummy_output_of_the_server_is_no_loudspeaker() -> None:
    dummy = PulseDevice("auto_null", "Dummy Output", False, True)
    assert sound_choices("auto", [BRIDGE], [dummy]) == []


def test_named_device_of_the_server_comes_first_and_others_stand_in() -> None:
    first, second = sound_choices("pulse:onboard", [BRIDGE], [MIC, SPARE])
    assert (first.id, first.pulse_name) == ("pulse:onboard", "onboard")
    assert (second.id, second.name) == ("auto", "Jabra")
    (only,) = sound_choices("pulse:gone", [BRIDGE], [MIC, MONITOR])
    assert only == second


def test_monitor_is_taken_when_it_is_named_and_stands_in_for_nothing() -> None:
    (monitor,) = sound_choices("pulse:speaker.monitor", [BRIDGE], [MONITOR])
    assert monitor.pulse_name == "speaker.monitor"
    assert sound_choices("pulse:gone", [BRIDGE], [MONITOR]) == []


def test_server_that_portaudio_does_not_know_cannot_be_used() -> None:
    assert sound_choices("auto", [USB], [MIC]) == []


def test_without_server_the_default_comes_first() -> None:
    assert [c.device for c in sound_choices("auto", [USB, ONBOARD], None)] == [ONBOARD, USB]
    assert [c.device for c in sound_choices(USB.id, [USB, ONBOARD], None)] == [USB, ONBOARD]
    assert [c.device for c in sound_choices("gone|ALSA", [USB, ONBOARD], None)] == [ONBOARD, USB]
    assert sound_choices("auto", [], None) == []


def test_windows_prefers_wasapi_and_then_what_converts() -> None:
    apis = ("MME", "Windows DirectSound", "Windows WASAPI", "Windows WDM-KS")
    devices = [PortDevice(i, "Micro", api, 1, True) for i, api in enumerate(apis)]
    found = [choice.device.host_api for choice in sound_choices("auto", devices, None)]
    assert found[:2] == ["Windows WASAPI", "MME"]


def test_auto_is_never_synthetic() -> None:
    for wish in ("synthetic", "none"):
        assert sound_choices(wish, [BRIDGE], [MIC]) == []
        assert sound_choices(wish, [USB], None) == []
    assert all("synthetic" not in c.id for c in sound_choices("auto", [BRIDGE, USB], None))


def test_options_are_the_devices_that_a_person_could_want() -> None:
    dummy = PulseDevice("auto_null", "Dummy Output", False, True)
    options = sound_options([BRIDGE, USB], [MONITOR, SPARE, dummy, MIC])
    assert options == (("pulse:onboard", "Built-in"), ("pulse:usb-mic", "Jabra"))
    assert [option_id for option_id, _ in sound_options([USB, ONBOARD], None)] == [
        ONBOARD.id,
        USB.id,
    ]


@given(st.sampled_from(["auto", "pulse:usb-mic", "pulse:onboard", "pulse:gone"]))
def test_every_choice_through_the_server_is_another_device(wish: str) -> None:
    choices = sound_choices(wish, [BRIDGE], [MONITOR, SPARE, MIC])
    assert len({choice.name for choice in choices}) == len(choices) > 0
