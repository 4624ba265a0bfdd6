"""All of a point file or nothing, whenever the process is killed."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest

from kiosk.base import config, pinhash, secret, storage
from kiosk.base.config import Settings
from kiosk.base.errors import Code, KioskError
from kiosk.base.paths import old_file, provisioned_file, settings_file
from kiosk.base.usual import load_usual
from kiosk.provision import applying, pointfile, sealing
from kiosk.provision.description import Secrets
from kiosk.provision.errors import ProvisionError, Reason
from tests.tls_proxy import Authority
from tests.unit.provision.points import NOW, POINT

OTHER = msgspec.structs.replace(
    POINT, id="kp02", name="Khu phố 2", secrets=Secrets("calendar-2", "relay-2", "424242")
)
STORE = """
import keyring.backend, os, pathlib, urllib.parse
class Folder(keyring.backend.KeyringBackend):
    priority = 1
    def _file(self, name):
        return pathlib.Path(os.environ["TEST_KEYRING"]) / name
    def get_password(self, service, name):
        file = self._file(name)
        return file.read_text(encoding="utf-8") if file.exists() else None
    def set_password(self, service, name, text):
        new = self._file(name + ".new")
        new.write_text(text, encoding="utf-8")
        new.replace(self._file(name))
"""
"""A keyring whose every write is whole, as real ones are; a folder, so that processes share it."""
KILLED = """
import pathlib, sys
from kiosk.base import pinhash
from kiosk.provision import applying, pointfile
pinhash._LOG2_N = 10
while True:
    for file in sys.argv[2:]:
        sealed = pointfile.read(pathlib.Path(file).read_bytes())
        description = sealed.opened()
        print("apply", flush=True)
        # As another file each time, or it would have been used.
        applying.apply(description, __import__("os").urandom(8).hex(), pathlib.Path(sys.argv[1]))
