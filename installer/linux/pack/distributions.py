"""The installed Python distributions that the program needs, and which files of them are packed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path, PurePosixPath

from packaging.requirements import Requirement

PROGRAM = "kiosk"
_NOT_RUN = {".pyi", ".pyx", ".pxd", ".c", ".cc", ".cpp", ".h", ".hpp", ".f90", ".lib", ".a"}
_NOT_PACKED_FOLDERS = {"__pycache__", "tests", "test", "docs", "examples"}
_NOT_PACKED = {"RECORD", "INSTALLER", "REQUESTED", "direct_url.json", "py.typed"}
_NOT_USED = ("cv2/data/",)  # models of faces


def needed(root: str = PROGRAM) -> dict[str, Distribution]:
    """What the program requires, at any depth, by canonical name; without the program itself.

    Raises PackageNotFoundError for one that is not installed.
    """
    found: dict[str, Distribution] = {}
    waiting: list[tuple[str, frozenset[str]]] = [(root, frozenset())]
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        name, extras = waiting.pop()
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        found[name] = distribution(name)
        waiting += [
            (canonical(wish.name), frozenset(wish.extras))
            for wish in requirements(found[name].requires or [], extras)
        ]
    found.pop(root)
    return dict(sorted(found.items()))


def requirements(texts: Iterable[str], extras: Iterable[str]) -> Iterator[Requirement]:
    """Those that hold on this system with these extras."""
    for text in texts:
        wish = Requirement(text)
        holds = wish.marker is None or any(
            wish.marker.evaluate({"extra": extra}) for extra in ("", *extras)
        )
        if holds:
            yield wish


def canonical(name: str) -> str:
    """As the packaging index writes it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def is_packed(path: PurePosixPath) -> bool:
    """Whether a file that a distribution lists is needed to run; `path` is below site-packages."""
    if path.is_absolute() or ".." in path.parts or path.parts[0] == "bin":
        return False  # scripts and manual pages
    if str(path).startswith(_NOT_USED):
        return False
    if _NOT_PACKED_FOLDERS.intersection(path.parts[:-1]):
        return False
    return path.suffix not in _NOT_RUN and path.name not in _NOT_PACKED


def files(found: Distribution) -> list[tuple[PurePosixPath, Path]]:
    """The files to pack of a distribution: their names below site-packages, and where they lie."""
    listed = found.files
    if listed is None:
        raise SystemExit(f"{found.metadata['Name']}: it has no list of its files (RECORD).")
    return [
        (PurePosixPath(path), Path(str(found.locate_file(path))))
        for path in listed
        if is_packed(PurePosixPath(path))
    ]
