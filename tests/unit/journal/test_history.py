from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.journal import events, history, table
from kiosk.journal.history import History, clipped
from kiosk.journal.table import Table
from tests.history import write

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


def break_off(folder: Path) -> None:
    """Run a kiosk's history in a meeting, and end it without a word."""
    program = (
        "import os, sys, pathlib\n"
        "from kiosk.journal.history import History\n"
        "history = History(pathlib.Path(sys.argv[1]))\n"
        "history.add('joined', title='Giao ban')\n"
        "history.flush(60)\n"
        "os._exit(1)\n"
    )
    subprocess.run([sys.executable, "-c", program, str(folder)], check=False)


def test_a_run_that_broke_off_is_told_by_the_next(tmp_path: Path) -> None:
    break_off(tmp_path)
    History(tmp_path).close()
    assert kinds(tmp_path) == ["started", "joined", "crashed", "started", "ended"]
    History(tmp_path, boot="another start of the PC").close()
    assert kinds(tmp_path)[-2:] == ["started", "ended"]


def test_what_a_killed_run_left_beside_a_damaged_file_does_not_come_back(tmp_path: Path) -> None:
    History(tmp_path, boot="a").close()
    break_off(tmp_path)
    assert (tmp_path / f"{events.FILE}-wal").stat().st_size > 0
    (tmp_path / events.FILE).write_bytes(b"x" * 8192)
    History(tmp_path, boot="a").close()
    assert (tmp_path / f"{events.FILE}.broken-1").exists()
    assert kinds(tmp_path)[:1] == ["started"]
    assert "joined" not in kinds(tmp_path)


def test_what_must_last_is_synchronised_and_the_rest_is_not(tmp_path: Path) -> None:
    with closing(Table(tmp_path / events.FILE)) as written:
        for synced, level in ((True, 2), (False, 1)):  # FULL, NORMAL
            written.add(events.Event(datetime.now(UTC), "joined"), synced=synced)
            assert written._db.execute("PRAGMA synchronous").fetchone() == (level,)
            assert written._db.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_power_cut_is_told_apart(tmp_path: Path) -> None:
    first = History(tmp_path, boot="a")
    assert first.flush(60)
    second = History(tmp_path, boot="b")
    assert second.flush(60)
    assert kinds(tmp_path) == ["started", "power-lost", "started"]
    for one in (first, second):
        one.close()


def test_the_oldest_make_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "MOST", 20)
    written = History(tmp_path, boot="a")
    for number in range(40):
        written.add("device-back", name=str(number))
    assert written.flush(60)
    names = [one.facts.get("name") for one in events.read(tmp_path)]
    assert names == [str(number) for number in range(20, 40)]
    written.close()


def test_what_kiosks_before_sqlite_wrote_is_taken_over_once(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    old = [events.Event(now - timedelta(days=day), "joined") for day in (3, 2)]
    (tmp_path / "events.1.jsonl").write_bytes(events.encode(old[0]))
    torn = b'{"t":"2026-11-25T08:00:00Z","ki'
    (tmp_path / "events.jsonl").write_bytes(events.encode(old[1]) + torn)
    kept = (tmp_path / "events.jsonl").read_bytes()
    History(tmp_path, boot="a").close()
    assert events.read(tmp_path)[:2] == tuple(old)
    assert not list(tmp_path.glob("*.jsonl"))
    (tmp_path / "events.jsonl").write_bytes(kept)  # a power cut before it was taken away
    History(tmp_path, boot="a").close()
    assert kinds(tmp_path) == ["joined", "joined", "started", "ended", "started", "ended"]
    assert not list(tmp_path.glob("*.jsonl"))


def test_a_damaged_file_is_set_aside_and_told(tmp_path: Path) -> None:
    History(tmp_path, boot="a").close()
    file = tmp_path / events.FILE
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + b"x" * (len(whole) - 4096))
    written = History(tmp_path, boot="a")
    assert written.flush(60)  # by now it is told, behind this
    assert written.flush(60)
    written.close()
    assert kinds(tmp_path) == ["started", "file-set-aside", "ended"]
    assert (tmp_path / f"{events.FILE}.broken-1").exists()


def test_others_read_while_it_is_written(tmp_path: Path) -> None:
    written = History(tmp_path, boot="a")
    for number in range(300):
        written.add("device-back", name=str(number))
        if number % 20 == 0:
            assert set(kinds(tmp_path)) <= {"started", "device-back"}
    assert written.flush(60)
    assert kinds(tmp_path).count("device-back") == 300
    written.close()


def test_a_full_disk_costs_the_events_and_not_the_file(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = History(tmp_path, boot="a")
    assert written.flush(60)
    full = threading.Event()
    insert = Table._insert

    def refuse(self: Table, more: Iterable[events.Event]) -> None:
        insert(self, more)
        if full.is_set():
            pages = self._db.execute("PRAGMA page_count").fetchone()[0]
            self._db.execute(f"PRAGMA max_page_count={pages}")
            self._db.execute("CREATE TABLE filler AS SELECT zeroblob(100000)")

    monkeypatch.setattr(Table, "_insert", refuse)
    full.set()
    for _ in range(3):
        written.add("network-lost")
    assert written.flush(60)
    assert sum("full" in line for line in caplog.messages) == 1
    full.clear()
    written.add("network-good")
    written.close()
    assert kinds(tmp_path) == ["started", "network-good", "ended"]


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no such right there")
def test_a_file_in_a_folder_that_cannot_be_written_is_read() -> None:
    program = (
        "import os, pathlib, sys\n"
        "from kiosk.journal import events, table\n"
        "if os.geteuid() == 0:\n"
        "    os.setegid(65534), os.seteuid(65534)\n"
        "print(len(events.read(pathlib.Path(sys.argv[1]))))\n"
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        History(folder, boot="a").close()
        (folder / events.FILE).chmod(0o444)
        folder.chmod(0o555)
        done = subprocess.run(
            [sys.executable, "-c", program, name], check=True, capture_output=True, text=True
        )
        folder.chmod(0o755)
    assert done.stdout == "2\n"


def test_what_is_older_than_a_month_is_forgotten(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    old = [events.Event(now - timedelta(days=day), "joined") for day in (400, 31)]
    young = events.Event(now - timedelta(days=29), "left")
    write(tmp_path, *old, young)
    written = History(tmp_path, boot="a")
    assert written.flush(60)
    assert kinds(tmp_path) == ["joined", "joined", "left", "started"], "is it really 400 days?"
    written.forget()
    written.forget()
    written.close()
    assert kinds(tmp_path) == ["left", "started", "ended"]


def test_a_clock_that_is_a_year_ahead_empties_no_log(tmp_path: Path) -> None:
    """Seen in the field: 72 events became 3, because the PC's battery was empty."""
    year_ago = datetime.now(UTC) - timedelta(days=365)
    lived = [events.Event(year_ago - timedelta(hours=hour), "joined") for hour in range(71, -1, -1)]
    write(tmp_path, *lived)
    History(tmp_path, boot="a").close()
    assert len(events.read(tmp_path)) == 72 + 2


def test_a_clock_that_was_set_during_the_run_costs_none_of_its_events(tmp_path: Path) -> None:
    """Started with a clock that was years behind, then a server's time came."""
    then = datetime.now(UTC) - timedelta(days=700)
    write(tmp_path, events.Event(then, "joined"), events.Event(then, "ended"))
    written = History(tmp_path, boot="a")
    assert written.flush(60)
    write(tmp_path, events.Event(then, "joined"))
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
    data = (tmp_path / events.FILE).read_bytes()
    assert b"hop.example.vn" in data
    assert SECRET.encode() not in data
