"""USB sticks: which are plugged in, and mounting one that nobody has mounted.

Everything here blocks on hardware: never on the GUI thread or the core loop.
"""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from kiosk.base.program import run
from kiosk.devices import mounts
from kiosk.devices.mounts import Sources, Stick, clean

__all__ = ["Stick", "StickError", "mounted", "removable_drives", "sticks", "sync_folder"]

log = logging.getLogger(__name__)

_MOUNT_S = 20.0
"""A large stick that was pulled unclean is checked first; more than that is a broken one."""
GONE = "stick-gone"


class StickError(Exception):
    """The stick cannot be used; `advice` is a key of the catalogue's `[advice]`."""

    def __init__(self, advice: str) -> None:
        super().__init__(advice)
        self.advice = advice


def sticks(sources: Sources | None = None, mounter: str = "udisksctl") -> tuple[Stick, ...]:
    """The sticks that are plugged in now, also those that are not mounted yet."""
    if sys.platform == "win32":
        return _windows_sticks()
    can_mount = shutil.which(mounter) is not None
    return mounts.sticks(sources or Sources(), unmounted=can_mount)


@contextlib.contextmanager
def mounted(
    stick: Stick, sources: Sources | None = None, mounter: str = "udisksctl"
) -> Iterator[Path]:
    """The stick's folder; one that is not mounted is for as long as this lasts.

    Raises `StickError` when it is not there.
    """
    if not stick.path.startswith("/dev/"):
        yield Path(stick.path)
        return
    _call(mounter, "mount", stick.path)
    folder = _folder_of(stick.path, sources or Sources())  # whoever mounted it, we or the desktop
    if folder is None:
        raise StickError(GONE)
    try:
        yield folder
    finally:
        _call(mounter, "unmount", stick.path)


def _folder_of(device: str, sources: Sources) -> Path | None:
    found = (Path(m.folder) for m in mounts.mounts(sources) if m.device == device)
    return next(found, None)


def _call(mounter: str, verb: str, device: str) -> None:
    """Ask udisks, which needs no password from whoever sits at the screen (its polkit rules)."""
    command = [mounter, verb, "--no-user-interaction", "-b", device]
    try:
        done = run(command, _MOUNT_S)
    except OSError:
        done = None
    if done is None:
        log.warning("a stick was not %sed: udisks does not answer", verb)
        return
    if done.status != 0:
        log.warning("a stick was not %sed: udisks ended with %d", verb, done.status)


def sync_folder(folder: Path) -> None:
    """Make what changed in a folder durable. Raises OSError."""
    if sys.platform == "win32":
        return  # no such call: `os.fsync` of the file is all there is
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def removable_drives(partitions: Iterable[tuple[str, str]]) -> list[str]:
    """Drives of Windows that are sticks or cards, from pairs of mount point and options."""
    return [point for point, options in partitions if "removable" in options.split(",")]


def _windows_sticks() -> tuple[Stick, ...]:
    """USB hard disks call themselves fixed there and are not among them."""
    import psutil  # not for the start of the kiosk

    parts = ((part.mountpoint, part.opts) for part in psutil.disk_partitions(all=False))
    return tuple(Stick(drive, _windows_name(drive)) for drive in removable_drives(parts))


def _windows_name(drive: str) -> str:
    """Label and letter: `KINGSTON (E:)`. See GetVolumeInformationW of the Windows API."""
    if sys.platform != "win32":
        return drive
    import ctypes

    label = ctypes.create_unicode_buffer(261)
    ctypes.windll.kernel32.GetVolumeInformationW(drive, label, 261, None, None, None, None, 0)
    return f"{clean(label.value) or 'USB'} ({drive[:2]})"
