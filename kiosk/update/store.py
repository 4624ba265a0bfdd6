"""The folder where packages wait: the administrator's alone, so nobody can swap what was proven."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

from kiosk.base import storage
from kiosk.base.errors import Code, KioskError
from kiosk.update.proof import SUFFIX
from kiosk.update.version import Version, version_or_none

RESERVE = 300 << 20
"""Bytes that stay free: logs, reports and the state must go on being written."""
PART = ".part"


class Store:
    """`ready/`: one package with its signature, and what is being fetched."""

    def __init__(self, folder: Path, suffix: str) -> None:
        """`suffix`: of packages, `.deb`."""
        self.folder = folder
        self._suffix = suffix

    def open(self) -> None:
        """Make the folder. Raises `KioskError(UPDATE)` where others could write there."""
        if not self.folder.parent.is_dir():
            storage.make_folder(self.folder.parent)
            self.folder.parent.chmod(0o755)
        storage.make_folder(self.folder)
        if os.name == "nt":
            return  # its installer has set the rights of the folder above
        for each in (self.folder.parent, self.folder):
            found = each.lstat()
            is_own = stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid()
            if not is_own or stat.S_IMODE(found.st_mode) & 0o022:
                raise KioskError(
                    Code.UPDATE,
                    f"Others may write into {each}, so nothing in it can be trusted.",
                    f"Delete {each} and try again.",
                )

    def package(self, version: Version) -> Path:
        """Where the package of this version is to lie."""
        return self.folder / f"kiosk-{version}{self._suffix}"

    def waiting(self) -> list[Version]:
        """Versions that lie here whole, newest first; what they are is proven anew."""
        names = (file.name for file in self.folder.glob(f"kiosk-*{self._suffix}"))
        found = (version_or_none(name[6 : -len(self._suffix)]) for name in names)
        return sorted((each for each in found if each is not None), reverse=True)

    def take(self, part: Path, signature: bytes, version: Version) -> Path:
        """What was proven gets its name, the signature first. Raises OSError."""
        package = self.package(version)
        storage.write_atomically(signature_of(package), signature)
        with part.open("rb") as file:
            os.fsync(file.fileno())
        storage.rename(part, package)
        return package

    def copy(self, file: Path) -> Path:
        """A stick's file, copied before it is looked at. Raises OSError."""
        part = self.folder / f"stick{PART}"
        shutil.copyfile(file, part)
        shutil.copyfile(signature_of(file), signature_of(part))
        return part

    def clear(self, keep: Path | None = None) -> None:
        """Take away everything but this package and its signature."""
        kept = {keep, signature_of(keep)} if keep is not None else set()
        for file in self.folder.iterdir():
            if file not in kept and not file.is_dir():
                file.unlink(missing_ok=True)

    def clear_parts(self, keep: Path) -> None:
        """What was begun of other versions is not gone on with."""
        for file in self.folder.glob(f"*{PART}*"):
            if file != keep:
                file.unlink(missing_ok=True)


def signature_of(file: Path) -> Path:
    """Beside it."""
    return file.with_name(file.name + SUFFIX)


def need_space(folder: Path, size: int) -> None:
    """Raises `KioskError(UPDATE)` where so many bytes do not fit beside the reserve."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    if free < size + RESERVE:
        missing_mb = (size + RESERVE - free + 999_999) // 1_000_000
        raise KioskError(
            Code.UPDATE,
            f"The disk is too full for the update: {missing_mb} MB are missing.",
            "Delete files that nobody needs, then try again.",
        )
