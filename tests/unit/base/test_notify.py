"""sd_notify: what whoever watches over the process is told."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.base import notify

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="sockets of POSIX")


@pytest.fixture
def manager(tmp_path: Path):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(tmp_path / "notify"))
        manager.settimeout(5)
        yield manager


@POSIX
def test_a_manager_is_told_and_our_children_cannot_speak_for_us(manager, tmp_path: Path) -> None:
    environment = {"NOTIFY_SOCKET": str(tmp_path / "notify"), "WATCHDOG_USEC": "6000000", "A": "b"}
    notifier = notify.take(environment)
    assert environment == {"A": "b"}
    assert (notifier.is_heard, notifier.feed_s) == (True, 2.0)
    notifier.status("loading", 1.5)
    notifier.ready()
    notifier.feed()
    notifier.stopping()
    assert [manager.recv(200).decode() for _ in range(4)] == [
        "STATUS=loading\nEXTEND_TIMEOUT_USEC=1500000",
        "READY=1",
        "WATCHDOG=1",
        "STOPPING=1",
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="names without a file are Linux' own")
def test_a_name_without_a_file_is_one(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(f"\0kiosk-test-{os.getpid()}")
        notify.take({"NOTIFY_SOCKET": f"@kiosk-test-{os.getpid()}"}).ready()
        assert manager.recv(200) == b"READY=1"


@POSIX
def test_a_manager_that_is_gone_or_full_costs_nothing(manager, tmp_path: Path) -> None:
    notifier = notify.take({"NOTIFY_SOCKET": str(tmp_path / "notify")})
    for _ in range(10_000):  # nobody reads: it must not wait
        notifier.feed()
    manager.close()
    notifier.feed()


@pytest.mark.parametrize(
    ("given", "feed_s"),
    [
        ({}, 0.0),
        ({"WATCHDOG_USEC": "soon"}, 0.0),
        ({"WATCHDOG_USEC": "3000000", "WATCHDOG_PID": "1"}, 0.0),
        ({"WATCHDOG_USEC": "3000000", "WATCHDOG_PID": str(os.getpid())}, 1.0),
    ],
)
def test_a_watchdog_that_is_not_ours_is_not_fed(tmp_path: Path, given, feed_s: float) -> None:
    assert notify.take({"NOTIFY_SOCKET": "stdout", **given}).feed_s == feed_s
    assert notify.take({"NOTIFY_SOCKET": "", **given}).feed_s == 0.0


@pytest.mark.parametrize("name", ["", "relative", "vsock:1:2"])
def test_nobody_listens(name: str) -> None:
    notifier = notify.take({"NOTIFY_SOCKET": name})
    notifier.ready()
    assert not notifier.is_heard


def test_without_sockets_lines_go_to_standard_output() -> None:
    code = "from kiosk.base import notify; n = notify.take(); n.ready(); n.status('x', 2.0)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "NOTIFY_SOCKET": "stdout"},
        stdout=subprocess.PIPE,
        check=True,
    )
    assert done.stdout.split() == [b"READY=1", b"STATUS=x", b"EXTEND_TIMEOUT_USEC=2000000"]
