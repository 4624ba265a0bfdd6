"""The program installed from a wheel, with no checkout anywhere near."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import numpy as np
import pytest

from tests.end2end.still import shown
from tests.processes import ROOT, Program
from tests.screen import Screen

_PARTS = ("kiosk", "assets", "setup.py", "pyproject.toml", "MANIFEST.in", "README.md", "LICENSE")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Built from a copy, installed into an environment of its own, started from an empty folder.

    What it depends on is taken from this environment, but not the checkout that this one knows:
    the editable installation's own file is not read from there.
    """
    folder = tmp_path_factory.mktemp("wheel")
    source, home, empty = folder / "source", folder / "home", folder / "empty"
    source.mkdir()
    empty.mkdir()
    for name in _PARTS:
        if (ROOT / name).is_dir():
            skipped = shutil.ignore_patterns("__pycache__", "*.qm")
            shutil.copytree(ROOT / name, source / name, ignore=skipped)
        else:
            shutil.copy(ROOT / name, source / name)
    venv.create(home, symlinks=True)
    [packages] = home.glob("lib/python*/site-packages")
    (packages / "needed.pth").write_text(sysconfig.get_path("purelib"))
    pip = [sys.executable, "-m", "pip", "--python", str(home / "bin" / "python"), "install"]
    alone = ["--no-index", "--no-deps", "--no-build-isolation", "--no-cache-dir"]
    done = subprocess.run(
        [*pip, *alone, str(source)],
        cwd=empty,
        env=os.environ | {"PATH": f"{sysconfig.get_path('scripts')}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    shutil.rmtree(source)
    return Program((str(home / "bin" / "kiosk"),), empty)


def test_the_home_screen_has_its_words_letters_and_icons(
    wheel: Program, screen: Screen, tmp_path: Path
) -> None:
    with shown(wheel, screen, tmp_path) as from_wheel:
        pass
    with shown(Program(), screen, tmp_path) as from_checkout:
        pass
    assert np.array_equal(from_wheel, from_checkout)
