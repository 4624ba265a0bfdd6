"""A model of a disk at a power cut: what may be on it after each step of a program's writing.

POSIX promises little. Data is on the disk once its file was synced; a name (made, moved, removed)
once its folder was. Until then each of them may be there or not, in any order, and data in part.
The model records the calls that a piece of code makes and says, for a cut after every one of them,
everything that a file may hold then.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

Content = bytes | None
"""None: there is no such file."""


@dataclass
class _Name:
    """What a name may stand for: a file (inode) or nothing; the first is what is surely there."""

    may_be: list[int | None]

    def becomes(self, inode: int | None) -> None:
        self.may_be.append(inode)

    def synced(self) -> None:
        self.may_be = self.may_be[-1:]


@dataclass
class _State:
    """At one moment. `data`: what is surely in a file; `unsynced`: what was written since."""

    names: dict[str, _Name]
    data: dict[int, bytes]
    written: dict[int, bytes] = field(default_factory=dict)

    def copy(self) -> _State:
        names = {name: _Name(list(found.may_be)) for name, found in self.names.items()}
        return _State(names, dict(self.data), dict(self.written))

    def possible(self, name: str) -> set[Content]:
        """All that a file of this name may hold."""
        found: set[Content] = set()
        for parent in Path(name).parents:
            folder = self.names.get(parent.as_posix())
            if folder is not None and None in folder.may_be:
                found.add(None)
        for inode in self.names[name].may_be:
            found |= self._contents(inode)
        return found

    def _contents(self, inode: int | None) -> set[Content]:
        if inode is None:
            return {None}
        sure = self.data.get(inode, b"")
        last = self.written.get(inode, sure)  # not seen any more: its name is gone
        if last == sure:
            return {sure}
        return {sure, b"", last[: len(last) // 2], last}


class Disk:
    """Records while it is entered. Temporary files (a dot first) are nobody's to read."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._real: dict[str, Callable[..., Any]] = {}
        self._states: list[_State] = []
        self._now = _State({}, {})
        self.before: dict[str, Content] = {}
        """Of every file, by its path below the root; what is not in it was not there."""
        self.now: dict[str, Content] = {}

    @property
    def steps(self) -> int:
        """How many calls were recorded."""
        return len(self._states) - 1

    def after_power_cut(self, step: int) -> dict[str, set[Content]]:
        """What each file may hold when the power fails after so many steps, before the next."""
        state = self._states[step]
        return {name: state.possible(name) for name in state.names if self._is_file(name)}

    def is_all_on_disk(self) -> bool:
        """Whether the last state has only one way to be: a power cut now takes nothing away."""
        last = self.after_power_cut(self.steps)
        return all(contents == {self.now.get(name)} for name, contents in last.items())

    def _is_file(self, name: str) -> bool:
        return not Path(name).name.startswith(".") and name not in self._folders

    def __enter__(self) -> Disk:
        self._folders: set[str] = set()
        for path in self._root.rglob("*"):
            self._now.names[self._name(path)] = _Name([path.stat().st_ino])
            if path.is_dir():
                self._folders.add(self._name(path))
            else:
                self._now.data[path.stat().st_ino] = path.read_bytes()
        self.before = self._files()
        for name in ("open", "mkdir", "fsync", "replace", "rename", "unlink", "remove", "rmdir"):
            self._real[name] = getattr(os, name)
            setattr(os, name, self._recorder(name))
        self._take()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        for name, real in self._real.items():
            setattr(os, name, real)
        self._states[-1].written = self._written()
        self.now = self._files()

    def _recorder(self, name: str) -> Callable[..., Any]:
        real, note = self._real[name], getattr(self, f"_on_{name}")

        def call(*args: Any, **named: Any) -> Any:
            if self._states:
                self._states[-1].written = self._written()  # up to just before this step
            result = real(*args, **named)
            if note(result, *args) is not False:
                self._take()
            return result

        return call

    def _take(self) -> None:
        self._now.written = self._written()
        self._states.append(self._now.copy())

    def _files(self) -> dict[str, Content]:
        return {
            self._name(path): path.read_bytes() for path in self._root.rglob("*") if path.is_file()
        }

    def _written(self) -> dict[int, bytes]:
        files = [path for path in self._root.rglob("*") if path.is_file()]
        return {path.stat().st_ino: path.read_bytes() for path in files}

    def _name(self, path: object) -> str:
        return Path(str(path)).relative_to(self._root).as_posix()

    def _is_ours(self, path: object) -> bool:
        return isinstance(path, str | os.PathLike) and Path(path).is_relative_to(self._root)

    def _entry(self, path: object) -> _Name:
        return self._now.names.setdefault(self._name(path), _Name([None]))

    # --- what the calls mean ----------------------------------------------------------------

    def _on_open(self, fd: int, path: object, flags: int = 0, *_: object) -> bool:
        if not (self._is_ours(path) and flags & os.O_CREAT):
            return False
        inode = os.fstat(fd).st_ino
        entry = self._entry(path)
        if entry.may_be[-1] != inode:
            entry.becomes(inode)
        return True

    def _on_mkdir(self, _: None, path: object, *__: object) -> bool:
        if not self._is_ours(path):
            return False
        self._folders.add(self._name(path))
        self._entry(path).becomes(Path(str(path)).stat().st_ino)
        return True

    def _on_fsync(self, _: None, fd: int) -> bool:
        found = os.fstat(fd)
        if stat.S_ISDIR(found.st_mode):
            folder = self._folder_of(found.st_ino)
            if folder is None:
                return False
            for name, entry in self._now.names.items():
                if Path(name).parent == Path(folder):
                    entry.synced()
        else:
            self._now.data[found.st_ino] = self._written().get(found.st_ino, b"")
        return True

    def _folder_of(self, inode: int) -> str | None:
        if self._root.stat().st_ino == inode:
            return "."
        for name in self._folders:
            if self._now.names[name].may_be[-1] == inode:
                return name
        return None

    def _on_replace(self, _: None, source: object, target: object) -> bool:
        if not self._is_ours(target):
            return False
        inode = self._entry(source).may_be[-1]
        self._entry(source).becomes(None)
        self._entry(target).becomes(inode)
        return True

    _on_rename = _on_replace

    def _on_unlink(self, _: None, path: object, **__: object) -> bool:
        if not self._is_ours(path):
            return False
        self._entry(path).becomes(None)
        return True

    _on_remove = _on_rmdir = _on_unlink
