"""Wireless networks as a list for people: names cleaned, transmitters of one name merged."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from kiosk.base.texts import clean
from kiosk.system.state import WifiNetwork
from kiosk.system.trouble import Trouble, TroubleError

MOST = 40
"""Networks in the list: a street of transmitters must not fill it for ever."""
LONGEST_NAME = 32
"""Letters shown; the standard gives a name 32 bytes."""
MAX_NAME_BYTES = 32
PASSWORD_LENGTH = range(8, 64)
"""Characters of a WPA2 passphrase (IEEE 802.11, J.4.1)."""
_KEY = re.compile(r"[0-9A-Fa-f]{64}")


def shown(name: bytes) -> str:
    """A network's name to be read: a stranger's bytes, whatever they are."""
    return clean(name.decode("utf-8", "replace"), LONGEST_NAME)


def key_of(name: bytes) -> str:
    """What a network is told apart by."""
    return name.hex().upper()


def name_of(key: str) -> bytes:
    """The name's bytes. Raises ValueError for what is no key."""
    return bytes.fromhex(key)


def merged(found: Iterable[WifiNetwork]) -> tuple[WifiNetwork, ...]:
    """One line a name, ours first, then the strongest; those without a readable name are left out.

    Names that look alike and are not the same are two networks: whoever made the second may want
    it to be taken for the first, so what is ours and what is known is said on each line.
    """
    by_key: dict[str, WifiNetwork] = {}
    for one in found:
        if not one.name.strip("\u2068\u2069 …"):
            continue
        other = by_key.get(one.key)
        by_key[one.key] = one if other is None else _both(one, other)
    ordered = sorted(by_key.values(), key=lambda one: (not one.used, -one.strength, one.key))
    return tuple(ordered[:MOST])


def _both(one: WifiNetwork, other: WifiNetwork) -> WifiNetwork:
    stronger = max(one, other, key=lambda each: each.strength)
    return replace(
        stronger, used=one.used or other.used, known=one.known or other.known,
        modern=one.modern and other.modern,
    )  # fmt: skip


def check_password(password: str, *, modern: bool) -> None:
    """Raise `TroubleError(WIFI_PASSWORD)` for what no network of that kind can take."""
    printable = password.isascii() and password.isprintable()
    is_key = _KEY.fullmatch(password) is not None and not modern
    if not printable or (len(password) not in PASSWORD_LENGTH and not is_key):
        raise TroubleError(
            Trouble.WIFI_PASSWORD,
            "This cannot be the network's password: it has 8 to 63 characters.",
        )


def check_name(name: str) -> bytes:
    """The bytes of a hidden network's name. Raises `TroubleError(WIFI_GONE)` where none can be."""
    data = name.encode("utf-8", "replace")
    if not 0 < len(data) <= MAX_NAME_BYTES or "\0" in name:
        raise TroubleError(Trouble.WIFI_GONE, "No network can have this name.")
    return data
