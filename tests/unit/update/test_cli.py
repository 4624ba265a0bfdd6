"""`kiosk update` at a terminal, outside an installed kiosk."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.__main__ import main
from kiosk.update import links, places, record
from kiosk.update.record import Kind, Last, Probation, Record


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """0.2.0 on trial beside 0.1.0."""
    monkeypatch.setenv("KIOSK_ROOT", str(tmp_path))
    monkeypatch.setenv("KIOSK_STATE", str(tmp_path / "state"))
    found = places.places("linux")
    for where in ("versions/0.2.0", "kept/0.1.0"):
        (found.program / where).mkdir(parents=True)
    links.point(found, "versions/0.2.0")
    links.point(found, "kept/0.1.0", places.PREVIOUS)
    record.save(found.state, Probation("0.2.0", "0.1.0", failures=1))
    last = Last(Kind.TAKEN_BACK, "0.1.5", "0.1.0", "crashes", 1.8e9)
    record.save(found.state, Record(("0.1.5",), last, 1.8e9, "0.2.0", "It was cut."))
    return tmp_path


def test_how_it_stands(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["update", "--status"]) == 0
    said = dict(line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines())
    assert (said["running"], said["before"]) == ("0.2.0", "0.1.0")
    assert "0.1.5 taken-back (crashes)" in said["last"]
    assert said["problem"] == "It was cut."
    assert "offered 0.2.0" in said["asked"]


def test_settings_that_are_wrong_keep_nobody_from_looking(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text("[update]\nurl = 1\n")
    assert main(["update", "--status", "--config", str(file)]) == 0
    said = capsys.readouterr()
    assert "kiosk.toml:2: update.url" in said.err
    assert "running" in said.out


def test_checkout_says_that_it_is_none_that_can_be_updated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KIOSK_ROOT", str(tmp_path))
    assert main(["update", "--status"]) == 2
    assert "not installed from a package" in capsys.readouterr().err


def test_one_verb_at_a_time(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in ([], ["--check", "--rollback"]):
        with pytest.raises(SystemExit):
            main(["update", *arguments])
    assert "usage" in capsys.readouterr().err


def test_every_machine_has_a_name() -> None:
    assert places.machine_name()
