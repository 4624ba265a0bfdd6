"""What the composition root decides by itself."""

import subprocess
import sys
from pathlib import Path

from kiosk.app import Options, log_file
from kiosk.base.paths import state_dir


def test_every_process_logs_into_a_file_of_its_own() -> None:
    logs = state_dir() / "logs"
    assert log_file(Options(), "ui") == logs / "ui.jsonl"
    assert log_file(Options(), "media") == logs / "media.jsonl"


def test_a_file_that_is_named_is_the_user_interfaces() -> None:
    options = Options(log_file=Path("x") / "kp01.jsonl")
    assert log_file(options, "ui") == Path("x") / "kp01.jsonl"
    assert log_file(options, "media") == Path("x") / "kp01-media.jsonl"


FIRST_THREAD = """
import sys, threading
from pathlib import Path
from kiosk import app
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


def test_a_screen_with_made_up_data_leaves_no_file() -> None:
    assert log_file(Options(screen="home"), "ui") is None
