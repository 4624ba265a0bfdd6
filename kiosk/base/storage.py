"""Small files that survive a power cut: written whole or not at all."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

_LEFTOVER_S = 60.0
"""Older than any write takes: such a file was left by a process that died in the middle."""


def write_atomically(path: Path, data: bytes) -> None:
    """Replace a file so that a reader finds the old or the new, readable by its owner only.

    Returns when the data is on the disk. Raises OSError.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    _remove_leftovers(path)
    fd, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(fd, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _remove_leftovers(path: Path) -> None:
    """Take away what killed writers left, or years of power cuts fill the folder."""
    for file in path.parent.glob(f".{path.name}.*"):
        try:
            if time.time() - file.stat().st_mtime > _LEFTOVER_S:
                file.unlink()
        except FileNotFoundError:
            continue  # another writer has just finished with it


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
