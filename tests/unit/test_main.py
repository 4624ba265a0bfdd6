"""The command line, run as a person runs it."""

import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kiosk.model.meeting import POINT_ZONE
from kiosk.server.commune import BridgePoint, Commune, Ports, Room
from kiosk.server.running import CommuneServer


def kiosk(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    import os

    return subprocess.run(
        [sys.executable, "-m", "kiosk", *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )


def test_a_right_settings_file_is_called_right(tmp_path):
    file = tmp_path / "kiosk.toml"
    file.write_text('[point]\nid = "kp01"\n')
    answer = kiosk("config", "check", str(file))
    assert (answer.returncode, answer.stderr) == (0, "")


ODD = """\
[point]
name = "Điểm cầu"
[calendar]
kind = "ics"
url = "http://127.0.0.1:9/?a=%ff"
ca_file = "-none.pem"
[meeting]
allowed_hosts = ["[::1]:8188", "127.1"]
"""


@pytest.mark.parametrize(
    "command",
    [("agenda",), ("diagnose", "--only", "calendar,network", "--json"), ("logs",)],
    ids=lambda words: words[0],
)
def test_what_the_check_calls_right_ends_no_command_with_a_traceback(tmp_path, command):
    file = tmp_path / "kiosk.toml"
    lines = ODD.splitlines()
    file.write_bytes(b"\xef\xbb\xbf" + "\r\n".join(lines).encode())
    assert kiosk("config", "check", str(file)).returncode == 0
    answer = kiosk(*command, "--config", str(file), KIOSK_STATE=str(tmp_path / "state"))
    assert "Traceback" not in answer.stderr
    assert answer.returncode in (0, 1, 2)
    assert answer.stdout


@pytest.mark.parametrize("command", [("config", "check"), ("run", "--config")])
def test_a_wrong_settings_file_is_named_with_line_and_field(tmp_path, command):
    file = tmp_path / "kiosk.toml"
    file.write_text("[point]\n\n[calendar]\npoll_s = 1\n")
    answer = kiosk(*command, str(file))
    assert answer.returncode == 2
    assert f"{file}:4: calendar.poll_s" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_an_unknown_screen_is_a_sentence(tmp_path):
    environment = {"QT_QPA_PLATFORM": "offscreen", "KIOSK_STATE": str(tmp_path)}
    answer = kiosk("run", "--screen", "nonsense", **environment)
    assert answer.returncode == 2
    assert "No screen is called nonsense" in answer.stderr


@pytest.mark.system
def test_the_technician_sees_which_event_was_left_out_and_why(tmp_path):
    commune = Commune(
        name="Phường thử",
        points=(BridgePoint("kp01", "Khu phố 1", "kp01", "password"),),
        rooms=(Room(1001, "Họp", "secret", "2468"),),
        admin_key="admin",
        ports=Ports(0, 0, (22000, 22099)),
    )
    with CommuneServer(commune, tmp_path / "commune") as server:
        put_events(server)
        file, credentials = write_settings(server, tmp_path)
        answer = kiosk("agenda", "--config", str(file), CREDENTIALS_DIRECTORY=str(credentials))
        assert answer.returncode == 0, answer.stderr
        assert "Họp giao ban  [can be opened]" in answer.stdout
        assert "left out: 'Họp từng giây'" in answer.stdout
        assert "2468" not in answer.stdout + answer.stderr
        server.stop_calendar()
        answer = kiosk("agenda", "--config", str(file), CREDENTIALS_DIRECTORY=str(credentials))
        assert answer.returncode == 1
        assert "calendar-unreachable" in answer.stdout


def put_events(server: CommuneServer) -> None:
    import requests

    from kiosk.server.events import Event

    now = datetime.now(POINT_ZONE)
    server.put_event(
        "kp01",
        Event("one", "Họp giao ban", now, now + timedelta(hours=1), server.conference(1001)),
    )
    poison = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:poison\r\n"
        f"DTSTAMP:{now:%Y%m%dT%H%M%S}\r\nDTSTART:{now:%Y%m%dT%H%M%S}\r\n"
        "DURATION:PT1H\r\nRRULE:FREQ=SECONDLY\r\nSUMMARY:Họp từng giây\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    answer = requests.put(
        server.point_calendar_url("kp01") + "poison.ics",
        data=poison.encode(),
        auth=("kp01", "password"),
        headers={"Content-Type": "text/calendar; charset=utf-8"},
        timeout=20,
    )
    answer.raise_for_status()


def write_settings(server: CommuneServer, folder: Path) -> tuple[Path, Path]:
    file = folder / "kiosk.toml"
    file.write_text(
        f'[calendar]\nurl = "{server.point_calendar_url("kp01")}"\nuser = "kp01"\n'
        f'[meeting]\nallowed_hosts = ["{server.allowed_host}"]\n'
    )
    credentials = folder / "credentials"
    credentials.mkdir()
    (credentials / "kiosk-calendar").write_text("password")
    return file, credentials


@pytest.mark.system
@pytest.mark.skipif(sys.platform == "win32", reason="a shell of POSIX")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "<&- >&- 2>&-"])
def test_it_comes_up_with_standard_streams_closed(tmp_path: Path, closed: str) -> None:
    """A service, a desktop entry or `nohup` may start it so."""
    import os

    file, log = tmp_path / "kiosk.toml", tmp_path / "ui.jsonl"
    names = ("camera", "microphone", "speaker")
    file.write_text("[devices]\n" + "".join(f'{name} = "synthetic"\n' for name in names))
    command = [sys.executable, "-m", "kiosk", "run", "--config", str(file), "--log-file", str(log)]
    environment = {"KIOSK_STATE": str(tmp_path / "state"), "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(
        ["/bin/sh", "-c", f'exec "$@" {closed}', "sh", *command], env={**os.environ, **environment}
    ) as process:
        try:
            deadline = time.monotonic() + 90
            while not log.exists() or "the media process is up" not in log.read_text():
                assert process.poll() is None
                assert time.monotonic() < deadline
                time.sleep(0.1)
        finally:
            process.terminate()
        assert process.wait(60) == 0
    assert "Traceback" not in log.read_text()
