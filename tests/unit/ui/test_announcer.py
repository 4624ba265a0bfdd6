from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from kiosk.base.config import Language
from kiosk.media.mixer import read_clip
from kiosk.ui.announcer import FOLDER, PRESS, REPEAT_S, Announcer, Sound, duration_s

PHRASES = [FOLDER / language.value / f"{sound}.wav" for language in Language for sound in Sound]


class Loudspeaker:
    """Hears what is played; the rest of the session is not asked for."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def play_sound(self, path: str) -> None:
        self.heard.append(str(Path(path).relative_to(Path(path).parents[1])))


class Clock:
    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The same names as the real sounds, a twentieth of a second each."""
    voices = tmp_path / "sounds" / "vi"
    voices.mkdir(parents=True)
    names = [voices / f"{sound}.wav" for sound in Sound]
    for path in (tmp_path / "sounds" / "chime.wav", *names):
        with wave.open(str(path), "wb") as sound:
            sound.setnchannels(1)
            sound.setsampwidth(2)
            sound.setframerate(48000)
            sound.writeframes(bytes(2 * 2400))
    return tmp_path / "sounds"


@pytest.fixture
def ear() -> Loudspeaker:
    return Loudspeaker()


def make(
    ear: Loudspeaker, folder: Path, *, voice: bool = True, clock: Clock | None = None
) -> Announcer:
    return Announcer(
        ear,  # type: ignore[arg-type]
        Language.VIETNAMESE,
        voice,
        folder=folder,
        monotonic=clock or Clock(),
    )


def test_a_phrase_is_played_at_once(qapp: object, ear: Loudspeaker, folder: Path) -> None:
    announcer = make(ear, folder)
    announcer.announce("joined")
    assert ear.heard == ["vi/joined.wav"]


def test_a_reminder_chimes_first(qtbot: QtBot, ear: Loudspeaker, folder: Path) -> None:
    announcer = make(ear, folder)
    announcer.announce("reminder-10")
    assert ear.heard == ["sounds/chime.wav"]
    qtbot.waitUntil(lambda: len(ear.heard) == 2)
    assert ear.heard[1] == "vi/reminder-10.wav"


def test_a_reminder_without_words_only_chimes(qtbot: QtBot, ear: Loudspeaker, folder: Path) -> None:
    announcer = make(ear, folder)
    announcer.announce("reminder-5")
    qtbot.waitUntil(lambda: not announcer._timer.isActive())
    assert ear.heard == ["sounds/chime.wav"]


def test_without_voice_only_the_chime_is_left(qtbot: QtBot, ear: Loudspeaker, folder: Path) -> None:
    announcer = make(ear, folder, voice=False)
    announcer.announce("lost")
    announcer.announce("reminder-1")
    qtbot.waitUntil(lambda: not announcer._timer.isActive())
    assert ear.heard == ["sounds/chime.wav"]


def test_one_at_a_time_and_the_newest_waits(qtbot: QtBot, ear: Loudspeaker, folder: Path) -> None:
    announcer = make(ear, folder)
    announcer.announce("joined")
    announcer.announce("lost")
    announcer.announce("back")
    assert ear.heard == ["vi/joined.wav"]
    qtbot.waitUntil(lambda: len(ear.heard) == 2)
    qtbot.waitUntil(lambda: not announcer._timer.isActive())
    assert ear.heard == ["vi/joined.wav", "vi/back.wav"]


def test_a_repeat_is_dropped_for_some_seconds(qtbot: QtBot, ear: Loudspeaker, folder: Path) -> None:
    clock = Clock()
    announcer = make(ear, folder, clock=clock)
    announcer.announce("lost")
    qtbot.waitUntil(lambda: not announcer._timer.isActive())
    clock.now_s += REPEAT_S - 0.1
    announcer.announce("lost")
    assert ear.heard == ["vi/lost.wav"]
    clock.now_s += 0.2
    announcer.announce("lost")
    assert ear.heard == ["vi/lost.wav", "vi/lost.wav"]


def test_an_unknown_name_is_a_bug(qapp: object, ear: Loudspeaker, folder: Path) -> None:
    with pytest.raises(ValueError, match="joinned"):
        make(ear, folder).announce("joinned")


@pytest.mark.parametrize("path", [FOLDER / "chime.wav", *PHRASES], ids=lambda path: path.stem)
def test_sounds_are_what_the_loudspeaker_path_plays(path: Path) -> None:
    with wave.open(str(path)) as sound:
        assert (sound.getframerate(), sound.getnchannels(), sound.getsampwidth()) == (48000, 1, 2)
        samples = np.frombuffer(sound.readframes(sound.getnframes()), "<i2").astype(float)
    assert 0.5 < duration_s(path) < 3.0
    peak_dbfs = 20 * np.log10(np.abs(samples).max() / 32768)
    assert -7 < peak_dbfs < -2.5  # audible, not clipped
    edge = np.abs(samples[-480:]).max() / 32768
    assert edge < 0.02  # ends without a click


def test_language_and_voice_change_at_once(
    qapp: object, qtbot: QtBot, ear: Loudspeaker, folder: Path
) -> None:
    (folder / "en").mkdir()
    for path in (folder / "vi").iterdir():
        (folder / "en" / path.name).write_bytes(path.read_bytes())
    announcer = make(ear, folder)
    announcer.speak(Language.ENGLISH, voice=True)
    announcer.announce("joined")
    qtbot.waitUntil(lambda: not announcer._timer.isActive())
    announcer.speak(Language.ENGLISH, voice=False)
    announcer.announce("left")
    assert ear.heard == ["en/joined.wav"]


def test_the_sound_of_a_press_is_short_and_can_be_played() -> None:
    """Longer, it would still sound when the next one comes."""
    assert 0.03 <= duration_s(PRESS) <= 0.1
    assert read_clip(PRESS).any()
