"""Saving a report to a USB stick: find it, mount it where nobody has, copy, prove the copy.

Everything here blocks on hardware: never on the GUI thread or the core loop.
"""

from __future__ import annotations

import contextlib
import errno
import logging
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kiosk.base.program import run
from kiosk.diagnostics.report import mounts
from kiosk.diagnostics.report.contents import clean
from kiosk.diagnostics.report.mounts import Sources
from kiosk.diagnostics.state import Stick

log = logging.getLogger(__name__)

_MOUNT_S = 20.0
"""A large stick that was pulled unclean is checked first; more than that is a broken one."""
_FAULTS = {
    errno.ENOSPC: "stick-full",
    errno.EROFS: "stick-read-only",
    errno.EACCES: "stick-read-only",  # a root's folder, or Windows' write protection
    errno.EPERM: "stick-read-only",
}
"""What else may happen is a stick that is not there any more."""
_GONE = "stick-gone"


class StickError(Exception):
    """The report is not on the stick; `advice` is a key of the catalogue's `[advice]`."""

    def __init__(self, advice: str) -> None:
        super().__init__(advice)
        self.advice = advice


def sticks(sources: Sources | None = None, mounter: str = "udisksctl") -> tuple[Stick, ...]:
    """The sticks that are plugged in now, also those that are not mounted yet."""
    if sys.platform == "win32":
        return _windows_sticks()
    can_mount = shutil.which(mounter) is not None
    return mounts.sticks(sources or Sources(), unmounted=can_mount)


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
        with _mounted(stick, sources or Sources(), mounter) as folder:
            _copy(contents, folder)
    except OSError as error:
        log.warning("the report cannot be saved to a stick: %s", error.strerror)
        raise StickError(_FAULTS.get(error.errno or 0, _GONE)) from error


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
            raise StickError(_GONE)
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
        raise StickError(_GONE)
    return folder.stat().st_dev


def _write(target: Path, data: bytes, device: int) -> None:
    part = _part(target)
    with contextlib.suppress(FileNotFoundError):
        part.unlink()  # of a copy that was cut short; or a link somebody has put there
    with part.open("xb") as file:  # not through a link to a file of the machine
        if os.fstat(file.fileno()).st_dev != device:
            raise StickError(_GONE)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.replace(target)
    _sync_folder(target.parent)
    if _read_back(target) != data:
        raise StickError("stick-broken")


def _part(target: Path) -> Path:
    """Until it is whole, a file has another name."""
    return target.with_name(f"{target.name}.part")


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":
        return  # no such call: `os.fsync` of the file is all there is
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def _read_back(path: Path) -> bytes:
    """What the stick has, not what memory still remembers of it."""
    with path.open("rb") as file:
        if sys.platform == "linux":
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        return file.read()


@contextlib.contextmanager
def _mounted(stick: Stick, sources: Sources, mounter: str) -> Iterator[Path]:
    """The stick's folder; one that is not mounted is for as long as this lasts."""
    if not stick.path.startswith("/dev/"):
        yield Path(stick.path)
        return
    _call(mounter, "mount", stick.path)
    folder = _folder_of(stick.path, sources)  # whoever mounted it, we or the desktop
    if folder is None:
        raise StickError(_GONE)
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
