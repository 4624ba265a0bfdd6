"""The system's own CPython, without what a kiosk never uses.

Debian's is copied, not a virtual environment made: one of those is tied to the very version that
the target has, and Debian 12, Ubuntu 24.04 and Debian 13 have three. The copy finds its library
beside itself, wherever it lies.
"""

from __future__ import annotations

import sys
from pathlib import Path

from installer.linux.pack.place import put

_FOLDERS = {
    "__pycache__",
    "config-*",
    "distutils",
    "ensurepip",
    "idlelib",
    "lib2to3",
    "pydoc_data",
    "site-packages",
    "dist-packages",
    "test",
    "tests",
    "tkinter",
    "turtledemo",
    "venv",
    "curses",
    "dbm",
}
_FILES = {
    "EXTERNALLY-MANAGED",
    "sitecustomize.py",
    "turtle.py",
    "antigravity.py",
    "this.py",
    "pydoc.py",
}
_MODULES = {
    "_ctypes_test*",
    "_curses*",
    "_dbm*",
    "_gdbm*",
    "_test*",
    "_tkinter*",
    "_xx*",
    "nis*",
    "ossaudiodev*",
    "readline*",
    "xx*",
}
_OWN_PATHS = '''"""Written by the package: no folder outside it is searched for modules."""

import sys

sys.path[:] = [path for path in sys.path if path == sys.prefix or path.startswith(sys.prefix + "/")]
'''


def version() -> str:
    """Of this interpreter, `3.11`; the one that is copied has the same."""
    return f"{sys.version_info.major}.{sys.version_info.minor}"


def is_packed(path: Path) -> bool:
    """Whether a file is needed; `path` is below the standard library's folder."""
    if any(Path(part).match(pattern) for part in path.parts[:-1] for pattern in _FOLDERS):
        return False
    if path.parts[0] == "lib-dynload":
        return not any(path.match(pattern) for pattern in _MODULES)
    return path.name not in _FILES and path.suffix != ".pyc"


def copy(target: Path) -> Path:
    """Put the interpreter into an empty folder; the folder for packages comes back."""
    source = Path(f"/usr/bin/python{version()}")
    library = Path(f"/usr/lib/python{version()}")
    if not source.exists() or not (library / "os.py").exists():
        raise SystemExit(
            f"The system has no Python {version()} of its own, which the package would carry: "
            "make .venv with the system's python3."
        )
    put(source.resolve(), target / "bin" / source.name)
    for name in ("python", "python3"):
        (target / "bin" / name).symlink_to(source.name)
    own = target / "lib" / library.name
    for file in sorted(library.rglob("*")):
        if file.is_file() and is_packed(file.relative_to(library)):
            put(file, own / file.relative_to(library))
    (own / "sitecustomize.py").write_text(_OWN_PATHS, encoding="utf-8")
    return packages(target)


def packages(target: Path) -> Path:
    """Where this interpreter of Debian's or Ubuntu's looks for packages, whatever its version."""
    folder = target / "lib" / "python3" / "dist-packages"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
