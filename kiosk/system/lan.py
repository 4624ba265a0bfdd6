"""What the PC is joined to the network with: interface, wireless signal, address, way out.

Read from /proc and /sys on Linux, from `netsh` on Windows. The readers are pure and tested with
text in those formats.
"""

from __future__ import annotations

import ipaddress
import logging
import re
import shutil
import socket
import struct
import sys
from dataclasses import dataclass
from pathlib import Path

import psutil

from kiosk.base.program import run

log = logging.getLogger(__name__)

_OUTSIDE = "198.51.100.1"
"""TEST-NET-2 (RFC 5737): nobody's address, so only a default route leads there. Nothing is sent."""
_COMMAND_S = 2.0
_UNKNOWN_SPEEDS = (0, 65535)
"""What drivers say that do not know, as those of virtual machines."""


@dataclass(frozen=True, slots=True)
class Lan:
    """How the PC is connected; empty and None where it is not, or not known."""

    interface: str = ""
    wireless: bool = False
    speed_mbps: float | None = None
    signal_dbm: float | None = None
    address: str = ""
    has_default_route: bool = False
    gateway: str = ""

    @property
    def address_is_made_up(self) -> bool:
        """No router gave one (RFC 3927, RFC 4862 link-local)."""
        return bool(self.address) and ipaddress.ip_address(self.address).is_link_local


def look(hosts: list[str]) -> Lan:
    """How the PC is connected now. Without a default route: the interface towards these hosts."""
    outside = local_address(_OUTSIDE)
    towards = [local_address(host) for host in hosts]
    address = outside or next(
        (one for one in towards if one and not ipaddress.ip_address(one).is_loopback), ""
    )
    interface = _interface_of(address) if address else ""
    if not interface:
        interface, address = _any_interface()
    if not interface:
        return Lan()
    wireless, signal_dbm = _wireless(interface)
    return Lan(
        interface,
        wireless,
        _speed_mbps(interface),
        signal_dbm,
        address,
        bool(outside),
        _gateway() if outside else "",
    )


def local_address(host: str) -> str:
    """Our address on the way to a numeric address; empty where no route leads there."""
    try:
        family = socket.AF_INET6 if ipaddress.ip_address(host).version == 6 else socket.AF_INET
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((host, 9))
            return str(probe.getsockname()[0])
    except (OSError, ValueError):
        return ""


def gateway_of(route_table: str) -> str:
    """The default gateway in the text of /proc/net/route (proc(5)); the lowest metric wins."""
    found: list[tuple[int, str]] = []
    for line in route_table.splitlines()[1:]:
        fields = line.split()
        if len(fields) >= 8 and fields[1] == "00000000" and fields[7] == "00000000":
            address = socket.inet_ntoa(struct.pack("=L", int(fields[2], 16)))
            found.append((int(fields[6]), address))
    return min(found)[1] if found else ""


def signal_in_proc(text: str, interface: str) -> float | None:
    """The signal in dBm in the text of /proc/net/wireless; drivers there count below zero."""
    match = re.search(
        rf"^\s*{re.escape(interface)}:\s+\S+\s+\S+\s+(-?\d+)\.?\s", text, re.MULTILINE
    )
    return float(match[1]) if match and int(match[1]) < 0 else None


def signal_in_iw(text: str) -> float | None:
    """The signal in dBm in the output of `iw dev … link`."""
    match = re.search(r"signal:\s*(-?\d+(?:\.\d+)?)\s*dBm", text)
    return float(match[1]) if match else None


def signal_in_netsh(text: str, interface: str) -> float | None:
    """The signal in dBm of an interface in the output of `netsh wlan show interfaces`.

    Words are in the system's language; only the signal is a number with a percent sign. Windows
    maps -100 to -50 dBm to 0 to 100 % (WLAN_ASSOCIATION_ATTRIBUTES, wlanSignalQuality).
    """
    for block in re.split(r"\n\s*\n", text.replace("\r", "")):
        if re.search(rf":\s*{re.escape(interface)}\s*$", block, re.MULTILINE):
            match = re.search(r":\s*(\d{1,3})\s*%", block)
            return float(match[1]) / 2 - 100 if match else None
    return None


def _any_interface() -> tuple[str, str]:
    """Some interface that is up and has an address of its own, for what is wrong with it."""
    stats = psutil.net_if_stats()
    for name, addresses in psutil.net_if_addrs().items():
        if name not in stats or not stats[name].isup:
            continue
        own = [entry.address for entry in addresses if entry.family == socket.AF_INET]
        for address in own:
            if not ipaddress.ip_address(address).is_loopback:
                return name, address
    return "", ""


def _interface_of(address: str) -> str:
    for name, addresses in psutil.net_if_addrs().items():
        if any(entry.address.partition("%")[0] == address for entry in addresses):
            return str(name)
    return ""


def _speed_mbps(interface: str) -> float | None:
    stats = psutil.net_if_stats().get(interface)
    return None if stats is None or stats.speed in _UNKNOWN_SPEEDS else float(stats.speed)


def _wireless(interface: str) -> tuple[bool, float | None]:
    """Whether it is wireless, and its signal."""
    if sys.platform == "win32":
        text = _output("netsh", "wlan", "show", "interfaces")
        signal_dbm = signal_in_netsh(text, interface)
        return signal_dbm is not None, signal_dbm
    folder = Path("/sys/class/net") / interface
    if not (folder / "wireless").exists() and not (folder / "phy80211").exists():
        return False, None
    signal_dbm = signal_in_proc(_text("/proc/net/wireless"), interface)
    if signal_dbm is None:
        signal_dbm = signal_in_iw(_output("iw", "dev", interface, "link"))
    return True, signal_dbm


def _gateway() -> str:
    return gateway_of(_text("/proc/net/route")) if sys.platform == "linux" else ""


def _text(path: str) -> str:
    try:
        return Path(path).read_text(encoding="ascii", errors="replace")
    except OSError:
        return ""


def _output(program: str, *arguments: str) -> str:
    """What a program of the system says; nothing where there is none."""
    path = shutil.which(program)
    if path is None:
        return ""
    try:
        done = run([path, *arguments], _COMMAND_S)
    except OSError:
        return ""
    return done.text if done is not None else ""
