"""From the bytes of a calendar to the lines that are used: unfolded, decoded, without ballast.

Lines are folded after so many bytes by some programs, also within a letter, so they are joined
before anything is decoded (RFC 5545, 3.1). What the kiosk does not use is dropped here: a scanned
invitation that is attached to an event must not count against the limits. Linear in the length.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from kiosk.agenda.lines import KEPT, MAX_VALUE, shortened

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: it begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LINE_ENDS = re.compile(rb"\r+\n?")
_FOLDS = re.compile(rb"\n+[ \t]")
_KEPT = re.compile(
    rf"^[ \t]*(?:{'|'.join(map(re.escape, sorted(KEPT)))})[ \t]*[;:].*$",
    re.IGNORECASE | re.MULTILINE,
)
_LONG_LINE = MAX_VALUE + 4096
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.ASCII | re.IGNORECASE)


def text_of(data: bytes, charset: str = "") -> str:
    """The text of an iCalendar file, its lines joined; `charset` is what the server says."""
    data, wide = _without_mark(data)
    if wide:
        data = data.decode(wide, "replace").encode("utf-8", "replace")
    return _decoded(joined(data), charset)


def joined(data: bytes) -> bytes:
    """The content lines whole, one after the other, whatever the line ends are."""
    return _FOLDS.sub(b"", _LINE_ENDS.sub(b"\n", data))


def reduced(text: str) -> str:
    """What of an iCalendar text is used, in the same order. Its lines must be joined already."""
    return "\n".join(_kept(text)) + "\n"


def charset_of(content_type: str) -> str:
    """The charset that a Content-Type names; empty when there is none or it is UTF-8."""
    found = _CHARSET.search(content_type)
    return _known(found[1]) if found else ""


def _kept(text: str) -> Iterator[str]:
    for match in _KEPT.finditer(text):
        line = match[0]
        yield line if len(line) <= _LONG_LINE else shortened(line)


def _known(charset: str) -> str:
    try:
        found = codecs.lookup(charset)
    except (LookupError, ValueError):
        return ""
    # Only of letters: "base64", "zlib" and "undefined" are names of codecs too.
    return found.name if found._is_text_encoding and found.name not in _NONE else ""


_NONE = ("utf-8", "ascii", "undefined", "idna", "punycode", "unicode_escape", "raw_unicode_escape")


def _without_mark(data: bytes) -> tuple[bytes, str]:
    """The bytes without a byte order mark, and the wide encoding that they are in, if any."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :], "" if name == "utf-8" else name
    if data[:4:2] == b"BE" and data[1:4:2] == b"\0\0":
        return data, "utf-16-le"
    return data, "utf-16-be" if data[:2] == b"\0B" else ""


def _decoded(data: bytes, charset: str) -> str:
    """UTF-8 where it is; else as the server says; a line that is neither loses its odd bytes."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    lines = data.split(b"\n")
    if charset and _mostly_fits(lines, charset):
        return data.decode(charset)
    return "\n".join(_line(line, charset) for line in lines)


def _mostly_fits(lines: list[bytes], charset: str) -> bool:
    """Whether the charset can be meant for all: more of the odd lines are not UTF-8 than are."""
    try:
        b"\n".join(lines).decode(charset)
    except (UnicodeError, LookupError):
        return False
    odd = [line for line in lines if not line.isascii()]
    return sum(_is_utf_8(line) for line in odd) * 2 <= len(odd)


def _line(line: bytes, charset: str) -> str:
    if not charset or _is_utf_8(line):
        return line.decode("utf-8", "replace")
    return line.decode(charset, "replace")


def _is_utf_8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
