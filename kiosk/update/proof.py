"""Is this file a kiosk that somebody with one of our keys has signed? Asked before all else."""

from __future__ import annotations

import logging
from pathlib import Path

from kiosk.base.errors import Code, KioskError
from kiosk.base.paths import ASSETS
from kiosk.update import minisign, offer
from kiosk.update.minisign import Key, SignatureError
from kiosk.update.version import Version

log = logging.getLogger(__name__)

SUFFIX = ".minisig"
PACKAGE_KEYS = ASSETS / "update"


def keys(own: Path, package: Path = PACKAGE_KEYS) -> list[Key]:
    """Of the package and of the administrator; one that cannot be read is left out and logged.

    Raises `KioskError(UPDATE)` where there is none at all.
    """
    found = []
    for file in (*sorted(package.glob("*.pub")), *sorted(own.glob("*.pub"))):
        try:
            found.append(minisign.parse_key(file.read_text(encoding="utf-8")))
        except (OSError, ValueError) as error:
            log.warning("the key %s does not count: %s", file, error)
    if not found:
        raise KioskError(
            Code.UPDATE,
            "This kiosk has no public key, so it cannot tell whose an update is.",
            f"Put the publisher's key into {own} (docs/update.md).",
        )
    return found


def prove(file: Path, signature: Path, known: list[Key], kind: str) -> Version:
    """The version that was signed. Raises `SignatureError`, or OSError for an unreadable file."""
    try:
        with signature.open("rb") as opened:
            text = opened.read(minisign.LARGEST).decode("utf-8")
    except FileNotFoundError as error:
        raise SignatureError(f"The signature {signature.name} is missing.") from error
    except UnicodeDecodeError as error:
        raise SignatureError("The signature file is not one that minisign makes.") from error
    comment = minisign.verify(file, minisign.parse_signature(text), known)
    return offer.signed_version(comment, kind)
