"""What was chosen on the screen stands over the settings file and survives whatever happens."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from kiosk.base.config import Language, Settings, parse
from kiosk.settings import choices
from kiosk.settings.choices import Choices


def test_only_what_was_chosen_stands_over_the_file() -> None:
    settings = parse('[devices]\ncamera = "/dev/a"\nspeaker = "pulse:x"\n[screen]\nlanguage = "vi"')
    chosen = Choices(camera="/dev/b", volume_percent=35, language=Language.ENGLISH)
    now = choices.applied(settings, chosen)
    assert (now.devices.camera, now.devices.speaker) == ("/dev/b", "pulse:x")
    assert now.devices.volume_percent == 35
    assert now.screen.language is Language.ENGLISH
    assert now.point == settings.point


def test_the_later_choice_wins_and_the_others_stay() -> None:
    first = Choices(camera="a", voice=False)
    assert Choices(camera="b", mirrored=False).over(first) == Choices(
        camera="b", voice=False, mirrored=False
    )


@pytest.mark.parametrize(
    "wrong",
    [Choices(volume_percent=101), Choices(scale_percent=10), Choices(viewing_distance_cm=1000)],
)
def test_limits_are_those_of_the_settings(wrong: Choices) -> None:
    with pytest.raises(msgspec.ValidationError):
        choices.applied(Settings(), wrong)


def test_saved_is_found_again(tmp_path: Path) -> None:
    chosen = Choices(microphone="pulse:mic", voice=False, scale_percent=120)
    choices.save(tmp_path, chosen)
    assert choices.load(tmp_path) == chosen


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[]", b'{"volume_percent": 900}', b'{"camera": 3}', b"\xff\xfe"]
)
def test_a_damaged_file_counts_as_nothing(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / choices.FILE).write_bytes(damage)
    assert choices.load(tmp_path) == Choices()


def test_nothing_chosen_yet(tmp_path: Path) -> None:
    assert choices.load(tmp_path) == Choices()
