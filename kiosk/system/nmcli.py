"""What NetworkManager's `nmcli` says, read: pure, for every text that it may print."""

from __future__ import annotations

import re

from kiosk.system.state import Guard, WifiNetwork
from kiosk.system.terse import rows_of
from kiosk.system.trouble import Trouble, TroubleError
from kiosk.system.wifi import key_of, merged, name_of, shown

LIST = "IN-USE,SSID-HEX,SIGNAL,SECURITY,MODE"
SAVED = "UUID,TYPE,NAME"
SSID = "802-11-wireless.ssid"
OURS = "kiosk-"
"""Before a network's key: what our own connections are called."""
WIFI_TYPES = ("802-11-wireless", "wifi")
_MODE = "Infra"
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NOT_RUNNING, _TIMEOUT = 8, 3
"""Exit statuses of nmcli(1)."""
_REASONS = (
    (
        Trouble.WIFI_PASSWORD,
        r"secrets were required|no-secrets|\b(7|8|11)\)|802\.1X supplicant|psk:",
    ),
    (Trouble.WIFI_GONE, r"network could not be found|ssid-not-found|No network with SSID|\(53\)"),
    (Trouble.WIFI_NO_ADDRESS, r"IP configuration|ip-config|DHCP|\((5|15|16|17)\)"),
    (Trouble.REFUSED, r"not authori[sz]ed|insufficient privileges|permission denied"),
    (Trouble.WIFI_GONE, r"No Wi-Fi device|no suitable device|not available"),
)
"""Why a connection failed: what nmcli prints in English (its source, nmc-…-reason tables)."""


def networks_in(text: str, known: frozenset[str]) -> tuple[WifiNetwork, ...]:
    """The answer to `device wifi list` with the columns `LIST`; `known`: keys that are stored."""
    found = []
    for in_use, key, signal, security, mode in rows_of(text, LIST.count(",") + 1):
        if mode != _MODE or not signal.isdecimal():
            continue
        try:
            name = name_of(key)
        except ValueError:
            continue
        guard, modern = _guard(security)
        found.append(
            WifiNetwork(
                key=key.upper(),
                name=shown(name),
                strength=min(100, int(signal)),
                guard=guard,
                modern=modern,
                used=in_use == "*",
                known=key.upper() in known,
            )
        )
    return merged(found)


def _guard(security: str) -> tuple[Guard, bool]:
    """From words as `WPA1 WPA2`; the second: it takes WPA3 alone."""
    kinds = set(security.replace("--", "").split())
    if not kinds or kinds == {"OWE"} or kinds == {"OWE-TM"}:
        return Guard.OPEN, False
    if "802.1X" in kinds or not kinds & {"WPA1", "WPA2", "WPA3"}:
        return Guard.OTHER, False
    return Guard.PASSWORD, not kinds & {"WPA1", "WPA2"}


def stored_in(text: str) -> dict[str, str]:
    """Wireless connections in the answer to `connection show` with the columns `SAVED`.

    UUID to the network's key, empty for those that somebody else has made.
    """
    found = {}
    for uuid, kind, name in rows_of(text, SAVED.count(",") + 1):
        if kind in WIFI_TYPES and _UUID.fullmatch(uuid):
            found[uuid] = name.removeprefix(OURS) if name.startswith(OURS) else ""
    return found


def ssid_in(text: str) -> str:
    """The key in the answer to `connection show` of one connection with the field `SSID`.

    Such a value stands as it is, without escapes (seen with 1.42.4); empty where there is none.
    """
    for line in text.split("\n"):
        if line.startswith(SSID + ":"):
            return key_of(line.removeprefix(SSID + ":").encode("utf-8", "surrogateescape"))
    return ""


def check(status: int, printed: str) -> None:
    """Raise `TroubleError` for an exit status that is not 0, with the code that says why."""
    if status == 0:
        return
    if status == _NOT_RUNNING or "Could not create NMClient" in printed:
        raise TroubleError(Trouble.NETWORK_TOOL, "NetworkManager is not running.")
    for code, pattern in _REASONS:
        if re.search(pattern, printed, re.IGNORECASE):
            raise TroubleError(code, f"nmcli ended with status {status}: {code.value}.")
    code = Trouble.SILENT if status == _TIMEOUT else Trouble.WIFI_FAILED
    raise TroubleError(code, f"nmcli ended with status {status}.")
