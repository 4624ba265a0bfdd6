"""A network for one run alone: a namespace with loopback and one interface that leads nowhere.

What a run does in it (media, ports, packet filters) touches nothing outside. Janus offers no
loopback address for media, so this also serves a machine that has no other interface. Linux only.

Sockets with a path (X, PulseAudio, Wayland) are reached across namespaces; TCP ports and abstract
sockets are not.
"""

from __future__ import annotations

import ctypes
import os
import socket
import subprocess
import sys
from collections.abc import Sequence

import psutil

ADDRESS = "192.0.2.1"
"""Of the interface; from the block for examples (RFC 5737), which no network uses."""
_SET_UP = f"""set -e
ip link set lo up
ip link add eth0 type veth peer name far0 2>/dev/null || ip link add eth0 type dummy
for name in eth0 far0; do
    test -e /proc/sys/net/ipv6/conf/$name || continue
    ip link set $name addrgenmode none
done
ip address add {ADDRESS}/24 dev eth0
ip link set eth0 up
ip link show far0 >/dev/null 2>&1 && ip link set far0 up
ip route add default dev eth0
"""
"""Kernels lack one kind of interface or the other. No IPv6 but loopback's: an address of the link
alone would be a second way that no test means."""
_CLONE_NEWNET = 0x40000000
_SECONDS = 20.0


def is_needed() -> bool:
    """Whether this machine has no interface that is up but loopback (Linux; elsewhere: no)."""
    if sys.platform != "linux":
        return False
    up = psutil.net_if_stats()
    for name, addresses in psutil.net_if_addrs().items():
        reachable = any(each.family in (socket.AF_INET, socket.AF_INET6) for each in addresses)
        flags = up[name].flags.split(",") if name in up else []
        if reachable and "up" in flags and "loopback" not in flags:
            return False
    return True


def command_inside(command: Sequence[str], *, is_root: bool | None = None) -> list[str]:
    """The command in a network of its own, same process id, same user, no further rights."""
    root = os.geteuid() == 0 if is_root is None else is_root
    if root:
        unshare, drop = ["unshare", "--net"], ""
    else:
        unshare = ["unshare", "--user", "--map-current-user", "--keep-caps", "--net"]
        drop = "setpriv --ambient-caps=-all --inh-caps=-all "
    return [*unshare, "sh", "-c", f'{_SET_UP}exec {drop}"$@"', "network", *command]


def why_not() -> str:
    """Why no command may have a network of its own here; empty when one may."""
    try:
        tried = subprocess.run(
            command_inside(["true"]), capture_output=True, text=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    return "" if tried.returncode == 0 else _last_line(tried.stderr)


def enter() -> str:
    """Move this thread and what it starts from now on into a network of its own. Needs root.

    Returns why that is not possible, empty when it is done; then nothing has changed.
    """
    if sys.platform != "linux":
        return "this system has no network namespaces"
    libc = ctypes.CDLL(None, use_errno=True)
    before = os.open("/proc/thread-self/ns/net", os.O_RDONLY | os.O_CLOEXEC)
    try:
        if libc.unshare(_CLONE_NEWNET) != 0:
            return f"unshare: {os.strerror(ctypes.get_errno())}"
        try:
            done = subprocess.run(
                ["sh", "-c", _SET_UP], capture_output=True, text=True, timeout=_SECONDS, check=False
            )
            failed = "" if done.returncode == 0 else _last_line(done.stderr)
        except (OSError, subprocess.TimeoutExpired) as error:
            failed = str(error)
        if failed and libc.setns(before, _CLONE_NEWNET) != 0:
            raise OSError(ctypes.get_errno(), "the network from before is lost")
        return failed
    finally:
        os.close(before)


def _last_line(text: str) -> str:
    lines = text.strip().splitlines()
    return lines[-1] if lines else "it says nothing"
