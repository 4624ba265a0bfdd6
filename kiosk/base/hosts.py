"""Hosts of addresses: what may be shown, reached and compared, never the address itself."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from kiosk.base.config import Settings

_DEFAULT_PORTS = {"https": 443, "http": 80, "wss": 443, "ws": 80}


def host_of(url: str) -> tuple[str, int] | None:
    """Host and port of an address, None where it has none."""
    try:
        parts = urlsplit(url)
        port = parts.port or _DEFAULT_PORTS.get(parts.scheme)
    except ValueError:
        return None
    return (parts.hostname, port) if parts.hostname and port else None


def is_usable(url: str) -> bool:
    """Whether an address, or `//host:port`, names a host and a port that can exist."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
        if "[" in parts.netloc:
            ipaddress.IPv6Address(host)  # some versions of Python leave that to the caller
        else:
            host.rstrip(".").encode("idna")  # labels of 1 to 63 letters
    except ValueError:  # UnicodeError is one
        return False
    return host != "" and port != 0


def is_allowed(host: str, port: int, allowed_hosts: Sequence[str]) -> bool:
    """Whether the list names this host (any port of it) or exactly this host and port."""
    wanted = {host.lower(), f"{host.lower()}:{port}"}
    return any(entry.strip().lower() in wanted for entry in allowed_hosts)


def may_open(url: str, allowed_hosts: Sequence[str]) -> bool:
    """Whether the settings still name the host of an address that was read from somewhere."""
    found = host_of(url)
    if found is None:
        return False
    host, port = found
    return is_allowed(f"[{host}]" if ":" in host else host, port, allowed_hosts)


def needs_loopback(settings: Settings) -> bool:
    """Whether a meeting server on this very machine is allowed (the demo, tests)."""
    return any(is_loopback(host) for host in settings.meeting.allowed_hosts)


def is_loopback(host: str) -> bool:
    """Whether this host (with or without a port) is this very machine."""
    try:
        name = (urlsplit(f"//{host}").hostname or "").lower()
        return name == "localhost" or ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
