"""Who speaks: one speaker out of many levels, without flapping. Pure; time comes from outside."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

VOICE_DBFS = -45.0
"""Above it a received voice counts as speech: the noise floor of a good room is under -60 dBFS,
gain control brings speech to about -22 (measured, `docs/sound.md`); in between with a margin."""
ONSET_S = 0.3
"""Speech shorter than this is a cough or a door."""
PAUSE_S = 0.5
"""Pauses between words up to this long do not end a run of speech."""
HANG_S = 1.2
"""A speaker stays the speaker this long after the last word: people breathe."""
INTERRUPT_S = 1.5
"""Somebody who talks over the speaker for this long, and louder, takes over."""
LOUDER_DB = 3.0


@dataclass(slots=True)
class _Run:
    """A run of speech: since when, until when (monotonic seconds), how loud."""

    since_s: float
    until_s: float
    level_dbfs: float


@dataclass(slots=True)
class SpeakerChooser:
    """Call `update` about ten times a second."""

    speaker: str = ""
    """Who speaks now, empty when nobody does."""
    recent: list[str] = field(default_factory=list)
    """All who have spoken, the latest first."""
    _runs: dict[str, _Run] = field(default_factory=dict)

    def update(
        self, now_s: float, levels_dbfs: Mapping[str, float], told: Collection[str] = ()
    ) -> str:
        """Take the levels of the voices that are received and whom the server calls talking."""
        for feed in {*levels_dbfs, *told}:
            level = levels_dbfs.get(feed, VOICE_DBFS)
            if level >= VOICE_DBFS:
                self._heard(feed, now_s, level)
        self._runs = {f: r for f, r in self._runs.items() if now_s - r.until_s <= HANG_S}
        self._choose()
        return self.speaker

    def enter(self, now_s: float, told: Collection[str]) -> None:
        """We come in: whom the server calls talking has talked long enough to be the speaker."""
        for feed in told:
            self._runs[feed] = _Run(now_s - 2 * ONSET_S, now_s, VOICE_DBFS)
        self._choose()

    def forget(self, present: Collection[str]) -> None:
        """Drop everybody who has left."""
        self._runs = {feed: run for feed, run in self._runs.items() if feed in present}
        self.recent = [feed for feed in self.recent if feed in present]
        if self.speaker not in present:
            self.speaker = ""

    def _heard(self, feed: str, now_s: float, level: float) -> None:
        run = self._runs.get(feed)
        if run is None or now_s - run.until_s > PAUSE_S:
            self._runs[feed] = _Run(now_s, now_s, level)
        else:
            run.until_s = now_s
            run.level_dbfs += 0.2 * (level - run.level_dbfs)

    def _choose(self) -> None:
        current = self._runs.get(self.speaker)
        need_s = ONSET_S if current is None else INTERRUPT_S
        floor = -200.0 if current is None else current.level_dbfs + LOUDER_DB
        candidates = {
            feed: run
            for feed, run in self._runs.items()
            if feed != self.speaker
            and run.until_s - run.since_s >= need_s
            and run.level_dbfs >= floor
        }
        if candidates:
            self._become(max(candidates, key=lambda feed: candidates[feed].level_dbfs))
        elif current is None:
            self.speaker = ""

    def _become(self, feed: str) -> None:
        self.speaker = feed
        self.recent = [feed, *(other for other in self.recent if other != feed)]
