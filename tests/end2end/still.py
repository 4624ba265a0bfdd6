"""One screen of an installed program, alone, and its picture once it stands still."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from kiosk.server.children import mortal
from tests.processes import Program, end_group
from tests.screen import Pixels, Screen, mean_colour

_DRAWN_S = 60.0
_STILL_S = 1.0
_DRAWN_COLOURS = 30


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
