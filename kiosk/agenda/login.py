"""Showing a calendar server the password, in the way that it asks for (RFC 9110, 11).

Nothing goes out before the server has asked. Digest (RFC 7616) never sends the password itself;
Basic does, so it goes over TLS or to this machine only.
"""

from __future__ import annotations

import base64
import hashlib
import ipaddress
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from kiosk.base.errors import Code, KioskError

_ITEM = re.compile(r"([\w!#$%&'*+.^`|~-]+)(?:\s*=\s*(\"(?:[^\"\\]|\\.)*\"|[^\s,\"]+))?", re.ASCII)
_MAX_HEADER = 8192
_HASHES = {"MD5": "md5", "SHA-256": "sha256", "SHA-512-256": "sha512_256"}


@dataclass(frozen=True, slots=True)
class Challenge:
    """One way to log in that a server offers. Names are lower case, values unquoted."""

    scheme: str
    fields: Mapping[str, str]

    @property
    def algorithm(self) -> str:
        """Of a Digest."""
        return self.fields.get("algorithm", "MD5").upper()

    @property
    def is_digest(self) -> bool:
        """Whether it is a Digest that we can answer."""
        known = self.algorithm.removesuffix("-SESS") in _HASHES and "nonce" in self.fields
        qop = self.fields.get("qop")
        return self.scheme == "digest" and known and (qop is None or "auth" in _listed(qop))


def challenges(header: str) -> list[Challenge]:
    """What a WWW-Authenticate header offers, in its order."""
    found: list[tuple[str, dict[str, str]]] = []
    for name, value in _ITEM.findall(header[:_MAX_HEADER]):
        if not value:
            found.append((name.lower(), {}))
        elif found:
            text = re.sub(r"\\(.)", r"\1", value[1:-1]) if value.startswith('"') else value
            found[-1][1].setdefault(name.lower(), text)
    return [Challenge(scheme, fields) for scheme, fields in found]


class Login:
    """The user at one server. Not for two threads at once."""

    def __init__(self, user: str, password: str) -> None:
        self._user, self._password = user, password
        self._challenge: Challenge | None = None
        self._uses = 0

    def header(self, method: str, target: str) -> bytes:
        """The Authorization for a request; empty before the server has asked for one.

        `target` is path and query. In UTF-8, because Latin-1 has no Vietnamese.
        """
        if self._challenge is None:
            return b""
        self._uses += 1
        if self._challenge.is_digest:
            return self._digest(self._challenge, method, target).encode()
        return b"Basic " + base64.b64encode(f"{self._user}:{self._password}".encode())

    def asked(self, header: str, url: str) -> bool:
        """Take what a server says with a 401; whether it is worth asking again.

        Raises `KioskError(CALENDAR_BROKEN)` when there is no way that we can or may go.
        """
        offered = challenges(header)
        digest = next((one for one in offered if one.is_digest), None)
        basic = next((one for one in offered if one.scheme == "basic"), None)
        first_use = self._uses == 1
        if self._challenge is not None and not (digest and self._is_outdated(digest, first_use)):
            self._challenge = None  # so that the next look begins as the first one did
            return False
        if digest is None and basic is None:
            raise _cannot(url, [one.scheme for one in offered])
        if digest is None and not _is_safe(url):
            raise _unsafe(url)
        self._challenge, self._uses = digest or basic, 0
        return True

    def _is_outdated(self, digest: Challenge, first_use: bool) -> bool:
        """Whether only the server's number was too old, and not the password wrong."""
        if digest.fields.get("stale", "").lower() == "true":
            return True
        before = self._challenge.fields.get("nonce") if self._challenge else None
        return not first_use and digest.fields["nonce"] != before

    def _digest(self, challenge: Challenge, method: str, target: str) -> str:
        fields = challenge.fields
        kind = _HASHES[challenge.algorithm.removesuffix("-SESS")]

        def hashed(*parts: str) -> str:
            return hashlib.new(kind, ":".join(parts).encode(), usedforsecurity=False).hexdigest()

        realm, nonce = fields.get("realm", ""), fields["nonce"]
        ours, count = secrets.token_hex(8), f"{self._uses:08x}"
        secret = hashed(self._user, realm, self._password)
        if challenge.algorithm.endswith("-SESS"):
            secret = hashed(secret, nonce, ours)
        asked = hashed(method, target)
        said = {"username": self._user, "realm": realm, "nonce": nonce, "uri": target}
        plain = {"algorithm": challenge.algorithm} if "algorithm" in fields else {}
        if "qop" in fields:
            said["response"] = hashed(secret, nonce, count, ours, "auth", asked)
            said["cnonce"] = ours
            plain |= {"qop": "auth", "nc": count}
        else:
            said["response"] = hashed(secret, nonce, asked)
        if "opaque" in fields:
            said["opaque"] = fields["opaque"]
        quoted = (f'{name}="{_escaped(value)}"' for name, value in said.items())
        return "Digest " + ", ".join([*quoted, *(f"{key}={text}" for key, text in plain.items())])


def _is_safe(url: str) -> bool:
    """Whether nobody on the way can read what is sent."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme.lower() == "https" or host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _listed(text: str) -> list[str]:
    return [each.strip().lower() for each in text.split(",")]


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _cannot(url: str, offered: list[str]) -> KioskError:
    ways = ", ".join(dict.fromkeys(offered)) or "one that it does not name"
    return KioskError(
        Code.CALENDAR_BROKEN,
        f"{urlsplit(url).hostname} wants a login of another kind ({ways[:60]}).",
        "Let the server offer Basic or Digest for this user.",
    )


def _unsafe(url: str) -> KioskError:
    return KioskError(
        Code.CALENDAR_BROKEN,
        f"{urlsplit(url).hostname} wants the password readable, over a line without encryption.",
        "Write https:// in [calendar] url, or let the server offer Digest.",
    )
