"""Virtual screens in networks of their own must not take each other's place."""

import os
import sys
from pathlib import Path

import pytest

from kiosk.server import displays
from kiosk.server.children import Child
from tests.screen import Screen


def test_a_socket_without_a_lock_is_left_alone_and_a_lock_is_the_servers_to_judge(
    tmp_path: Path,
) -> None:
    sockets = tmp_path / ".X11-unix"
    sockets.mkdir()
    first, second, third, *_ = displays.candidates(tmp_path)
    (sockets / f"X{first}").touch()
    (sockets / f"X{second}").touch()
    (tmp_path / f".X{second}-lock").touch()
    assert list(displays.candidates(tmp_path))[:2] == [second, third]


@pytest.mark.system
@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="needs a second network")
def test_a_screen_in_another_network_leaves_this_ones_socket_where_it_is(tmp_path: Path) -> None:
    with Screen(320, 200) as here:
        path = Path("/tmp/.X11-unix", f"X{here.display[1:]}")
        before = path.stat().st_ino
        # The same number first: it counts from the process id, which we lend it.
        script = "from types import SimpleNamespace\nfrom kiosk.server import displays\n"
        script += f"displays.os = SimpleNamespace(getpid=lambda: {os.getpid()})\n"
        script += "from tests.screen import Screen\n"
        script += "with Screen(320, 200) as there: print(there.display)"
        there = Child(["unshare", "--net", sys.executable, "-c", script], tmp_path / "out")
        assert there.wait(60) == 0, (tmp_path / "out").read_text()
        there.close()
        assert path.stat().st_ino == before
        assert (tmp_path / "out").read_text().strip() != here.display
