"""The virtual screen: shown to its own clients only, kept in a picture file, gone afterwards."""

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from kiosk.demo.display import VirtualScreen, has_screen
from kiosk.demo.screenshot import png, read_frame_buffer

pytestmark = pytest.mark.system


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[VirtualScreen]:
    screen = VirtualScreen(tmp_path)
    yield screen
    screen.close()


def geometry(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = ["xdotool", "getdisplaygeometry"]
    return subprocess.run(command, env=os.environ | environment, capture_output=True, text=True)


def test_its_clients_get_in_and_nobody_else(screen: VirtualScreen, tmp_path: Path) -> None:
    assert geometry(screen.environment).stdout.split() == ["1920", "1080"]
    (tmp_path / "empty").touch()
    stranger = screen.environment | {"XAUTHORITY": str(tmp_path / "empty")}
    assert geometry(stranger).returncode != 0


def test_a_screen_that_does_not_answer_is_none(screen: VirtualScreen) -> None:
    environment = dict(os.environ) | screen.environment
    assert has_screen(environment, for_pointer=True)
    assert not has_screen(environment | {"XAUTHORITY": "/dev/null"}, for_pointer=True)
    assert not has_screen({"PATH": os.environ["PATH"]}, for_pointer=False)
    wayland = {"PATH": os.environ["PATH"], "WAYLAND_DISPLAY": "wayland-0"}
    assert has_screen(wayland, for_pointer=False)
    assert not has_screen(wayland, for_pointer=True)


def test_the_picture_file_shows_the_screen(screen: VirtualScreen, tmp_path: Path) -> None:
    environment = os.environ | screen.environment
    command = ["import", "-window", "root", "-display", screen.environment["DISPLAY"], "ref.png"]
    subprocess.run(command, env=environment, cwd=tmp_path, check=True, timeout=60)
    screen.save_picture()
    compare = ["compare", "-metric", "AE", str(screen.picture), "ref.png", "null:"]
    run = subprocess.run(compare, cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert (run.returncode, run.stderr.split()[0]) == (0, "0")


@pytest.mark.skipif(shutil.which("x11vnc") is None, reason="x11vnc is optional")
def test_vnc_listens_on_loopback_and_asks_for_a_password(screen: VirtualScreen) -> None:
    vnc = screen.open_vnc()
    assert vnc is not None
    assert re.fullmatch(r"[0-9a-f]{8}", vnc.password)
    host, port = vnc.address.split(":")
    assert host == "127.0.0.1"
    deadline = time.monotonic() + 20
    while True:
        try:
            with socket.create_connection((host, int(port)), timeout=20) as client:
                greeting = client.recv(12)
                client.sendall(greeting)
                kinds = client.recv(2)
            break
        except OSError:
            assert time.monotonic() < deadline
            time.sleep(0.05)
    assert greeting.startswith(b"RFB ")
    assert kinds == b"\x01\x02"  # one kind of security: VNC authentication


def test_nothing_is_left(tmp_path: Path) -> None:
    screen = VirtualScreen(tmp_path)
    screen.open_vnc()
    screen.close()
    screen.close()
    running = [process.info["cmdline"] or [] for process in psutil.process_iter(["cmdline"])]
    assert not [line for line in running if any(str(tmp_path) in word for word in line)]


def test_a_broken_frame_buffer_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "buffer"
    for data in (b"", bytes(200)):
        file.write_bytes(data)
        with pytest.raises(ValueError, match="frame buffer"):
            read_frame_buffer(file)


def test_png_is_readable_by_others(tmp_path: Path) -> None:
    import numpy as np

    rgb = np.zeros((2, 3, 3), np.uint8)
    rgb[0, 1] = (255, 128, 0)
    (tmp_path / "x.png").write_bytes(png(rgb))
    command = ["convert", "x.png", "-format", "%wx%h %[pixel:p{1,0}]", "info:"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert run.stdout == "3x2 srgb(255,128,0)"
