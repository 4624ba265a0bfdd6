from __future__ import annotations

import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.journal import events, history
from kiosk.journal.history import History, clipped

SECRET = "hunter2x"


def kinds(folder: Path) -> list[str]:
    return [one.kind for one in events.read(folder)]


def test_a_run_from_start_to_end(tmp_path: Path) -> None:
    written = History(tmp_path, boot="a")
    written.add("joined", title="Giao ban đầu tuần")
    assert [one.kind for one in written.read()] == ["started", "joined"]
    written.close()
    written.close()
    assert kinds(tmp_path) == ["started", "joined", "ended"]
    assert written.counts(7).starts == 1


def test_a_run_that_broke_off_is_told_by_the_next(tmp_path: Path) -> None:
    program = (
        "import os, sys, pathlib\n"
        "from kiosk.journal.history import History\n"
        "history = History(pathlib.Path(sys.argv[1]))\n"
        "history.add('joined', title='Giao ban')\n"
        "history.flush(60)\n"
        "os._exit(1)\n"
    )
    subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=False)
    History(tmp_path).close()
    assert kinds(tmp_path) == ["started", "joined", "crashed", "started", "ended"]
    History(tmp_path, boot="another start of the PC").close()
    assert kinds(tmp_path)[-2:] == ["started", "ended"]


def test_a_power_cut_is_told_apart(tmp_path: Path) -> None:
    first = History(tmp_path, boot="a")
    assert first.flush(60)
    second = History(tmp_path, boot="b")
    assert second.flush(60)
    assert kinds(tmp_path) == ["started", "power-lost", "started"]
    for one in (first, second):
        one.close()


def test_a_torn_line_costs_itself_only(tmp_path: Path) -> None:
    History(tmp_path, boot="a").close()
    with (tmp_path / events.FILE).open("ab") as file:
        file.write(b'{"t":"2026-11-25T08:00:00Z","ki')
    History(tmp_path, boot="a").close()
    assert kinds(tmp_path) == ["started", "ended", "started", "ended"]


def test_the_file_turns_over_and_both_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "FILE_BYTES", 2000)
    written = History(tmp_path, boot="a")
    for number in range(40):
        written.add("joined", title=str(number))
    written.close()
    assert (tmp_path / events.FILE).stat().st_size < 2000 + 200
    titles = [one.facts.get("title") for one in events.read(tmp_path) if one.kind == "joined"]
    assert titles[-5:] == ["35", "36", "37", "38", "39"]
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) < 5000


def test_what_is_older_than_a_month_is_forgotten(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    old = [events.Event(now - timedelta(days=day), "joined") for day in (400, 31)]
    young = events.Event(now - timedelta(days=29), "left")
    (tmp_path / events.OLDER).write_bytes(b"".join(events.encode(one) for one in old))
    (tmp_path / events.FILE).write_bytes(events.encode(young))
    written = History(tmp_path, boot="a")
    assert written.flush(60)
    assert kinds(tmp_path) == ["joined", "joined", "left", "started"], "is it really 400 days?"
    written.forget()
    written.forget()
    written.close()
    assert kinds(tmp_path) == ["left", "started", "ended"]
    assert not (tmp_path / events.OLDER).exists()


def test_a_clock_that_is_a_year_ahead_empties_no_log(tmp_path: Path) -> None:
    """Seen in the field: 72 events became 3, because the PC's battery was empty."""
    year_ago = datetime.now(UTC) - timedelta(days=365)
    lived = [events.Event(year_ago - timedelta(hours=hour), "joined") for hour in range(71, -1, -1)]
    (tmp_path / events.FILE).write_bytes(b"".join(events.encode(one) for one in lived))
    History(tmp_path, boot="a").close()
    assert len(events.read(tmp_path)) == 72 + 2


def test_a_clock_that_was_set_during_the_run_costs_none_of_its_events(tmp_path: Path) -> None:
    """Started with a clock that was years behind, then a server's time came."""
    written = History(tmp_path, boot="a")
    assert written.flush(60)
    then = datetime.now(UTC) - timedelta(days=700)
    run = [events.Event(then, kind) for kind in ("joined", "ended", "started", "joined")]
    (tmp_path / events.FILE).write_bytes(b"".join(events.encode(one) for one in run))
    written.forget()
    written.add("left")
    assert written.flush(60)
    assert kinds(tmp_path) == ["started", "joined", "left"]
    written.close()


def test_many_threads_write_whole_lines(tmp_path: Path) -> None:
    written = History(tmp_path, boot="a")

    def work(name: str) -> None:
        for _ in range(20):
            written.add("device-lost", device=name)

    threads = [threading.Thread(target=work, args=(f"t{number}",)) for number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert written.flush(60)
    assert kinds(tmp_path).count("device-lost") == 100
    written.close()


def test_a_disk_that_takes_nothing_costs_the_events_only(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").touch()  # no folder: nothing can be written there, even by root
    written = History(tmp_path / "file", boot="a")
    written.add("joined")
    assert written.flush(60)
    written.close()
    assert sum("events are not written" in line for line in caplog.messages) == 1


def test_a_folder_that_comes_later_is_written_then(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    written = History(folder, boot="a")
    assert written.flush(60)
    folder.mkdir()
    written.add("joined")
    written.close()
    assert kinds(folder) == ["joined", "ended"]


def test_a_disk_that_hangs_drops_events_and_stops_nobody(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = threading.Event()
    read = events.read

    def hang(folder: Path) -> tuple[events.Event, ...]:
        assert answers.wait(60)
        return read(folder)

    monkeypatch.setattr(events, "read", hang)
    written = History(tmp_path, boot="a")
    for _ in range(history._WAITING + 10):
        written.add("joined")
    assert not written.flush(0.1)
    answers.set()
    written.close()
    assert any("10 events were dropped" in line for line in caplog.messages)


@given(st.text(), st.text(alphabet="abcXYZ019", min_size=8, max_size=20))
def test_facts_are_short_plain_and_without_secrets(text: str, secret: str) -> None:
    for said in (f"wss://hop.example.vn/j?pin={secret}", f"pin={secret}", f"u:{secret}@a.vn/x"):
        assert secret not in clipped(said)
    short = clipped(text)
    assert len(short) <= 60
    assert short.isprintable()
    assert "\n" not in short


def test_addresses_in_facts_keep_their_host(tmp_path: Path) -> None:
    written = History(tmp_path, boot="a")
    written.add("failed", title=f"wss://hop.example.vn/janus?pin={SECRET}", problem="refused")
    written.close()
    text = (tmp_path / events.FILE).read_text(encoding="utf-8")
    assert "hop.example.vn" in text
    assert SECRET not in text
