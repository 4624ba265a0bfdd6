"""`kiosk diagnose` as a script sees it: what it prints where, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kiosk.__main__ import main
from kiosk.base import config
from kiosk.base.config import Language
from kiosk.diagnostics.check import Group, State
from kiosk.diagnostics.diagnose import EXIT_STATUS, chosen_groups, listed

MADE_UP = '[devices]\ncamera = "synthetic"\nmicrophone = "synthetic"\nspeaker = "synthetic"\n'


@pytest.fixture
def settings(tmp_path: Path) -> str:
    file = tmp_path / "kiosk.toml"
    file.write_text(MADE_UP)
    return str(file)


def test_groups_are_chosen_by_name_and_run_in_their_own_order() -> None:
    assert chosen_groups("") == tuple(Group)
    assert chosen_groups("network, camera") == (Group.CAMERA, Group.NETWORK)
    assert chosen_groups("camera,nothing") == ()
    assert chosen_groups(" , ") == ()


@pytest.mark.parametrize("language", Language)
def test_the_list_names_every_check_with_its_limit(language: Language) -> None:
    lines = listed(tuple(Group), language)
    assert any(line.startswith("camera.rate ") and "≥ 24" in line for line in lines)
    groups = [line.partition(".")[0] for line in lines]
    assert groups == sorted(groups, key=lambda name: list(Group).index(Group(name)))
    assert set(groups) == {group.value for group in Group}


def test_list_measures_nothing(settings: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diagnose", "--config", settings, "--list", "--only", "calendar"]) == 0
    assert all(line.startswith("calendar.") for line in capsys.readouterr().out.splitlines())


def test_a_wrong_group_is_a_wrong_command_line(
    settings: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diagnose", "--config", settings, "--only", "camrea"]) == 64
    said = capsys.readouterr()
    assert said.out == ""
    assert "camera, microphone" in said.err


def test_broken_settings_are_no_failed_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text("[point]\nid = 3\n")
    assert main(["diagnose", "--config", str(file)]) == 78
    assert "point.id" in capsys.readouterr().err


def test_the_exit_status_says_how_it_is() -> None:
    assert [EXIT_STATUS[state] for state in State] == [0, 0, 1, 2]


def test_one_object_on_standard_output_and_the_report_where_it_was_asked_for(
    settings: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    arguments = ["--only", "calendar", "--json", "--language", "en", "--report", str(folder)]
    status = main(["diagnose", "--config", settings, *arguments])
    document = json.loads(capsys.readouterr().out)
    assert document["version"] == 1
    assert document["point"] == config.Settings().point.id
    assert {one["state"] for one in document["checks"]} == {"not-applicable"}
    assert status == 0
    assert sorted(path.suffix for path in folder.iterdir()) == [".html", ".json"]


def test_for_people_it_is_said_in_words(settings: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["diagnose", "--config", settings, "--only", "calendar", "--language", "vi"])
    assert "Lịch họp" in capsys.readouterr().out


def test_a_folder_that_cannot_be_written_is_said(
    settings: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    arguments = ["--only", "calendar", "--report", str(in_the_way / "below")]
    assert main(["diagnose", "--config", settings, *arguments]) == 2
    assert "cannot be written" in capsys.readouterr().err
