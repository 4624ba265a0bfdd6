"""Strangers' texts made safe to show: one line, no tricks with direction or marks, clipped.

The one place for it: names of people, titles of meetings, what devices, sticks and networks call
themselves go through `clean` where they enter.
"""

from __future__ import annotations

import unicodedata

MAX_TEXT = 200
MAX_NAME = 80
"""Of a person in a room: longer ones are seldom names, and every tile sends one."""
_MAX_MARKS = 2
"""Combining marks in a row that stay. After composition Vietnamese needs none."""
_LOOKED_AT = 20
"""Times the limit: so much of a text is looked at, whatever its length."""
_ISOLATE, _END = "\u2068", "\u2069"
"""First strong isolate and its end (Unicode standard annex 9): what stands between them turns
nothing around that stands beside them."""
_RIGHT_TO_LEFT = ("R", "AL", "AN")


def clean(text: str, limit: int = MAX_TEXT) -> str:
    """The text in composed form without control, format, private and unassigned characters.

    At most `limit` characters, with `…` as the last one when something was cut off. A text with
    letters that are written from right to left comes isolated, two characters more.
    """
    seen = "".join(map(_replaced, text[: limit * _LOOKED_AT]))  # before marks are counted
    line = " ".join(_few_marks(unicodedata.normalize("NFC", seen)).split())
    if len(line) > limit:
        line = line[: limit - 1].rstrip() + "…"
    turns = any(unicodedata.bidirectional(character) in _RIGHT_TO_LEFT for character in line)
    return f"{_ISOLATE}{line}{_END}" if turns else line


def _few_marks(text: str) -> str:
    kept: list[str] = []
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.category(character)[0] == "M" else 0
        if marks <= _MAX_MARKS:
            kept.append(character)
    return "".join(kept)


def _replaced(character: str) -> str:
    category = unicodedata.category(character)
    if character.isspace() or category in ("Zl", "Zp", "Zs"):
        return " "
    return "" if category[0] == "C" else character
