"""What the operating system does for an update, behind one interface."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Protocol

from kiosk.base.errors import Code, KioskError
from kiosk.update.places import Places
from kiosk.update.version import Version


class InstallError(KioskError):
    """The system did not install it. What ran before runs on."""

    def __init__(self, what: str, to_do: str) -> None:
        super().__init__(Code.UPDATE, what, to_do)


class Installer(Protocol):
    """A kind of system."""

    suffix: str
    """Of its packages: `.deb`."""

    def is_administrator(self) -> bool:
        """Whether this process may install anything."""

    def check(self, package: Path, version: Version, /) -> None:
        """Raises `InstallError` where a package says that it is anything but this version of a
        kiosk for this machine.
        """

    def unpacked_bytes(self, package: Path) -> int:
        """The space that it takes once it is installed. Raises `KioskError(UPDATE)`."""

    def unfinished(self) -> bool:
        """Whether an installation was cut off in the middle."""

    def install(self, package: Path, version: Version) -> None:
        """Install it, switch to it and start the kiosk anew. Raises `InstallError`."""

    def finish(self) -> None:
        """Go on with an installation that was cut off. Raises `InstallError`."""

    def restart(self) -> None:
        """Start the kiosk anew, with the version that is current now. Raises `InstallError`."""


def installer(places: Places, platform: str = sys.platform) -> Installer:
    """Made for this system."""
    if platform == "win32":
        from kiosk.update.windows import Windows

        return Windows(places)
    from kiosk.update.debian import Debian

    return Debian(places)
