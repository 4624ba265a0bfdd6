"""The kiosk's JSON log, read while it is written: what happened, when, and what should not have."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

Data = dict[str, Any]
_MOMENTS = "kiosk.moments"
_BAD_LEVELS = frozenset({"WARNING", "ERROR", "CRITICAL"})


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the log. What is not JSON (a traceback, a native crash) has level `STRAY`."""

    number: int
    level: str
    process: str
    logger: str
    message: str
    data: Data
    exception: str = ""

    @property
    def is_bad(self) -> bool:
        """Whether it fails a test that does not expect it."""
        return self.level in _BAD_LEVELS or self.level == "STRAY" or bool(self.exception)


@dataclass(frozen=True, slots=True)
class Allowed:
    """A complaint that a test expects, and why. `pattern` is looked for in `logger: message`."""

    pattern: str
    reason: str

    def covers(self, line: Line) -> bool:
        """Whether this is the line that was meant."""
        return re.search(self.pattern, f"{line.logger}: {line.message}") is not None


class Journal:
    """All lines of one or more processes, in the order in which they came."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lines: list[Line] = []
        self._news = threading.Condition()

    def follow(self, stream: IO[bytes]) -> threading.Thread:
        """Read a process's standard error to its end, in a thread."""
        thread = threading.Thread(target=self._read, args=(stream,), name="journal", daemon=True)
        thread.start()
        return thread

    @property
    def mark(self) -> int:
        """A place in the log: pass it as `since`, to look only at what comes after."""
        with self._news:
            return len(self._lines)

    def moments(self, name: str, since: int = 0) -> list[Data]:
        """The data of all moments of that name."""
        with self._news:
            lines = self._lines[since:]
        found = (line.data for line in lines if line.logger == _MOMENTS)
        return [data for data in found if data.get("name") == name]

    def wait_moment(
        self,
        name: str,
        timeout_s: float,
        where: Callable[[Data], bool] = lambda data: True,
        since: int = 0,
    ) -> Data:
        """The first moment of that name for which `where` holds; fails after the time-out."""

        def found() -> Data | None:
            return next((data for data in self.moments(name, since) if where(data)), None)

        with self._news:
            data = self._news.wait_for(found, timeout_s)
        if data is None:
            seen = self.moments(name, since)[-3:]
            raise AssertionError(
                f"no fitting moment {name!r} within {timeout_s} s; the last of {name!r}: {seen}\n"
                f"The log is {self._file}; it ends so:\n{self.tail()}"
            )
        return data

    def complaints(self, allowed: Iterable[Allowed]) -> list[Line]:
        """Every warning, error, stray line and traceback that is not allowed."""
        excused = tuple(allowed)
        with self._news:
            lines = tuple(self._lines)
        return [
            line for line in lines if line.is_bad and not any(one.covers(line) for one in excused)
        ]

    def tail(self, count: int = 15) -> str:
        """The last lines, shortened."""
        with self._news:
            lines = self._lines[-count:]
        return "\n".join(
            f"{line.level} {line.process} {line.logger}: {line.message} {line.data or ''}"[:400]
            for line in lines
        )

    def _read(self, stream: IO[bytes]) -> None:
        with stream, self._file.open("ab") as copy:
            for raw in stream:
                copy.write(raw)
                copy.flush()
                with self._news:
                    self._lines.append(_parse(len(self._lines), raw.decode(errors="replace")))
                    self._news.notify_all()


def _parse(number: int, text: str) -> Line:
    try:
        fields = json.loads(text)
        return Line(
            number,
            fields["level"],
            fields["process"],
            fields["logger"],
            fields["message"],
            fields.get("data", {}),
            fields.get("exception", ""),
        )
    except (ValueError, KeyError, TypeError):
        return Line(number, "STRAY", "", "stderr", text.rstrip("\n"), {})
