"""The system's keyring, and whether it deserves the name: passwords never go into a plain file.

The library `keyring` takes whatever backend is installed or configured: one that writes plain text,
or one that forgets everything, too. Those are refused with a sentence.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from kiosk.base.errors import Code, KioskError

SERVICE = "kiosk"
_UNLOCK = "Unlock the keyring, or hand the password over as a service credential."
_GIVE = "Install the system's keyring, or hand the password over as a service credential."


class Safety(StrEnum):
    """What the library would use."""

    SAFE = "safe"
    PLAIN = "plain"
    """A file that anybody can read who gets at it, or nothing that remembers."""
    NONE = "none"


def get(name: str) -> str:
    """The secret, or an empty string when none is stored. Raises `KioskError(SECRET)`."""
    from keyring.errors import KeyringError

    try:
        return _trusted(name).get_password(SERVICE, name) or ""
    except KeyringError as error:
        raise KioskError(
            Code.SECRET, f"The system's keyring does not give the password '{name}'.", _UNLOCK
        ) from error


def put(name: str, value: str) -> None:
    """Store a secret. Raises `KioskError(SECRET)`."""
    from keyring.errors import KeyringError

    try:
        _trusted(name).set_password(SERVICE, name, value)
    except KeyringError as error:
        raise KioskError(
            Code.SECRET, f"The system's keyring does not take the password '{name}'.", _UNLOCK
        ) from error


def in_use() -> tuple[Safety, str]:
    """What would be used, and its name. May block, as everything that asks a keyring."""
    import keyring  # slow to import

    backend = _best(keyring.get_keyring())
    return _judge(backend), _name(backend)


def _trusted(name: str) -> Any:
    import keyring

    backend = _best(keyring.get_keyring())
    if _judge(backend) is Safety.PLAIN:
        raise KioskError(
            Code.SECRET,
            f"The password '{name}' is not kept: this system's only keyring ({_name(backend)}) "
            "protects nothing.",
            _GIVE,
        )
    return backend


def _best(backend: Any) -> Any:
    """Of several that are asked in turn the first that is safe."""
    if not _name(backend).startswith("keyring.backends.chainer."):
        return backend
    several = list(backend.backends)
    safe = [one for one in several if _judge(one) is Safety.SAFE]
    return (safe or several or [backend])[0]


def _judge(backend: Any) -> Safety:
    name = _name(backend)
    if name.startswith("keyring.backends.fail."):
        return Safety.NONE
    is_plain = name.startswith("keyring.backends.null.") or "plaintext" in name.lower()
    return Safety.PLAIN if is_plain else Safety.SAFE


def _name(backend: Any) -> str:
    return f"{type(backend).__module__}.{type(backend).__name__}"
