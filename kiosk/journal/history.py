"""Writes what happens to the kiosk into `events.sqlite`, so that it survives a power cut.

`add` never waits: a small thread of its own writes, and a disk that is full or read-only costs the
events, never the kiosk. One process writes; any number may read (`events.py`).
"""

from __future__ import annotations

import contextlib
import logging
import queue
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk import __version__
from kiosk.base import storage
from kiosk.base.boot import boot_name
from kiosk.base.log import redact
from kiosk.journal import events
from kiosk.journal.events import Counts, Event

if TYPE_CHECKING:
    from kiosk.journal.table import Table

log = logging.getLogger(__name__)

_BEFORE_SQLITE = ("events.1.jsonl", "events.jsonl")
"""Where the events of kiosks up to 0.1 lie, the older ones first, a JSON object a line."""
_FORGET = "forget"
"""Among the events that wait: look through what is old."""
_WAITING = 500
"""Events that may wait for a slow disk; more are dropped and counted."""
_FACT_CHARS = 60
CLOSE_S = 1.5
"""A disk that takes longer must not hold up the kiosk's end."""

_SYNCED = events.SERIOUS | {events.STARTED, events.ENDED, events.UPDATED, "joined", "left"}
"""On the disk before anything else is written. The others may be lost with the last seconds."""


class History:
    """Made when the kiosk starts, which is the first event; `close` it with the clean end.

    The others are told by `add`, on any thread.
    """

    def __init__(self, folder: Path, *, boot: str | None = None) -> None:
        self._folder = folder
        self._boot = boot_name() if boot is None else boot
        self._queue: queue.Queue[Event | threading.Event | str | None] = queue.Queue(_WAITING)
        self._dropped = 0
        self._is_broken = False
        self._is_closed = False
        self._table: Table | None = None
        self._own_after = 0
        self._thread = threading.Thread(target=self._work, name="history", daemon=True)
        self._thread.start()

    def add(self, kind: str, **facts: str) -> None:
        """Something happened now. Texts are clipped; addresses in them lose all but the host."""
        short = {name: clipped(value) for name, value in facts.items() if value}
        try:
            self._queue.put_nowait(Event(datetime.now(UTC), kind, short))
        except queue.Full:
            self._dropped += 1

    def forget(self) -> None:
        """Leave out what is older than the keeping time. For whoever knows that the date is right:
        by a clock that is a year ahead everything is old.
        """
        with contextlib.suppress(queue.Full):  # then the next run does it
            self._queue.put_nowait(_FORGET)

    def read(self, since: datetime | None = None) -> tuple[Event, ...]:
        """All that was added since then; blocks on the disk."""
        self.flush()
        return events.read(self._folder, since)

    def counts(self, days: float) -> Counts:
        """How often it started and ended badly; blocks on the disk."""
        return events.counts(self.read(), days)

    def flush(self, limit_s: float = CLOSE_S) -> bool:
        """Wait until all that was added is written; False when that takes too long."""
        if not self._thread.is_alive():
            return True
        written = threading.Event()
        try:
            self._queue.put(written, timeout=limit_s)
        except queue.Full:
            return False
        return written.wait(limit_s)

    def close(self) -> None:
        """Say that the end was meant, and write what waits (idempotent, bounded)."""
        if self._is_closed:
            return
        self._is_closed = True
        try:
            self._queue.put(Event(datetime.now(UTC), events.ENDED), timeout=CLOSE_S)
            self._queue.put(None, timeout=CLOSE_S)
        except queue.Full:
            log.warning("the disk is too slow for the last events")
        self._thread.join(CLOSE_S)

    # --- on the writer's thread -------------------------------------------------------------

    def _work(self) -> None:
        from kiosk.journal import table  # SQLite takes milliseconds to load: on this thread

        self._open(table.check)
        while True:
            item = self._queue.get()
            if item is None:
                break
            if isinstance(item, threading.Event):
                item.set()
                continue
            if isinstance(item, Event):
                self._write(item)
            else:
                self._try(self._forget)
            if self._dropped:
                log.warning("%d events were dropped: the disk is slow", self._dropped)
                self._dropped = 0
        if self._table is not None:
            self._try(self._table.close)

    def _open(self, check: Callable[[Path], None]) -> None:
        """Say how the run before has ended, and that this one has begun."""
        path = self._folder / events.FILE
        storage.opened(path, lambda: check(path), self.add)
        self._try(self._take_over)
        self._try(self._note_start)
        end = events.bad_end(events.read(self._folder), self._boot)
        if end is not None:
            self._write(end)
        started = {"version": __version__, "boot": self._boot}
        self._write(Event(datetime.now(UTC), events.STARTED, started))

    def _note_start(self) -> None:
        self._own_after = self._opened().newest()

    def _forget(self) -> None:
        """Events of this run stay: an hour ago the clock may have been another, and without its
        start nobody could tell how the run ended.
        """
        since = datetime.now(UTC) - timedelta(days=events.KEEP_DAYS)
        self._opened().forget(since, self._own_after)

    def _take_over(self) -> None:
        """Bring in, once, what kiosks before SQLite wrote. Raises OSError, sqlite3.Error."""
        files = [self._folder / name for name in _BEFORE_SQLITE]
        if not any(file.exists() for file in files):
            return
        older = [storage.load(file, _decoded, self.add) or () for file in files]
        self._opened().take_over(event for some in older for event in some)
        for file in files:
            storage.remove(file)

    def _write(self, event: Event) -> None:
        self._try(lambda: self._opened().add(event, synced=event.kind in _SYNCED))

    def _opened(self) -> Table:
        """The table, opened again after a disk refused it. Raises OSError, sqlite3.Error."""
        from kiosk.journal.table import Table

        if self._table is None:
            self._table = Table(self._folder / events.FILE)
        return self._table

    def _try(self, action: Callable[[], None]) -> None:
        """A disk that refuses costs this one; it is said once, until it works again."""
        import sqlite3

        try:
            action()
        except (OSError, sqlite3.Error) as error:
            if not self._is_broken:
                self._is_broken = True
                log.warning("events are not written: %s", error)
            if self._table is not None:
                with contextlib.suppress(sqlite3.Error):
                    self._table.close()
                self._table = None
        else:
            self._is_broken = False


def _decoded(data: bytes) -> list[Event]:
    """The events of a file before SQLite. Raises ValueError where not one line is an event."""
    lines = data.splitlines()
    found = [event for line in lines if (event := events.decode(line)) is not None]
    if lines and not found:
        raise ValueError("it holds no events")
    return found


def clipped(text: str) -> str:
    """One short plain line without an address's path, a password or control characters."""
    plain = " ".join("".join(c if c.isprintable() else " " for c in redact(text)).split())
    return plain if len(plain) <= _FACT_CHARS else f"{plain[: _FACT_CHARS - 1]}…"
