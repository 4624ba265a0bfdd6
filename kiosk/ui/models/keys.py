"""Which keys the on-screen keyboard has, row by row: all that a password may hold. No Qt here."""

from __future__ import annotations

from enum import StrEnum

SHIFT, MORE, SPACE, DELETE = "shift", "more", "space", "delete"
"""Keys that write no character of their own name."""
WIDEST = 10
"""Keys in the longest row of a keyboard as people know it."""


class Face(StrEnum):
    """What the keys write now."""

    LOWER = "lower"
    UPPER = "upper"
    DIGITS = "digits"
    SYMBOLS = "symbols"


NEXT = {
    Face.LOWER: Face.DIGITS,
    Face.UPPER: Face.DIGITS,
    Face.DIGITS: Face.SYMBOLS,
    Face.SYMBOLS: Face.LOWER,
}
"""What `MORE` brings."""
_KNOWN = {
    Face.LOWER: ("qwertyuiop", "asdfghjkl", "zxcvbnm"),
    Face.DIGITS: ("1234567890", "@#$%&*-_=+", ".,:;!?/"),
    Face.SYMBOLS: ("()[]{}<>|\\", "^~`'\"", ""),
}


def rows(face: Face, across: int) -> list[list[str]]:
    """The keys of a face in rows of at most `across` (from 4), the last row with the space bar.

    Where the usual rows have room they are as people know them, else in their alphabet's order.
    """
    known = _KNOWN[Face.LOWER if face is Face.UPPER else face]
    letters = face in (Face.LOWER, Face.UPPER)
    if across >= WIDEST:
        found = [list(row) for row in known]
        found[-1] = [SHIFT, *found[-1], DELETE] if letters else [*found[-1], DELETE]
    else:
        flat = sorted("".join(known)) if letters else list("".join(known))
        flat += [SHIFT, DELETE] if letters else [DELETE]
        found = [flat[start : start + across] for start in range(0, len(flat), across)]
    if face is Face.UPPER:
        found = [[key.upper() if len(key) == 1 else key for key in row] for row in found]
    return [*found, [MORE, SPACE]]
