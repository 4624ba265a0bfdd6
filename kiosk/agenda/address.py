"""The join address of a meeting: which machine, which room, and whether we may go there.

`janus+wss://hop.example.vn/janus?room=1001&pin=…` is a WebSocket address with the room and its
pin in the query. Addresses come from strangers' invitations, so everything that is not plainly
right is refused, and no host is opened that the settings do not name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import parse_qsl, urlsplit

from kiosk.base.errors import Code
from kiosk.base.hosts import is_allowed
from kiosk.model.meeting import AddressKind, JoinAddress

MAX_LENGTH = 2048
"""Longer than any address of a real server; bounds every regular expression below."""

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]{0,30}):", re.ASCII | re.IGNORECASE)
_HOST = re.compile(
    r"(?P<host>[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*"
    r"|\[[0-9a-f:.]{2,45}\])(?::(?P<port>[0-9]{1,5}))?",
    re.ASCII,
)
"""Letters, digits and hyphens only: no user, no percent sign, no trailing or doubled dot, no
letter outside ASCII (a Cyrillic `о` would look like the allowed host; its `xn--` form does not)."""
_PATH = re.compile(r"(?:/[A-Za-z0-9._~!$&'()*+,;=:@%-]*)*", re.ASCII)
_ROOM = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", re.ASCII)
_MAX_PIN = 256

Parser = Callable[[str, Sequence[str]], "JoinAddress | Code"]


def parse(text: str, allowed_hosts: Sequence[str]) -> JoinAddress | Code:
    """Read an address.

    Returns `ADDRESS_MISSING` for an empty text, `ADDRESS_UNKNOWN` for a kind that no adapter
    exists for, `ADDRESS_BROKEN` for one that is not well formed and `ADDRESS_NOT_ALLOWED` for a
    host that is not in `allowed_hosts`. Never raises.
    """
    text = text.strip(" \t\r\n")
    if not text:
        return Code.ADDRESS_MISSING
    scheme = _SCHEME.match(text)
    if scheme is None or len(text) > MAX_LENGTH:
        return Code.ADDRESS_BROKEN
    kind = SCHEMES.get(scheme[1].lower())
    return Code.ADDRESS_UNKNOWN if kind is None else PARSERS[kind](text, allowed_hosts)


def _janus(text: str, allowed_hosts: Sequence[str]) -> JoinAddress | Code:
    if not text.isascii() or not text.isprintable() or any(c in text for c in ' \\"<>^`{|}'):
        return Code.ADDRESS_BROKEN
    try:
        parts = urlsplit(text)
    except ValueError:
        return Code.ADDRESS_BROKEN
    netloc = parts.netloc.lower()
    host = _HOST.fullmatch(netloc)
    room, pin = _room_and_pin(parts.query)
    if not host or "#" in text or not _PATH.fullmatch(parts.path) or room is None:
        return Code.ADDRESS_BROKEN
    scheme = parts.scheme.removeprefix("janus+")
    port = int(host["port"] or (443 if scheme == "wss" else 80))
    if not 0 < port < 65536:
        return Code.ADDRESS_BROKEN
    if not is_allowed(host["host"], port, allowed_hosts):
        return Code.ADDRESS_NOT_ALLOWED
    return JoinAddress(AddressKind.JANUS, f"{scheme}://{netloc}{parts.path}", room, pin)


def _room_and_pin(query: str) -> tuple[str | None, str]:
    """The room (None when it is missing, doubled or malformed) and the pin, which may be empty."""
    # A plus is a plus in addresses; only forms mean a blank by it (RFC 3986).
    query = query.replace("+", "%2B")
    try:
        fields = parse_qsl(query, keep_blank_values=True, max_num_fields=20, errors="strict")
    except ValueError:  # too many fields, or bytes that are not UTF-8
        return None, ""
    rooms = [value for key, value in fields if key == "room"]
    pins = [value for key, value in fields if key == "pin"] or [""]
    fine = len(rooms) == 1 and len(pins) == 1 and _ROOM.fullmatch(rooms[0])
    if not fine or len(pins[0]) > _MAX_PIN or not (pins[0].isprintable()):
        return None, ""
    return rooms[0], pins[0]


PARSERS: Mapping[AddressKind, Parser] = {AddressKind.JANUS: _janus}
"""One entry for each kind that an adapter exists for; the next kind is added here."""

SCHEMES: Mapping[str, AddressKind] = {
    "janus+wss": AddressKind.JANUS,
    "janus+ws": AddressKind.JANUS,
}
"""Which schemes belong to which kind."""
