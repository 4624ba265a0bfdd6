"""What our child processes say, read from their log files while these grow.

Everything said carries its own time (`at_ns`, `time.monotonic_ns()`), so reading late falsifies
nothing.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Fact = dict[str, Any]

MOMENTS = "kiosk.moments"
_POLL_S = 0.02


class Facts:
    """The JSON lines of one log file. `alive` tells whether its writer still runs."""

    def __init__(self, file: Path, alive: Callable[[], bool]) -> None:
        self._file = file
        self._alive = alive
        self._offset = 0
        self._rest = b""
        self.all: list[Fact] = []

    def read(self) -> None:
        """Take in what has been written since."""
        if not self._file.exists():
            return
        with self._file.open("rb") as file:
            file.seek(self._offset)
            new = file.read()
        self._offset += len(new)
        *lines, self._rest = (self._rest + new).split(b"\n")
        for line in lines:
            fact = _fact_of(line)
            if fact is not None:
                self.all.append(fact)

    def wait_for(self, matches: Callable[[Fact], bool], timeout_s: float) -> Fact | None:
        """The first that matches, None when the time is over or the writer has ended."""
        deadline = time.monotonic() + timeout_s
        while True:
            is_alive = self._alive()  # asked before reading, so that last words are heard
            self.read()
            found = next((fact for fact in self.all if matches(fact)), None)
            if found is not None or not is_alive or time.monotonic() >= deadline:
                return found
            time.sleep(_POLL_S)


def _fact_of(line: bytes) -> Fact | None:
    """A line of a process of ours: a moment from its log, or an object of the hall's."""
    try:
        value = json.loads(line)
    except ValueError:
        return None
    if not isinstance(value, dict):
        return None
    if "logger" not in value:
        return value
    data = value.get("data")
    return data if value["logger"] == MOMENTS and isinstance(data, dict) else None
