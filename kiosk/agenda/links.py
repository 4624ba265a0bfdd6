"""Finding the join address among all that an invitation holds.

Outlook, Apple and Thunderbird ignore CONFERENCE, so links also sit in vendors' properties, in
LOCATION and in the description. The more specific source wins; within one, the longest link
(it is the one that carries the password). A link that an adapter exists for beats, wherever it
stands, one of a web meeting.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kiosk.agenda import address
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
_OURS = re.compile(rf"(?<![a-z0-9+.-])(?:{_SCHEMES})://[^\s<>\"'\\]+", re.IGNORECASE)
_WEB = re.compile(r"https?://[^\s<>\"'\\]+", re.IGNORECASE)
_WEB_MEETING = re.compile(
    r"https?://(?:[a-z0-9-]+\.)*(?:meet\.google\.com|teams\.microsoft\.com|teams\.live\.com"
    r"|zoom\.us|zoom\.com|webex\.com|meet\.jit\.si|gotomeeting\.com|whereby\.com|zavi\.me"
    r"|skype\.com)(?::[0-9]+)?/",
    re.IGNORECASE,
)
"""Meeting services known by their host. Only decides between two sentences on the screen."""
_TRAILING = ".,;:!?)]}"
_MAX_TEXT = 64 * 1024

Properties = Mapping[str, Sequence[str]]
"""Property name -> the texts of all its appearances, unescaped."""


def find(properties: Properties, allowed_hosts: Sequence[str]) -> JoinAddress | Code:
    """The address to join at, or why there is none. Never raises."""
    for source in SOURCES:
        ours = _longest(_OURS, properties.get(source, ()))
        if ours:
            return address.parse(ours, allowed_hosts)
    for source in SOURCES:
        texts = properties.get(source, ())
        if source in _DEDICATED and any(text.strip() for text in texts):
            return Code.ADDRESS_UNKNOWN
        if any(_WEB_MEETING.search(_shortened(text)) for text in texts):
            return Code.ADDRESS_UNKNOWN
    return Code.ADDRESS_MISSING


def without_links(text: str) -> str:
    """A text to show: links are cut out, because they carry room pins and passwords."""
    return _WEB.sub("", _OURS.sub("", _shortened(text)))


def _longest(pattern: re.Pattern[str], texts: Sequence[str]) -> str:
    found = (hit.rstrip(_TRAILING) for text in texts for hit in pattern.findall(_shortened(text)))
    return max(found, key=len, default="")


def _shortened(text: str) -> str:
    """At most 64 KiB, with the one HTML entity that stands inside links resolved."""
    return text[:_MAX_TEXT].replace("&amp;", "&")
