"""Passwords: from the service manager or the system keyring, never a file of ours.

An unattended Linux session has no unlocked keyring, so systemd's credentials
(`LoadCredentialEncrypted=`, folder in `CREDENTIALS_DIRECTORY`) come first.
"""

from __future__ import annotations

import os
from pathlib import Path

from kiosk.base.errors import Code, KioskError

SERVICE = "kiosk"
CALENDAR = "calendar"
RELAY = "relay"
PIN = "pin"
NAMES = (CALENDAR, RELAY, PIN)
PIN_DIGITS = range(4, 13)
"""How many digits the technician's pin may have."""


def is_pin(text: str) -> bool:
    """4 to 12 digits; anything else cannot be typed on the screen."""
    return len(text) in PIN_DIGITS and text.isascii() and text.isdigit()


def get(name: str) -> str:
    """The secret, or an empty string when none is stored. Raises `KioskError(SECRET)`.

    May block for seconds on the keyring: never call it on the GUI thread.
    """
    folder = os.environ.get("CREDENTIALS_DIRECTORY")
    if folder:
        file = Path(folder) / f"kiosk-{name}"
        if file.is_file():
            return _read(file, name)
    import keyring  # slow to import, and not needed where credentials are given
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(SERVICE, name) or ""
    except KeyringError as error:
        raise KioskError(
            Code.SECRET,
            f"The system's keyring does not give the password '{name}'.",
            "Unlock the keyring, or hand the password over as a service credential.",
        ) from error


def _read(file: Path, name: str) -> str:
    try:
        return file.read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise KioskError(
            Code.SECRET,
            f"The service credential 'kiosk-{name}' cannot be read.",
            "Check its rights, and that it is UTF-8 text.",
        ) from error


def put(name: str, value: str) -> None:
    """Store a secret in the system keyring. Raises `KioskError(SECRET)`."""
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(SERVICE, name, value)
    except KeyringError as error:
        raise KioskError(
            Code.SECRET,
            f"The system's keyring does not take the password '{name}'.",
            "Unlock the keyring, or hand the password over as a service credential.",
        ) from error
