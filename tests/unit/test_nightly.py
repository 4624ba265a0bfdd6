"""The real program, with its window: it says how it is, and ends with 75 when its hour has come."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk import __version__
from kiosk.update import health
from kiosk.update.guard import owner_of
from kiosk.update.health import Health

PATIENCE_S = 120.0
RESTART_STATUS = 75
KIOSK = """
import sys
import time
from kiosk import app, starting
from kiosk.base.config import DeviceChoice, Graphics, Screen, Settings
from kiosk.core import nights
from kiosk.update.night import Answer

# Its hour comes as soon as it has been seen on a screen; night.py decides that otherwise.
nights.EVERY_S = 0.2
nights.may_restart = lambda _now, _machine, health: (
    Answer.NOW if health.shown_s > 0 else Answer.NOT_YET
)
settings = Settings(
    devices=DeviceChoice("synthetic", "none", "none"),
    screen=Screen(graphics=Graphics.SOFTWARE, voice=False),
)

def whole(settings, notifier, has_monitor):
    return app.run(settings, app.Options(), notifier, has_monitor)

sys.exit(starting.run(lambda: settings, whole, starting.Log()))
"""
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="speaks as systemd does")


@contextlib.contextmanager
def started(
    tmp_path: Path, manager: str, screens: str = "offscreen"
) -> Iterator[subprocess.Popen[str]]:
    """Killed afterwards."""
    with subprocess.Popen(
        [sys.executable, "-c", KIOSK],
        env={
            **os.environ,
            "KIOSK_STATE": str(tmp_path / "state"),
            "KIOSK_RUNTIME": str(tmp_path / "run"),
            "QT_QPA_PLATFORM": screens,
            "NOTIFY_SOCKET": manager,
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as kiosk:
        try:
            yield kiosk
        finally:
            kiosk.kill()


def test_it_says_how_it_is_and_starts_anew_once_it_may(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(tmp_path / "manager"))
        with started(tmp_path, str(tmp_path / "manager")) as kiosk:
            _, err = kiosk.communicate(timeout=PATIENCE_S)
    assert kiosk.returncode == RESTART_STATUS, err
    assert "restarting: as every night" in err
    monkeypatch.setenv("KIOSK_RUNTIME", str(tmp_path / "run"))
    state = tmp_path / "state"
    found = health.load(health.files(state), owner_of(state))
    assert found is not None
    assert (found.version, found.display) == (__version__, True)
    assert not found.in_meeting
    assert found.shown_s > 0


def test_it_runs_on_where_nobody_would_start_it_again(tmp_path: Path) -> None:
    with started(tmp_path, "") as kiosk:
        assert _wait_for(tmp_path, kiosk, lambda found: found.shown_s > 0)
        with pytest.raises(subprocess.TimeoutExpired):
            kiosk.wait(2.0)
        kiosk.terminate()
        assert kiosk.wait(PATIENCE_S) == 0


def test_without_a_monitor_it_says_so(tmp_path: Path) -> None:
    """On Wayland Qt has a screen without a size then."""
    nothing = tmp_path / "nothing.json"
    nothing.write_text('{"screens": [{"name": "", "x": 0, "y": 0, "width": 0, "height": 0}]}')
    with started(tmp_path, "", f"offscreen:configfile={nothing}") as kiosk:
        assert _wait_for(tmp_path, kiosk, lambda found: found.up_s > 4.0)
    found = health.load((tmp_path / "run").glob(f"*/{health.FILE}"))
    assert found is not None
    assert (found.display, found.shown_s) == (False, 0.0)


def _wait_for(
    tmp_path: Path, kiosk: subprocess.Popen[str], is_so: Callable[[Health], bool]
) -> bool:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline and kiosk.poll() is None:
        found = health.load((tmp_path / "run").glob(f"*/{health.FILE}"))
        if found is not None and is_so(found):
            return True
        time.sleep(0.05)
    return False
