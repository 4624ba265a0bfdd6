import errno
import os
import stat
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.base import storage
from kiosk.base.storage import write_atomically


def test_the_file_is_replaced_and_is_its_owners_only(tmp_path) -> None:
    file = tmp_path / "deep" / "state.json"
    write_atomically(file, b"one")
    write_atomically(file, b"two")
    assert file.read_bytes() == b"two"
    assert list(file.parent.iterdir()) == [file]
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_failed_write_leaves_the_old_and_no_litter(tmp_path) -> None:
    file = tmp_path / "state.json"
    write_atomically(file, b"old")
    with pytest.raises(TypeError):
        write_atomically(file, "no bytes")  # type: ignore[arg-type]
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


def test_what_killed_writers_left_is_taken_away(tmp_path) -> None:
    file = tmp_path / "state.json"
    old, new = tmp_path / ".state.json.abc", tmp_path / ".state.json.def"
    for leftover in (old, new):
        leftover.write_bytes(b"half")
    os.utime(old, (time.time() - 3600,) * 2)
    write_atomically(file, b"whole")
    assert not old.exists()
    assert new.exists()  # somebody may be writing it now


def test_leftover_that_stays_keeps_nothing_from_being_written(tmp_path: Path) -> None:
    folder = tmp_path / ".state.json.abc"
    folder.mkdir()
    os.utime(folder, (time.time() - 3600,) * 2)
    write_atomically(tmp_path / "state.json", b"whole")
    assert (tmp_path / "state.json").read_bytes() == b"whole"


# --- the door -----------------------------------------------------------------------------------


def number(data: bytes) -> int:
    return int(data.decode())


Told = list[tuple[str, dict[str, str]]]


def load(
    path: Path, told: Told | None = None, decode: Callable[[bytes], int] = number
) -> int | None:
    events: Told = [] if told is None else told
    return storage.load(path, decode, lambda kind, **facts: events.append((kind, facts)))


def test_file_that_is_not_there_is_no_trouble(tmp_path) -> None:
    told: Told = []
    assert load(tmp_path / "count", told) is None
    assert load(tmp_path / "no" / "folder" / "count", told) is None
    assert told == []


def test_unreadable_file_is_set_aside_and_told_once(tmp_path, caplog) -> None:
    path, told = tmp_path / "count", Told()
    path.write_bytes(b"\xff")
    assert load(path, told) is None
    assert load(path, told) is None
    assert told == [("file-set-aside", {"file": "count", "why": "UnicodeDecodeError"})]
    assert (tmp_path / "count.broken-1").read_bytes() == b"\xff"
    assert storage.set_aside(tmp_path) == ("count.broken-1",)
    assert len(caplog.records) == 1


def test_only_the_newest_three_are_kept(tmp_path) -> None:
    path = tmp_path / "count"
    for text in (b"a", b"b", b"c", b"d", b"e"):
        path.write_bytes(text)
        assert load(path) is None
    kept = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert kept == {"count.broken-1": b"e", "count.broken-2": b"d", "count.broken-3": b"c"}


def test_folder_in_the_files_place_is_set_aside_with_what_is_in_it(tmp_path) -> None:
    path = tmp_path / "count"
    for text in ("a", "b", "c", "d"):
        path.mkdir()
        (path / text).write_text(text)
        assert load(path) is None
        path.write_bytes(b"x")
        assert load(path) is None
    write_atomically(path, b"7")
    assert load(path) == 7
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "count",
        *(f"count.broken-{number}" for number in (1, 2, 3)),
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with a name here")
def test_pipe_in_the_files_place_holds_nobody_up(tmp_path) -> None:
    os.mkfifo(tmp_path / "count")
    assert load(tmp_path / "count") is None
    assert (tmp_path / "count.broken-1").is_fifo()


def test_link_to_itself_and_a_file_without_end_are_set_aside(tmp_path, monkeypatch) -> None:
    path = tmp_path / "count"
    path.symlink_to(path)
    assert load(path) is None
    assert not os.path.lexists(path)
    monkeypatch.setattr(storage, "LARGEST", 10)
    path.write_bytes(b"1" * 11)
    assert load(path) is None
    path.write_bytes(b"1" * 10)
    assert load(path) == 1111111111


@pytest.mark.parametrize("error", [KeyError, OverflowError, RecursionError, MemoryError, OSError])
def test_whatever_the_reader_meets_costs_the_file_only(tmp_path, error) -> None:
    def decode(_data: bytes) -> int:
        raise error

    (tmp_path / "count").write_bytes(b"7")
    assert load(tmp_path / "count", decode=decode) is None
    assert (tmp_path / "count.broken-1").exists()


def test_disk_that_lets_nothing_be_renamed_still_gives_defaults(tmp_path, monkeypatch) -> None:
    path, told = tmp_path / "count", Told()
    path.write_bytes(b"\xff")

    def refuse(*_: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(Path, "replace", refuse)
    assert load(path, told) is None
    assert [kind for kind, _ in told] == ["file-set-aside"]
    assert path.exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such mode bits")
def test_all_folders_that_are_made_are_their_owners_only(tmp_path) -> None:
    top = tmp_path / "a"
    write_atomically(top / "b" / "c" / "count", b"7")
    before = os.umask(0)
    try:
        storage.make_folder(tmp_path / "d" / "e")
    finally:
        os.umask(before)
    made = (top, top / "b", top / "b" / "c", tmp_path / "d", tmp_path / "d" / "e")
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in made} == {0o700}
