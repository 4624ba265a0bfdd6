from __future__ import annotations

import json
import os
import stat
import sys
import tempfile
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.base import config
from kiosk.base.config import Settings
from kiosk.core import bundle
from kiosk.journal import events
from tests import history

SETTINGS = config.parse(
    """
[point]
id = "kp01"
name = "Khu phố 1"
[calendar]
url = "https://lich.example.vn/dav/kp01/private-5f3a?token=hunter2x"
user = "kp01-login"
[meeting]
allowed_hosts = ["hop.example.vn"]
server = "wss://hop.example.vn:8989/janus-hidden-path"
relays = ["turn:turn.example.vn:3478?transport=udp"]
relay_user = "relay-login"
"""
)


def line(message: str, **data: object) -> str:
    """A line as an older version with a hole might have written it: not redacted."""
    fields = {"t": "2026-11-25T08:00:00.000Z", "level": "INFO", "message": message, "data": data}
    return json.dumps(fields, ensure_ascii=False) + "\n"


def state(folder: Path) -> Path:
    """A state folder with all that a bundle takes, and what it must not take."""
    (folder / "logs").mkdir(parents=True)
    (folder / "reports").mkdir()
    (folder / "logs" / "ui.jsonl").write_text(line("joined 1001"), encoding="utf-8")
    (folder / "logs" / "ui.jsonl.1").write_text(line("older"), encoding="utf-8")
    (folder / "logs" / "media.jsonl").write_text("Traceback: no JSON\n", encoding="utf-8")
    event = events.Event(datetime.now(UTC), "joined", {"title": "Giao ban"})
    history.write(folder, event)
    (folder / "reports" / "r1.json").write_text('{"version": 1,\n "x": []}', encoding="utf-8")
    (folder / "reports" / "r1.html").write_text("<html>\n</html>", encoding="utf-8")
    (folder / "choices.json").write_text('{"voice": false}', encoding="utf-8")
    (folder / "session.json").write_text('{"pin": "hunter2x"}', encoding="utf-8")
    (folder / "agenda.json").write_text('{"url": "wss://x/hunter2x"}', encoding="utf-8")
    return folder


def contents(file: Path) -> dict[str, str]:
    with zipfile.ZipFile(file) as pack:
        assert pack.testzip() is None
        return {name: pack.read(name).decode("utf-8") for name in pack.namelist()}


def test_what_is_in_it_and_what_is_not(tmp_path: Path) -> None:
    target = tmp_path / "kp01.zip"
    size = bundle.write(target, state(tmp_path / "state"), SETTINGS)
    assert size == target.stat().st_size
    found = contents(target)
    assert set(found) == {
        "README.txt",
        "versions.json",
        "settings.json",
        "choices.json",
        "events.jsonl",
        "logs/ui.jsonl",
        "logs/ui.jsonl.1",
        "logs/media.jsonl",
        "reports/r1.json",
        "reports/r1.html",
    }
    assert "kp01" in found["README.txt"]
    assert json.loads(found["versions.json"])["kiosk"]
    assert json.loads(found["reports/r1.json"]) == {"version": 1, "x": []}
    assert events.decode(found["events.jsonl"].encode()) is not None
    if sys.platform != "win32":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_settings_keep_hosts_only(tmp_path: Path) -> None:
    tree = bundle.harmless(SETTINGS)
    assert tree["calendar"]["url"] == "lich.example.vn:443"
    assert tree["meeting"]["server"] == "hop.example.vn:8989"
    assert tree["point"]["name"] == "Khu phố 1"
    text = json.dumps(tree)
    for secret in ("hunter2x", "private-5f3a", "hidden-path", "kp01-login", "relay-login"):
        assert secret not in text


secrets = st.text(alphabet="abcdefghXYZ0123456789", min_size=8, max_size=24)
FORMS = [
    "pin={}",
    "room_pin: {}",
    '"password": "{}"',
    "token={} and more",
    "Authorization: Basic {}",
    "wss://hop.example.vn/{}/janus",
    "janus+wss://hop.example.vn:8989/janus?room=1001&pin={}",
    "https://kp01:{}@lich.example.vn/dav",
    "kp01:{}@lich.example.vn",
    "GET https://lich.example.vn/dav/{}.ics failed",
]


@given(secrets, st.sampled_from(FORMS), st.text(alphabet='ab {}[]":,\\\n', max_size=20))
def test_no_secret_is_ever_in_it(secret: str, form: str, noise: str) -> None:
    said = form.format(secret)
    with tempfile.TemporaryDirectory() as name:
        folder = state(Path(name) / "state")
        log = (
            line(said) + said + "\n" + noise + "\n" + line("x", pin=secret, nested={"pin": secret})
        )
        (folder / "logs" / "ui.jsonl").write_text(log, encoding="utf-8")
        event = events.Event(datetime.now(UTC), "failed", {"title": said, "pin": secret})
        history.write(folder, event)
        report = json.dumps({"checks": [{"advice": said, "password": secret}]}, indent=1)
        (folder / "reports" / "r1.json").write_text(report, encoding="utf-8")
        (folder / "reports" / "r1.html").write_text(f"<p>{said}</p>\n", encoding="utf-8")
        target = Path(name) / "x.zip"
        bundle.write(target, folder, SETTINGS)
        for entry, text in contents(target).items():
            assert secret not in text, entry


def test_it_overwrites_nothing(tmp_path: Path) -> None:
    target = tmp_path / "x.zip"
    target.write_text("somebody else's", encoding="utf-8")
    with pytest.raises(FileExistsError):
        bundle.write(target, state(tmp_path / "state"), Settings())
    assert target.read_text(encoding="utf-8") == "somebody else's"


def test_no_half_of_it_is_left(tmp_path: Path) -> None:
    folder = state(tmp_path / "state")
    (folder / "reports" / "r1.json").unlink()
    (folder / "reports" / "r1.json").symlink_to(folder / "gone.json")  # its time cannot be read
    with pytest.raises(FileNotFoundError):
        bundle.write(tmp_path / "x.zip", folder, Settings())
    assert not (tmp_path / "x.zip").exists()


def test_an_empty_state_folder_gives_a_small_bundle(tmp_path: Path) -> None:
    target = tmp_path / "x.zip"
    bundle.write(target, tmp_path / "nothing", Settings())
    assert set(contents(target)) == {"README.txt", "versions.json", "settings.json"}


def test_only_the_newest_reports(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    (folder / "reports").mkdir(parents=True)
    for number in range(30):
        file = folder / "reports" / f"r{number:02d}.json"
        file.write_text("{}", encoding="utf-8")
        os.utime(file, (1e9 + number, 1e9 + number))
    bundle.write(tmp_path / "x.zip", folder, Settings())
    reports = sorted(name for name in contents(tmp_path / "x.zip") if name.startswith("reports/"))
    assert reports == [f"reports/r{number:02d}.json" for number in range(10, 30)]


@pytest.mark.parametrize("depth", [900, 200_000])
def test_deeply_nested_line_is_packed_without_its_secret(depth: int) -> None:
    line = "[" * depth + '"pin=2468"' + "]" * depth
    assert "2468" not in bundle.clean_line(line)
