"""`python -m installer.windows.pack`: the folder that the NSIS script makes an installer of."""

from __future__ import annotations

import argparse
import shutil
from importlib.metadata import distributions
from pathlib import Path

from installer.linux.pack import notice, program, used
from installer.linux.pack.distributions import canonical, files
from installer.linux.pack.place import put, settle
from installer.windows.pack import qt

ROOT = Path(__file__).resolve().parents[3]
SETUP = ROOT / "installer" / "windows" / "setup"
PYTHON = "3.13"
PACKAGES = Path("Lib") / "site-packages"
_PATHS = "python313.zip\n.\nLib\\site-packages\n"
"""`python313._pth`: only what is in this folder is ever imported (isolated, no user's packages)."""


def main() -> None:
    """Build what the command line says."""
    parser = argparse.ArgumentParser(prog="installer.windows.pack", description=__doc__)
    parser.add_argument("--python", type=Path, required=True, help="embeddable CPython, unpacked")
    parser.add_argument("--site", type=Path, required=True, help="installed wheels for Windows")
    parser.add_argument("--tree", type=Path, required=True, help="the folder to make")
    parser.add_argument("--version", required=True)
    said = parser.parse_args()
    if not program.VERSION_FORM.fullmatch(said.version):
        parser.error(f"'{said.version}' is no version: digits first, then letters, digits, . + ~")
    shutil.rmtree(said.tree, ignore_errors=True)
    build(said.python, said.site, said.tree / "versions" / said.version, said.version)


def build(python: Path, site: Path, target: Path, version: str) -> None:
    """Interpreter, wheels as far as they are used, program, the setup's scripts, licences."""
    shutil.copytree(python, target)
    for file in target.glob("python*._pth"):
        file.write_text(_PATHS, encoding="ascii")
    packages = target / PACKAGES
    _put_wheels(site, packages)
    program.unpack(ROOT, packages, version, _TIME, compiled=False)
    shutil.copytree(SETUP, target / "setup")
    found = {canonical(one.name): one for one in distributions(path=[str(site)])}
    notice.write(target, found, PYTHON, python / "LICENSE.txt")
    settle(target, _TIME)


_TIME = 1577836800
"""2020-01-01, of every file: two builds are the same."""


def _put_wheels(site: Path, packages: Path) -> None:
    modules, uris = used.python_modules(ROOT / "kiosk"), used.qml_modules(ROOT / "kiosk")
    wanted = qt.kept(site / "PySide6", modules, uris)
    for one in distributions(path=[str(site)]):
        for path, file in files(one):
            if path.parts[0] != "PySide6" or file in wanted:
                put(file, packages / path)


if __name__ == "__main__":
    main()
