"""Spoiling the media of one meeting server, and only of it, with the kernel's packet filter."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

_PREFIX = "kiosk_test_"


@contextlib.contextmanager
def udp_blocked(ports: tuple[int, int], spared: Iterable[int] = ()) -> Iterator[None]:
    """Lose all UDP from and to these ports (both ends included) on this machine. Needs root.

    On arrival, as a network would: a sender that is refused would know. Whoever holds one of the
    `spared` ports at the other end notices nothing.
    """
    with _losing(ports, "drop", spared):
        yield


@contextlib.contextmanager
def udp_to_server_blocked(ports: tuple[int, int]) -> Iterator[None]:
    """Lose all UDP to these ports; what comes from them arrives. Needs root."""
    with _losing(ports, "drop", both_ways=False):
        yield


@contextlib.contextmanager
def udp_loss(ports: tuple[int, int], percent: int) -> Iterator[None]:
    """Lose so much of the UDP from and of the UDP to these ports, by chance. Needs root."""
    with _losing(ports, f"numgen random mod 100 < {percent} drop"):
        yield


@contextlib.contextmanager
def _losing(
    ports: tuple[int, int], verdict: str, spared: Iterable[int] = (), *, both_ways: bool = True
) -> Iterator[None]:
    _drop_tables_of_the_dead()
    table = f"{_PREFIX}{os.getpid()}"
    span = f"{ports[0]}-{ports[1]}"
    lucky = ", ".join(map(str, spared))
    exceptions = f"udp sport {{ {lucky} }} accept\nudp dport {{ {lucky} }} accept" if lucky else ""
    rules = f"""table inet {table} {{
        chain arriving {{
            type filter hook input priority 0; policy accept;
            {exceptions}
            udp dport {span} {verdict}
            {f"udp sport {span} {verdict}" if both_ways else ""}
        }}
    }}"""
    _nft("-f", "-", text=rules)
    try:
        yield
    finally:
        _nft("delete", "table", "inet", table)


def _drop_tables_of_the_dead() -> None:
    """A killed test run must not leave a machine without meetings."""
    listed = json.loads(_nft("--json", "list", "tables"))["nftables"]
    for entry in listed:
        name = entry.get("table", {}).get("name", "")
        if name.startswith(_PREFIX) and not Path("/proc", name.removeprefix(_PREFIX)).exists():
            _nft("delete", "table", "inet", name)


def _nft(*arguments: str, text: str = "") -> str:
    result = subprocess.run(
        ["nft", *arguments], input=text, capture_output=True, text=True, check=False
    )
    if result.returncode != 0:
        raise RuntimeError(f"nft {arguments[0]}: {result.stderr.strip()}")
    return result.stdout
