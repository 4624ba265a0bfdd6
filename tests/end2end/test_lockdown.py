"""Somebody who wants away from the kiosk, at the real program: keys, pointer, a window manager.

The keys are those of tests/lockdown/keys.txt, which tests/boot/boot.sh presses in the booted
machine too. docs/lockdown.md has the whole list.
"""

from __future__ import annotations

import time

import numpy as np

from tests import x11
from tests.end2end.site import Site
from tests.processes import BACK, HELP, HOME, ROOT, Kiosk
from tests.screen import Pixels

KEYS = ROOT / "tests" / "lockdown" / "keys.txt"
_CLOSE_REQUESTS = 5
_CELL = 16


def chords() -> list[str]:
    lines = KEYS.read_text(encoding="utf-8").splitlines()
    return [line.split()[0] for line in lines if line and not line.startswith("#")]


class Still:
    """The picture that stands on the screen, its moving parts (the self view) left out."""

    def __init__(self, site: Site, kiosk: Kiosk) -> None:
        self._site, self._kiosk = site, kiosk
        self._first = _cells(site.screen.grab())
        self._rests = np.ones(self._first.shape[:2], dtype=bool)
        for _ in range(20):
            time.sleep(0.1)
            self._rests &= ~self._changed()
        assert self._rests.mean() > 0.4

    def check(self) -> None:
        """The same program and the same screen; the clock may have gone on."""
        assert self._kiosk.is_running
        assert self._changed()[self._rests].mean() < 0.03
        self._kiosk.wait_room(in_meeting=False)

    def _changed(self) -> Pixels:
        return np.asarray((_cells(self._site.screen.grab()) != self._first).any(axis=(2, 3, 4)))


def _cells(picture: Pixels) -> Pixels:
    """As (rows, columns, 16, 16, 3); what is left over at the right and below is left out."""
    rows, columns = picture.shape[0] // _CELL, picture.shape[1] // _CELL
    whole = picture[: rows * _CELL, : columns * _CELL]
    return whole.reshape(rows, _CELL, columns, _CELL, 3).swapaxes(1, 2)


def test_no_key_chord_pointer_or_window_manager_leads_away(site: Site) -> None:
    with site.kiosk() as kiosk:
        kiosk.wait_moment("button", where=lambda data: data["label"] == HELP)
        # What it checks by itself at first stands on the screen, and it has gone to rest.
        resting = kiosk.wait_moment("rest", 120, lambda data: data["on"])
        kiosk.wait_moment(
            "media", where=lambda data: data["at_ns"] > resting["at_ns"] and data["pid"]
        )
        pids, shown = {kiosk.ui_pid, kiosk.media_pid}, x11.windows(site.screen.environment)
        home, mark = Still(site, kiosk), kiosk.journal.mark

        site.screen.type(*chords())
        home.check()
        site.screen.try_pointer()
        home.check()
        for _ in range(_CLOSE_REQUESTS):
            assert x11.ask_to_close(site.screen.environment) >= 1
            time.sleep(0.2)
        home.check()

        assert {kiosk.ui_pid, kiosk.media_pid} == pids
        assert x11.windows(site.screen.environment) == shown
        labels = {one["label"] for one in kiosk.journal.moments("button", mark)}
        assert not labels & {BACK, HOME, "1"}, "another page was opened"
        kiosk.press(HELP)  # it listens, all the same
        kiosk.wait_moment("button", where=lambda data: data["label"] == BACK, since=mark)
