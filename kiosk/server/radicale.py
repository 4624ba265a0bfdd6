"""Radicale's configuration, written from the description of a commune.

Every bridge point is a user of its own and sees only what is its own (`owner_only`). Checked
against Radicale 3.9.
"""

from __future__ import annotations

import configparser
import importlib
import io
from collections.abc import Mapping
from pathlib import Path

from kiosk.base.errors import Code, KioskError
from kiosk.base.storage import write_atomically
from kiosk.server.commune import Commune

CALENDAR = "lich"
"""Name of a point's one calendar."""

CONFIG_FILE = "radicale.conf"
USERS_FILE = "radicale.users"

_HASH_ROUNDS = 5000
"""SHA-512 crypt's own default: 2 ms a check on the machine it was measured on, and Radicale checks
every request. Passwords of points are long and random; bcrypt would be one more package."""


def files(commune: Commune, folder: Path) -> Mapping[str, str]:
    """All files of the folder by name. Raises `KioskError(UNREACHABLE)` without Radicale."""
    return {CONFIG_FILE: _config(commune, folder), USERS_FILE: _users(commune)}


def write(commune: Commune, folder: Path) -> None:
    """Write the folder, readable by its owner only. Raises OSError and as `files`."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name, text in files(commune, folder).items():
        write_atomically(folder / name, text.encode())


def calendar_path(user: str) -> str:
    """Path of a point's calendar at the server."""
    return f"/{user}/{CALENDAR}/"


def _config(commune: Commune, folder: Path) -> str:
    host = f"[{commune.bind}]" if ":" in commune.bind else commune.bind
    config = configparser.ConfigParser(interpolation=None)
    config.read_dict(
        {
            "server": {
                "hosts": f"{host}:{commune.ports.calendar}",
                "max_content_length": "2097152",  # the kiosk reads no larger calendar either
                "timeout": "30",
            },
            "auth": {
                "type": "htpasswd",
                "htpasswd_filename": str(folder / USERS_FILE),
                "htpasswd_encryption": "sha512",
                "delay": "1",
            },
            "rights": {"type": "owner_only"},
            "storage": {"filesystem_folder": str(folder / "collections")},
            "web": {"type": "none"},
            "logging": {"level": "info", "mask_passwords": "True"},
        }
    )
    text = io.StringIO()
    config.write(text)
    return text.getvalue()


def _users(commune: Commune) -> str:
    """The htpasswd file, hashed. libpass comes with Radicale, which does the checking with it."""
    try:
        sha512 = importlib.import_module("passlib.hash").sha512_crypt
    except ImportError as error:
        raise not_installed() from error
    hasher = sha512.using(rounds=_HASH_ROUNDS)
    return "".join(f"{point.user}:{hasher.hash(point.password)}\n" for point in commune.points)


def not_installed() -> KioskError:
    """What is said when Radicale is missing."""
    return KioskError(
        Code.UNREACHABLE,
        "The calendar server Radicale is not installed in this environment.",
        "Install the program with its extra: pip install 'kiosk[demo]'.",
    )
