"""What a calendar source is to the service: ask it, and be told whether anything changed."""

from __future__ import annotations

from datetime import timedelta
from typing import Protocol

from kiosk.agenda.work import Window
from kiosk.base.errors import Code, KioskError
from kiosk.model.meeting import RefusedEvent

Texts = tuple[str, ...]


class Source(Protocol):
    """Blocking; used by one thread at a time."""

    left_out: tuple[RefusedEvent, ...]
    """What of the calendar the last texts do not hold, because it could not be read."""

    @property
    def clock_ahead(self) -> timedelta | None:
        """By how much our clock is ahead of the server's; None when it did not say."""

    def fetch(self, window: Window) -> Texts | None:
        """The calendar's iCalendar texts, or None when nothing changed since the last call.

        Raises `KioskError` with `CALENDAR_UNREACHABLE`, `CALENDAR_LOGIN` or `CALENDAR_BROKEN`.
        """

    def close(self) -> None:
        """Close connections (idempotent)."""


def not_a_calendar(host: str) -> KioskError:
    """The server answers, but there is no calendar."""
    return KioskError(
        Code.CALENDAR_BROKEN,
        f"There is no calendar at the address on {host}.",
        "Check [calendar] url and kind.",
    )
