"""What of PySide6 for Windows is packed: the used modules, the plugins listed, what those need."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set
from pathlib import Path

from installer.linux.pack.elf import closure
from installer.linux.pack.qt import NOT_RUN, qml_folders, some, with_imports
from installer.windows.pack import pe

PLUGINS = (
    "platforms/qwindows.dll",
    "platforms/qoffscreen.dll",  # probes and pictures without a screen
    "imageformats/qjpeg.dll",
    "imageformats/qsvg.dll",
    "iconengines/qsvgicon.dll",
    "multimedia/*.dll",  # VideoOutput shows nothing without one
)
ALWAYS = ("__init__.py", "_config.py", "_git_pyside_version.py", "support/*.py", "pyside6*.dll")
OPENGL = ("opengl32sw.dll",)
"""Drawing by the processor for Qt Quick's OpenGL way; 20 MB that Direct3D makes needless."""


def kept(
    package: Path,
    modules: Set[str],
    qml: Set[str],
    ask: Callable[[Iterable[Path]], dict[Path, tuple[str, ...]]] = pe.needs,
) -> set[Path]:
    """The files of an installed PySide6 that are needed. Raises SystemExit where one is missing."""
    files: set[Path] = set()
    for module in with_imports(package, modules):
        files |= some(package, f"{module}.pyd")
    for folder in qml_folders(package / "qml", qml):
        files |= {file for file in folder.iterdir() if file.is_file()}
    for pattern in (*ALWAYS, *(f"plugins/{name}" for name in PLUGINS)):
        files |= some(package, pattern)
    by_name = {file.name.lower(): file for file in package.glob("*.dll")}
    files |= closure([file for file in files if pe.is_pe(file)], by_name.get, ask)
    return {file for file in files if file.suffix not in NOT_RUN and file.name not in OPENGL}
