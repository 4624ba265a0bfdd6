"""Where things lie: assets, the state folder, the cache."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent.parent
ROOT = _PACKAGE.parent
"""The folder that the package is imported from: a checkout, or `site-packages`."""


def _find_assets(package: Path) -> Path:
    """In the package where it was installed from a wheel (setup.py), else beside it."""
    inside = package / "assets"
    return inside if inside.is_dir() else package.parent / "assets"


ASSETS = _find_assets(_PACKAGE)
"""Pictures, letters, sounds, languages and the catalogue of the diagnostics."""


def state_dir() -> Path:
    """Folder of what must survive a power cut; `KIOSK_STATE` overrides it. Made when missing."""
    override = os.environ.get("KIOSK_STATE")
    path = Path(override) if override else Path(platformdirs.user_state_dir("kiosk", False))
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def default_settings_file() -> Path:
    """The settings file when none is named on the command line."""
    return Path(platformdirs.site_config_dir("kiosk", False)) / "kiosk.toml"
