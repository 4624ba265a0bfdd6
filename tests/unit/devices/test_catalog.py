"""Which device a wish means, on made-up machines."""

from pathlib import Path

import pytest

from kiosk.devices.catalog import PortDevice, PulseDevice, camera_choices, sound_choices

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


def test_camera_by_stable_id_and_by_path(machine: tuple[Path, Path]) -> None:
    stable = str(machine[0] / "v4l/by-id/usb-Logitech-video-index0")
    assert choose(stable, machine) == [("Logitech BRIO", "video0")]
    assert choose(str(machine[0] / "video10"), machine) == [("Tele", "video10")]
    assert choose("/dev/v4l/by-id/gone", machine) == []


def test_no_camera_is_no_camera(tmp_path: Path) -> None:
    assert camera_choices("auto", dev=tmp_path, sys_class=tmp_path / "none") == []


def test_file_as_camera() -> None:
    (choice,) = camera_choices("file:/films/hall 1.mkv")
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


def test_named_device_of_the_server() -> None:
    (choice,) = sound_choices("pulse:onboard", [BRIDGE], [MIC, SPARE])
    assert (choice.id, choice.pulse_name) == ("pulse:onboard", "onboard")
    assert sound_choices("pulse:gone", [BRIDGE], [MIC]) == []
    (monitor,) = sound_choices("pulse:speaker.monitor", [BRIDGE], [MONITOR])
    assert monitor.pulse_name == "speaker.monitor"


def test_server_that_portaudio_does_not_know_cannot_be_used() -> None:
    assert sound_choices("auto", [USB], [MIC]) == []


def test_without_server_the_default_comes_first() -> None:
    assert [c.device for c in sound_choices("auto", [USB, ONBOARD], None)] == [ONBOARD, USB]
    assert [c.device for c in sound_choices(USB.id, [USB, ONBOARD], None)] == [USB]
    assert sound_choices("auto", [], None) == []


def test_windows_prefers_wasapi_and_then_what_converts() -> None:
    apis = ("MME", "Windows DirectSound", "Windows WASAPI", "Windows WDM-KS")
    devices = [PortDevice(i, "Micro", api, 1, True) for i, api in enumerate(apis)]
    found = [choice.device.host_api for choice in sound_choices("auto", devices, None)]
    assert found[:2] == ["Windows WASAPI", "MME"]


def test_auto_is_never_synthetic() -> None:
    assert sound_choices("synthetic", [BRIDGE], [MIC]) == []
    assert all("synthetic" not in c.id for c in sound_choices("auto", [BRIDGE, USB], None))
