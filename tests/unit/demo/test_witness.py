"""What somebody in the room says of the others: each thing once, nothing of strangers."""

from typing import Any

import numpy as np
import pytest

from kiosk.conference.protocol import Feed
from kiosk.demo.witness import Witness
from kiosk.model.frames import Picture

US = Feed("7", "Khu phố 1")
LOUD = np.tile(np.array([3000, -3000], np.int16), 240)


def picture(luma: int) -> Picture:
    return Picture(np.full((270, 320), luma, np.uint8), 0)


@pytest.fixture
def said() -> list[dict[str, Any]]:
    return []


@pytest.fixture
def witness(said: list[dict[str, Any]]) -> Witness:
    return Witness(said.append)


def test_each_thing_is_said_once(witness: Witness, said: list[dict[str, Any]]) -> None:
    witness.on_people((US,))
    for _ in range(3):
        witness.on_picture("7", picture(120))
        witness.on_sound("7", LOUD)
    witness.on_people(())
    witness.on_people(())
    assert [next(iter(fact)) for fact in said] == ["saw", "heard", "gone"]
    assert all(fact["name"] == "Khu phố 1" for fact in said)
    assert [fact["at_ns"] for fact in said] == sorted(fact["at_ns"] for fact in said)


def test_black_pictures_and_silence_do_not_count(
    witness: Witness, said: list[dict[str, Any]]
) -> None:
    witness.on_people((US,))
    witness.on_picture("7", picture(16))
    witness.on_sound("7", np.zeros(480, np.int16))
    witness.on_sound("7", LOUD // 300)
    assert said == []


def test_whoever_comes_back_is_seen_again(witness: Witness, said: list[dict[str, Any]]) -> None:
    for _ in range(2):
        witness.on_people((US,))
        witness.on_picture("7", picture(120))
        witness.on_people(())
    assert [next(iter(fact)) for fact in said] == ["saw", "gone", "saw", "gone"]


def test_left_over_pictures_of_the_gone_do_not_count(
    witness: Witness, said: list[dict[str, Any]]
) -> None:
    witness.on_picture("7", picture(120))
    witness.on_sound("7", LOUD)
    assert said == []
