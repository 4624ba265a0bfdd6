"""What the composition root decides by itself."""

import json
import os
import ssl
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kiosk import app, starting
from kiosk.app import Options, _worker_arguments
from kiosk.base.config import MeetingRules, Settings
from kiosk.base.ending import RUNNING_STATUS
from kiosk.base.log import file_of
from kiosk.base.paths import state_dir
from kiosk.conference import worker
from kiosk.journal import events

PATIENCE_S = 60.0


def test_every_process_logs_into_a_file_of_its_own() -> None:
    logs = state_dir() / "logs"
    assert file_of("ui", None) == logs / "ui.jsonl"
    assert file_of("media", None) == logs / "media.jsonl"


def test_a_file_that_is_named_is_the_user_interfaces() -> None:
    named = Path("x") / "kp01.jsonl"
    assert file_of("ui", named) == named
    assert file_of("media", named) == Path("x") / "kp01-media.jsonl"


FIRST_THREAD = """
import sys, threading
from pathlib import Path
from kiosk import app, starting
from kiosk.base.config import Settings

def core(*arguments):
    assert "shiboken6.Shiboken" in sys.modules
    assert threading.active_count() == 1, threading.enumerate()
    raise SystemExit(7)

app.Core = core
assert "shiboken6" not in sys.modules
app.run(Settings(), app.Options(log_file=Path(sys.argv[1])))
"""


def test_shiboken_is_loaded_before_there_are_other_threads(tmp_path: Path) -> None:
    command = [sys.executable, "-c", FIRST_THREAD, str(tmp_path / "log.jsonl")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 7, done.stderr


@pytest.mark.parametrize("ca_file", ["ca.pem", "-x", "--loopback", "a b=c.pem"])
def test_the_media_process_understands_any_ca_file(ca_file: str) -> None:
    settings = Settings(meeting=MeetingRules(ca_file=ca_file))
    arguments = ["--frames", "x", *_worker_arguments(settings, Options(log_file=Path("a.jsonl")))]
    parsed = worker.parser().parse_args(arguments)
    assert (parsed.ca_file, parsed.loopback) == (ca_file, False)


def test_a_ca_file_that_is_not_there_costs_no_media_process(caplog, tmp_path: Path) -> None:
    assert worker.trust(str(tmp_path / "none.pem")).verify_mode is ssl.CERT_REQUIRED
    (tmp_path / "empty.pem").write_text("")
    assert worker.trust(str(tmp_path / "empty.pem")).verify_mode is ssl.CERT_REQUIRED
    assert caplog.text.count("[meeting] ca_file cannot be read") == 2


KIOSK = """
import sys
from pathlib import Path
from kiosk import app, starting
from kiosk.base.config import DeviceChoice, Settings

def window(options, store, core, notifier, has_monitor):
    print("up", core.technician.history._folder, flush=True)
    sys.stdin.readline()
    return 0

app._run_window = window
settings = Settings(devices=DeviceChoice("synthetic", "none", "none"))
def whole(settings, notifier, has_monitor):
    return app.run(settings, app.Options(), notifier, has_monitor)

sys.exit(starting.run(lambda: settings, whole, starting.Log()))
"""


def start_kiosk(state: str, runtime: Path) -> subprocess.Popen[str]:
    """All of it but the window; it goes on until its standard input ends."""
    return subprocess.Popen(
        [sys.executable, "-c", KIOSK],
        env={**os.environ, "KIOSK_STATE": state, "KIOSK_RUNTIME": str(runtime)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def first_line(kiosk: subprocess.Popen[str]) -> str:
    assert kiosk.stdout is not None
    return kiosk.stdout.readline()


def first_events(folder: Path) -> tuple[events.Event, ...]:
    """What a kiosk that has just started writes down, by a thread of its own."""
    deadline = time.monotonic() + PATIENCE_S
    while not (found := events.read(folder)):
        assert time.monotonic() < deadline, "nothing was written"
        time.sleep(0.05)
    return found


def test_second_kiosk_with_the_same_state_says_so_and_ends(tmp_path: Path) -> None:
    with start_kiosk(str(tmp_path), tmp_path / "runtime") as first:
        assert first_line(first).startswith("up")
        before = first_events(tmp_path)
        with start_kiosk(str(tmp_path), tmp_path / "runtime") as second:
            out, err = second.communicate(timeout=PATIENCE_S)
        assert (second.returncode, out) == (RUNNING_STATUS, "")
        assert err == f"kiosk: it is already running with the state folder {tmp_path}.\n"
        assert events.read(tmp_path) == before
        first.kill()
    with start_kiosk(str(tmp_path), tmp_path / "runtime") as third:  # nobody was told good-bye
        assert first_line(third).startswith("up")
        third.communicate(timeout=PATIENCE_S)
        assert third.returncode == 0


@pytest.mark.skipif(sys.platform != "linux", reason="stands on /proc")
def test_kiosk_comes_up_where_its_state_folder_cannot_be_made(tmp_path: Path) -> None:
    with start_kiosk("/proc/kiosk/state", tmp_path / "runtime") as kiosk:
        line = first_line(kiosk)
        _, err = kiosk.communicate(timeout=PATIENCE_S)
    assert line.startswith(f"up {tmp_path / 'runtime'}"), err
    assert kiosk.returncode == 0
    assert "the state folder /proc/kiosk/state cannot be used" in err
    assert "Traceback" not in err


@pytest.mark.skipif(
    os.name == "nt", reason="there a folder opens no more than here, said otherwise"
)
def test_lock_that_cannot_be_had_is_said_in_the_log_and_not_beside_it(tmp_path: Path) -> None:
    (tmp_path / "kiosk.lock").mkdir()
    with start_kiosk(str(tmp_path), tmp_path / "runtime") as kiosk:
        assert first_line(kiosk).startswith("up")
        kiosk.communicate(timeout=PATIENCE_S)
        assert kiosk.returncode == 0
    lines = (tmp_path / "logs" / "ui.jsonl").read_text(encoding="utf-8").splitlines()
    said = [one["message"] for one in map(json.loads, lines) if one["level"] == "WARNING"]
    assert f"there is no lock in {tmp_path}: Is a directory" in said


@pytest.mark.parametrize(
    ("named", "provisioned", "is_first"),
    [(False, False, True), (True, False, False), (False, True, False)],
)
def test_a_first_start_is_one_without_any_settings(
    named: bool,
    provisioned: bool,
    is_first: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from kiosk import __main__ as command_line
    from kiosk.base import paths

    file = tmp_path / "kiosk.toml"
    file.write_text('[point]\nid = "kp01"\n', encoding="utf-8")
    monkeypatch.setenv("KIOSK_STATE", str(tmp_path if provisioned else tmp_path / "empty"))
    monkeypatch.setattr(paths, "system_settings_file", lambda: tmp_path / "none.toml")
    ran: list[bool] = []

    def run(_settings: Settings, options: app.Options, *_watched: object) -> int:
        ran.append(options.first_start)
        return 0

    monkeypatch.setattr(app, "run", run)
    monkeypatch.setattr(starting, "run", lambda load, whole, _log: whole(load(), None, bool))
    arguments = ["run", "--config", str(file)] if named else ["run"]
    parsed = command_line._parser(only_run=True).parse_args(arguments)
    assert parsed.command(parsed) == 0
    assert ran == [is_first]
