"""The one door to small files of state: written whole or not at all, read without ever failing.

What lies on a disk may be anything: half a file, another program's, a folder, nothing that the
system gives out. Whoever needs it gets None then and starts with defaults, and what was there is
set aside under another name for whoever wants to know why (docs/architecture.md, State on disk).
"""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

log = logging.getLogger(__name__)

T = TypeVar("T")
Tell = Callable[..., None]
"""`tell(kind, **facts)` writes into the history."""

SET_ASIDE = "file-set-aside"
"""The event's kind; facts `file` and `why`."""
KEPT = 3
"""Unreadable versions that are kept of each file, the newest as number 1."""
LARGEST = 64 << 20
"""Far more than any file of ours: reading on would take the memory of a machine that has little."""
_ASIDE = ".broken-"
_LEFTOVER_S = 60.0
"""Older than any write takes: such a file was left by a process that died in the middle."""


def tell_nobody(kind: str, **facts: str) -> None:
    """For whoever has no history to write into; the log has it all the same."""


def make_folder(folder: Path) -> None:
    """Make a folder and what is missing above it, all for the owner only. Raises OSError.

    Durably: what is written into it must not go with it when the power does.
    """
    if folder.is_dir():
        return
    if not folder.parent.is_dir():
        make_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    with contextlib.suppress(OSError):  # a folder that we may write to and not read
        _sync_folder(folder.parent)


def load(path: Path, decode: Callable[[bytes], T], tell: Tell = tell_nobody) -> T | None:
    """What the file holds; None where there is none, or none that can be read.

    Whatever `decode` raises means that it cannot be read: a file is a stranger's text, and no
    library promises which exceptions a stranger's text can bring about. Blocks on the disk.
    """
    return opened(path, lambda: decode(_read(path)), tell)


def opened(path: Path, read: Callable[[], T], tell: Tell = tell_nobody) -> T | None:
    """What `read` returns, for a file that is not read whole; otherwise as `load`."""
    try:
        return read()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except Exception as error:  # noqa: BLE001 - logged, told and set aside: see above
        _set_aside(path, error, tell)
        return None


def set_aside(folder: Path) -> tuple[str, ...]:
    """Names of the files of this folder that could not be read, the newest of each."""
    try:
        return tuple(sorted(file.name for file in folder.glob(f"*{_ASIDE}1")))
    except OSError:
        return ()


def write_atomically(path: Path, data: bytes) -> None:
    """Replace a file so that a reader finds the old or the new, readable by its owner only.

    Returns when the data is on the disk. Raises OSError.
    """
    make_folder(path.parent)
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


def remove(path: Path) -> None:
    """Take a file away; on return it stays away after a power cut. Raises OSError."""
    try:
        path.unlink()
    except FileNotFoundError:
        return
    _sync_folder(path.parent)


def rename(path: Path, to: Path) -> None:
    """Give a file another name in its folder, durably. Takes no space. Raises OSError."""
    path.replace(to)
    _sync_folder(path.parent)


def _read(path: Path) -> bytes:
    if not path.is_file() and os.path.lexists(path):  # opening a pipe would wait for its writer
        raise ValueError("it is no file")
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise ValueError("it is too large")
    return data


def _set_aside(path: Path, error: Exception, tell: Tell) -> None:
    """Also where the disk does not let us: then it is told and read again at the next start."""
    why = type(error).__name__
    log.warning(
        "a file of the state folder cannot be read and does not count",
        extra={"data": {"file": path.name, "why": why}},
    )
    try:
        for number in range(KEPT, 1, -1):
            _move(_aside(path, number - 1), _aside(path, number))
        _move(path, _aside(path, 1))
    except OSError as failed:
        log.warning("%s cannot be set aside: %s", path.name, failed.strerror)
    tell(SET_ASIDE, file=path.name, why=why)


def _aside(path: Path, number: int) -> Path:
    return path.with_name(f"{path.name}{_ASIDE}{number}")


def _move(path: Path, to: Path) -> None:
    if not os.path.lexists(path):
        return
    if to.is_dir() and not to.is_symlink():
        shutil.rmtree(to)
    elif path.is_dir():
        to.unlink(missing_ok=True)
    path.replace(to)


def _remove_leftovers(path: Path) -> None:
    """Take away what killed writers left, or years of power cuts fill the folder."""
    for file in path.parent.glob(f".{path.name}.*"):
        try:
            if time.time() - file.stat().st_mtime > _LEFTOVER_S:
                file.unlink()
        except OSError:
            continue  # another writer has just finished with it, or it is no file of ours


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
