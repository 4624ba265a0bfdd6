"""From a link of a web meeting to its service and to the address that is opened for it.

Links come from strangers' invitations. One that is not plainly what a person would take it for is
refused: look-alike hosts, users before an `@`, encoded hosts, ports, backslashes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import SplitResult, parse_qsl, quote, urlsplit, urlunsplit

from kiosk.agenda.services import (
    ANY_HOST,
    NAME,
    NAME_JSON,
    NO_HOST,
    Service,
    Shape,
    placeholders,
)
from kiosk.base.hosts import is_allowed

MAX_LENGTH = 2048
_HOST = re.compile(
    r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*"
    r"(?::[0-9]{1,5})?",
    re.ASCII,
)
_FORBIDDEN = re.compile(r'[\x00-\x20\x7f-\uffff\U00010000-\U0010ffff\\"<>^`{|}]')
_MAX_FIELDS = 40
_SAFE_PATH = "/:@!$&'()*+,;=~-._%"


class Refusal(StrEnum):
    """Why a link is not opened."""

    BROKEN = "it is no well-formed web address"
    HOST = "its host is hidden: a user, a port, encoded or foreign letters"
    UNKNOWN = "no service is known that has such addresses"
    NOT_ALLOWED = "the settings do not allow its host"


@dataclass(frozen=True, slots=True)
class Recognised:
    """A link of a known service. `values`, `link` and the opened address are secret."""

    service: Service
    shape: Shape
    values: Mapping[str, str]
    link: str

    def __repr__(self) -> str:
        return f"Recognised({self.service.id}, …)"

    def opened(self, point_name: str) -> str:
        """The address to open, for a point of this name."""
        if not self.shape.open:
            return self.link
        name = {NAME: point_name, NAME_JSON: json.dumps(point_name, ensure_ascii=False)}
        values = {**self.values, **name}
        address = _filled(self.shape.open, values, is_path=True)
        for mark, parts in (("?", self.shape.params), ("#", self.shape.fragment)):
            pairs = [(key, _filled(template, values)) for key, template in parts.items()]
            text = "&".join(f"{quote(key, safe='.')}={value}" for key, value in pairs if value)
            address += mark + text if text else ""
        return address


def recognise(
    link: str, services: Iterable[Service], allowed_hosts: Sequence[str] = ()
) -> Recognised | Refusal:
    """Which service a link belongs to. Never raises.

    `allowed_hosts` are the settings', for services that run on anybody's host.
    """
    parts = _split(link)
    if isinstance(parts, Refusal):
        return parts
    found: Recognised | Refusal = Refusal.UNKNOWN
    for service in services:
        for shape in service.address:
            values = _values(parts, shape)
            if values is None:
                continue
            if _has_host(parts.netloc, shape.hosts) or (
                ANY_HOST in shape.hosts and _is_ours(parts, allowed_hosts)
            ):
                return Recognised(service, shape, values, _secured(parts))
            if ANY_HOST in shape.hosts:
                found = Refusal.NOT_ALLOWED
    return found


def _split(link: str) -> SplitResult | Refusal:
    """With `netloc` in small letters. Links without a host (`msteams:/l/…`) have an empty one."""
    if len(link) > MAX_LENGTH or _FORBIDDEN.search(link):
        return Refusal.BROKEN if link.isascii() else Refusal.HOST
    try:
        parts = urlsplit(link)
        port = parts.port
    except ValueError:
        return Refusal.BROKEN
    if not parts.scheme or not (parts.netloc or parts.path.startswith("/")):
        return Refusal.BROKEN
    host = parts.netloc.lower()
    if host and not _HOST.fullmatch(host):
        return Refusal.HOST
    if host.startswith("xn--") or ".xn--" in host:
        return Refusal.HOST
    return parts._replace(netloc=host.removesuffix(":443") if port == 443 else host)


def _has_host(host: str, wanted: Iterable[str]) -> bool:
    """Without a port: services that everybody knows have none."""
    if not host:
        return NO_HOST in wanted
    return any(host.endswith(one[1:]) if one.startswith("*.") else host == one for one in wanted)


def _is_ours(parts: SplitResult, allowed_hosts: Sequence[str]) -> bool:
    port = parts.port or (80 if parts.scheme.lower() == "http" else 443)
    return bool(parts.hostname) and is_allowed(parts.hostname or "", port, allowed_hosts)


def _secured(parts: SplitResult) -> str:
    """The link over TLS; only this very machine is spoken to without (tests, the demo)."""
    is_here = parts.hostname in ("localhost", "127.0.0.1")
    scheme = parts.scheme.lower() if is_here else "https"
    return urlunsplit(parts._replace(scheme=scheme))


def _values(parts: SplitResult, shape: Shape) -> dict[str, str] | None:
    """What the parts of a link are in this shape; None: it does not have it."""
    path = re.fullmatch(shape.path, parts.path or "/", re.ASCII)
    if parts.scheme.lower() not in shape.schemes or path is None:
        return None
    try:
        given = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=_MAX_FIELDS)
    except ValueError:
        return None
    values = {name: value or "" for name, value in path.groupdict().items()}
    query: dict[str, str] = {}
    for key, value in given:
        query.setdefault(key, value)
    for key, expression in {**shape.optional, **shape.query}.items():
        fits = re.fullmatch(expression, query.get(key, ""), re.ASCII) is not None
        if key in shape.query and (key not in query or not fits):
            return None
        values[key] = query.get(key, "") if fits else ""
    return values | {"host": parts.netloc, "path": parts.path or "/"}


def _filled(template: str, values: Mapping[str, str], *, is_path: bool = False) -> str:
    """Values percent-encoded; a template all of whose values are empty is empty."""
    names = placeholders(template)
    if names and not is_path and not any(values[name] for name in names):
        return ""
    encoded = {
        name: quote(values[name], safe=_SAFE_PATH if name in ("path", "host") else "")
        for name in names
    }
    return template.format_map(encoded) if is_path else _with_quotes(template, encoded)


def _with_quotes(template: str, encoded: Mapping[str, str]) -> str:
    """What stands in a parameter beside the values is encoded too: `"{name}"` of Jitsi."""
    pieces = re.split(r"(\{\w+\})", template)
    return "".join(
        encoded[piece[1:-1]] if piece.startswith("{") else quote(piece, safe="") for piece in pieces
    )
