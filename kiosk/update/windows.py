"""Installs a setup program for Windows. Written and its decisions tested; never run on Windows.

The setup program (installer/windows) lays its version beside the others and switches nothing; the
switch is `current`, a file that the kiosk's start reads. It is the scheduled task's process, which
runs as SYSTEM, that comes here, and that watches a new version with `kiosk.update.guard`.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from kiosk.update import links, taking
from kiosk.update.install import InstallError
from kiosk.update.places import CURRENT, PREVIOUS, VERSIONS, Places
from kiosk.update.version import Version

TASK = "Kiosk"
"""The scheduled task that runs the kiosk at logon."""
INSTALL_S = 1800.0
UNPACKED = 4

Run = Callable[[list[str], float], int]


def run(command: list[str], limit_s: float) -> int:
    """The exit status. Raises OSError, `subprocess.TimeoutExpired`."""
    return subprocess.run(
        command, stdin=subprocess.DEVNULL, timeout=limit_s, check=False
    ).returncode


class Windows:
    """Windows 10 and 11."""

    suffix = ".exe"

    def __init__(self, places: Places, run: Run = run) -> None:
        self._places = places
        self._run = run

    def is_administrator(self) -> bool:
        """See `Installer`."""
        if sys.platform != "win32":
            return False
        import ctypes

        return bool(ctypes.windll.shell32.IsUserAnAdmin())

    def check(self, package: Path, _version: Version) -> None:
        """See `Installer`. A setup program does not say its version; `install` looks for it."""
        with package.open("rb") as file:
            if file.read(2) != b"MZ":
                raise InstallError("The file is no setup program.", "Get the right file.")

    def unpacked_bytes(self, package: Path) -> int:
        """See `Installer`."""
        return UNPACKED * package.stat().st_size

    def unfinished(self) -> bool:
        """See `Installer`. A version that was laid down in half is not current and does no harm."""
        return False

    def finish(self) -> None:
        """See `Installer`."""

    def install(self, package: Path, version: Version) -> None:
        """See `Installer`."""
        before = links.version_of(self._places)
        self._do([str(package), "/S"], "The setup program")
        where = f"{VERSIONS}/{version}"
        if not (self._places.program / where).is_dir() or before is None:
            raise InstallError(
                f"The setup program has not laid {version} down.", "Call the office."
            )
        links.point(self._places, links.target(self._places), PREVIOUS)
        taking.begin(self._places, version, before)
        links.point(self._places, where, CURRENT)
        self.restart()

    def restart(self) -> None:
        """See `Installer`."""
        self._run(["schtasks", "/End", "/TN", TASK], INSTALL_S)
        self._do(["schtasks", "/Run", "/TN", TASK], "The scheduled task")

    def _do(self, command: list[str], what: str) -> None:
        try:
            status = self._run(command, INSTALL_S)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise InstallError(f"{what} could not be run.", "Call the office.") from error
        if status:
            raise InstallError(f"{what} ended with status {status}.", "Call the office.")
