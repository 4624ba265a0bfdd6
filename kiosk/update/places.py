"""Where the installed versions lie, and what is remembered of updates.

    /opt/kiosk/versions/0.2.0     the version that the package system installed last
    /opt/kiosk/kept/0.1.0         the one before, hard links to its files
    /opt/kiosk/current            link to the one that runs
    /opt/kiosk/previous           link to the one to go back to
    /var/lib/kiosk-update/        root's: probation.json, record.json, ready/

On Windows the same below ProgramFiles and ProgramData, with text files in the place of the links.
`KIOSK_ROOT` (tests, `dpkg --root`) stands before all of them.
"""

from __future__ import annotations

import os
import platform as system
import sys
from dataclasses import dataclass
from pathlib import Path

CURRENT = "current"
PREVIOUS = "previous"
VERSIONS = "versions"
KEPT = "kept"

_MACHINE_ID = Path("/etc/machine-id")


@dataclass(frozen=True, slots=True)
class Places:
    """Folders; none of them need be there."""

    program: Path
    state: Path
    keys: Path
    """Public keys beside those in the package (`*.pub`), put there by an administrator."""
    symbolic: bool = True
    """`current` and `previous` are symbolic links; else files that hold what they would."""

    @property
    def ready(self) -> Path:
        """What is being fetched, or waits for the night."""
        return self.state / "ready"


def places(platform: str = sys.platform) -> Places:
    """On this machine."""
    root = os.environ.get("KIOSK_ROOT", "")
    if platform == "win32":
        files = Path(root or os.environ.get("PROGRAMFILES", "C:/Program Files")) / "Kiosk"
        data = Path(root or os.environ.get("PROGRAMDATA", "C:/ProgramData")) / "Kiosk"
        return Places(files, data / "update", data / "keys", symbolic=False)
    top = Path(root or "/")
    return Places(top / "opt/kiosk", top / "var/lib/kiosk-update", top / "etc/kiosk/keys")


def machine_name() -> str:
    """Names this machine among all: by its id, else by its name."""
    try:
        return _MACHINE_ID.read_text(encoding="ascii").strip() or system.node()
    except (OSError, UnicodeDecodeError):
        return system.node()
