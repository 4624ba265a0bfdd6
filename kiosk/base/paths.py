"""Where things lie: assets, the state folder, the folder of the running system."""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import tempfile
from functools import cache
from pathlib import Path

import platformdirs

from kiosk.base.storage import make_folder

_PACKAGE = Path(__file__).resolve().parent.parent
ROOT = _PACKAGE.parent
"""The folder that the package is imported from: a checkout, or `site-packages`."""


def keep_private() -> None:
    """From here on whatever this process and its children make, libraries included, is readable by
    its owner only, whatever the umask was. What Windows makes below a profile is so anyway.
    """
    os.umask(0o077)


def is_open_to_others(folder: Path) -> bool:
    """Whether somebody else may read, write or enter it. One that is not there is not open."""
    if os.name == "nt":
        return False
    try:
        return stat.S_IMODE(folder.stat().st_mode) & 0o077 != 0
    except OSError:
        return False


def _find_assets(package: Path) -> Path:
    """In the package where it was installed from a wheel (setup.py), else beside it."""
    inside = package / "assets"
    return inside if inside.is_dir() else package.parent / "assets"


ASSETS = _find_assets(_PACKAGE)
"""Pictures, letters, sounds, languages and the catalogue of the diagnostics."""
STAND_IN = "state"
"""Below `runtime_dir()`: the state folder of a kiosk that cannot have its own."""


def wanted_state_dir() -> Path:
    """Where the state is to lie; `KIOSK_STATE` overrides it. Perhaps it cannot be made there."""
    override = os.environ.get("KIOSK_STATE")
    return Path(override) if override else Path(platformdirs.user_state_dir("kiosk", False))


def state_dir() -> Path:
    """Folder of what must survive a power cut. Made when missing, for the owner only.

    On a file system that cannot be written it is one below `runtime_dir()`, which a restart of the
    program survives and a restart of the PC does not: a kiosk that forgets is better than none.
    Where nothing can be written at all it is a folder that is not there: everything stays in
    memory, and every write is refused as by a full disk.
    """
    wanted = wanted_state_dir()
    try:
        make_folder(wanted)
        next(wanted.iterdir(), None)  # one that cannot be read is none
    except OSError:
        stand_in = runtime_dir() / STAND_IN
        with contextlib.suppress(OSError):
            make_folder(stand_in)
        return stand_in
    return wanted


def runtime_dir() -> Path:
    """Folder of what must survive the program but not the PC, one for each wanted state folder.

    On Linux in memory where there is a session (`XDG_RUNTIME_DIR`); `KIOSK_RUNTIME` overrides it.
    """
    override = os.environ.get("KIOSK_RUNTIME")
    base = Path(override) if override else Path(platformdirs.user_runtime_dir("kiosk", False))
    own = hashlib.sha256(os.fsencode(wanted_state_dir())).hexdigest()[:12]
    folder = base / own
    with contextlib.suppress(OSError):
        make_folder(folder)
        if _is_ours(folder):
            return folder
    return _last_resort(own)


def default_settings_file() -> Path:
    """The settings file when none is named on the command line."""
    return Path(platformdirs.site_config_dir("kiosk", False)) / "kiosk.toml"


@cache
def _last_resort(own: str) -> Path:
    """Of this process alone; one that is not there where even that cannot be made."""
    try:
        return Path(tempfile.mkdtemp(prefix=f"kiosk-{own}-"))
    except OSError:
        return Path(tempfile.gettempprefix()) / "nowhere" / own


def _is_ours(folder: Path) -> bool:
    """Nobody else may have put it there or look into it: it may lie below `/tmp`."""
    if os.name == "nt":
        return True
    found = folder.lstat()
    is_private = stat.S_IMODE(found.st_mode) & 0o077 == 0
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and is_private
