"""What lies on a stick is a stranger's."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kiosk.provision import onstick
from kiosk.provision.errors import ProvisionError, Reason
from kiosk.provision.pointfile import MAX_BYTES

posix = pytest.mark.skipif(os.name != "posix", reason="made by calls of POSIX")


def reason_of(file: Path) -> Reason:
    with pytest.raises(ProvisionError) as caught:
        onstick.read_file(file)
    return caught.value.reason


@posix
def test_only_plain_files_at_the_top_are_found(tmp_path: Path) -> None:
    (tmp_path / "kp01.kiosk").write_bytes(b"x")
    (tmp_path / "KP02.KIOSK").write_bytes(b"x")
    (tmp_path / "._kp01.kiosk").write_bytes(b"left by another system")
    (tmp_path / "autorun.inf").write_text("[autorun]\nopen=kp01.kiosk")
    (tmp_path / "folder.kiosk").mkdir()
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "kp03.kiosk").write_bytes(b"x")
    (tmp_path / "link.kiosk").symlink_to("/etc/passwd")
    os.mkfifo(tmp_path / "pipe.kiosk")
    assert onstick.found(tmp_path) == ["KP02.KIOSK", "kp01.kiosk"]


def test_thousands_of_files_are_not_all_offered(tmp_path: Path) -> None:
    for number in range(60):
        (tmp_path / f"{number}.kiosk").touch()
    assert len(onstick.found(tmp_path)) == 20


@posix
def test_links_pipes_folders_and_what_is_large_are_refused(tmp_path: Path) -> None:
    (tmp_path / "link.kiosk").symlink_to("/etc/passwd")
    os.mkfifo(tmp_path / "pipe.kiosk")
    (tmp_path / "folder.kiosk").mkdir()
    with (tmp_path / "large.kiosk").open("wb") as large:
        large.truncate(1 << 40)  # sparse: reading it all would take the machine's memory
    assert reason_of(tmp_path / "link.kiosk") is Reason.ODD_FILE
    assert reason_of(tmp_path / "pipe.kiosk") is Reason.ODD_FILE
    assert reason_of(tmp_path / "folder.kiosk") is Reason.ODD_FILE
    assert reason_of(tmp_path / "large.kiosk") is Reason.TOO_LARGE
    assert reason_of(tmp_path / "none.kiosk") is Reason.NO_FILE
    assert reason_of(Path("/dev/zero")) is Reason.ODD_FILE


def test_what_is_wiped_was_written_over_first(tmp_path: Path) -> None:
    file, kept = tmp_path / "a.kiosk", tmp_path / "b"
    file.write_bytes(b"secret" * 100)
    kept.hardlink_to(file)
    assert onstick.wipe(file, b"secret" * 100)
    assert not file.exists()
    assert kept.read_bytes() == bytes(600)


def test_another_file_of_this_name_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.kiosk"
    file.write_bytes(b"somebody's")
    assert not onstick.wipe(file, b"what was read")
    assert file.read_bytes() == b"somebody's"


@posix
def test_what_cannot_be_wiped_is_said(tmp_path: Path) -> None:
    (tmp_path / "link.kiosk").symlink_to("/dev/full")
    assert not onstick.wipe(tmp_path / "link.kiosk", b"x")
    assert not onstick.wipe(tmp_path / "none.kiosk", b"x")


def test_limit_is_that_of_the_format(tmp_path: Path) -> None:
    (tmp_path / "a.kiosk").write_bytes(b"x" * MAX_BYTES)
    assert len(onstick.read_file(tmp_path / "a.kiosk")) == MAX_BYTES
