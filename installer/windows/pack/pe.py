"""What libraries of Windows need: the names in their import tables, of late ones too."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pefile

_TABLES = ("IMAGE_DIRECTORY_ENTRY_IMPORT", "IMAGE_DIRECTORY_ENTRY_DELAY_IMPORT")
_ENDINGS = {".dll", ".pyd", ".exe"}


def is_pe(file: Path) -> bool:
    """Whether this is a program or a library, by its name."""
    return file.suffix.lower() in _ENDINGS and file.is_file()


def needs(files: Iterable[Path]) -> dict[Path, tuple[str, ...]]:
    """The names, in small letters, of the libraries that each of these is linked with."""
    return {file: _needs(file) for file in files}


def _needs(file: Path) -> tuple[str, ...]:
    with pefile.PE(str(file), fast_load=True) as image:
        image.parse_data_directories([pefile.DIRECTORY_ENTRY[name] for name in _TABLES])
        tables = ("DIRECTORY_ENTRY_IMPORT", "DIRECTORY_ENTRY_DELAY_IMPORT")
        entries = [entry for table in tables for entry in getattr(image, table, ())]
        return tuple(entry.dll.decode("ascii").lower() for entry in entries)
