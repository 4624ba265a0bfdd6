"""Whether the kiosk comes up by itself with the PC.

The names are those that the installer gives: the unit `kiosk.service`, a `kiosk*.desktop` in an
autostart folder, the scheduled task `Kiosk`.
"""

from __future__ import annotations

import configparser
import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from kiosk.diagnostics.machine.commands import output_of

UNIT = "kiosk.service"
TASK = "Kiosk"
_ENABLED = frozenset({"enabled", "enabled-runtime", "generated"})
"""Of `systemctl is-enabled`: what a start of the system or of the session pulls in. `static` and
`linked` units are only there."""


def autostart() -> str | None:
    """By what the kiosk is started: `systemd`, `desktop`, `task`; None: by nothing."""
    return _windows() if sys.platform == "win32" else _linux()


def _linux() -> str | None:
    for scope in ((), ("--user",)):
        if is_enabled(output_of("systemctl", *scope, "is-enabled", UNIT, any_status=True) or ""):
            return "systemd"
    return "desktop" if any(starts_kiosk(text) for text in _entries(_folders())) else None


def _windows() -> str | None:
    text = output_of("schtasks", "/query", "/tn", TASK, "/xml")
    return "task" if text is not None and is_active_task(text) else None


def is_enabled(answer: str) -> bool:
    """Read `systemctl is-enabled`."""
    return answer.strip() in _ENABLED


def starts_kiosk(desktop_entry: str) -> bool:
    """Whether this autostart entry is active and starts the kiosk (Desktop Entry 1.5)."""
    parser = configparser.RawConfigParser(strict=False, comment_prefixes=("#",), delimiters=("=",))
    try:
        parser.read_string(desktop_entry)
        entry = parser["Desktop Entry"]
    except (configparser.Error, KeyError):
        return False
    is_off = entry.get("Hidden", "false").strip().lower() == "true"
    is_off |= entry.get("X-GNOME-Autostart-enabled", "true").strip().lower() == "false"
    return not is_off and re.search(r"\bkiosk\b.*\brun\b", entry.get("Exec", "")) is not None


def is_active_task(xml: str) -> bool:
    """Read `schtasks /query /xml`: on, and started by sign-in or by the start of Windows.

    The task's own switch is the last `Enabled` of `Settings`; triggers have one of their own.
    """
    settings = re.search(r"<Settings>(.*?)</Settings>", xml, re.DOTALL)
    is_off = settings is not None and re.search(r"<Enabled>\s*false", settings[1]) is not None
    triggers = re.findall(r"<(?:Logon|Boot)Trigger\b.*?(?:/>|</(?:Logon|Boot)Trigger>)", xml, re.S)
    live = [trigger for trigger in triggers if not re.search(r"<Enabled>\s*false", trigger)]
    return not is_off and bool(live)


def _folders() -> list[Path]:
    home = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    others = (os.environ.get("XDG_CONFIG_DIRS") or "/etc/xdg").split(":")
    return [folder / "autostart" for folder in (home, *map(Path, others))]


def _entries(folders: Iterable[Path]) -> list[str]:
    """All entries; one in the user's folder hides the system's of the same name."""
    files: dict[str, Path] = {}
    for folder in folders:
        for file in folder.glob("*.desktop"):
            files.setdefault(file.name, file)
    texts = []
    for file in files.values():
        try:
            texts.append(file.read_text(encoding="utf-8", errors="replace"))
        except OSError:
            continue
    return texts
