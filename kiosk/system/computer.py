"""What an operating system can be asked for; `here` is the one this program runs on."""

from __future__ import annotations

import sys
from typing import Protocol

from kiosk.system.state import WifiNetwork


class Computer(Protocol):
    """Every verb blocks, each for a bounded time, and raises `TroubleError` with a code to show."""

    def networks(self) -> tuple[WifiNetwork, ...]:
        """The wireless networks in reach, the strongest first; up to twenty seconds."""

    def used(self) -> WifiNetwork | None:
        """The wireless network that this computer is in; a second or two."""

    def join(self, network: WifiNetwork, password: str, *, hidden: bool = False) -> None:
        """Go into it; without a password: as it is stored, or because it has none."""

    def forget(self, network: WifiNetwork) -> None:
        """No longer know it."""

    def restart(self) -> None:
        """Restart the computer: on return it goes down."""

    def switch_off(self) -> None:
        """Switch it off: on return it goes down."""


def here() -> Computer:
    """The computer that this program runs on."""
    if sys.platform == "win32":
        from kiosk.system.windows import Windows

        return Windows()
    from kiosk.system.linux import Linux

    return Linux()
