"""The Debian package's environment in an empty folder, with nothing else that could be loaded."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np

from tests.end2end.site import Site
from tests.end2end.still import shown
from tests.processes import JOIN, ROOT, Program
from tests.screen import Screen

_BUILD_S = 400
_ALONE = 'for hidden in "$0" "$1"; do mount -t tmpfs none "$hidden"; done; shift; exec "$@"'
"""Checkout, .venv and the system's Python are empty folders for the program and its children."""


def test_the_package_runs_without_checkout_and_system_python(
    site: Site, screen: Screen, tmp_path: Path
) -> None:
    program = installed(tmp_path)
    assert says(program, "--version").startswith("kiosk 9.8.7")
    assert "screen.graphics" in says(program, "diagnose", "--list")
    with shown(program, screen, tmp_path) as from_package:
        pass
    with shown(Program(), screen, tmp_path) as from_checkout:
        pass
    assert np.array_equal(from_package, from_checkout)
    meets(program, site)


def installed(folder: Path) -> Program:
    """The package built, unpacked by dpkg, and started from an empty folder as Debian would."""
    out, target, empty = folder / "out", folder / "target", folder / "empty"
    empty.mkdir()
    build = [sys.executable, "-B", "-m", "installer.linux.pack", "--fast"]
    done = subprocess.run(
        [*build, "--version", "9.8.7", "--out", str(out)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=_BUILD_S,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    [package] = out.glob("*.deb")
    subprocess.run(["dpkg-deb", "--extract", package, target], check=True, timeout=_BUILD_S)
    package.unlink()
    python = target / "opt/kiosk/versions/9.8.7/bin/python"
    library = f"/usr/lib/python{sys.version_info.major}.{sys.version_info.minor}"
    alone = ("unshare", "--mount", "sh", "-c", _ALONE, str(ROOT), library)
    own = ("env", "PYTHONSAFEPATH=1", "PYTHONNOUSERSITE=1")
    return Program((*alone, *own, str(python), "-B", "-m", "kiosk"), empty)


def says(program: Program, *arguments: str) -> str:
    """What a command of it prints, in an environment without anything of ours."""
    done = subprocess.run(
        [*program.command, *arguments],
        cwd=program.folder,
        env={"PATH": os.environ["PATH"], "HOME": str(program.folder)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def meets(program: Program, site: Site) -> None:
    """From the calendar to the hall; every child and every probe starts."""
    site.program = program
    with site.meeting() as (kiosk, _hall):
        for pid in kiosk.processes():
            assert str(ROOT).encode() not in Path(f"/proc/{pid}/cmdline").read_bytes()
            maps = Path(f"/proc/{pid}/maps").read_text()
            assert str(ROOT) not in maps
        kiosk.leave()
        kiosk.wait_moment("button", where=lambda data: data["label"] == JOIN)
        diagnosis = kiosk.diagnose("--only", "screen,calendar")
        assert diagnosis.document["checks"]
        died = [fault for fault in diagnosis.bad.values() if "probe-" in fault]
        assert not died, "a probe does not start"
