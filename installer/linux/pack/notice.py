"""The licences of everything in the package, in one folder with a page that lists them."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import Distribution
from pathlib import Path

from installer.linux.pack import interpreter
from installer.linux.pack.place import put

FOLDER = "licenses"
_NAMES = ("license", "licence", "copying", "notice", "copyright", "authors", "lgpl", "gpl")
_HEAD = """What this package carries besides the kiosk, and under which licences
======================================================================

The texts are in the folder of each name. Qt and PySide are used under the LGPL version 3: their
libraries lie as separate files in lib/python3/dist-packages/PySide6 (Qt's own in Qt/lib) and can be
replaced by others of the same interface. Their source, and that of every other part, is published
under the name and version given here on the Python package index, and of Qt on its maker's site.

"""


def write(folder: Path, found: Mapping[str, Distribution]) -> None:
    """Gather the texts of the distributions and of CPython below `folder`."""
    target = folder / FOLDER
    rows = [("python", interpreter.version(), "Python Software Foundation License")]
    put(Path(f"/usr/lib/python{interpreter.version()}/LICENSE.txt"), target / "python/LICENSE.txt")
    for name, one in found.items():
        for file in one.files or ():
            if is_licence(file.parts):
                put(Path(str(one.locate_file(file))), target / name / "-".join(file.parts[-2:]))
        rows.append((name, one.version, licence(one)))
    lines = [f"{name} {version}: {text}" for name, version, text in rows]
    (target / "NOTICE").write_text(_HEAD + "\n".join(lines) + "\n", encoding="utf-8")


def is_licence(parts: tuple[str, ...]) -> bool:
    """Whether a file of a distribution is a licence's text."""
    own = any(part.endswith(".dist-info") for part in parts) and "licenses" in parts
    return own or (
        parts[-1].lower().startswith(_NAMES) and not parts[-1].endswith((".py", ".pyc", ".pyi"))
    )


def licence(found: Distribution) -> str:
    """In one line, as the distribution says it."""
    said = _field(found, "License-Expression") or _field(found, "License")
    classes = [
        line.rsplit(" :: ", 1)[-1]
        for line in found.metadata.get_all("Classifier") or []
        if line.startswith("License ::")
    ]
    return said.strip().splitlines()[0][:100] if said.strip() else ", ".join(classes) or "see texts"


def _field(found: Distribution, name: str) -> str:
    values = found.metadata.get_all(name) or [""]
    return str(values[0])