"""


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """State folder of a machine with a keyring of its own."""
    for name in ("state", "keyring", "modules", "system"):
        (tmp_path / name).mkdir()
    (tmp_path / "modules" / "folder_keyring.py").write_text(STORE)
    monkeypatch.setenv("KIOSK_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("KIOSK_RUNTIME", str(tmp_path / "runtime"))
    monkeypatch.setenv("TEST_KEYRING", str(tmp_path / "keyring"))
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path / "system"))
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)
    monkeypatch.syspath_prepend(tmp_path / "modules")
    import keyring

    monkeypatch.setattr(pinhash, "_LOG2_N", 10)  # a hash of a second would be most of the time
    before = keyring.get_keyring()
    keyring.set_keyring(__import__("folder_keyring").Folder())
    yield tmp_path / "state"
    keyring.set_keyring(before)


def holds(folder: Path) -> tuple[str, str, str]:
    """Point, calendar's and relay's password: what the program would use if it started now."""
    settings = load_usual()
    pin = secret.get(secret.PIN)
    assert not pin or pinhash.fits("258036" if settings.point.id == "kp01" else "424242", pin)
    return settings.point.id, secret.get(secret.CALENDAR), secret.get(secret.RELAY)


NONE = (Settings().point.id, "", "")
FIRST = ("kp01", "calendar-hunter2", "relay-hunter2")
SECOND = ("kp02", "calendar-2", "relay-2")


def test_everything_is_taken_over(machine: Path) -> None:
    assert settings_file() is None
    applying.apply(POINT, "aa", machine)
    assert settings_file() == provisioned_file(machine)
    assert holds(machine) == FIRST
    settings = load_usual()
    assert settings == POINT.settings("aa")
    assert config.load(provisioned_file(machine)) == settings
    assert "hunter2" not in provisioned_file(machine).read_text(encoding="utf-8")
    assert applying.is_used(machine, "aa")
    if os.name == "posix":
        assert {file.stat().st_mode & 0o777 for file in machine.iterdir()} == {0o600}


def test_a_used_file_is_refused_even_where_that_was_not_noted(machine: Path) -> None:
    applying.apply(POINT, "aa", machine)
    (machine / applying.USED).unlink()
    with pytest.raises(ProvisionError) as caught:
        applying.apply(OTHER, "aa", machine)
    assert caught.value.reason is Reason.USED
    assert holds(machine) == FIRST


def test_provisioned_settings_come_before_the_system_s(machine: Path) -> None:
    file = machine.parent / "system" / "kiosk" / "kiosk.toml"
    file.parent.mkdir()
    file.write_text('[point]\nid = "system"\n')
    assert settings_file() == file
    assert load_usual().point.id == "system"
    applying.apply(POINT, "aa", machine)
    assert load_usual().point.id == "kp01"


def test_going_back_is_one_rename_and_the_passwords_follow(machine: Path) -> None:
    applying.apply(POINT, "aa", machine)
    applying.apply(OTHER, "bb", machine)
    assert holds(machine) == SECOND
    secret.put(secret.CALENDAR, "changed on the screen")
    assert secret.get(secret.CALENDAR) == "changed on the screen"
    storage.rename(old_file(machine), provisioned_file(machine))
    assert holds(machine) == FIRST


def test_damaged_settings_make_those_before_hold(machine: Path) -> None:
    applying.apply(POINT, "aa", machine)
    applying.apply(OTHER, "bb", machine)
    provisioned_file(machine).write_bytes(b"\xff\x00")
    assert holds(machine) == FIRST
    provisioned_file(machine).write_bytes(b"[point")
    assert load_usual() == Settings()
    assert settings_file() is None
    assert sorted(file.name for file in machine.glob("*.broken-*")) == [
        "kiosk.toml.broken-1",
        "kiosk.toml.broken-2",
    ]


def test_a_file_without_a_pin_leaves_the_present_one(machine: Path) -> None:
    applying.apply(POINT, "aa", machine)
    without = msgspec.structs.replace(POINT, secrets=Secrets("calendar-hunter2", "relay-hunter2"))
    applying.apply(without, "bb", machine)
    assert pinhash.fits("258036", secret.get(secret.PIN))


@pytest.mark.parametrize("failing", range(3))
def test_a_keyring_that_fails_half_way_changes_nothing(
    machine: Path, failing: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    applying.apply(POINT, "aa", machine)
    writes, write = [], secret.secret_store.write

    def refuse(name: str, text: str) -> object:
        writes.append(name)
        if len(writes) > failing:
            raise KioskError(Code.SECRET, "The keyring is locked.")
        return write(name, text)

    with monkeypatch.context() as patch:
        patch.setattr(secret.secret_store, "write", refuse)
        with pytest.raises(ProvisionError) as caught:
            applying.apply(OTHER, "bb", machine)
    assert caught.value.reason is Reason.SECRETS
    assert holds(machine) == FIRST
    assert not applying.is_used(machine, "bb")
    applying.apply(OTHER, "bb", machine)
    assert holds(machine) == SECOND


def test_a_full_disk_changes_nothing(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    applying.apply(POINT, "aa", machine)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(storage, "write_atomically", full)
        with pytest.raises(ProvisionError) as caught:
            applying.apply(OTHER, "bb", machine)
    assert caught.value.reason is Reason.DISK
    assert holds(machine) == FIRST


def test_private_authority_lies_beside_and_only_as_long_as_it_is_needed(machine: Path) -> None:
    pem = Authority(machine.parent / "authority").file.read_bytes()
    own = msgspec.structs.replace(POINT, authorities=sealing.der_of(pem))
    for number in range(4):
        applying.apply(own, f"c{number}", machine)
    file = Path(load_usual().calendar.ca_file)
    assert sealing.der_of(file.read_bytes()) == own.authorities
    assert sorted(each.name for each in machine.glob("*.pem")) == ["ca-c2.pem", "ca-c3.pem"]
    for number in range(2):
        applying.apply(POINT, f"d{number}", machine)
    assert list(machine.glob("*.pem")) == []


@pytest.mark.system
def test_killed_at_any_moment_it_is_the_old_point_or_the_new(machine: Path) -> None:
    files = []
    for point in (POINT, OTHER):
        file = machine.parent / f"{point.id}.kiosk"
        file.write_bytes(pointfile.seal(point, now=NOW))
        files.append(str(file))
    environment = os.environ | {
        "PYTHONPATH": f"{machine.parent / 'modules'}{os.pathsep}{Path.cwd()}",
        "PYTHON_KEYRING_BACKEND": "folder_keyring.Folder",
    }
    found = set()
    chance = random.Random(9)
    for _ in range(10):
        command = [sys.executable, "-c", KILLED, str(machine), *files]
        with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as child:
            assert child.stdout is not None
            child.stdout.readline()
            time.sleep(chance.uniform(0, 0.3))
            child.kill()
        now = holds(machine)
        assert now in (NONE, FIRST, SECOND)
        found.add(now)
        applying.finish(machine)
        assert holds(machine) == now
    assert found & {FIRST, SECOND}, "no round came to a change"
