"""Which devices a machine has, on made-up file systems."""

from pathlib import Path

import pytest

from kiosk.demo.devices import Devices, look


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "dev/snd").mkdir(parents=True)
    return tmp_path


def test_bare_machine_gets_synthetic_devices(root: Path) -> None:
    found = look(root, {})
    assert found == Devices("synthetic", "synthetic", "synthetic")
    assert found.synthetic == ("camera", "microphone", "speaker")


def test_what_is_there_is_used(root: Path) -> None:
    for device in ("video0", "snd/pcmC0D0c", "snd/pcmC0D0p"):
        (root / "dev" / device).touch()
    assert look(root, {}) == Devices("auto", "auto", "auto")
    assert look(root, {}).synthetic == ()


def test_loudspeaker_without_microphone(root: Path) -> None:
    (root / "dev/snd/pcmC0D0p").touch()
    assert look(root, {}) == Devices("synthetic", "synthetic", "auto")


@pytest.mark.parametrize("remote", [True, False])
def test_sound_server_counts_for_both(root: Path, remote: bool) -> None:
    environment = {"PULSE_SERVER": "unix:/x"} if remote else {"XDG_RUNTIME_DIR": "/run/user/1000"}
    socket = root / "run/user/1000/pulse/native"
    socket.parent.mkdir(parents=True)
    socket.touch()
    assert look(root, environment) == Devices("synthetic", "auto", "auto")
