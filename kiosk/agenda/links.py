"""Finding the join address among all that an invitation holds.

Outlook, Apple and Thunderbird ignore CONFERENCE, so links also sit in vendors' properties, in
LOCATION and in the description. What is taken is what a person would copy: quotes, entities and
invisible characters around a link are no part of it, line breaks within < > are none either
(RFC 3986, appendix C), and a mail gateway's link is taken for what it leads to. An address that
may be opened comes first; then the more specific source; within one, the longest link (it is the
one that carries the password).
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from kiosk.agenda import address, services, webaddress, wrapped
from kiosk.base.errors import Code
from kiosk.model.meeting import JoinAddress

SOURCES = (
    "CONFERENCE",
    "X-GOOGLE-CONFERENCE",
    "X-MICROSOFT-SKYPETEAMSMEETINGURL",
    "X-MICROSOFT-ONLINEMEETINGCONFLINK",
    "URL",
    "LOCATION",
    "DESCRIPTION",
    "X-ALT-DESC",
)
"""Properties in the order of how surely they mean the meeting itself."""

_DEDICATED = frozenset(SOURCES[:4])
"""Any address in these is a meeting's; in the others only those of known meeting services."""

_SCHEMES = "|".join(re.escape(scheme) for scheme in address.SCHEMES)
_START = rf"(?<![a-z0-9+.-])(?:{_SCHEMES})://"
_OURS = re.compile(rf"{_START}[^\s<>\"\\`|]+", re.IGNORECASE)
_WHOLE = re.compile(rf"(?:{_SCHEMES})://[^\s<>\"\\]+", re.IGNORECASE)
_SHOWN = re.compile(rf"{_START}[^\s<>\"]+", re.IGNORECASE)
"""To take out of a text to show: rather too much than a piece of a password."""
_BRACKETED = re.compile(
    rf"<\s*(?:url:\s*)?((?:{_SCHEMES})://[^<>\"\s|]+(?:[ \t]*\r?\n\s*[^<>\"\s|]+)*)\s*>",
    re.IGNORECASE,
)
_FOREIGN = re.compile(r"(?:https?://|zoommtg://|zoomus://|msteams:/)[^\s<>\"\\]+", re.IGNORECASE)
_WEB = re.compile(r"https?://[^\s<>\"\\]+", re.IGNORECASE)
_WEB_MEETING = re.compile(
    r"(?:(?:https?|zoommtg|zoomus)://(?:[a-z0-9-]+\.)*(?:meet\.google\.com|teams\.microsoft\.(?:com|us)"
    r"|teams\.cloud\.microsoft|teams\.live\.com|zoom\.us|zoom\.com(?:\.cn)?|zoomgov\.com|webex\.com"
    r"|meet\.jit\.si|8x8\.vc|gotomeeting\.com|meet\.goto\.com|whereby\.com|zavi\.me|chime\.aws"
    r"|bluejeans\.com|skype\.com)(?::[0-9]+)?/|msteams:/)",
    re.IGNORECASE,
)
"""Meeting services known by their host. Only decides between two sentences on the screen."""
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)
_INVISIBLE = re.compile(
    "[\u00ad\u200c-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|<wbr\\s*/?>", re.IGNORECASE
)
_MAY_BREAK = re.compile(r"(?<=[/?&=])\u200b+(?=[!-~])|\u200b+(?=[/?&=])")
"""A zero-width space beside a delimiter only says where a line may break."""
_TRAILING = ".,;:!?*)]}'"
_NEXT_LINE = re.compile(r"\r?\n[ \t>]*([!-;=-~]+)[ \t]*(?=\r?\n|$)")
_QUERY = re.compile(r"^[=/]|[&?%]|^(?:(?:r?o)?om?|m|(?:p?i)?n)=")
"""In the middle of what a link asks for: `&pin=…`, `om=1001&…`."""
_OTHER_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{1,30}:", re.IGNORECASE)
_WRAP_COLUMN = 60
"""Mail programs break lines at 72 to 78 characters; a shorter line was ended by its writer."""
_MAX_TEXT = 64 * 1024
_MAX_ROUNDS = 3
_MAX_LINKS = 100

Properties = Mapping[str, Sequence[str]]
"""Property name -> the texts of all its appearances, unescaped."""


def find(properties: Properties, allowed_hosts: Sequence[str]) -> JoinAddress | Code:
    """The address to join at, or why there is none. Never raises."""
    problem: Code | None = None
    for source in SOURCES:
        found = _best(properties.get(source, ()), allowed_hosts)
        if isinstance(found, JoinAddress):
            return found
        problem = problem or found
    return problem or _without_ours(properties)


def service(properties: Properties) -> str:
    """What the first known service is called that a link belongs to; empty: none is known."""
    for source in SOURCES:
        for text in properties.get(source, ()):
            for link in _web_links(_readable(text)):
                found = webaddress.recognise(link, services.known())
                if isinstance(found, webaddress.Recognised):
                    return found.service.called("vi")
    return ""


