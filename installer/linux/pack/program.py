"""The program itself: its wheel, built from a copy, unpacked beside what it needs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from installer.linux.pack.place import compile_all

_PARTS = ("kiosk", "assets", "setup.py", "pyproject.toml", "MANIFEST.in", "README.md", "LICENSE")
_VERSION = re.compile(r'^(version|__version__) = "([^"]+)"$', re.MULTILINE)
VERSION_FORM = re.compile(r"\d[0-9A-Za-z.+~]*")
"""What both Python and Debian take for a version, and a folder's name."""


def version(source: Path) -> str:
    """The version in a checkout's pyproject.toml."""
    found = _VERSION.search((source / "pyproject.toml").read_text(encoding="utf-8"))
    if found is None:
        raise SystemExit(f"{source}/pyproject.toml: there is no version in it.")
    return found[2]


def unpack(source: Path, packages: Path, wanted: str, time_s: int) -> None:
    """Build the wheel of a checkout under a version, and put its files among the packages."""
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name) / "source"
        _copy(source, copy)
        for file in (copy / "pyproject.toml", copy / "kiosk" / "__init__.py"):
            text = file.read_text(encoding="utf-8")
            file.write_text(_VERSION.sub(rf'\1 = "{wanted}"', text), encoding="utf-8")
        wheel = _build(copy, Path(name) / "wheel")
        with zipfile.ZipFile(wheel) as opened:
            opened.extractall(packages)
    compile_all(packages / "kiosk")
    for folder in (packages / "kiosk", *packages.glob("kiosk-*.dist-info")):
        (folder / "RECORD").unlink(missing_ok=True)
        for file in (folder, *folder.rglob("*")):
            file.chmod(0o755 if file.is_dir() else 0o644)
            os.utime(file, (time_s, time_s))


def _copy(source: Path, copy: Path) -> None:
    copy.mkdir()
    for name in _PARTS:
        if (source / name).is_dir():
            skipped = shutil.ignore_patterns("__pycache__")
            shutil.copytree(source / name, copy / name, ignore=skipped)
        else:
            shutil.copy2(source / name, copy / name)


def _build(source: Path, target: Path) -> Path:
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--quiet"]
    alone = ["--no-index", "--no-deps", "--no-build-isolation", "--wheel-dir", str(target)]
    tools = Path(sys.executable).parent  # pyside6-lrelease
    environment = os.environ | {"PATH": f"{tools}:{os.environ['PATH']}"}
    done = subprocess.run(
        [*pip, *alone, str(source)], env=environment, capture_output=True, text=True
    )
    if done.returncode:
        raise SystemExit(f"The program's wheel could not be built: {done.stderr[-2000:]}")
    [wheel] = target.glob("*.whl")
    return wheel
