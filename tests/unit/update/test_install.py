"""Which system installs how. Windows' way runs here with its commands written down, not run."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.update import links
from kiosk.update.debian import Debian
from kiosk.update.install import InstallError, installer
from kiosk.update.offer import machine_kind
from kiosk.update.places import PREVIOUS, Places, places
from kiosk.update.record import load_probation
from kiosk.update.version import Version
from kiosk.update.windows import Windows

OLD, NEW = Version("0.1.0"), Version("0.2.0")


class Pc:
    """A folder with 0.1.0, and what its system was asked to do."""

    def __init__(self, folder: Path, status: int = 0, *, lays_down: bool = True) -> None:
        self.places = Places(folder / "Kiosk", folder / "update", folder / "keys", symbolic=False)
        (self.places.program / "versions/0.1.0").mkdir(parents=True)
        links.point(self.places, "versions/0.1.0")
        self.commands: list[list[str]] = []
        self._status, self._lays_down = status, lays_down
        self.setup = folder / "kiosk-0.2.0.exe"
        self.setup.write_bytes(b"MZ")

    def run(self, command: list[str], _limit_s: float) -> int:
        self.commands.append(command)
        if command[0] == str(self.setup):
            if self._lays_down:
                (self.places.program / "versions/0.2.0").mkdir()
            return self._status
        return 0


def test_chosen_by_the_system(tmp_path: Path) -> None:
    where = Places(tmp_path, tmp_path, tmp_path)
    assert isinstance(installer(where, "linux"), Debian)
    assert isinstance(installer(where, "win32"), Windows)


def test_windows_has_files_in_the_place_of_links(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROGRAMFILES", "C:/Programs")
    monkeypatch.setenv("PROGRAMDATA", "C:/Data")
    found = places("win32")
    assert not found.symbolic
    assert (found.program, found.state) == (Path("C:/Programs/Kiosk"), Path("C:/Data/Kiosk/update"))


@pytest.mark.parametrize(
    ("system", "processor", "kind"),
    [
        ("linux", "x86_64", "linux-amd64"),
        ("linux", "aarch64", "linux-arm64"),
        ("win32", "AMD64", "windows-amd64"),
    ],
)
def test_kinds_of_machine(system: str, processor: str, kind: str) -> None:
    assert machine_kind(system, processor) == kind


def test_windows_lays_down_begins_the_trial_switches_and_starts_anew(tmp_path: Path) -> None:
    pc = Pc(tmp_path)
    Windows(pc.places, pc.run).install(pc.setup, NEW)
    assert links.version_of(pc.places) == NEW
    assert links.version_of(pc.places, PREVIOUS) == OLD
    probation = load_probation(pc.places.state)
    assert probation is not None
    assert (probation.version, probation.previous) == ("0.2.0", "0.1.0")
    assert [command[1] for command in pc.commands] == ["/S", "/End", "/Run"]


@pytest.mark.parametrize(("status", "lays_down"), [(2, True), (2, False), (0, False)])
def test_windows_setup_that_fails_changes_nothing(
    tmp_path: Path, status: int, lays_down: bool
) -> None:
    pc = Pc(tmp_path, status, lays_down=lays_down)
    with pytest.raises(InstallError):
        Windows(pc.places, pc.run).install(pc.setup, NEW)
    assert links.version_of(pc.places) == OLD
    assert load_probation(pc.places.state) is None
    assert len(pc.commands) == 1


def test_windows_takes_no_other_file(tmp_path: Path) -> None:
    pc = Pc(tmp_path)
    pc.setup.write_bytes(b"PK")
    with pytest.raises(InstallError, match="no setup program"):
        Windows(pc.places, pc.run).check(pc.setup, NEW)


def test_nobody_is_administrator_of_another_system(tmp_path: Path) -> None:
    assert not Windows(Pc(tmp_path).places).is_administrator()
