"""What a foreign client sees and hears of the others in its room, as `page/client.js` tells it."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from typing import Any

_SILENCE_DBFS, _SILENT_DBFS = -100.0, -60.0


@dataclass(frozen=True, slots=True)
class Sample:
    """What a client noticed of a feed at one time (ten times a second)."""

    at_ms: float
    """Since the epoch."""
    level_dbfs: float | None
    """None: it did not listen yet. -100 is silence."""
    change: float
    """Mean difference of a channel to the sample before, 0 to 255."""
    brightness: float
    """Mean of the brightest channel, 0 to 255."""
    pictures: int
    """Counts the decoded pictures."""


@dataclass(frozen=True, slots=True)
class Feed:
    """Somebody else in the room, as a client sees and hears them."""

    id: str
    display: str
    first_picture_ms: float
    """Since the epoch; 0: none yet."""
    history: tuple[Sample, ...] = field(repr=False)
    colour: tuple[int, int, int]
    frequency_hz: float
    size: tuple[int, int]

    def __str__(self) -> str:
        """What a failing test tells of it."""
        last = self.history[-1] if self.history else None
        return (
            f"{self.display}: {self.size}, mean {self.colour}, {self.frequency_hz:.0f} Hz, {last}"
        )

    def recent(self, seconds: float = 1.0) -> tuple[Sample, ...]:
        """The samples of the last seconds."""
        since = time.time() * 1000 - seconds * 1000
        return tuple(sample for sample in self.history if sample.at_ms >= since)

    @property
    def is_moving(self) -> bool:
        """Whether new pictures came within the last second and differ from each other."""
        recent = self.recent()
        return (
            len(recent) > 2
            and recent[-1].pictures > recent[0].pictures
            and max(sample.change for sample in recent) > 0.3
        )

    @property
    def is_dark(self) -> bool:
        """Whether no picture comes, or only black ones."""
        recent = self.recent()
        if len(recent) < 3:
            return False
        still = recent[-1].pictures == recent[0].pictures
        return still or max(sample.brightness for sample in recent) < 40

    def levels(self, seconds: float = 1.0) -> list[float]:
        """The levels, dBFS, that were measured within the last seconds; -100 is silence."""
        return [
            sample.level_dbfs for sample in self.recent(seconds) if sample.level_dbfs is not None
        ]

    @property
    def is_loud(self) -> bool:
        """Whether there was sound within the last second."""
        return max(self.levels(), default=_SILENCE_DBFS) > -45

    @property
    def is_silent(self) -> bool:
        """Whether the last second was measured and silent."""
        levels = self.levels()
        return len(levels) > 2 and max(levels) < _SILENT_DBFS

    @property
    def silent_since_ms(self) -> float:
        """When, ms of the epoch, the measured silence began that is there now; now: there is none.

        Before that it was loud, or did not listen yet.
        """
        since = self.history[-1].at_ms if self.history else time.time() * 1000
        for sample in reversed(self.history):
            if sample.level_dbfs is None or sample.level_dbfs > _SILENT_DBFS:
                break
            since = sample.at_ms
        return since

    def is_silent_for(self, seconds: float) -> bool:
        """Whether every level that was measured for so long until now was silent."""
        return self.is_silent and self.history[-1].at_ms - self.silent_since_ms >= seconds * 1000

    @property
    def pictures(self) -> int:
        """Pictures decoded so far."""
        return self.history[-1].pictures if self.history else 0


@dataclass(frozen=True, slots=True)
class Report:
    """The state of a client."""

    phase: str
    failure: str
    navigated_ms: float
    started_ms: float
    joined_ms: float
    feeds: tuple[Feed, ...]
    gone: tuple[str, ...]
    """Names of those that left, in order."""
    notes: tuple[str, ...]

    def __str__(self) -> str:
        """What a failing test tells of it."""
        feeds = "".join(f"\n  sees {feed}" for feed in self.feeds)
        notes = "".join(f"\n  {note}" for note in self.notes[-20:])
        return f"{self.phase} {self.failure}, gone: {self.gone}{feeds}{notes}"

    def feed(self, display: str) -> Feed | None:
        """The (last joined) feed of that name."""
        found = [feed for feed in self.feeds if feed.display == display]
        return found[-1] if found else None


def parse(text: str) -> Report:
    """Read `client.report()` of the page; an empty text is a page that has not loaded yet."""
    if not text:
        return Report("loading", "", 0, 0, 0, (), (), ())
    fields: dict[str, Any] = json.loads(text)
    return Report(
        phase=fields["phase"],
        failure=fields["failure"],
        navigated_ms=fields["navigatedAt"],
        started_ms=fields["startedAt"],
        joined_ms=fields["joinedAt"],
        feeds=tuple(_feed(feed) for feed in fields["feeds"]),
        gone=tuple(leaver["display"] for leaver in fields["gone"]),
        notes=tuple(fields["notes"]),
    )


def _feed(fields: dict[str, Any]) -> Feed:
    return Feed(
        id=fields["id"],
        display=fields["display"],
        first_picture_ms=fields["firstFrameAt"],
        history=tuple(Sample(*sample) for sample in fields["history"]),
        colour=tuple(fields["colour"]),
        frequency_hz=fields["frequency"],
        size=tuple(fields["size"]),
    )
