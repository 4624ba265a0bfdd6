"""What is known of the operating system's side, and what may be asked of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Link(StrEnum):
    """What joins this computer to the network."""

    UNKNOWN = "unknown"
    NONE = "none"
    WIRED = "wired"
    WIFI = "wifi"


class Guard(StrEnum):
    """How a wireless network is protected."""

    OPEN = "open"
    PASSWORD = "password"
    OTHER = "other"
    """By a user's name (802.1X) or in a way of the last century (WEP): not on our screen."""


class Verb(StrEnum):
    """What was asked last, for whoever says why it failed."""

    NONE = ""
    LOOK = "look"
    JOIN = "join"
    FORGET = "forget"
    RESTART = "restart"
    SWITCH_OFF = "switch-off"


@dataclass(frozen=True, slots=True)
class NetworkState:
    """How this computer is joined to the network now."""

    link: Link = Link.UNKNOWN
    name: str = ""
    """Of the wireless network: a stranger's text, cleaned."""
    strength: int = 0
    """Of its signal, 0 to 100."""
    address: str = ""
    has_way_out: bool = False
    """There is a way beyond the house's own network."""


@dataclass(frozen=True, slots=True)
class WifiNetwork:
    """A wireless network in reach; several transmitters of one name are one."""

    key: str
    """The name's bytes in hexadecimal: what it is told apart by."""
    name: str
    """The same to be shown: a stranger's text, cleaned and clipped."""
    strength: int
    """0 to 100."""
    guard: Guard = Guard.PASSWORD
    modern: bool = False
    """It takes WPA3 only."""
    used: bool = False
    """This computer is in it now."""
    known: bool = False
    """Its password is stored: it is joined by itself."""


@dataclass(frozen=True, slots=True)
class SystemState:
    """All that the screen shows of it. No password is ever in here."""

    network: NetworkState = NetworkState()
    networks: tuple[WifiNetwork, ...] | None = None
    """The strongest first; None: not looked for yet."""
    doing: Verb = Verb.NONE
    about: str = ""
    """The key of the network that is being joined or forgotten, or was last."""
    failed: Verb = Verb.NONE
    problem: str = ""
    """An `errors.Trouble`: why `failed` did."""
    done: Verb = Verb.NONE
    """What came out well, until the next thing is asked for."""


class SystemPort(Protocol):
    """Verbs may be called on any thread; what comes of them is told by `SystemState`."""

    def subscribe(self, on_state: Callable[[SystemState], None]) -> None:
        """First what is known now, then every change."""

    def follow(self, *, network: bool, networks: bool) -> None:
        """Keep the network's state, and the list of wireless networks, up to date from now on."""

    def join(self, key: str, password: str) -> None:
        """Go into this wireless network; without a password: with the one that is stored."""

    def join_hidden(self, name: str, password: str) -> None:
        """The same for one that does not tell its name."""

    def forget(self, key: str) -> None:
        """No longer know this wireless network and its password."""

    def acknowledge(self) -> None:
        """What was done or failed has been read."""

    def restart(self) -> None:
        """Restart the computer."""

    def switch_off(self) -> None:
        """Switch the computer off."""
