"""Files of a package: copied with settled modes and times, so that two builds are the same."""

from __future__ import annotations

import compileall
import os
import py_compile
import shutil
from pathlib import Path

_DEPENDENCIES_TIME = 1577836800
"""2020-01-01: for what is not ours. The program's own files have the time of their commit, because
Qt's cache of compiled QML tells an old file from a new one by its time."""


def put(source: Path, target: Path) -> None:
    """Copy a file; what a link leads to, not the link."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    target.chmod(0o755 if os.access(source, os.X_OK) else 0o644)


def put_tree(source: Path, target: Path) -> None:
    """Copy the files of a folder to the same places below another."""
    for file in sorted(source.rglob("*")):
        if file.is_file():
            put(file, target / file.relative_to(source))


def settle(folder: Path, time_s: int = _DEPENDENCIES_TIME) -> None:
    """Set the times of everything in a folder, and the modes of its folders."""
    for path in (folder, *folder.rglob("*")):
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o755)
        os.utime(path, (time_s, time_s), follow_symlinks=False)


def link(source: Path, target: Path) -> None:
    """A second name of every file of a folder: costs nothing, on the same file system."""
    shutil.copytree(source, target, symlinks=True, copy_function=os.link, dirs_exist_ok=True)


def compile_all(folder: Path) -> None:
    """The compiled files, which nobody could write later; sources are not looked at."""
    compileall.compile_dir(
        folder,
        quiet=2,
        stripdir=str(folder),
        invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
    )
