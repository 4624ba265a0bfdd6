"""Short sounds without numpy: what is handed to the loudspeaker."""

from __future__ import annotations

from array import array
from pathlib import Path

import pytest

from kiosk.base.errors import KioskError
from kiosk.devices.catalog import SYNTHETIC
from kiosk.devices.form import FRAME_SAMPLES
from kiosk.devices.short_sounds import ShortSounds, _scaled, _Track
from kiosk.devices.wavefile import read_wave
from kiosk.ui.announcer import PRESS


def samples(value: int, count: int) -> bytes:
    return array("h", [value] * count).tobytes()


def test_sounds_are_mixed_clipped_and_end_in_silence() -> None:
    track = _Track()
    track.add(samples(20_000, FRAME_SAMPLES + 1))
    track.add(samples(20_000, FRAME_SAMPLES))
    assert track.next() == samples(32_767, FRAME_SAMPLES)
    assert not track.is_silent
    assert track.next() == samples(20_000, 1) + samples(0, FRAME_SAMPLES - 1)
    assert track.is_silent
    assert track.next() == samples(0, FRAME_SAMPLES)


def test_the_volume_makes_it_quieter() -> None:
    assert _scaled(samples(1000, 3), 0.5) == samples(500, 3)
    assert _scaled(samples(-1000, 3), 1.0) == samples(-1000, 3)


def test_our_own_sounds_can_be_read_and_others_are_refused(tmp_path: Path) -> None:
    assert len(read_wave(PRESS)) % 2 == 0
    (tmp_path / "x.wav").write_bytes(b"no sound")
    for bad in (tmp_path / "x.wav", tmp_path / "absent.wav"):
        with pytest.raises(KioskError):
            read_wave(bad)


def test_every_sound_is_answered_also_one_that_cannot_be_played(tmp_path: Path) -> None:
    answers: list[None] = []
    player = ShortSounds(lambda: answers.append(None))
    player.use(SYNTHETIC, 1.0)
    player.play(PRESS)
    player.play(tmp_path / "absent.wav")
    player.close(10)
    assert len(answers) == 2
