"""Who has a device open, with a file for a device and real processes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.devices.holders import holders

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks Linux's /proc")

HOLD = "import sys; held = open(sys.argv[1]); print('holding', flush=True); sys.stdin.read()"


@contextmanager
def holding(node: Path, *more: str) -> Iterator[int]:
    """A program that has it open; `more` stands on its command line."""
    command = [sys.executable, "-c", HOLD, str(node), *more]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == b"holding\n"
        yield program.pid
        program.kill()


@pytest.fixture
def node(tmp_path: Path) -> Path:
    (tmp_path / "video0").touch()
    (tmp_path / "by-id").symlink_to(tmp_path / "video0")
    return tmp_path / "by-id"


def test_program_that_has_it_open_is_named_and_we_are_not(node: Path) -> None:
    with holding(node) as pid, node.open():
        (holder,) = holders(str(node))
    assert holder.pid == pid
    assert holder.program.startswith("python")
    assert not holder.is_kiosk
    assert holders(str(node)) == ()


def test_the_kiosk_knows_itself(node: Path) -> None:
    with holding(node, "kiosk.conference.worker"):
        (holder,) = holders(str(node))
    assert holder.is_kiosk


def test_who_only_watches_comes_last(tmp_path: Path, node: Path) -> None:
    for pid, program in ((11, "wireplumber"), (12, "obs"), (13, "pipewire")):
        folder = tmp_path / "proc" / str(pid)
        (folder / "fd").mkdir(parents=True)
        (folder / "comm").write_text(f"{program}\n")
        (folder / "cmdline").write_bytes(program.encode() + b"\0")
        (folder / "fd/7").symlink_to(os.path.realpath(node))
    (tmp_path / "proc/14").mkdir()  # it has ended while we look
    found = holders(str(node), tmp_path / "proc")
    assert [each.program for each in found] == ["obs", "wireplumber", "pipewire"]
