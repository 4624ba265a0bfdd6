"""Which version runs: the links `current` and `previous`, switched whole or not at all."""

from __future__ import annotations

from pathlib import Path

from kiosk.base import storage
from kiosk.update.places import CURRENT, KEPT, VERSIONS, Places
from kiosk.update.version import Version, version_or_none


def target(places: Places, name: str = CURRENT) -> str:
    """Where a link leads, below the program's folder: `versions/0.2.0`; empty: nowhere."""
    link = places.program / name
    try:
        return str(link.readlink()) if places.symbolic else link.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def version_of(places: Places, name: str = CURRENT) -> Version | None:
    """The version that a link names; None: none that is there."""
    found = target(places, name)
    folder, _, version = found.partition("/")
    if folder not in (VERSIONS, KEPT) or not (places.program / found).is_dir():
        return None
    return version_or_none(version)


def point(places: Places, where: str, name: str = CURRENT) -> None:
    """Lead a link to `where`, durably: after a power cut it is the old or the new. Raises OSError.

    `where` is below the program's folder, so that the whole tree may lie anywhere.
    """
    link = places.program / name
    if not places.symbolic:
        storage.write_atomically(link, where.encode(), mode=0o644)
        return
    new = link.with_name(f"{name}.new")
    new.unlink(missing_ok=True)
    new.symlink_to(where)
    storage.rename(new, link)


def place_of(places: Places, version: Version) -> str:
    """Where a version lies, kept ones first, which no package system takes away."""
    for folder in (KEPT, VERSIONS):
        where = f"{folder}/{version}"
        if (places.program / where).is_dir():
            return where
    return ""


def kept(places: Places) -> list[Path]:
    """Versions that are kept beside the installed one, whole or half made."""
    try:
        return sorted((places.program / KEPT).iterdir())
    except OSError:
        return []
