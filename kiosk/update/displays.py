"""Is a monitor connected? Asked of the kernel, so that it is known before and beside the screen."""

from __future__ import annotations

import os
from pathlib import Path


def is_display_there(folder: Path | None = None) -> bool:
    """Whether a connector has a monitor; true where no connector tells (no DRM, Windows).

    `KIOSK_DRM` names another folder, as for `/usr/lib/kiosk/await-monitor`.
    """
    known = list((folder or drm_folder()).glob("card*-*/status"))
    return not known or any(_read(status) == "connected" for status in known)


def drm_folder() -> Path:
    """Where the kernel tells of connectors."""
    root = Path(os.environ.get("KIOSK_ROOT") or "/")
    return Path(os.environ.get("KIOSK_DRM") or root / "sys/class/drm")


def _read(status: Path) -> str:
    try:
        return status.read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return ""
