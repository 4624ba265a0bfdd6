"""Writes what happens to the kiosk into `events.jsonl`, so that it survives a power cut.

`add` never waits: a small thread of its own writes, and a disk that is full or read-only costs the
events, never the kiosk. One process writes; any number may read (`events.py`).
"""

from __future__ import annotations

import contextlib
import errno
import logging
import os
import queue
import threading
from datetime import UTC, datetime, timedelta
from io import FileIO
from pathlib import Path

from kiosk import __version__
from kiosk.base import storage
from kiosk.base.log import redact
from kiosk.journal import events
from kiosk.journal.events import Counts, Event

log = logging.getLogger(__name__)

FILE_BYTES = 1_000_000
"""Two such files hold months of a quiet kiosk, and days of one whose line flaps all the time."""
_FORGET = "forget"
"""Among the events that wait: look through what is old."""
_WAITING = 500
"""Events that may wait for a slow disk; more are dropped and counted."""
_FACT_CHARS = 60
CLOSE_S = 1.5
"""A disk that takes longer must not hold up the kiosk's end."""

_SYNCED = events.SERIOUS | {events.STARTED, events.ENDED, "joined", "left"}
"""On the disk before anything else is written. The others may be lost with the last seconds."""


class History:
    """Made when the kiosk starts, which is the first event; `close` it with the clean end.

    The others are told by `add`, on any thread.
    """

    def __init__(self, folder: Path, *, boot: str | None = None) -> None:
        self._folder = folder
        self._boot = events.boot_name() if boot is None else boot
        self._queue: queue.Queue[Event | threading.Event | str | None] = queue.Queue(_WAITING)
        self._dropped = 0
        self._is_broken = False
        self._is_closed = False
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
        self._open()
        while True:
            item = self._queue.get()
            if item is None:
                return
            if isinstance(item, threading.Event):
                item.set()
                continue
            if isinstance(item, Event):
                self._write(item)
            else:
                self._forget(events.read(self._folder))
            if self._dropped:
                log.warning("%d events were dropped: the disk is slow", self._dropped)
                self._dropped = 0

    def _open(self) -> None:
        """Say how the run before has ended, and that this one has begun."""
        for name in (events.FILE, events.OLDER):
            storage.load(self._folder / name, _check, self.add)
        before = events.read(self._folder)
        end = events.bad_end(before, self._boot)
        if end is not None:
            self._write(end)
        started = {"version": __version__, "boot": self._boot}
        self._write(Event(datetime.now(UTC), events.STARTED, started))

    def _forget(self, before: tuple[Event, ...]) -> None:
        """Both files become one. This run's own events stay: an hour ago the clock may have been
        another, and without its start nobody could tell how the run ended.
        """
        since = datetime.now(UTC) - timedelta(days=events.KEEP_DAYS)
        starts = [place for place, event in enumerate(before) if event.kind == events.STARTED]
        own = starts[-1] if starts else len(before)
        kept = [event for place, event in enumerate(before) if place >= own or event.t >= since]
        if len(kept) == len(before):
            return
        try:
            data = b"".join(events.encode(event) for event in kept)
            storage.write_atomically(self._folder / events.FILE, data)
            (self._folder / events.OLDER).unlink(missing_ok=True)
        except OSError as error:
            self._complain(error)

    def _write(self, event: Event) -> None:
        path = self._folder / events.FILE
        line = events.encode(event)
        try:
            with path.open("ab+", buffering=0) as file:
                size = _append(file, line)
                if event.kind in _SYNCED:
                    os.fsync(file.fileno())
            if size >= FILE_BYTES:
                path.replace(self._folder / events.OLDER)
        except OSError as error:
            self._complain(error)
        else:
            self._is_broken = False

    def _complain(self, error: OSError) -> None:
        """Once, until it works again."""
        if not self._is_broken:
            self._is_broken = True
            log.warning("events are not written: %s", error.strerror)


def _check(data: bytes) -> None:
    """Raise ValueError where not one line is an event: then it is another file."""
    lines = data.splitlines()
    if lines and not any(events.decode(line) for line in lines):
        raise ValueError("it holds no events")


def clipped(text: str) -> str:
    """One short plain line without an address's path, a password or control characters."""
    plain = " ".join("".join(c if c.isprintable() else " " for c in redact(text)).split())
    return plain if len(plain) <= _FACT_CHARS else f"{plain[: _FACT_CHARS - 1]}…"


def _append(file: FileIO, line: bytes) -> int:
    """Append a line and say how large the file is now. Raises OSError.

    What a power cut or a full disk has torn gets its end first, so that it costs itself only.
    """
    size = file.seek(0, os.SEEK_END)
    if size:
        file.seek(size - 1)
        if file.read(1) != b"\n":
            line = b"\n" + line
    if file.write(line) != len(line):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    return size + len(line)
