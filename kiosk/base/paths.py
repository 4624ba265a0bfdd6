"""Where things lie: assets, the state folder, the cache."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

ROOT = Path(__file__).resolve().parent.parent.parent
ASSETS = ROOT / "assets"


def state_dir() -> Path:
    """Folder of what must survive a power cut; `KIOSK_STATE` overrides it. Made when missing."""
    override = os.environ.get("KIOSK_STATE")
    path = Path(override) if override else Path(platformdirs.user_state_dir("kiosk", False))
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def default_settings_file() -> Path:
    """The settings file when none is named on the command line."""
    return Path(platformdirs.site_config_dir("kiosk", False)) / "kiosk.toml"
