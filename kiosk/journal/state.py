"""What the screens are told of the journal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class LogLine:
    """Something that happened: when, how serious, and a kind with its values for a sentence."""

    at: datetime
    kind: str
    facts: dict[str, str]
    serious: bool = False


class LogbookPort(Protocol):
    """What happened lately."""

    def fetch(self, hours: float, on_lines: Callable[[tuple[LogLine, ...]], None]) -> None:
        """Call back once on the core thread, the newest first."""
