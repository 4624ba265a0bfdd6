"""What was tried, what came of it, in how many seconds: a line each, a table at the end."""

from __future__ import annotations

import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(slots=True)
class Line:
    """One thing that was tried."""

    what: str
    seen: str = ""
    seconds: float | None = None
    """From the fault until it was seen to be right again; None: not a matter of time."""
    good: bool = True


@dataclass(slots=True)
class Ledger:
    """The lines of one run, also written to a file as they come."""

    file: Path
    lines: list[Line] = field(default_factory=list)
    started: float = field(default_factory=time.monotonic)

    @contextmanager
    def line(self, what: str) -> Iterator[Line]:
        """A thing to try; it is bad when this block raises, and the run goes on."""
        line = Line(what)
        try:
            yield line
        except Exception as error:  # noqa: BLE001 - one thing that fails hides no other
            line.good = False
            line.seen = f"FAILED: {error}".replace("\n", " ")
            traceback.print_exc(file=sys.stderr)
        self.lines.append(line)
        at = time.monotonic() - self.started
        print(f"{at:6.0f} s  {self._row(line)}", flush=True)
        with self.file.open("a", encoding="utf-8") as out:
            out.write(self._row(line) + "\n")

    def note(self, what: str, seen: str) -> None:
        """Something that is only told."""
        with self.line(what) as line:
            line.seen = seen

    def table(self) -> str:
        """All lines, as a table of Markdown."""
        head = "| tried | seen | seconds |\n| --- | --- | --- |\n"
        return head + "\n".join(self._row(line) for line in self.lines)

    @property
    def failed(self) -> int:
        """How many were bad."""
        return sum(not line.good for line in self.lines)

    @staticmethod
    def _row(line: Line) -> str:
        seconds = "" if line.seconds is None else f"{line.seconds:.1f}"
        return f"| {line.what} | {line.seen} | {seconds} |"
