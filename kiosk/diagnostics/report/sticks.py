"""Saving a report to a USB stick: copy, prove the copy.

Everything here blocks on hardware: never on the GUI thread or the core loop.
"""

from __future__ import annotations

import contextlib
import errno
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from kiosk.devices.mounts import Sources, Stick
from kiosk.devices.sticks import GONE, StickError, mounted, sync_folder

log = logging.getLogger(__name__)

_FAULTS = {
    errno.ENOSPC: "stick-full",
    errno.EROFS: "stick-read-only",
    errno.EACCES: "stick-read-only",  # a root's folder, or Windows' write protection
    errno.EPERM: "stick-read-only",
}
"""What else may happen is a stick that is not there any more."""


def save(
    files: Sequence[Path],
    stick: Stick,
    *,
    sources: Sources | None = None,
    mounter: str = "udisksctl",
) -> None:
    """Copy the files there; on return the stick may be pulled. Raises `StickError`.

    What failed half-way is taken away again. A stick that was mounted for this is unmounted.
    """
    contents = _contents(files)
    try:
        with mounted(stick, sources, mounter) as folder:
            _copy(contents, folder)
    except OSError as error:
        log.warning("the report cannot be saved to a stick: %s", error.strerror)
        raise StickError(_FAULTS.get(error.errno or 0, GONE)) from error


def _contents(files: Sequence[Path]) -> dict[str, bytes]:
    try:
        contents = {file.name: file.read_bytes() for file in files}
    except OSError as error:
        raise StickError("stick-no-report") from error
    if not contents:
        raise StickError("stick-no-report")
    return contents


def _copy(contents: dict[str, bytes], folder: Path) -> None:
    """All files or none. Raises OSError, `StickError`."""
    device = _device(folder)
    try:
        for name, data in contents.items():
            _write(folder / name, data, device)
        if _device(folder) != device:
            raise StickError(GONE)
    except (OSError, StickError):
        for name in contents:
            for file in (folder / name, _part(folder / name)):
                with contextlib.suppress(OSError):  # it went with the stick
                    file.unlink()
        raise


def _device(folder: Path) -> int:
    """Which file system this is. Raises `StickError` when nothing is mounted there any more:

    the folder that stays behind is on the machine's own disk.
    """
    if not os.path.ismount(folder):  # `Path.is_mount` is for POSIX only in Python 3.11
        raise StickError(GONE)
    return folder.stat().st_dev


def _write(target: Path, data: bytes, device: int) -> None:
    part = _part(target)
    with part.open("wb") as file:
        if os.fstat(file.fileno()).st_dev != device:
            raise StickError(GONE)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.replace(target)
    sync_folder(target.parent)
    if _read_back(target) != data:
        raise StickError("stick-broken")


def _part(target: Path) -> Path:
    """Until it is whole, a file has another name."""
    return target.with_name(f"{target.name}.part")


def _read_back(path: Path) -> bytes:
    """What the stick has, not what memory still remembers of it."""
    with path.open("rb") as file:
        if sys.platform == "linux":
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        return file.read()
