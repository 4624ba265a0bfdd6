"""The tree as it is installed: units, rules, and the small programs that root runs."""

from __future__ import annotations

import configparser
import json
import os
import re
import shutil
import socket
import subprocess
from pathlib import Path

import pytest

from kiosk.base import secret
from tests.processes import ROOT

LINUX = ROOT / "installer" / "linux"
TREE = LINUX / "root"
UNITS = TREE / "usr/lib/systemd/system"
PROGRAMS = TREE / "usr/lib/kiosk"


def lines_of(unit: str, key: str) -> list[str]:
    text = (UNITS / unit).read_text(encoding="utf-8")
    return re.findall(rf"^{key}=(.*)$", text, re.MULTILINE)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_systemd_finds_nothing_wrong_with_the_units():
    units = sorted(UNITS.glob("kiosk*"))
    said = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *units],
        capture_output=True,
        text=True,
        timeout=60,
    )
    missing = re.compile(r"Command (\S+) is not executable: No such file or directory$")
    wrong = []
    for line in (said.stdout + said.stderr).splitlines():
        found = missing.search(line)
        if not found or not os.access(f"{TREE}{found[1]}", os.X_OK):
            wrong.append(line)
    assert wrong == []


def test_no_unit_gives_up_and_a_hung_one_is_killed():
    for unit in ("kiosk.service", "kiosk-display.service"):
        assert lines_of(unit, "StartLimitIntervalSec") == ["0"]
        assert lines_of(unit, "Restart") == ["always"]
        assert lines_of(unit, "WatchdogSignal") == ["SIGKILL"]


def test_limits_of_memory_are_not_moved_away_by_a_session():
    assert lines_of("kiosk.service", "MemoryMax")
    assert lines_of("kiosk.service", "PAMName") == []


def test_every_secret_that_the_program_knows_is_loaded_and_can_be_stored():
    assert lines_of("kiosk.service", "LoadCredentialEncrypted") == [
        f"kiosk-{name}" for name in secret.NAMES
    ]
    by_root = (PROGRAMS / "as-kiosk").read_text(encoding="utf-8")
    assert re.findall(r"LoadCredentialEncrypted=kiosk-(\w+)", by_root) == list(secret.NAMES)
    keeper = (PROGRAMS / "keep-secret").read_text(encoding="utf-8")
    known = re.search(r'^NAMES="([^"]*)"', keeper, re.MULTILINE)
    assert known is not None
    assert known[1].split() == list(secret.NAMES)


def test_every_file_in_etc_is_kept_when_the_technician_changed_it():
    listed = (LINUX / "scripts/conffiles").read_text(encoding="utf-8").split()
    there = [f"/{file.relative_to(TREE)}" for file in (TREE / "etc").rglob("*") if file.is_file()]
    assert sorted(listed) == sorted(there)


def test_no_key_leads_out_of_the_compositor():
    settings = configparser.ConfigParser()
    settings.read(TREE / "etc/kiosk/weston.ini")
    assert settings["keyboard"]["vt-switching"] == "false"
    assert settings["core"]["idle-time"] == "0"
    assert settings["core"]["xwayland"] == "false"


def test_the_locked_user_may_do_a_closed_list_of_things():
    rules = (TREE / "usr/share/polkit-1/rules.d/60-kiosk.rules").read_text(encoding="utf-8")
    node = shutil.which("node")
    if node is None:
        pytest.skip("no JavaScript here")
    script = (
        "const polkit = {rule: null, addRule(rule) { this.rule = rule; }, Result: "
        '{YES: "yes", NO: "no", NOT_HANDLED: "not handled"}};'
        + rules
        + ";console.log(JSON.stringify("
        '[["org.freedesktop.login1.reboot", "kiosk"], ["org.freedesktop.policykit.exec", "kiosk"],'
        '["org.freedesktop.login1.reboot", "thu"]]'
        ".map(([id, user]) => polkit.rule({id}, {user}))))"
    )
    said = subprocess.run([node, "-e", script], capture_output=True, text=True, check=True)
    assert json.loads(said.stdout) == ["yes", "no", "not handled"]


class Monitors:
    """A made-up /sys/class/drm, and the program that waits for one of its monitors."""

    def __init__(self, folder: Path) -> None:
        self.drm, self.run = folder / "drm", folder / "run"
        self.drm.mkdir()

    def set(self, name: str, status: str) -> None:
        (self.drm / f"card0-{name}").mkdir(exist_ok=True)
        (self.drm / f"card0-{name}" / "status").write_text(f"{status}\n")

    def start(self, wanted: str = "") -> subprocess.Popen[str]:
        own = {"KIOSK_DRM": self.drm, "KIOSK_DISPLAY_RUN": self.run, "KIOSK_OUTPUT": wanted}
        return subprocess.Popen(
            [PROGRAMS / "await-monitor"],
            env=os.environ | {key: str(value) for key, value in own.items()},
            stdout=subprocess.PIPE,
            text=True,
        )

    def touch(self) -> str:
        return (self.run / "touch").read_text().strip()


@pytest.fixture
def monitors(tmp_path: Path) -> Monitors:
    return Monitors(tmp_path)


def test_the_compositor_waits_for_a_monitor_that_comes_late(monitors):
    monitors.set("HDMI-A-1", "disconnected")
    waiting = monitors.start()
    assert waiting.stdout is not None
    assert "waiting" in waiting.stdout.readline()
    assert waiting.poll() is None
    monitors.set("HDMI-A-1", "connected")
    waiting.communicate(timeout=30)
    assert waiting.returncode == 0
    assert monitors.touch() == "WL_OUTPUT=HDMI-A-1"


