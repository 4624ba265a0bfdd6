"""Reports are kept for a month, whole or not at all."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from kiosk.diagnostics.report.store import KEPT_S, ReportStore, write
from tests.unit.diagnostics.report import samples
from tests.unit.diagnostics.report.disks import fill, run, tiny_disk


def aged(file: Path, seconds: float) -> None:
    then = time.time() - seconds
    os.utime(file, (then, then))


def later(minutes: int):
    return msgspec.structs.replace(samples.report(), started=f"2026-11-25T19:{minutes:02}:00+07:00")


def test_both_files_are_there_and_are_named_after_time_and_point(tmp_path: Path) -> None:
    page, data = ReportStore(tmp_path).save(samples.report())
    assert page == tmp_path / "reports" / "diagnose-20261125-191058-ap-3.html"
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert json.loads(data.read_bytes())["point"] == "ap-3"
    assert sorted(page.parent.iterdir()) == [page, data]


def test_a_points_name_is_made_harmless_for_a_stick(tmp_path: Path) -> None:
    report = msgspec.structs.replace(samples.report(), point="../ÁP 3:?*\\")
    page, _ = write(report, tmp_path)
    assert page.parent == tmp_path
    assert page.name == "diagnose-20261125-191058-p-3.html"


def test_the_newest_is_found(tmp_path: Path) -> None:
    store = ReportStore(tmp_path)
    assert store.newest() == ()
    for file in store.save(later(1)):
        aged(file, 60)
    second = store.save(later(2))
    assert store.newest() == second
    second[1].unlink()
    assert store.newest() == second[:1]


def test_an_answer_that_comes_later_replaces_the_report_of_the_same_run(tmp_path: Path) -> None:
    store = ReportStore(tmp_path)
    store.save(samples.report())
    store.save(samples.report(()))
    assert len(list((tmp_path / "reports").iterdir())) == 2


def test_what_is_older_than_a_month_goes_and_nothing_else(tmp_path: Path) -> None:
    store = ReportStore(tmp_path, is_day_sure=True)
    old, young = store.save(later(1)), store.save(later(2))
    foreign = tmp_path / "reports" / "notes.html"
    foreign.write_text("not ours")
    for file in (*old, foreign):
        aged(file, KEPT_S + 60)
    for file in young:
        aged(file, KEPT_S - 60)
    newest = store.save(later(3))
    assert set((tmp_path / "reports").iterdir()) == {*young, *newest, foreign}


def test_a_clock_that_no_server_has_confirmed_empties_no_folder(tmp_path: Path) -> None:
    old = ReportStore(tmp_path).save(later(1))
    for file in old:
        aged(file, 365 * 24 * 3600)
    newest = ReportStore(tmp_path).save(later(2))
    assert set((tmp_path / "reports").iterdir()) == {*old, *newest}


def test_too_much_is_cut_from_the_old_end_whatever_the_clock_says(tmp_path: Path) -> None:
    first = ReportStore(tmp_path).save(later(1))
    second = ReportStore(tmp_path).save(later(2))
    for file in first:
        aged(file, 60)
    size = sum(file.stat().st_size for file in second)
    newest = ReportStore(tmp_path, kept_bytes=size).save(later(3))
    assert set((tmp_path / "reports").iterdir()) == {*second, *newest}


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    with tiny_disk(tmp_path, 1) as folder:
        yield folder


@pytest.mark.parametrize("room", [0, 24_000, 80_000])
def test_a_full_disk_says_so_and_keeps_no_half(small: Path, room: int) -> None:
    """Without room for anything, for half of the page, for the page alone."""
    folder = small / "reports"
    folder.mkdir()
    fill(small, leave=room)
    with pytest.raises(OSError, match="No space left"):
        ReportStore(small).save(samples.report())
    assert list(folder.iterdir()) == []


def test_a_disk_that_may_not_be_written_says_so(small: Path) -> None:
    ReportStore(small).save(samples.report())
    run("mount", "-o", "remount,ro", small)
    with pytest.raises(OSError, match="Read-only"):
        ReportStore(small).save(later(5))
    assert len(ReportStore(small).newest()) == 2


def test_folder_among_the_old_reports_keeps_no_new_one_out(tmp_path: Path) -> None:
    odd = tmp_path / "reports" / "diagnose-20200101-000000.html"
    odd.mkdir(parents=True)
    os.utime(odd, (0, 0))
    page, data = ReportStore(tmp_path).save(samples.report())
    assert page.is_file()
    assert data.is_file()
