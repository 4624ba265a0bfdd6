"""What lies on a stick, and taking it away from there. A stick is a stranger's: it may hold links,
devices, folders with the right name, a million files. Blocks on hardware.
"""

from __future__ import annotations

import errno
import itertools
import logging
import os
import stat
from pathlib import Path

from kiosk.base import texts
from kiosk.devices import sticks
from kiosk.provision.errors import ProvisionError, Reason
from kiosk.provision.pointfile import MAX_BYTES, SUFFIX
from kiosk.provision.state import Candidate

log = logging.getLogger(__name__)

_MOST_ENTRIES = 2000
"""So many names of a folder are looked at."""
_MOST_FILES = 20
_NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_BINARY = getattr(os, "O_BINARY", 0)


def candidates(stick: sticks.Stick) -> tuple[Candidate, ...]:
    """The files on this stick that could be used, by name; nothing where it cannot be read."""
    try:
        with sticks.mounted(stick) as folder:
            names = found(folder)
    except (OSError, sticks.StickError):
        return ()
    return tuple(
        Candidate(stick.path, stick.name, name, texts.clean(name, texts.MAX_NAME)) for name in names
    )


def found(folder: Path) -> list[str]:
    """Names of plain files that end in `.kiosk`, directly in this folder. Raises OSError."""
    names = []
    with os.scandir(folder) as entries:
        for entry in itertools.islice(entries, _MOST_ENTRIES):
            is_ours = entry.name.lower().endswith(SUFFIX) and not entry.name.startswith(".")
            if is_ours and entry.is_file(follow_symlinks=False):
                names.append(entry.name)
    return sorted(names)[:_MOST_FILES]


def read_candidate(candidate: Candidate) -> bytes:
    """The file's bytes. Raises `ProvisionError`."""
    try:
        with sticks.mounted(sticks.Stick(candidate.stick, candidate.stick_name)) as folder:
            return read_file(folder / candidate.file)
    except sticks.StickError as error:
        raise ProvisionError(Reason.UNREADABLE) from error


def read_file(file: Path) -> bytes:
    """The bytes of a plain file, no more than a point file has. Raises `ProvisionError`."""
    try:
        fd = os.open(file, os.O_RDONLY | _NO_LINK | _BINARY)
    except FileNotFoundError as error:
        raise ProvisionError(Reason.NO_FILE) from error
    except OSError as error:
        is_link = error.errno == errno.ELOOP or file.is_dir()
        raise ProvisionError(Reason.ODD_FILE if is_link else Reason.UNREADABLE) from error
    if not stat.S_ISREG(os.fstat(fd).st_mode):
        os.close(fd)
        raise ProvisionError(Reason.ODD_FILE)
    with os.fdopen(fd, "rb") as opened:
        try:
            data = opened.read(MAX_BYTES + 1)
        except OSError as error:
            raise ProvisionError(Reason.UNREADABLE) from error
    if len(data) > MAX_BYTES:
        raise ProvisionError(Reason.TOO_LARGE)
    return data


def wipe_candidate(candidate: Candidate, expected: bytes) -> bool:
    """Take the file away from its stick; False when that cannot be (it is read-only, or gone)."""
    try:
        with sticks.mounted(sticks.Stick(candidate.stick, candidate.stick_name)) as folder:
            return wipe(folder / candidate.file, expected)
    except (OSError, sticks.StickError):
        return False


def wipe(file: Path, expected: bytes) -> bool:
    """Write over it, then remove it; False when that cannot be.

    Only where it still holds what was read. Flash memory may keep an old copy in a spare block
    whatever is written over it: the code and its being used up are what protects the passwords.
    """
    try:
        if read_file(file) != expected:
            return False
        fd = os.open(file, os.O_WRONLY | _NO_LINK | _BINARY)
        with os.fdopen(fd, "wb") as opened:
            opened.write(b"\0" * len(expected))
            opened.flush()
            os.fsync(opened.fileno())
        file.unlink()
        sticks.sync_folder(file.parent)
    except (OSError, ProvisionError) as error:
        log.warning("the file was not taken away from its stick: %s", type(error).__name__)
        return False
    return True
