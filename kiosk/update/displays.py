"""Is a monitor connected? Asked of the kernel, so that it is known before and beside the screen."""

from __future__ import annotations

import os
from pathlib import Path


def is_display_there(folder: Path | None = None) -> bool:
    """Whether a connector has a monitor; true where no connector tells (no DRM, Windows)."""
    root = Path(os.environ.get("KIOSK_ROOT") or "/")
    known = list((folder or root / "sys/class/drm").glob("card*-*/status"))
    return not known or any(_read(status) == "connected" for status in known)


def _read(status: Path) -> str:
    try:
        return status.read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return ""
