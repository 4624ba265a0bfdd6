"""What a run has left on the disk, and whether anybody but its owner can get at it."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path


def open_to_others(*folders: Path) -> list[str]:
    """Every file, folder and socket below these that others may read, write or enter.

    The folders themselves count. A link's own mode means nothing and is passed over.
    """
    return [
        f"{stat.filemode(mode)} {path}"
        for folder in folders
        for path, mode in _walk(folder)
        if not stat.S_ISLNK(mode) and stat.S_IMODE(mode) & 0o077
    ]


def _walk(folder: Path) -> Iterator[tuple[Path, int]]:
    for path in (folder, *sorted(folder.rglob("*"))):
        try:
            yield path, path.lstat().st_mode
        except FileNotFoundError:  # a temporary file, gone meanwhile
            continue
