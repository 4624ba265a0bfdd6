"""Versions of the kiosk: numbers with dots, compared as numbers."""

from __future__ import annotations

import re
from functools import total_ordering

_SHAPE = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,6}){1,3}", re.ASCII)
_DEBIAN = re.compile(r"(?:[0-9]+:)?(?P<upstream>[^-:]+)(?:-[0-9A-Za-z.+~]+)?", re.ASCII)


@total_ordering
class Version:
    """For example `0.2.0`; `1.2` and `1.2.0` are the same."""

    def __init__(self, text: str) -> None:
        """Raises ValueError for anything but two to four numbers with dots."""
        if not _SHAPE.fullmatch(text):
            raise ValueError("no version")
        self.text = text
        numbers = [int(part) for part in text.split(".")]
        self._key = tuple(numbers + [0] * (4 - len(numbers)))

    def __eq__(self, other: object) -> bool:
        return self._key == other._key if isinstance(other, Version) else NotImplemented

    def __lt__(self, other: object) -> bool:
        return self._key < other._key if isinstance(other, Version) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._key)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Version({self.text!r})"


def version_or_none(text: str) -> Version | None:
    """The version; None where the text is none."""
    return Version(text) if _SHAPE.fullmatch(text) else None


def of_debian(text: str) -> Version | None:
    """The program's version in a Debian one: `1:0.2.0-1` is 0.2.0. None: it has none of ours."""
    found = _DEBIAN.fullmatch(text)
    return version_or_none(found["upstream"]) if found else None
