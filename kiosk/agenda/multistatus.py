"""Taking a multi-status answer apart (RFC 4918, 13): its responses, also of one that is not XML.

Answers are hostile, and calendars hold what people pasted into them: a control character in one
event makes the whole answer something that no XML parser takes. So what cannot be read as a whole
is cut into its responses by their tags, and each is read alone. A document type is refused, so no
entity can be declared; sizes are bounded by `kiosk.agenda.web`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from kiosk.agenda.letters import charset_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

RESPONSE = "{DAV:}response"

_NAME = rb"(?:[\w.-]{1,60}:)?"
_ROOT = re.compile(rb"<(" + _NAME + rb"multistatus)(?=[\s>])[^>]*>")
_MARK = re.compile(rb"<!\[CDATA\[|\]\]>|<!--|-->|<(/?)" + _NAME + rb"response(?=[\s>/])")
_HREF = re.compile(rb"<" + _NAME + rb"href\s*>([^<]{1,4096})</")
_DATA = re.compile(
    r"<((?:[\w.-]{1,60}:)?calendar-data)(?:\s[^>]*)?>(.*)</\1\s*>", re.DOTALL | re.ASCII
)
_FOLD_IN_LETTER = re.compile(rb"(?<=[\x80-\xf4])(?:\r|&#13;|&#x0?[dD];)?\n[ \t](?=[\x80-\xbf])")
_DECLARATION = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_REFERENCE = re.compile(r"&#(?:(\d{1,7})|x([0-9a-f]{1,6}));", re.IGNORECASE)
_STRAY = re.compile(r"&(?!(?:#\d{1,7}|#x[0-9a-f]{1,6}|amp|lt|gt|quot|apos);)", re.IGNORECASE)
_ENTITIES = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|amp|lt|gt|quot|apos);", re.IGNORECASE)


@dataclass(slots=True)
class Multistatus:
    """What could be read of an answer."""

    responses: list[Element] = field(default_factory=list)
    texts: list[tuple[str, str]] = field(default_factory=list)
    """Link and calendar text of responses that are no XML."""
    unread: list[str] = field(default_factory=list)
    """Links of responses of which nothing could be read; empty where even that is missing."""
    is_whole: bool = True
    """Whether the answer came to its end."""


def taken_apart(body: bytes, content_type: str = "") -> Multistatus:
    """The responses of an answer. Raises ValueError when it is no multi-status at all."""
    body = _FOLD_IN_LETTER.sub(b"", body.removeprefix(b"\xef\xbb\xbf"))
    charset = charset_of(content_type) or _declared(body)
    try:
        text = _strictly(body, charset)
        return Multistatus(list(fromstring(text, forbid_dtd=True).iter(RESPONSE)))
    except DefusedXmlException as error:
        raise ValueError("a document type is not accepted") from error
    except (UnicodeError, ParseError, RecursionError):
        return _piece_by_piece(body, charset)


def _declared(body: bytes) -> str:
    match = _DECLARATION.match(body)
    return charset_of(f"charset={match[1].decode()}") if match else ""


def _strictly(body: bytes, charset: str) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        if not charset:
            raise
        return body.decode(charset)


def _piece_by_piece(body: bytes, charset: str) -> Multistatus:
    root = _ROOT.search(body)
    if root is None or b"<!DOCTYPE" in body[: root.start()]:
        raise ValueError("not a multi-status answer")
    opening, closing = root[0].decode("utf-8", "replace"), f"</{root[1].decode()}>"
    found = Multistatus(is_whole=b"</" + root[1] in body[root.end() :][-200:])
    for piece, is_closed in _pieces(body, root.end()):
        link = _HREF.search(piece)
        href = html.unescape(link[1].decode("utf-8", "replace").strip()) if link else ""
        if not is_closed:
            found.is_whole = False
            found.unread.append(href)
            continue
        text = _clean(_leniently(piece, charset))
        element = _element(f"{opening}{text}{closing}")
        if element is not None:
            found.responses.extend(element.iter(RESPONSE))
        elif (data := _DATA.search(text)) and "BEGIN:VCALENDAR" in data[2].upper():
            found.texts.append((href, _plain(data[2])))
        else:
            found.unread.append(href)
    return found


def _pieces(body: bytes, start: int) -> Iterator[tuple[bytes, bool]]:
    """Each response, and whether it has an end; so also what stands between them and is one.

    Tags within CDATA and comments are none.
    """
    begun, until = -1, b""
    for mark in _MARK.finditer(body, start):
        if until:
            until = b"" if mark[0] == until else until
        elif mark[0] in (b"<![CDATA[", b"<!--"):
            until = b"]]>" if mark[0] == b"<![CDATA[" else b"-->"
            # One without an end hides nothing that follows.
            until = until if body.find(until, mark.end()) >= 0 else b""
        elif mark[1] is None:
            continue
        elif mark[1] and begun >= 0:
            start = body.find(b">", mark.end()) + 1 or len(body)
            yield body[begun:start], True
            begun = -1
        elif not mark[1]:
            rest = body[start if begun < 0 else begun : mark.start()]
            if begun >= 0 or _is_of_a_response(rest):
                yield rest, False
            begun = start = mark.start()
    rest = body[start if begun < 0 else begun :]
    if begun >= 0 or _is_of_a_response(rest):
        yield rest, False


def _is_of_a_response(rest: bytes) -> bool:
    return b"href" in rest or b"calendar-data" in rest


def _leniently(piece: bytes, charset: str) -> str:
    try:
        return _strictly(piece, charset)
    except UnicodeError:
        return piece.decode("utf-8", "replace")


def _clean(text: str) -> str:
    """Without what XML 1.0 has no place for, also as a reference."""
    return _REFERENCE.sub(_allowed, _FORBIDDEN.sub("", text))


def _allowed(reference: re.Match[str]) -> str:
    number = int(reference[1]) if reference[1] else int(reference[2], 16)
    character = chr(number) if number < 0x110000 else "\0"
    is_fine = not _FORBIDDEN.match(character) and not 0xD800 <= number < 0xE000
    return reference[0] if is_fine else ""


def _element(text: str) -> Element | None:
    for attempt in (text, _STRAY.sub("&amp;", text)):
        try:
            found: Element = fromstring(attempt, forbid_dtd=True)
        except (ParseError, DefusedXmlException, RecursionError, ValueError):
            continue
        return found
    return None


def _plain(data: str) -> str:
    """Calendar text that stands in XML as it is, or nearly."""
    inner = data.strip()
    if inner.startswith("<![CDATA["):
        return inner.removeprefix("<![CDATA[").removesuffix("]]>")
    return _ENTITIES.sub(lambda entity: html.unescape(entity[0]), inner)
