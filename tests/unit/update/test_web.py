"""Fetching over a real connection: cut, resumed, lied to, never more than was announced."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.base.errors import KioskError
from kiosk.update import web
from kiosk.update.web import CutError, Publisher
from tests.tls_proxy import Authority
from tests.unit.update.publisher import Folder, serving

NAME = "kiosk_0.2.0_amd64.deb"
DATA = bytes(range(256)) * 4000


@pytest.fixture
def folder() -> Iterator[Folder]:
    with serving(Folder({NAME: DATA, "latest.json": b"{}"})) as served:
        yield served


def fetch(folder: Folder, to: Path, size: int = len(DATA), ca_file: str = "") -> None:
    with Publisher(folder.url, ca_file, sleep=lambda _seconds: None) as publisher:
        publisher.large(NAME, to, size)


def ranges(folder: Folder) -> list[str]:
    return [said for name, said in folder.asked if name == NAME]


def test_whole_file(folder: Folder, tmp_path: Path) -> None:
    fetch(folder, tmp_path / "part")
    assert (tmp_path / "part").read_bytes() == DATA
    fetch(folder, tmp_path / "part")
    assert len(ranges(folder)) == 1


def test_goes_on_where_it_was_cut(folder: Folder, tmp_path: Path) -> None:
    folder.cuts = [100_000, 300_000]
    fetch(folder, tmp_path / "part")
    assert (tmp_path / "part").read_bytes() == DATA
    assert ranges(folder) == ["", "bytes=100000-", "bytes=400000-"]


def test_goes_on_in_the_next_night(folder: Folder, tmp_path: Path) -> None:
    folder.cuts = [100_000, 0]
    with pytest.raises(CutError):
        fetch(folder, tmp_path / "part")
    folder.asked.clear()
    fetch(folder, tmp_path / "part")
    assert ranges(folder) == ["bytes=100000-"]
    assert (tmp_path / "part").read_bytes() == DATA


def test_server_that_cannot_go_on_is_begun_anew(folder: Folder, tmp_path: Path) -> None:
    folder.cuts, folder.ranges = [100_000], False
    fetch(folder, tmp_path / "part")
    assert (tmp_path / "part").read_bytes() == DATA


def test_server_that_goes_on_elsewhere_is_not_believed(folder: Folder, tmp_path: Path) -> None:
    folder.cuts, folder.wrong_range = [100_000], True
    with pytest.raises(KioskError, match="does not go on"):
        fetch(folder, tmp_path / "part")
    assert not (tmp_path / "part").exists()


def test_endless_answer_ends_at_what_was_announced(folder: Folder, tmp_path: Path) -> None:
    folder.endless = True
    with pytest.raises(KioskError, match="sends more"):
        fetch(folder, tmp_path / "part")
    assert not (tmp_path / "part").exists()


def test_shorter_than_announced_is_a_cut(folder: Folder, tmp_path: Path) -> None:
    with pytest.raises(KioskError):
        fetch(folder, tmp_path / "part", len(DATA) + 1)


def test_longer_than_announced_is_refused(folder: Folder, tmp_path: Path) -> None:
    with pytest.raises(KioskError, match="sends more"):
        fetch(folder, tmp_path / "part", len(DATA) - 1)


def test_lie_about_the_length_is_found_out(folder: Folder, tmp_path: Path) -> None:
    folder.length = len(DATA) + 1000
    with pytest.raises(KioskError, match="does not go on"):
        fetch(folder, tmp_path / "part", len(DATA) + 1000)


def test_more_than_is_wanted_lies_there_already(folder: Folder, tmp_path: Path) -> None:
    (tmp_path / "part").write_bytes(DATA + b"more")
    fetch(folder, tmp_path / "part")
    assert (tmp_path / "part").read_bytes() == DATA


def test_answer_that_never_ends_takes_its_time_only(
    folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.endless = True
    monkeypatch.setattr(web, "LARGE_S", 0.2)
    with pytest.raises(CutError, match="too slowly"):
        fetch(folder, tmp_path / "part", 1 << 40)


@pytest.mark.parametrize(
    ("status", "sentence"),
    [(404, "has no"), (403, "has no"), (500, "has a problem"), (503, "has a problem")],
)
def test_statuses(folder: Folder, tmp_path: Path, status: int, sentence: str) -> None:
    folder.statuses[NAME] = status
    with pytest.raises(KioskError, match=sentence):
        fetch(folder, tmp_path / "part")


def test_range_that_is_not_there(folder: Folder, tmp_path: Path) -> None:
    (tmp_path / "part").write_bytes(b"x")
    folder.statuses[NAME] = 416
    with pytest.raises(KioskError, match="another"):
        fetch(folder, tmp_path / "part")
    assert not (tmp_path / "part").exists()


def test_no_other_address_is_followed(folder: Folder, tmp_path: Path) -> None:
    folder.statuses[NAME], folder.location = 302, "http://127.0.0.1:9/other"
    with pytest.raises(KioskError, match="leads to another address"):
        fetch(folder, tmp_path / "part")


def test_server_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CutError, match="does not answer"):
        fetch(Folder(url="http://127.0.0.1:9/updates"), tmp_path / "part")


def test_small_file_that_is_too_large(folder: Folder) -> None:
    with Publisher(folder.url) as publisher, pytest.raises(KioskError, match="too large"):
        publisher.small(NAME, 1000)


@pytest.mark.parametrize("url", ["http://updates.example.vn/", "ftp://a/", "file:///etc", ""])
def test_open_address_is_refused(url: str) -> None:
    with pytest.raises(KioskError, match="https"):
        Publisher(url)


def test_only_a_trusted_certificate_will_do(tmp_path: Path) -> None:
    ours, other = Authority(tmp_path / "ours"), Authority(tmp_path / "other")
    with serving(Folder({NAME: DATA}), ours.issue()) as folder:
        fetch(folder, tmp_path / "part", ca_file=str(ours.file))
        assert (tmp_path / "part").read_bytes() == DATA
        for file in ("", str(other.file)):
            with pytest.raises(KioskError, match="not trusted"):
                fetch(folder, tmp_path / "again", ca_file=file)
    with pytest.raises(KioskError, match="cannot be read"):
        Publisher("https://a.example.vn/", str(tmp_path / "none"))
