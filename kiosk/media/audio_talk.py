"""Tells that somebody talks although the microphone is off."""

from __future__ import annotations

from collections import deque

TALK_DBFS = -40.0
"""Of a processed frame: gain control brings speech to about -22 dBFS, and what is left of the
loudspeaker's echo lies 30 dB and more below what it was."""
_WINDOW = 100
_BEGIN = 50
_END = 15
"""Frames of the last second: it begins with half of them, and ends with hardly any."""


class TalkDetector:
    """Speech for half of the last second, with hysteresis. One thread feeds it."""

    def __init__(self) -> None:
        self._loud: deque[bool] = deque(maxlen=_WINDOW)
        self._is_talking = False

    @property
    def is_talking(self) -> bool:
        """Whether somebody talks."""
        return self._is_talking

    def feed(self, level_dbfs: float) -> None:
        """Take the level of the next 10 ms."""
        self._loud.append(level_dbfs > TALK_DBFS)
        count = sum(self._loud)
        self._is_talking = count >= (_END if self._is_talking else _BEGIN)

    def forget(self) -> None:
        """Begin anew."""
        self._loud.clear()
        self._is_talking = False
