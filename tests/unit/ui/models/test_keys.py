"""The keyboard has every character that a password may hold, on panels of every width."""

from __future__ import annotations

import string

import pytest

from kiosk.ui.models import keys
from kiosk.ui.models.keys import Face

NAMED = {keys.SHIFT, keys.MORE, keys.SPACE, keys.DELETE}


def written(across: int) -> set[str]:
    flat = [key for face in Face for row in keys.rows(face, across) for key in row]
    return {" " if key == keys.SPACE else key for key in flat} - NAMED


@pytest.mark.parametrize("across", range(4, 16))
def test_every_printable_character_is_there(across: int) -> None:
    printable = set(string.ascii_letters + string.digits + string.punctuation + " ")
    assert written(across) == printable


@pytest.mark.parametrize("across", range(4, 16))
@pytest.mark.parametrize("face", Face)
def test_no_row_is_too_long_and_no_key_stands_twice(face: Face, across: int) -> None:
    rows = keys.rows(face, across)
    flat = [key for row in rows for key in row]
    assert max(map(len, rows)) <= across
    assert len(flat) == len(set(flat))
    assert {keys.DELETE, keys.SPACE, keys.MORE} <= set(flat)
    assert all(rows)


def test_the_way_through_the_faces_comes_back() -> None:
    face, seen = Face.UPPER, []
    for _ in range(3):
        face = keys.NEXT[face]
        seen.append(face)
    assert seen == [Face.DIGITS, Face.SYMBOLS, Face.LOWER]
