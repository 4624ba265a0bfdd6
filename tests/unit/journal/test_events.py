from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.journal import events
from kiosk.journal.events import Event
from tests.history import write

NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)


def at(minutes: float, kind: str, **facts: str) -> Event:
    return Event(NOW + timedelta(minutes=minutes), kind, facts)


def test_no_file_is_no_events(tmp_path: Path) -> None:
    assert events.read(tmp_path) == ()


def test_in_the_order_of_writing_and_only_since(tmp_path: Path) -> None:
    write(tmp_path, at(0, "started"), at(1, "joined", title="Giao ban"), at(2, "left"))
    assert [one.kind for one in events.read(tmp_path)] == ["started", "joined", "left"]
    assert [one.kind for one in events.read(tmp_path, NOW + timedelta(minutes=1))] == [
        "joined",
        "left",
    ]


def test_an_event_is_one_json_object_a_line() -> None:
    assert events.encode(at(0, "joined", title="Họp")) == (
        b'{"t":"2026-11-25T08:00:00Z","kind":"joined","facts":{"title":"H\xe1\xbb\x8dp"}}\n'
    )


@pytest.mark.parametrize("line", ["text", 7, 1.5, None, b"", b"\xff", b'{"t":1}'])
def test_a_row_that_is_no_event_costs_no_other(tmp_path: Path, line: object) -> None:
    write(tmp_path, at(0, "started"))
    with closing(sqlite3.connect(tmp_path / events.FILE)) as db, db:
        db.execute("INSERT INTO event (t, line) VALUES (?, ?)", (line, line))
    write(tmp_path, at(1, "joined"))
    assert [one.kind for one in events.read(tmp_path)] == ["started", "joined"]


def test_a_damaged_file_is_no_events(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / events.FILE).write_bytes(b"x" * 5000)
    assert events.read(tmp_path) == ()
    assert any("cannot be read" in line for line in caplog.messages)


@pytest.mark.parametrize(
    "line",
    [b"", b"{}", b"null", b"\0\0\0", b'{"t":"2026-11-25T08:00:00","kind":"x"}', b"\xff\xfe", b"[]"],
)
def test_what_is_no_event(line: bytes) -> None:
    assert events.decode(line) is None


def test_counts() -> None:
    written = [
        at(-60 * 24 * 8, "crashed"),
        at(-50, "started"),
        at(-40, "crashed"),
        at(-40, "started"),
        at(-30, "power-lost"),
        at(-30, "started"),
        at(-20, "media-hung"),
        at(-10, "media-crashed"),
        at(-5, "part-failed"),
    ]
    assert events.counts(written, 7, NOW) == events.Counts(3, 1, 1, 2, 1)


def test_after_a_clean_end_nothing_was_bad() -> None:
    assert events.bad_end([], "a") is None
    assert events.bad_end([at(0, "started", boot="a"), at(1, "ended")], "a") is None


def test_no_end_while_the_pc_went_on_is_a_crash() -> None:
    end = events.bad_end([at(0, "started", boot="a"), at(9, "joined")], "a")
    assert end is not None
    assert end.kind == "crashed"
    assert end.facts == {"last": "25/11/2026 15:09"}  # on the point's clock


def test_no_end_and_another_start_of_the_pc_is_a_power_loss() -> None:
    end = events.bad_end([at(0, "started", boot="a"), at(9, "joined")], "b")
    assert end is not None
    assert end.kind == "power-lost"
