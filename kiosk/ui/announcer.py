"""Says short sentences and chimes through the meeting's loudspeaker.

One sound at a time: what comes while another is playing waits, and only the newest waits. The
sounds are made by `assets/sounds/make.sh`.
"""

from __future__ import annotations

import time
import wave
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer

from kiosk.base.config import Language
from kiosk.base.paths import ASSETS
from kiosk.session.state import SessionPort

FOLDER = ASSETS / "sounds"
CHIME = FOLDER / "chime.wav"
PRESS = FOLDER / "press.wav"
"""Every press that counts is heard, also without voice: it is no word."""
REPEAT_S = 4.0
"""The same announcement is not made again within this time: a flapping line must not stammer."""


class Sound(StrEnum):
    """What can be said."""

    REMINDER_10 = "reminder-10"
    REMINDER_1 = "reminder-1"
    JOINED = "joined"
    MUTED = "muted"
    LOST = "lost"
    BACK = "back"
    LEFT = "left"


_REMINDER = "reminder-"
"""These chime: somebody who is not at the machine must notice. A reminder at a time that we have
no words for, from the settings, only chimes."""


class Announcer(QObject):
    """Plays an announcement's files one after the other. Without `voice` only the chime."""

    def __init__(
        self,
        session: SessionPort,
        language: Language,
        voice: bool,
        *,
        folder: Path = FOLDER,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._session = session
        self._folder = folder
        self._language = language
        self._chime = folder / "chime.wav"
        self._voice = voice
        self._monotonic = monotonic
        self._last_s: dict[str, float] = {}
        self._now: list[Path] = []
        self._next: list[Path] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._play_next)

    def speak(self, language: Language, voice: bool) -> None:
        """From now on in this language, with or without words."""
        self._language, self._voice = language, voice

    def announce(self, name: str) -> None:
        """Announce one of `Sound`, or `reminder-N`; returns at once. Call on the GUI thread."""
        files = self._files(name)
        now_s = self._monotonic()
        if not files or now_s - self._last_s.get(name, -REPEAT_S) < REPEAT_S:
            return
        self._last_s[name] = now_s
        self._next = files
        if not self._timer.isActive():
            self._play_next()

    def _files(self, name: str) -> list[Path]:
        reminds = name.startswith(_REMINDER)
        files = [self._chime] if reminds else []
        if self._voice and (not reminds or name in Sound.__members__.values()):
            files.append(self._folder / self._language.value / f"{Sound(name).value}.wav")
        return files

    def _play_next(self) -> None:
        if not self._now:
            self._now, self._next = self._next, []
        if not self._now:
            return
        path = self._now.pop(0)
        self._session.play_sound(str(path))
        self._timer.start(round(duration_s(path) * 1000))


def duration_s(path: Path) -> float:
    """How long a WAV file plays."""
    with wave.open(str(path)) as sound:
        return float(sound.getnframes() / sound.getframerate())
