"""Puts `assets/` and its compiled languages into the package; the rest is in pyproject.toml.

A wheel has them at `kiosk/assets`, where `kiosk/base/paths.py` looks first.
"""

from __future__ import annotations

import shutil
import subprocess
import sysconfig
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ASSETS = Path(__file__).resolve().parent / "assets"
_FOR_MAKERS = ("*.ts", "*.qm", "*.py", "*.sh", "README.md", "__pycache__")


class BuildWithAssets(build_py):
    """An editable installation uses the checkout's own `assets/`."""

    def run(self) -> None:
        """Build the package, then bring the assets into it."""
        super().run()
        if self.editable_mode:
            return
        target = Path(self.build_lib) / "kiosk" / "assets"
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(ASSETS, target, ignore=shutil.ignore_patterns(*_FOR_MAKERS))
        (target / "translations").mkdir(exist_ok=True)
        for source in sorted((ASSETS / "translations").glob("*.ts")):
            _compile(source, target / "translations" / f"{source.stem}.qm")


def _compile(source: Path, target: Path) -> None:
    """With Qt's own tool where PySide6 is installed, else take what the installer has compiled."""
    tool = shutil.which("pyside6-lrelease", path=sysconfig.get_path("scripts"))
    tool = tool or shutil.which("pyside6-lrelease")
    compiled = source.with_suffix(".qm")
    if tool is not None:
        subprocess.run([tool, "-silent", source, "-qm", target], check=True)
    elif compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
        shutil.copy(compiled, target)
    else:
        raise SystemExit(f"{source}: not compiled, and there is no pyside6-lrelease (PySide6).")


setup(cmdclass={"build_py": BuildWithAssets})
