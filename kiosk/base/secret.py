"""Passwords: from the service manager or the system keyring, never a file of ours.

An unattended Linux session has no unlocked keyring, so systemd's credentials
(`LoadCredentialEncrypted=`, folder in `CREDENTIALS_DIRECTORY`) come first (`secret_store`).
"""

from __future__ import annotations

import asyncio
import threading
import tomllib
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from pathlib import Path

from kiosk.base import secret_store, secret_versions, unwaited
from kiosk.base.errors import Code, KioskError
from kiosk.base.paths import provisioned_file, state_dir
from kiosk.base.secret_store import Store

CALENDAR = "calendar"
RELAY = "relay"
PIN = "pin"
NAMES = (CALENDAR, RELAY, PIN)
ANSWER_S = 10.0
"""How long a keyring may take. One that asks a person to unlock it never answers here."""
_changed: dict[str, str] = {}
"""What this process has had encrypted, by name: it is handed over when the next one starts."""
_changing = threading.Lock()
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
    return secret_versions.chosen(_stored(name), _settings_id())


def put(name: str, value: str) -> None:
    """Store a secret; from now on `get` gives this one, in this process at once, in others when
    they start. Raises `KioskError(SECRET)`; then the old one holds. Blocks as `get`.
    """
    with _changing:
        _store(name, secret_versions.replaced(_stored(name), _settings_id(), value))


def put_for(settings_id: str, values: Mapping[str, str]) -> None:
    """Store secrets that hold from when the settings of this id do. Raises as `put`.

    Whatever happens meanwhile, `get` gives the present ones until then.
    """
    with _changing:
        for name, value in values.items():
            _store(name, secret_versions.added(_stored(name), _settings_id(), settings_id, value))


def are_credentials() -> bool:
    """Whether the service manager hands secrets over to this process, or keeps them for it."""
    return any(secret_store.store_of(name) is not Store.KEYRING for name in NAMES)


def _store(name: str, text: str) -> None:
    if secret_store.write(name, text) is Store.SERVICE_MANAGER:
        _changed[name] = text


def _stored(name: str) -> str:
    """What the service manager handed over when this process began may be out of date."""
    return _changed[name] if name in _changed else secret_store.read(name)


def settings_id(file: Path) -> str:
    """The id of the provisioned settings in this file; empty where there are none."""
    try:
        return str(tomllib.loads(file.read_text(encoding="utf-8"))["provisioned"]["id"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ""


def _settings_id() -> str:
    return settings_id(provisioned_file(state_dir()))
