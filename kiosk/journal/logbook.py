"""What happened lately, for the technician's screen and the command line. Implements `LogbookPort`.

Reads the history off the loop; the sentences are the catalogue's.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Protocol

from kiosk.base.onloop import OnLoop
from kiosk.journal import events
from kiosk.journal.events import Event
from kiosk.journal.state import LogLine
from kiosk.model.meeting import POINT_ZONE

MOST_LINES = 500
"""What a screen can be asked to show; the newest."""


class Readable(Protocol):
    """A `History`."""

    def read(self, since: datetime | None = None) -> tuple[Event, ...]:
        """What happened since then; blocks."""


class Logbook(OnLoop):
    """Make it with the history and the core loop; `fetch` may be called on any thread."""

    def __init__(self, history: Readable, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(loop)
        self._history = history

    def fetch(self, hours: float, on_lines: Callable[[tuple[LogLine, ...]], None]) -> None:
        """See `LogbookPort`."""
        self._post(self._spawn_later, self._fetch, hours, on_lines)

    async def _fetch(self, hours: float, on_lines: Callable[[tuple[LogLine, ...]], None]) -> None:
        since = datetime.now(UTC) - timedelta(hours=hours)
        found = await asyncio.to_thread(self._history.read, since)
        on_lines(lines(found)[:MOST_LINES])


def lines(found: Iterable[Event]) -> tuple[LogLine, ...]:
    """For showing: the newest first, in the point's zone."""
    return tuple(
        LogLine(
            event.t.astimezone(POINT_ZONE), event.kind, event.facts, event.kind in events.SERIOUS
        )
        for event in reversed(list(found))
    )
