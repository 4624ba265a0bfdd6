"""Strangers' texts made safe to show: one line, no tricks with direction or marks, clipped."""

from __future__ import annotations

import itertools
import unicodedata

from kiosk.agenda.links import without_links

MAX_TEXT = 200
_MAX_MARKS = 2
"""Combining marks in a row that stay. After composition Vietnamese needs none."""


def plain(text: str, limit: int = MAX_TEXT) -> str:
    """The text in composed form without links, control, format and private characters.

    At most `limit` characters, with `…` as the last one when something was cut off.
    """
    composed = unicodedata.normalize("NFC", without_links(text[: limit * 20]))
    line = " ".join("".join(_visible(composed)).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def _visible(text: str) -> list[str]:
    kept: list[str] = []
    for is_mark, run in itertools.groupby(text, lambda c: unicodedata.category(c)[0] == "M"):
        if is_mark:
            kept.extend(itertools.islice(run, _MAX_MARKS))
        else:
            kept.extend(_replaced(character) for character in run)
    return kept


def _replaced(character: str) -> str:
    category = unicodedata.category(character)
    if character.isspace() or category in ("Zl", "Zp", "Zs"):
        return " "
    return "" if category[0] == "C" else character
