"""A history that is there before a test begins."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from kiosk.journal import events
from kiosk.journal.events import Event
from kiosk.journal.table import Table


def write(folder: Path, *happened: Event) -> None:
    """Put these events into the folder's file, in this order."""
    with closing(Table(folder / events.FILE)) as table:
        for event in happened:
            table.add(event, synced=False)