def _web_links(text: str) -> Iterator[str]:
    """Links of web pages and of the services' programs, and what a mail gateway wrapped."""
    for link in _FOREIGN.findall(text)[:_MAX_LINKS]:
        yield _without_trailing(link)
        yield from wrapped.inside(link)


def without_links(text: str) -> str:
    """A text to show: links are cut out, because they carry room pins and passwords."""
    text = _readable(text)
    for start, end, _ in reversed(list(_spans(text))):
        text = text[:start] + text[end:]
    return _WEB.sub("", _SHOWN.sub("", text))


def _without_ours(properties: Properties) -> Code:
    for source in SOURCES:
        texts = properties.get(source, ())
        if source in _DEDICATED and any(text.strip() for text in texts):
            return Code.ADDRESS_UNKNOWN
        if any(_holds_web_meeting(_readable(text)) for text in texts):
            return Code.ADDRESS_UNKNOWN
    return Code.ADDRESS_MISSING


def _holds_web_meeting(text: str) -> bool:
    if _WEB_MEETING.search(text):
        return True
    links = _WEB.findall(text)[:_MAX_LINKS]
    return any(_WEB_MEETING.match(inner) for link in links for inner in wrapped.inside(link))


def _best(texts: Sequence[str], allowed_hosts: Sequence[str]) -> JoinAddress | Code | None:
    """The longest link that may be opened, else why the longest of all may not."""
    links = [readings for text in texts for readings in _links(text)][:_MAX_LINKS]
    read = [(_first(readings, allowed_hosts), len(readings[0])) for readings in links]
    for wanted in (JoinAddress, Code):
        found = [one for one in read if isinstance(one[0], wanted)]
        if found:
            return max(found, key=lambda one: one[1])[0]
    return None


def _first(readings: Sequence[str], allowed_hosts: Sequence[str]) -> JoinAddress | Code:
    """The first reading of a link that is an address of ours."""
    found = [address.parse(reading, allowed_hosts) for reading in readings]
    good = (one for one in found if isinstance(one, JoinAddress))
    well_formed = (one for one in found if one is not Code.ADDRESS_BROKEN)
    return next(good, next(well_formed, Code.ADDRESS_BROKEN))


def _links(text: str) -> Iterator[list[str]]:
    """The links of ours in a text, each in the ways that it may be read, the likeliest first."""
    text = _readable(text)
    bare = text.strip().removeprefix("<").removesuffix(">").strip()
    whole = [bare] if _WHOLE.fullmatch(bare) else []
    for _, _, link in _spans(text):
        yield [*whole, link]
    for link in _WEB.findall(text)[:_MAX_LINKS]:
        yield from ([inner] for inner in wrapped.inside(link) if _WHOLE.fullmatch(inner))


def _spans(text: str) -> Iterator[tuple[int, int, str]]:
    """Where the links of ours are, and what each of them is."""
    taken = 0
    for bracketed in _BRACKETED.finditer(text):
        yield from _plain_spans(text, taken, bracketed.start())
        yield bracketed.start(), bracketed.end(), "".join(bracketed[1].split())
        taken = bracketed.end()
    yield from _plain_spans(text, taken, len(text))


def _plain_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    for found in _OURS.finditer(text, start, end):
        link, stop = _until_punctuation(found[0]), found.end()
        if text[found.start() - 1 : found.start()] == "'":  # an attribute of HTML
            link = link.partition("'")[0]
        if len(link) == len(found[0]):
            rest, stop = _continued(text[:end], stop)
            link += rest
        yield found.start(), stop, _without_trailing(link)


def _until_punctuation(link: str) -> str:
    """Up to a typographic quote, a dash, a symbol or an invisible character.

    A letter outside ASCII ends nothing: a password must not be shortened without a word.
    """
    for index, character in enumerate(link):
        if not character.isascii() and unicodedata.category(character)[0] not in "LMN":
            return link[:index]
    return link


def _continued(text: str, end: int) -> tuple[str, int]:
    """What of a link stands on the next lines, because a mail program broke it, and its end."""
    rest = ""
    while (found := _NEXT_LINE.match(text, end)) and len(rest) < address.MAX_LENGTH:
        piece = found[1]
        column = end - (text.rfind("\n", 0, end) + 1)
        is_query = bool(_QUERY.search(piece))
        is_word = piece[:1].isupper() and piece[1:].islower()
        if _OTHER_SCHEME.match(piece) or not (is_query or (column >= _WRAP_COLUMN and not is_word)):
            break
        rest, end = rest + piece, found.end()
    return rest, end


def _without_trailing(link: str) -> str:
    """Without the punctuation of the sentence that the link stands in."""
    while link and link[-1] in _TRAILING:
        pair = {")": "(", "]": "[", "}": "{"}.get(link[-1])
        if pair and link.count(pair) >= link.count(link[-1]):
            break
        link = link[:-1]
    return link


def _readable(text: str) -> str:
    """At most 64 KiB, entities resolved and what nobody sees taken out."""
    text = text[:_MAX_TEXT]
    for _ in range(_MAX_ROUNDS):
        resolved = _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)
        if resolved == text:
            break
        text = resolved
    return _MAY_BREAK.sub("", _INVISIBLE.sub("", text))
