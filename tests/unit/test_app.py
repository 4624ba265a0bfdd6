"""What the composition root decides by itself."""

from pathlib import Path

from kiosk.app import Options, log_file
from kiosk.paths import state_dir


def test_every_process_logs_into_a_file_of_its_own() -> None:
    logs = state_dir() / "logs"
    assert log_file(Options(), "ui") == logs / "ui.jsonl"
    assert log_file(Options(), "media") == logs / "media.jsonl"


def test_a_file_that_is_named_is_the_user_interfaces() -> None:
    options = Options(log_file=Path("x") / "kp01.jsonl")
    assert log_file(options, "ui") == Path("x") / "kp01.jsonl"
    assert log_file(options, "media") == Path("x") / "kp01-media.jsonl"


def test_a_screen_with_made_up_data_leaves_no_file() -> None:
    assert log_file(Options(screen="home"), "ui") is None
