"""The program installed from a wheel, with no checkout anywhere near."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import time
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from kiosk.server.children import mortal
from tests.end2end.site import Site
from tests.processes import JOIN, ROOT, Program, end_group
from tests.screen import Pixels, Screen, mean_colour

_PARTS = ("kiosk", "assets", "setup.py", "pyproject.toml", "MANIFEST.in", "README.md", "LICENSE")
_DRAWN_S = 60.0
_STILL_S = 1.0
_DRAWN_COLOURS = 30


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


def test_a_meeting_from_the_calendar_to_the_hall_and_every_child_starts(
    wheel: Program, site: Site
) -> None:
    site.program = wheel
    with site.meeting() as (kiosk, _hall):
        for pid in kiosk.processes():
            assert str(ROOT).encode() not in Path(f"/proc/{pid}/cmdline").read_bytes()
            assert not Path(f"/proc/{pid}/cwd").resolve().is_relative_to(ROOT)
        kiosk.leave()
        kiosk.wait_moment("button", where=lambda data: data["label"] == JOIN)
        diagnosis = kiosk.diagnose("--only", "screen,calendar")
        assert diagnosis.document["checks"]
        died = [fault for fault in diagnosis.bad.values() if "probe-" in fault]
        assert not died, "a probe does not start"


@contextmanager
def shown(program: Program, screen: Screen, folder: Path) -> Iterator[Pixels]:
    """The screen `home-ready` of a program, once it stands still."""
    own = {"KIOSK_STATE": str(folder / "state"), "HOME": str(folder)}
    plain = {key: value for key, value in os.environ.items() if not key.startswith(("QT_", "QSG_"))}
    before = mean_colour(screen.grab())
    process = subprocess.Popen(
        mortal([*program.command, "run", "--screen", "home-ready"]),
        cwd=program.folder,
        env={**plain, **own, **screen.environment},
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        yield _wait_still(screen, process, before)
    finally:
        end_group(process)
        assert process.stderr is not None
        said = process.stderr.read().decode()
        process.stderr.close()
    assert process.returncode == 0, said
    for word in ("WARNING", "ERROR", "Traceback", "qrc:", "file:"):
        assert word not in said, said


def _wait_still(
    screen: Screen, process: subprocess.Popen[bytes], before: tuple[int, int, int]
) -> Pixels:
    """The picture when it is no longer the one from before, and has not changed for a while."""
    deadline = time.monotonic() + _DRAWN_S
    last, since = screen.grab(), time.monotonic()
    while time.monotonic() < deadline and process.poll() is None:
        time.sleep(0.05)
        now = screen.grab()
        if not np.array_equal(now, last):
            last, since = now, time.monotonic()
        elif _is_drawn(now, before) and time.monotonic() - since > _STILL_S:
            return now
    raise AssertionError(f"it is not drawn, or never stands still ({process.poll()})")


def _is_drawn(picture: Pixels, before: tuple[int, int, int]) -> bool:
    """Not the empty window that comes first: letters and icons have edges of many colours."""
    colours = np.unique(picture.reshape(-1, 3), axis=0)
    return mean_colour(picture) != before and len(colours) > _DRAWN_COLOURS
