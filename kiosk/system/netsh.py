"""What Windows' `netsh wlan` says and is given: pure. Never run on Windows (docs/settings.md).

netsh speaks the system's language, so only what is the same in all of them is read: `SSID 1 :`,
`BSSID 1 :`, percent signs, and the names of protections (WPA2-Personal stays English or not: what
is not known counts as protected by a password).
"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from kiosk.system.state import Guard, WifiNetwork
from kiosk.system.wifi import key_of, merged, name_of, shown

_NETWORK = re.compile(r"^SSID \d+\s*: ?(.*)$")
_SIGNAL = re.compile(r":\s*(\d{1,3})\s*%")
_VALUE = re.compile(r"^\s+[^:]+:\s*(.*?)\s*$")
_USED = re.compile(r"^\s+SSID\s*: ?(.*)$", re.MULTILINE)
_LINES_TO_PROTECTION = 2
"""Below a network's name: kind of network, then how it is protected (netsh's fixed order)."""
_PROFILE = """<?xml version="1.0"?>
<WLANProfile xmlns="http://www.microsoft.com/networking/WLAN/profile/v1">
 <name>{profile}</name>
 <SSIDConfig><SSID><hex>{key}</hex></SSID><nonBroadcast>{hidden}</nonBroadcast></SSIDConfig>
 <connectionType>ESS</connectionType><connectionMode>auto</connectionMode>
 <MSM><security>
  <authEncryption><authentication>{authentication}</authentication>
   <encryption>{encryption}</encryption><useOneX>false</useOneX></authEncryption>{shared}
 </security></MSM>
</WLANProfile>
"""
_SHARED = """
  <sharedKey><keyType>{kind}</keyType><protected>false</protected>
   <keyMaterial>{password}</keyMaterial></sharedKey>"""
_KEY_DIGITS = 64


def networks_in(text: str, used: str, profiles: frozenset[str]) -> tuple[WifiNetwork, ...]:
    """The answer to `wlan show networks mode=bssid`; `used`: the key we are in."""
    found = []
    for lines in _blocks(text):
        match = _NETWORK.match(lines[0])
        name = match[1].encode("utf-8", "surrogateescape") if match else b""
        signals = [int(one) for one in _SIGNAL.findall("\n".join(lines))]
        if not name or not signals:
            continue
        protection = _VALUE.match(lines[_LINES_TO_PROTECTION]) if len(lines) > 2 else None
        guard, modern = _guard(protection[1] if protection else "")
        key = key_of(name)
        found.append(
            WifiNetwork(
                key,
                shown(name),
                min(100, max(signals)),
                guard,
                modern,
                used=key == used,
                known=profile_of(key) in profiles,
            )
        )
    return merged(found)


def _blocks(text: str) -> list[list[str]]:
    blocks: list[list[str]] = []
    for line in text.replace("\r", "").split("\n"):
        if _NETWORK.match(line):
            blocks.append([line])
        elif blocks:
            blocks[-1].append(line)
    return blocks


def _guard(protection: str) -> tuple[Guard, bool]:
    words = protection.upper()
    if "ENTERPRISE" in words or "802.1X" in words or "WEP" in words:
        return Guard.OTHER, False
    if words in ("OPEN", "OFFEN", "MỞ", "OUVERT") or "OWE" in words:
        return Guard.OPEN, False
    return Guard.PASSWORD, "WPA3" in words and "WPA2" not in words


def used_in(text: str) -> str:
    """The key of the network in the answer to `wlan show interfaces`; empty: none."""
    match = _USED.search(text.replace("\r", ""))
    return key_of(match[1].strip().encode("utf-8", "surrogateescape")) if match else ""


def profiles_in(text: str) -> frozenset[str]:
    """Our own profiles in the answer to `wlan show profiles`."""
    return frozenset(re.findall(r"kiosk-[0-9A-F]+", text))


def profile_of(key: str) -> str:
    """What our profile of a network is called: no stranger's text on a command line."""
    return f"kiosk-{key}"


def profile(network: WifiNetwork, password: str, *, hidden: bool) -> str:
    """The file that `wlan add profile` reads (Microsoft's WLAN_profile schema)."""
    name_of(network.key)  # nothing but hexadecimal digits goes into the file
    is_open = network.guard is Guard.OPEN
    kind = "networkKey" if len(password) == _KEY_DIGITS else "passPhrase"
    return _PROFILE.format(
        profile=profile_of(network.key),
        key=network.key,
        hidden="true" if hidden else "false",
        authentication="open" if is_open else "WPA3SAE" if network.modern else "WPA2PSK",
        encryption="none" if is_open else "AES",
        shared="" if is_open else _SHARED.format(kind=kind, password=escape(password)),
    )