@pytest.mark.parametrize(
    ("wanted", "chosen"), [("", "DP-1"), ("HDMI-A-1", "HDMI-A-1"), ("DVI-D-1", "DP-1")]
)
def test_touch_belongs_to_the_named_monitor_else_to_the_first(monitors, wanted, chosen):
    for name, status in (("DP-1", "connected"), ("DVI-D-1", "unknown"), ("HDMI-A-1", "connected")):
        monitors.set(name, status)
    monitors.start(wanted).communicate(timeout=30)
    assert monitors.touch() == f"WL_OUTPUT={chosen}"


class Keeper:
    """The program behind the socket, with a stand-in for systemd's own encryption."""

    def __init__(self, folder: Path) -> None:
        self.store = folder / "store"
        self._creds = folder / "systemd-creds"
        self.set_encryption('cat >"$4"')

    def set_encryption(self, command: str) -> None:
        self._creds.write_text(f'#!/bin/sh\n[ "$1 $3" = "encrypt -" ] || exit 9\n{command}\n')
        self._creds.chmod(0o755)

    def ask(self, sent: bytes) -> str:
        ours, its = socket.socketpair()
        own = {"KIOSK_CREDSTORE": str(self.store), "KIOSK_SYSTEMD_CREDS": str(self._creds)}
        with ours, its:
            program = subprocess.Popen(
                [PROGRAMS / "keep-secret"],
                env=os.environ | own,
                stdin=its,
                stdout=its,
                stderr=subprocess.PIPE,
            )
            its.close()
            ours.sendall(sent)
            ours.shutdown(socket.SHUT_WR)
            ours.settimeout(30)
            answer = b"".join(iter(lambda: ours.recv(4096), b""))
            _, said = program.communicate(timeout=30)
        assert b"matkhau" not in said, "a password in the journal"
        return answer.decode().strip()


@pytest.fixture
def keeper(tmp_path: Path) -> Keeper:
    return Keeper(tmp_path)


def test_a_secret_is_encrypted_as_it_was_sent_and_for_root_alone(keeper):
    value = "matkhau của 'x' \\n \"$HOME\" `id` %s "
    assert keeper.ask(f"calendar\n{value}\n".encode()) == "ok"
    file = keeper.store / "kiosk-calendar"
    assert file.read_text() == value
    assert file.stat().st_mode & 0o777 == 0o600
    assert keeper.store.stat().st_mode & 0o777 == 0o700


def test_an_empty_value_forgets_a_secret(keeper):
    assert keeper.ask(b"relay\nmatkhau\n") == "ok"
    assert keeper.ask(b"relay\n\n") == "ok"
    assert list(keeper.store.iterdir()) == []


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        (b"other\nmatkhau\n", "not known"),
        (b"../../shadow\nmatkhau\n", "not known"),
        (b"calendar relay\nmatkhau\n", "not known"),
        (b"calendar\nmatkhau", "needed"),
        (b"", "needed"),
        (b"calendar\n" + b"matkhau" * 1000 + b"\n", "too long"),
    ],
)
def test_anything_else_is_refused_with_its_reason(keeper, sent, why):
    assert why in keeper.ask(sent)
    assert not keeper.store.exists()


@pytest.mark.parametrize("command", ["exit 1", ":", 'echo half >"$4"; exit 1'])
def test_without_encryption_nothing_is_stored_and_the_old_one_stays(keeper, command):
    assert keeper.ask(b"calendar\nmatkhau 1\n") == "ok"
    keeper.set_encryption(command)
    assert "could not encrypt" in keeper.ask(b"calendar\nmatkhau 2\n")
    assert [file.name for file in keeper.store.iterdir()] == ["kiosk-calendar"]
    assert (keeper.store / "kiosk-calendar").read_text() == "matkhau 1"


def test_a_secret_that_cannot_be_decrypted_does_not_keep_the_kiosk_from_starting(tmp_path):
    creds = tmp_path / "systemd-creds"
    creds.write_text('#!/bin/sh\ngrep -q good "$3"\n')
    creds.chmod(0o755)
    store = tmp_path / "store"
    store.mkdir()
    for name, text in (("kiosk-pin", "good"), ("kiosk-relay", "bad"), ("other", "bad")):
        (store / name).write_text(text)
    own = {"KIOSK_CREDSTORE": str(store), "KIOSK_SYSTEMD_CREDS": str(creds)}
    subprocess.run([PROGRAMS / "check-credentials"], env=os.environ | own, check=True, timeout=30)
    assert sorted(file.name for file in store.iterdir()) == [
        "kiosk-pin",
        "kiosk-relay.broken",
        "other",
    ]


def test_web_files_join_the_versions_of_their_qt_and_leave_them_again(tmp_path):
    part = tmp_path / "webengine/6.11.3/lib"
    part.mkdir(parents=True)
    (part / "web.so").write_text("web")
    for name, qt in (("versions/1", "6.11.3"), ("kept/0", "6.11.3"), ("versions/2", "6.12.1")):
        (tmp_path / name / "lib").mkdir(parents=True)
        (tmp_path / name / "lib/own.so").write_text("own")
        (tmp_path / name / "qt-version").write_text(f"{qt}\n")
    own = os.environ | {"KIOSK_ROOT": str(tmp_path)}

    def having() -> list[str]:
        found = tmp_path.glob("[vk]*/*/lib/web.so")
        return sorted(str(file.relative_to(tmp_path).parent.parent) for file in found)

    subprocess.run([PROGRAMS / "webengine", "add"], env=own, check=True)
    subprocess.run([PROGRAMS / "webengine", "add"], env=own, check=True)
    assert having() == ["kept/0", "versions/1"]
    subprocess.run([PROGRAMS / "webengine", "remove"], env=own, check=True)
    assert having() == []
    assert len(list(tmp_path.glob("*/*/lib/own.so"))) == 3
