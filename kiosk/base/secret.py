"""Passwords: from the service manager or the system keyring, never a file of ours.

An unattended Linux session has no unlocked keyring, so systemd's credentials
(`LoadCredentialEncrypted=`, folder in `CREDENTIALS_DIRECTORY`) come first.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

from kiosk.base import keyrings, unwaited
from kiosk.base.errors import Code, KioskError

CALENDAR = "calendar"
RELAY = "relay"
PIN = "pin"
NAMES = (CALENDAR, RELAY, PIN)
ANSWER_S = 10.0
"""How long a keyring may take. One that asks a person to unlock it never answers here."""
PIN_DIGITS = range(4, 13)
"""How many digits the technician's pin may have."""


def is_pin(text: str) -> bool:
    """4 to 12 digits; anything else cannot be typed on the screen."""
    return len(text) in PIN_DIGITS and text.isascii() and text.isdigit()


class NoAnswerError(KioskError):
    """The keyring has not answered in time. It may still do, so asking again soon is worth it."""

    def __init__(self, name: str) -> None:
        super().__init__(
            Code.SECRET,
            f"The system's keyring does not answer when it is asked for the password '{name}'.",
            "Unlock the keyring, or hand the password over as a service credential.",
        )


class Asker:
    """Asks for secrets on a loop, and hangs neither there nor at the process's end.

    While a keyring has not answered it is not asked again: who asks then waits for the same answer,
    so that one that never answers costs one thread, not one for each try.
    """

    def __init__(self, get: Callable[[str], str]) -> None:
        """`get` may block, for ever if need be, and raises `KioskError(SECRET)`."""
        self._get = get
        self._asked: dict[str, Future[str]] = {}

    async def ask(self, name: str) -> str:
        """The secret, or an empty string. Raises `KioskError(SECRET)`: `NoAnswerError` when it
        takes longer than `ANSWER_S`.
        """
        try:
            async with asyncio.timeout(ANSWER_S):
                return await self.wait(name)
        except TimeoutError:
            raise NoAnswerError(name) from None

    async def wait(self, name: str) -> str:
        """The same for whoever has something else to do meanwhile: as long as it takes."""
        asked = self._asked.get(name)
        if asked is None or asked.done():
            asked = self._asked[name] = unwaited.begin(self._get, name)
        return await asyncio.wrap_future(asked)


def get(name: str) -> str:
    """The secret, or an empty string when none is stored. Raises `KioskError(SECRET)`.

    May block on the keyring, even for ever: whoever lives on a loop has an `Asker`.
    """
    file = _credential(name)
    if file is not None:
        return _read(file, name)
    return keyrings.get(name)


def are_credentials() -> bool:
    """Whether the service manager hands secrets over to this process."""
    return any(_credential(name) is not None for name in NAMES)


def _credential(name: str) -> Path | None:
    """The file in which the service manager hands this secret over; None: it does not."""
    folder = os.environ.get("CREDENTIALS_DIRECTORY")
    file = Path(folder) / f"kiosk-{name}" if folder else None
    return file if file is not None and file.is_file() else None


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
    """Store a secret in the system keyring. Raises `KioskError(SECRET)`, also where the service
    manager hands this secret over: what the keyring has of it would never be read.
    """
    if _credential(name) is not None:
        raise KioskError(
            Code.SECRET,
            f"The password '{name}' is handed over by the service manager and not kept here.",
            "Change it where the service manager keeps it.",
        )
    keyrings.put(name, value)
