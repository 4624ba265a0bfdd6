import json
import logging
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.base.log import JsonFormatter, TextFormatter, redact
from tests.unit.diagnostics.report.disks import tiny_disk

SECRET = "hunter2x"


@pytest.mark.parametrize(
    "text",
    [
        f"wss://hop.example.vn/janus?room=1&pin={SECRET}",
        f"janus+wss://hop.example.vn:8989/janus?pin={SECRET}",
        f"https://user:{SECRET}@cal.example.vn/x",
        f"https://user:p@{SECRET}@cal.example.vn/x",
        f"https://user:p/{SECRET}@cal.example.vn/x",
        f"https://cal.example.vn/{SECRET}/private.ics",
        f"http://[::1]:8188/{SECRET}",
        f"pin={SECRET}",
        f"pin: {SECRET}",
        f'{{"pin": "{SECRET}"}}',
        f"{{'pin': '{SECRET}', 'room': 1}}",
        f"'password' => '{SECRET}'",
        f'password="with spaces {SECRET}"',
        f"room_pin={SECRET}",
        f"access_token={SECRET}",
        f"Authorization: Basic {SECRET}",
        f"authorization=Bearer {SECRET}",
        f"ice-pwd:{SECRET}",
        f"api_key={SECRET}",
        f"token={SECRET} and secret={SECRET}",
        f"user:{SECRET}@cal.example.vn/x",
        f"from kp01:a:{SECRET}@cal.example.vn",
    ],
)
def test_no_secret_passes(text: str) -> None:
    assert SECRET not in redact(text)


@pytest.mark.parametrize(
    "text",
    ["the room is full", "opinion: yes", "spin=3", "joined 1001 in 240 ms", "pin", ""],
)
def test_ordinary_text_stays(text: str) -> None:
    assert redact(text) == text


def test_the_host_of_an_address_stays() -> None:
    assert redact("to wss://hop.example.vn:8989/janus?pin=1 now") == (
        "to wss://hop.example.vn:8989/… now"
    )


@given(st.text())
def test_redacting_never_fails_and_twice_is_once(text: str) -> None:
    once = redact(text)
    assert redact(once) == once


def record(message: str, data: object = None) -> logging.LogRecord:
    made = logging.LogRecord("kiosk.x", logging.INFO, __file__, 1, message, (), None)
    if data is not None:
        made.data = data
    return made


def test_json_line_hides_values_by_name_at_any_type() -> None:
    data = {"pin": SECRET, "room_pin": 1234, "room": 1001, "request": {"pin": SECRET}}
    line = JsonFormatter("kiosk").format(record("x", data))
    fields = json.loads(line)
    assert SECRET not in line
    assert fields["data"]["room_pin"] == "***"
    assert fields["data"]["room"] == 1001


def test_json_line_is_json_even_for_a_value_that_is_no_number() -> None:
    line = JsonFormatter("kiosk").format(record("x", {"rtt_ms": float("nan")}))
    assert json.loads(line)["data"]["rtt_ms"] == "nan"


def test_a_traceback_hides_secrets() -> None:
    try:
        raise ValueError(f"no answer from wss://a.vn/x?pin={SECRET}")
    except ValueError:
        failed = record("failed")
        failed.exc_info = sys.exc_info()
    assert SECRET not in JsonFormatter("kiosk").format(failed)
    assert SECRET not in TextFormatter().format(failed)


def test_the_set_up_log_of_a_real_process(tmp_path) -> None:
    program = (
        "import logging, sys; from pathlib import Path; from kiosk.base import log\n"
        "log.set_up('ui', as_json=True, file=Path(sys.argv[1]))\n"
        f"logging.getLogger('kiosk.a').info('pin=%s', '{SECRET}', extra={{'data': {{'n': 1}}}})\n"
    )
    file = tmp_path / "kiosk.log"
    done = subprocess.run(
        [sys.executable, "-c", program, str(file)], capture_output=True, text=True, check=True
    )
    for text in (done.stderr, file.read_text(encoding="utf-8")):
        fields = json.loads(text)
        assert fields["process"] == "ui"
        assert fields["message"] == "pin=***"
        assert fields["data"] == {"n": 1}


FULL_DISK = """
import logging, sys
from pathlib import Path
from kiosk.base import log
log.set_up("ui", as_json=False, file=Path(sys.argv[1]))
for number in range(3):
    logging.getLogger("kiosk.a").info("line %d", number)
"""


def run_logging(file: str) -> str:
    command = [sys.executable, "-c", FULL_DISK, file]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full disk to try")
def test_a_full_disk_is_said_once_and_costs_the_log_file_only() -> None:
    said = run_logging("/dev/full")
    assert said.count("the log file is not written") == 1
    assert "line 2" in said
    assert "Traceback" not in said


def test_a_log_file_that_cannot_be_made_costs_the_log_file_only(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    said = run_logging(str(tmp_path / "file" / "logs" / "ui.jsonl"))
    assert said.count("there is no log file") == 1
    assert "line 2" in said


def test_the_log_file_makes_its_folder(tmp_path: Path) -> None:
    file = tmp_path / "logs" / "ui.jsonl"
    run_logging(str(file))
    assert len(file.read_text(encoding="utf-8").splitlines()) == 3


FILLS_AND_LOGS = """
import logging, sys
from pathlib import Path
from kiosk.base import log
from tests.unit.diagnostics.report.disks import fill
disk = Path(sys.argv[1])
log.set_up("ui", as_json=True, file=disk / "logs" / "ui.jsonl")
told = logging.getLogger("x")
told.info("before")
fill(disk, leave=0)
for number in range(3000):
    told.info("lost %d %s", number, "x" * 3000)
(disk / "filler").unlink()
told.info("there is room again")
"""


def test_a_disk_that_was_full_takes_lines_again_once_there_is_room(tmp_path: Path) -> None:
    """More was logged meanwhile than a file holds, so that it was to be turned over too."""
    with tiny_disk(tmp_path, 8) as disk:
        command = [sys.executable, "-c", FILLS_AND_LOGS, str(disk)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        assert done.stderr.count("the log file is not written: No space left on device") == 1
        kept = "".join(each.read_text(errors="replace") for each in sorted(disk.glob("logs/*")))
        assert "before" in kept
        assert "there is room again" in kept
