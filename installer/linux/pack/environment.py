"""The environment without the program: interpreter and distributions, made once and kept.

A second build takes it as it is, file by file as hard links, so it costs no time.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from importlib.metadata import Distribution, version
from pathlib import Path, PurePosixPath

from installer.linux.pack import distributions, interpreter, notice, qt, used
from installer.linux.pack.place import compile_all, put, settle

MAIN, WEB = "main", "web"
_HERE = Path(__file__).resolve().parent


def ready(cache: Path, source: Path) -> Path:
    """The folder with `main` and `web`, made when it is not there as it should be."""
    found = distributions.needed()
    modules, qml = used.python_modules(source / "kiosk"), used.qml_modules(source / "kiosk")
    stamp = _stamp(found, modules | qml)
    folder = cache / stamp
    if not folder.is_dir():
        shutil.rmtree(cache, ignore_errors=True)
        unfinished = cache / f"{stamp}.part"
        _make(unfinished, found, qt.main_part(modules, qml))
        unfinished.rename(folder)
    return folder


def qt_version() -> str:
    """Of the PySide6 that is packed: the web part belongs to just this one."""
    return version("PySide6-Essentials")


def _stamp(found: Mapping[str, Distribution], used_modules: set[str]) -> str:
    said = [f"{name} {one.version}" for name, one in found.items()]
    said += sorted(used_modules)
    said += [file.read_text(encoding="utf-8") for file in sorted(_HERE.glob("*.py"))]
    python = Path(f"/usr/bin/python{interpreter.version()}").resolve()
    said.append(f"{python.stat().st_size} {python.stat().st_mtime_ns}")
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]


def _make(folder: Path, found: Mapping[str, Distribution], wanted: qt.Wanted) -> None:
    main, web = folder / MAIN, folder / WEB
    main.mkdir(parents=True)
    packages = interpreter.copy(main)
    beside = packages.relative_to(main)
    for name, one in found.items():
        files = distributions.files(one)
        if name in ("pyside6-essentials", "pyside6-addons"):
            _put_qt(files, wanted, packages, web / beside)
        else:
            for path, file in files:
                put(file, packages / path)
    (main / "qt-version").write_text(f"{qt_version()}\n", encoding="utf-8")
    notice.write(main, found)
    for part in (main, web):
        compile_all(part)
        settle(part)


def _put_qt(
    files: list[tuple[PurePosixPath, Path]], wanted: qt.Wanted, main: Path, web: Path
) -> None:
    package = Path(str(files[0][1])).parents[len(files[0][0].parts) - 1] / "PySide6"
    in_main = qt.kept(package, wanted)
    in_web = qt.kept(package, qt.web_part(wanted)) - in_main
    for path, file in files:
        if path.parts[0] != "PySide6" or file in in_main:
            put(file, main / path)
        elif file in in_web:
            put(file, web / path)
