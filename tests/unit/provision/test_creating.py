"""Files for a whole commune from its one description; the command line around them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.__main__ import main
from kiosk.base.errors import KioskError
from kiosk.provision import creating, pointfile
from kiosk.provision.description import Secrets
from kiosk.server import description
from tests.unit.provision.points import NOW

COMMUNE = """
name = "Phường Minh Họa"
admin_key = "office-key-hunter2"
[kiosks]
calendar = "https://lich.example.vn/"
hosts = ["hop.example.vn"]
relays = ["turn:turn.example.vn:3478?transport=udp"]
relay_user = "diem-cau"
relay_password = "relay-hunter2"
pin = "258036"
[[room]]
id = 1001
description = "Họp"
secret = "room-hunter2"
[[point]]
id = "kp01"
name = "Khu phố 1 <script>"
password = "password-1"
place = "12 Lê Lợi"
[[point]]
id = "kp02"
name = "Khu phố 2"
user = "khupho2"
password = "password-2"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "commune.toml"
    path.write_text(COMMUNE, encoding="utf-8")
    return path


def test_every_point_gets_its_own_file_and_code(file: Path, tmp_path: Path) -> None:
    commune = description.load(file)
    made = creating.create(commune, tmp_path / "out", now=NOW, with_sheets=True)
    assert [each.file.name for each in made] == ["kp01.kiosk", "kp02.kiosk"]
    assert len({each.code for each in made}) == 2
    for each, point in zip(made, commune.points, strict=True):
        found = pointfile.read(each.file.read_bytes()).opened(each.code)
        assert (found.id, found.name, found.place) == (point.id, point.name, point.place)
        assert found.secrets == Secrets(point.password, "relay-hunter2", "258036")
        assert found.calendar == f"https://lich.example.vn/{point.user}/lich/"
        settings = found.settings("x")
        assert settings.calendar.user == point.user
        assert each.code not in repr(each)
        sheet = each.file.with_suffix(".html").read_text(encoding="utf-8")
        assert each.code not in sheet
        assert "hunter2" not in sheet
        assert "<script" not in sheet
        assert sheet.count("<svg") == len(re.findall("Mã QR [0-9]/", sheet)) > 1
    codes = (tmp_path / "out" / creating.LIST).read_text(encoding="utf-8")
    assert all(each.code in codes for each in made)
    assert "hunter2" not in codes


def test_nothing_of_the_office_s_own_goes_to_a_kiosk(file: Path) -> None:
    for each in creating.descriptions(description.load(file)):
        text = str(pointfile.msgspec.to_builtins(each))
        assert "office-key" not in text
        assert "room-hunter2" not in text


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("[kiosks]", "[kiosk]", "kiosk"),
        ('pin = "258036"', 'pin = "12"', "pin"),
        ('hosts = ["hop.example.vn"]', 'hosts = ["https://hop.example.vn"]', "hosts"),
        ('place = "12 Lê Lợi"', 'place = "12 Lê Lợi"\ncolour = "red"', "colour"),
        ('id = "kp02"', 'id = "kp01"', "kp01"),
        ('name = "Khu phố 2"', "name = 2", "name"),
        ("[[room]]", "[[room", "TOML"),
        ('calendar = "https://lich.example.vn/"', 'calendar = "ftp://x"', "calendar"),
        ('relay_user = "diem-cau"', 'ca_file = "none.pem"', "none.pem"),
    ],
)
def test_mistakes_are_named_and_nothing_is_written(
    file: Path, tmp_path: Path, old: str, new: str, named: str
) -> None:
    file.write_text(COMMUNE.replace(old, new), encoding="utf-8")
    with pytest.raises(KioskError) as caught:
        creating.create(description.load(file), tmp_path / "out", now=NOW)
    assert named in str(caught.value)
    assert "hunter2" not in str(caught.value)
    assert not (tmp_path / "out").exists()


def test_without_kiosks_there_is_a_sentence(file: Path, tmp_path: Path) -> None:
    text = re.sub(r"(?s)\[kiosks\].*?\[\[room", "[[room", COMMUNE)
    file.write_text(text, encoding="utf-8")
    with pytest.raises(KioskError, match="kiosks"):
        creating.create(description.load(file), tmp_path / "out", now=NOW)


def test_the_command_line_makes_shows_and_refuses(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KIOSK_STATE", str(tmp_path / "state"))
    out = str(tmp_path / "out")
    assert main(["provision", "--create", str(file), "--out", out, "--without-code"]) == 0
    assert not (tmp_path / "out" / creating.LIST).exists()
    point = str(tmp_path / "out" / "kp02.kiosk")
    capsys.readouterr()
    assert main(["provision", "--show", point]) == 0
    said = capsys.readouterr().out
    assert "Tên điểm cầu: Khu phố 2" in said
    assert "password-2" not in said
    assert main(["provision", point]) == 1, "nobody agreed"
    Path(point).write_bytes(Path(point).read_bytes()[:-9])
    assert main(["provision", point, "--yes"]) == 2
    assert "Tệp không đầy đủ" in capsys.readouterr().err
    assert main(["provision", point, "--yes", "--language", "en"]) == 2
    assert "not whole" in capsys.readouterr().err
    assert not (tmp_path / "state" / "kiosk.toml").exists()


def test_days(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = str(tmp_path / "out")
    arguments = ["provision", "--create", str(file), "--out", out, "--without-code", "--days", "1"]
    assert main(arguments) == 0
    head = pointfile.read((tmp_path / "out" / "kp01.kiosk").read_bytes()).head
    assert head.until_s - head.made_s == 86400
    assert abs(head.made_s - datetime.now(UTC).timestamp()) < 3600
