"""Where secrets are kept on this machine: the service manager's encrypted store, or the keyring.

Texts are read and written as they are; `kiosk.base.secret` knows what they mean. Which one is in
use is decided at run time. Nothing is ever kept in a plain file: where neither takes a secret, that
is a failure.
"""

from __future__ import annotations

import os
import socket
import sys
from enum import StrEnum
from pathlib import Path

from kiosk.base import keyrings
from kiosk.base.errors import Code, KioskError

SOCKET = Path("/run/kiosk/secrets.sock")
"""Root's side encrypts what it is given (installer/linux); `KIOSK_SECRETS` overrides it."""
_HANDED_OVER = Path("/run/credentials/kiosk.service")
"""What the running kiosk was given, for a command line of the same user."""
_ANSWER_S = 30.0
"""A TPM takes a second or two."""
_MOST_BYTES = 4096
"""More than that root's side does not take."""


class Store(StrEnum):
    """Who keeps a secret."""

    SERVICE_MANAGER = "service-manager"  # encrypted for this PC, and can be changed from here
    HANDED_OVER = "handed-over"  # by the service manager, and only an administrator changes it
    KEYRING = "keyring"


def store_of(name: str) -> Store:
    """Who keeps the secret of this name on this machine, now."""
    if _socket() is not None:
        return Store.SERVICE_MANAGER
    return Store.HANDED_OVER if _credential(name) is not None else Store.KEYRING


def read(name: str) -> str:
    """The text, or an empty one. Raises `KioskError(SECRET)`. May block for ever on a keyring."""
    file = _credential(name)
    if file is not None:
        return _read(file, name)
    if _socket() is not None:
        return ""  # the service manager would have handed it over
    return keyrings.get(name)


def write(name: str, text: str) -> Store:
    """Keep it; on return it is kept, and by whom. Raises `KioskError(SECRET)`; then the old one is.

    Also where the service manager hands this secret over and takes none: what the keyring has of
    it would never be read.
    """
    store = store_of(name)
    if store is Store.SERVICE_MANAGER:
        _hand(name, text)
    elif store is Store.HANDED_OVER:
        raise KioskError(
            Code.SECRET,
            f"The password '{name}' is handed over by the service manager and not kept here.",
            "Change it where the service manager keeps it.",
        )
    else:
        keyrings.put(name, text)
    return store


def _socket() -> Path | None:
    path = Path(os.environ.get("KIOSK_SECRETS") or SOCKET)
    return path if sys.platform != "win32" and path.is_socket() else None


def _hand(name: str, text: str) -> None:
    """A line with the name, a line with the text; the answer is `ok`, or why not."""
    if "\n" in text or len(text.encode()) > _MOST_BYTES:
        raise _refused(name, "it is too long or not one line")
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as asked:
            asked.settimeout(_ANSWER_S)
            asked.connect(str(_socket()))
            asked.sendall(f"{name}\n{text}\n".encode())
            asked.shutdown(socket.SHUT_WR)
            answer = asked.makefile("rb").readline(400).decode("utf-8", "replace").strip()
    except OSError as error:
        raise _refused(name, "it does not answer") from error
    if answer != "ok":
        raise _refused(name, answer or "it does not answer")


def _refused(name: str, why: str) -> KioskError:
    return KioskError(
        Code.SECRET,
        f"This PC's store does not take the password '{name}': {why}.",
        "Look at the service kiosk-secrets in the system's log.",
    )


def _credential(name: str) -> Path | None:
    """The file in which the service manager hands this secret over; None: it does not."""
    given = os.environ.get("CREDENTIALS_DIRECTORY")
    folder = Path(given) if given else _HANDED_OVER if _socket() is not None else None
    try:
        file = folder / f"kiosk-{name}" if folder is not None else None
        return file if file is not None and file.is_file() else None
    except OSError:
        return None  # another user's


def _read(file: Path, name: str) -> str:
    try:
        return file.read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise KioskError(
            Code.SECRET,
            f"The service credential 'kiosk-{name}' cannot be read.",
            "Check its rights, and that it is UTF-8 text.",
        ) from error
