"""Which programs have a device open, from Linux's `/proc`; elsewhere nobody can tell.

Without the rights of root only programs of the same user are seen: an empty answer means nothing.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

_OWN_MODULES = ("kiosk.conference.worker", "kiosk.diagnostics.probe")
_BYSTANDERS = ("wireplumber", "pipewire", "pipewire-media-session")
"""They keep every camera's node open to watch it, and do not stream unless a program asks them."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A process that has the device open."""

    pid: int
    program: str
    """At most 15 characters, as the kernel keeps it."""
    is_kiosk: bool
    """Our own media process, or another check."""


def holders(node: str, proc: Path = Path("/proc")) -> tuple[Holder, ...]:
    """All but this process, those that surely use it first."""
    real = os.path.realpath(node)
    found = []
    for folder in proc.glob("[0-9]*"):
        pid = int(folder.name)
        if pid != os.getpid() and _has_open(folder, real):
            found.append(Holder(pid, _program(folder), _is_kiosk(folder)))
    return tuple(sorted(found, key=lambda each: (each.program in _BYSTANDERS, each.pid)))


def _has_open(folder: Path, real: str) -> bool:
    try:
        handles = list((folder / "fd").iterdir())
    except OSError:  # another user's, or it has ended
        return False
    return any(_target(handle) == real for handle in handles)


def _target(handle: Path) -> str:
    try:
        return str(handle.readlink())
    except OSError:  # closed while we look
        return ""


def _program(folder: Path) -> str:
    try:
        return (folder / "comm").read_text(errors="replace").strip()
    except OSError:
        return ""


def _is_kiosk(folder: Path) -> bool:
    try:
        words = (folder / "cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    return any(module.encode() in words for module in _OWN_MODULES)
