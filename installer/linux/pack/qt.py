"""What of PySide6 is packed: the used modules, the plugins listed here, and what those need."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass
from pathlib import Path

from installer.linux.pack import elf

PLUGINS = (
    "platforms/libqwayland.so",  # the kiosk's own session
    "platforms/libqxcb.so",  # a technician's desktop
    "platforms/libqoffscreen.so",  # probes and pictures without a screen
    "wayland-shell-integration/libxdg-shell.so",
    "wayland-graphics-integration-client/libqt-plugin-wayland-egl.so",  # a graphics card
    "wayland-graphics-integration-client/libdmabuf-server.so",
    "xcbglintegrations/*.so",
    "platforminputcontexts/libcomposeplatforminputcontextplugin.so",  # dead keys of a keyboard
    "imageformats/libqjpeg.so",
    "imageformats/libqsvg.so",
    "iconengines/libqsvgicon.so",
    "multimedia/*.so",  # VideoOutput shows nothing without one
)
ALWAYS = ("__init__.py", "_config.py", "_git_pyside_version.py", "support/*.py", "libpyside6*")
# QtPrintSupport: loaded by QtWebEngineCore, whose stub does not say so.
WEB_MODULES = ("QtWebEngineCore", "QtWebEngineQuick", "QtWebChannel", "QtPrintSupport")
WEB_QML = ("QtWebEngine", "QtWebChannel")
WEB_FILES = (
    "Qt/libexec/QtWebEngineProcess",
    "Qt/resources/icudtl.dat",
    "Qt/resources/qtwebengine_resources*.pak",
    "Qt/resources/v8_context_snapshot.bin",
    "Qt/translations/qtwebengine_locales/vi.pak",
    "Qt/translations/qtwebengine_locales/en-US.pak",
    "Qt/plugins/tls/libqopensslbackend.so",
    "Qt/plugins/networkinformation/libqnetworkmanager.so",
)
_STUB_IMPORT = re.compile(r"^import PySide6\.(Qt\w+)", re.MULTILINE)
_QMLDIR_IMPORT = re.compile(r"^(?:import|depends|default import)\s+(Qt[\w.]*)", re.MULTILINE)
_NOT_RUN = {".qmltypes", ".pyi", ".cpp", ".h", ".a", ".prl"}


@dataclass(frozen=True)
class Wanted:
    """What is asked for, by names; `files` are patterns below the package."""

    modules: frozenset[str]
    qml: frozenset[str]
    files: tuple[str, ...]


def main_part(modules: Set[str], qml: Set[str]) -> Wanted:
    """What the program itself uses."""
    plugins = tuple(f"Qt/plugins/{pattern}" for pattern in PLUGINS)
    return Wanted(frozenset(modules), frozenset(qml), ALWAYS + plugins)


def web_part(main: Wanted) -> Wanted:
    """The same with QtWebEngine."""
    return Wanted(main.modules | set(WEB_MODULES), main.qml | set(WEB_QML), main.files + WEB_FILES)


def kept(package: Path, wanted: Wanted) -> set[Path]:
    """The files of an installed PySide6 that are needed. Raises SystemExit where one is missing."""
    files: set[Path] = set()
    for module in with_imports(package, wanted.modules):
        files |= _some(package, f"{module}.abi3.so")
    for folder in qml_folders(package, wanted.qml):
        files |= {file for file in folder.iterdir() if file.is_file()}
    for pattern in wanted.files:
        files |= _some(package, pattern)
    libraries = [file for file in files if elf.is_elf(file)]

    def locate(name: str) -> Path | None:
        for folder in (package / "Qt" / "lib", package):
            if (folder / name).is_file():
                return folder / name
        return None

    files |= elf.closure(libraries, locate)
    return {file for file in files if file.suffix not in _NOT_RUN}


def with_imports(package: Path, modules: Iterable[str]) -> set[str]:
    """The modules, and those whose Python types theirs are derived from (their stubs say which)."""
    found: set[str] = set()
    new = set(modules)
    while new:
        found |= new
        stubs = (package / f"{name}.pyi" for name in new)
        texts = (stub.read_text(encoding="utf-8") for stub in stubs if stub.is_file())
        new = {name for text in texts for name in _STUB_IMPORT.findall(text)} - found
    return found


def qml_folders(package: Path, uris: Iterable[str]) -> set[Path]:
    """The folders of these QML modules and of all that their `qmldir` files import."""
    found: set[Path] = set()
    asked = set(uris)
    new = set(asked)
    done: set[str] = set()
    while new:
        done |= new
        imported: set[str] = set()
        for uri in new:
            folder = package / "Qt" / "qml" / uri.replace(".", "/")
            if not (folder / "qmldir").is_file():
                if uri in asked:
                    raise SystemExit(f"This PySide6 has no QML module {uri}.")
                continue  # `depends` also names modules of Qt's own build that have no folder
            found.add(folder)
            imported |= set(_QMLDIR_IMPORT.findall((folder / "qmldir").read_text(encoding="utf-8")))
        new = imported - done
    return found


def _some(package: Path, pattern: str) -> set[Path]:
    """One that lies elsewhere now must be noticed here, not on a black screen."""
    found = set(package.glob(pattern))
    if not found:
        raise SystemExit(f"This PySide6 has no {pattern}.")
    return found
