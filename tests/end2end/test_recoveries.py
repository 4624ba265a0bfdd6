"""Whatever dies or hangs: back where people were without a touch, by `kiosk supervise`."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.end2end.measured import Measured
from tests.end2end.site import Site
from tests.journal import Allowed
from tests.processes import Kiosk, Program
from tests.screen import Screen

LIMIT_S = 5
LOOKED_AFTER = Program(verb=("supervise", "--limit", str(LIMIT_S), "--"))
PATIENCE_S = 90.0
_EXPECTED = (
    Allowed(r"^stderr: ", "crashes say where they were, and who looks after it says what it does"),
    Allowed(r"kiosk\.session\.media_process: the media process", "the test kills and stops it"),
    Allowed(r"kiosk\.devices\.", "devices that the one before still holds are tried again"),
    Allowed(r"^kiosk\.conference", "the line goes down with what was killed"),
)
BOTH = ("ui", "media")


def ui_pid(kiosk: Kiosk) -> int:
    """The process that shows the screen: the child of who looks after it; 0: none now."""
    children = Path(f"/proc/{kiosk.ui_pid}/task/{kiosk.ui_pid}/children").read_text().split()
    return int(children[0]) if children else 0


def media_pid(kiosk: Kiosk) -> int:
    return int(kiosk.journal.moments("media")[-1]["pid"])


def strike(kiosk: Kiosk, whom: tuple[str, ...], number: int) -> None:
    pids = [ui_pid(kiosk) if one == "ui" else media_pid(kiosk) for one in whom]
    for pid in pids:
        os.kill(pid, number)


def test_in_a_meeting_each_crash_and_hang_ends_in_the_meeting(
    site: Site, measured: Measured
) -> None:
    site.program = LOOKED_AFTER
    with site.meeting(_EXPECTED) as (kiosk, _hall):
        for whom, number in (
            (("ui",), signal.SIGSEGV),
            (("media",), signal.SIGSEGV),
            (("media",), signal.SIGSTOP),
            (BOTH, signal.SIGSTOP),
        ):
            before = (ui_pid(kiosk), media_pid(kiosk))
            mark, struck_ns = kiosk.journal.mark, time.monotonic_ns()
            strike(kiosk, whom, number)
            name = f"{' and '.join(whom)} {signal.Signals(number).name}"
            joined = kiosk.wait_moment(
                "room", PATIENCE_S, lambda data: data["phase"] == "joined", since=mark
            )
            measured(f"{name}: to joined", (joined["at_ns"] - struck_ns) / 1e6)
            shown_ns = site.wait_hall_on_screen()
            measured(f"{name}: to picture on screen", (shown_ns - struck_ns) / 1e6)
            assert (ui_pid(kiosk) != before[0]) is ("ui" in whom)
            assert media_pid(kiosk) != before[1]


@pytest.fixture
def own_screen() -> Iterator[Screen]:
    with Screen(1366, 768) as screen:
        yield screen


def test_a_display_server_that_is_killed_and_comes_back_has_home_on_it(
    site: Site, own_screen: Screen, measured: Measured
) -> None:
    site.program, site.screen = LOOKED_AFTER, own_screen
    with site.kiosk(_EXPECTED) as kiosk:
        kiosk.wait_moment("home", PATIENCE_S)
        before, mark = ui_pid(kiosk), kiosk.journal.mark
        own_screen.kill()
        time.sleep(2.0)
        back_ns = own_screen.start_again()
        home = kiosk.wait_moment("home", PATIENCE_S, since=mark)
        measured("display server back to home", (home["at_ns"] - back_ns) / 1e6)
        assert ui_pid(kiosk) != before
