"""The file of the history: an SQLite table of which each row is an event (docs/logs.md).

In WAL mode, so that other processes read while the kiosk writes, and a kill or a power cut costs at
most what was not yet on the disk, never the file. Every function here blocks on the disk.
"""

from __future__ import annotations

import contextlib
import logging
import os
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from kiosk.base import storage
from kiosk.journal import events
from kiosk.journal.events import Event

log = logging.getLogger(__name__)

MOST = 15_000
"""Months of a quiet kiosk, days of one whose line flaps all the time; some 2.5 MB."""
_TABLE = "CREATE TABLE IF NOT EXISTS event (id INTEGER PRIMARY KEY, t REAL, line BLOB)"
_INSERT = "INSERT INTO event (t, line) VALUES (?, ?)"
_WAIT_S = 2.0
"""For another process that opens or closes the file at this moment."""
_WAL_PAGES = 100
"""Of 4 KB each: then they go into the file itself."""
_TAKEN_OVER = 1
"""`user_version` of a file that has what the older ones held."""
_DAMAGED = frozenset(
    {
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_ERROR,  # another program's tables
        sqlite3.SQLITE_IOERR_READ,
        sqlite3.SQLITE_IOERR_SHORT_READ,
        sqlite3.SQLITE_IOERR_CORRUPTFS,
    }
)
"""Codes of SQLite that speak of the file; all others of a disk that is full, read-only or busy."""


class Table:
    """The one writer's side; for one thread. Raises sqlite3.Error, and OSError where it is made."""

    def __init__(self, path: Path) -> None:
        path.touch(mode=0o600)  # SQLite would let everybody read it
        self._db = sqlite3.connect(path, timeout=_WAIT_S, isolation_level=None)
        try:
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=NORMAL")
            self._db.execute(f"PRAGMA wal_autocheckpoint={_WAL_PAGES}")
            self._db.execute(f"PRAGMA journal_size_limit={_WAL_PAGES * 4096}")
            self._db.execute(_TABLE)
        except sqlite3.Error:
            self._db.close()
            raise

    def add(self, event: Event, *, synced: bool) -> None:
        """One more; `synced`: on return it is on the disk, with all before it."""
        self._db.execute(f"PRAGMA synchronous={'FULL' if synced else 'NORMAL'}")
        with self._transaction():
            self._insert([event])

    def take_over(self, older: Iterable[Event]) -> None:
        """Put these in unless some were taken over before; on return they are on the disk."""
        if self._db.execute("PRAGMA user_version").fetchone()[0] >= _TAKEN_OVER:
            return
        self._db.execute("PRAGMA synchronous=FULL")
        with self._transaction():
            self._insert(older)
            self._db.execute(f"PRAGMA user_version={_TAKEN_OVER}")

    def newest(self) -> int:
        """The number of the newest event; they count up. 0: none."""
        return int(self._db.execute("SELECT coalesce(max(id), 0) FROM event").fetchone()[0])

    def forget(self, before: datetime, up_to: int) -> None:
        """Leave out what is older, up to this number."""
        with self._transaction():
            self._db.execute(
                "DELETE FROM event WHERE t < ? AND id <= ?", (before.timestamp(), up_to)
            )

    def close(self) -> None:
        """Bring all into the file itself (idempotent)."""
        self._db.close()

    def _insert(self, more: Iterable[Event]) -> None:
        rows = [(event.t.timestamp(), events.encode(event).rstrip(b"\n")) for event in more]
        self._db.executemany(_INSERT, rows)
        self._db.execute("DELETE FROM event WHERE id <= (SELECT max(id) FROM event) - ?", (MOST,))

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._db.execute("COMMIT")
        except BaseException:
            with contextlib.suppress(sqlite3.Error):  # a full disk has ended it already
                self._db.execute("ROLLBACK")
            raise


def check(path: Path) -> None:
    """Raise where the file is damaged or another program's; not for a disk that refuses.

    No file, and an empty one, are right.
    """
    if not os.path.lexists(path):
        return
    if not path.is_file():  # opening a pipe would wait for its writer
        raise ValueError("it is no file")
    if path.stat().st_size > storage.LARGEST:
        raise ValueError("it is too large")
    try:
        _check(path)
    except sqlite3.Error as error:
        code = error.sqlite_errorcode
        if code in _DAMAGED or code & 0xFF in _DAMAGED:
            raise
        log.warning("the events cannot be checked: %s", error)


def _check(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path, timeout=_WAIT_S)) as db:
        db.text_factory = bytes
        if db.execute("PRAGMA quick_check(1)").fetchone() != (b"ok",):
            raise ValueError("it is damaged")
        if db.execute("SELECT count(*) FROM sqlite_master").fetchone() != (0,):
            db.execute("SELECT id, t, line FROM event LIMIT 1").fetchone()


def read(path: Path) -> list[Event]:
    """All events in the order in which they were written; what is no event is left out.

    Raises sqlite3.Error for a damaged file.
    """
    if not path.is_file():
        return []
    try:
        lines = _lines(path, "mode=ro")
    except sqlite3.OperationalError:
        lines = _lines(path, "immutable=1")  # a read-only disk has no place for the readers' lock
    found = (events.decode(line) for line in lines if isinstance(line, bytes))
    return [event for event in found if event is not None]


def _lines(path: Path, how: str) -> list[object]:
    address = f"{path.absolute().as_uri()}?{how}"
    with contextlib.closing(sqlite3.connect(address, timeout=_WAIT_S, uri=True)) as db:
        db.text_factory = bytes
        return [line for (line,) in db.execute("SELECT line FROM event ORDER BY id")]
