"""What shared libraries need: the names in their dynamic sections, read by binutils' readelf."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

_NEEDED = re.compile(r"\(NEEDED\).*\[(.+)\]")
_VERSION = re.compile(r"\bGLIBC_(\d+)\.(\d+)")
_AT_ONCE = 200


def is_elf(file: Path) -> bool:
    """Whether this is a program or a library (links count as what they lead to)."""
    if not file.is_file():
        return False
    with file.open("rb") as opened:
        return opened.read(4) == b"\x7fELF"


def needs(files: Iterable[Path]) -> dict[Path, tuple[str, ...]]:
    """The sonames that each of these ELF files is linked with."""
    found: dict[Path, list[str]] = {}
    for file, line in _read("-d", files):
        known = found.setdefault(file, [])
        if match := _NEEDED.search(line):
            known.append(match[1])
    return {file: tuple(names) for file, names in found.items()}


def newest_glibc(files: Iterable[Path]) -> tuple[int, int]:
    """The newest version of the C library that one of these asks for."""
    versions = [(2, 17)]
    for _, line in _read("-V", files):
        versions += [(int(major), int(minor)) for major, minor in _VERSION.findall(line)]
    return max(versions)


def closure(
    roots: Iterable[Path],
    locate: Callable[[str], Path | None],
    ask: Callable[[Iterable[Path]], dict[Path, tuple[str, ...]]] = needs,
) -> set[Path]:
    """The roots and every library that they need, as far as `locate` knows where one lies."""
    kept: set[Path] = set()
    new = set(roots)
    while new:
        kept |= new
        names = {name for needed in ask(sorted(new)).values() for name in needed}
        new = {file for name in names if (file := locate(name)) is not None} - kept
    return kept


def _read(option: str, files: Iterable[Path]) -> Iterable[tuple[Path, str]]:
    """The lines that readelf prints of each file."""
    listed = list(files)
    for start in range(0, len(listed), _AT_ONCE):
        some = listed[start : start + _AT_ONCE]
        # An empty file beside a single one makes readelf print names always.
        command = ["readelf", "--wide", option, *map(str, some), "/dev/null"]
        said = subprocess.run(
            command, capture_output=True, text=True, errors="replace", env={"LC_ALL": "C"}
        )
        current = some[0]
        for line in said.stdout.splitlines():
            if line.startswith("File: "):
                current = Path(line.removeprefix("File: "))
            else:
                yield current, line
