"""Links that a mail gateway wrapped into one of its own: what they lead to.

Outlook's Safe Links, Google, Proofpoint, Barracuda, Cisco and others put the original address into
a parameter or the path of theirs, percent-encoded. Only texts are looked at, nothing is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, unquote, urlsplit

_MAX_DEPTH = 3
_MAX_FIELDS = 40
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{0,30}:", re.ASCII | re.IGNORECASE)
_PROOFPOINT_2 = re.compile(r"https?://urldefense\.proofpoint\.com/v2/", re.IGNORECASE)
_PROOFPOINT_3 = re.compile(
    r"https?://urldefense\.(?:proofpoint\.)?com/v3/__(.+?)__;", re.IGNORECASE
)


def inside(link: str, depth: int = _MAX_DEPTH) -> Iterator[str]:
    """The addresses within a web link, outermost first; none when it wraps nothing."""
    if depth <= 0:
        return
    for text in _parts(link):
        if _SCHEME.match(text):
            yield text
            yield from inside(text, depth - 1)


def _parts(link: str) -> Iterator[str]:
    if match := _PROOFPOINT_3.match(link):
        yield match[1]
        return
    try:
        parts = urlsplit(link)
        fields = parse_qsl(parts.query, max_num_fields=_MAX_FIELDS)
    except ValueError:
        return
    for key, value in fields:
        if _PROOFPOINT_2.match(link) and key == "u":
            value = unquote(value.replace("-", "%").replace("_", "/"))
        yield value if _SCHEME.match(value) else unquote(value)
    for piece in parts.path.split("/"):
        if "%3a" in piece.lower():
            yield unquote(piece)
