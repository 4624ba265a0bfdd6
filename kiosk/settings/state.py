"""What the door and the chosen settings tell the screens, and their verbs. No Qt, no device.

States are immutable and replaced as a whole; callbacks come on the core thread. Verbs may be
called on any thread and return at once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

from kiosk.base.config import DeviceChoice, Screen
from kiosk.model.gear import DeviceList
from kiosk.settings.choices import Choices


class PinChange(Enum):
    """What came of the last wish for another pin."""

    NONE = ""
    """There was none, or it is being done."""
    DONE = "done"
    """The new one is stored."""
    WRONG = "wrong"
    """The old one was wrong; that counts as at the door."""
    NO_PIN = "no-pin"
    """The new one is not 4 to 12 digits."""
    NOT_STORED = "not-stored"
    """The store for passwords did not take it: the old one holds."""


@dataclass(frozen=True, slots=True)
class GateState:
    """The technician's door. `pin_is_set` None: not known yet."""

    pin_is_set: bool | None = None
    is_open: bool = False
    wrong: int = 0
    """Wrong pins in a row."""
    locked_until_ns: int = 0
    """`time.monotonic_ns()` until which no pin is taken; 0: now."""
    checking: bool = False
    problem: str = ""
    """An `errors.Code`: why the pin cannot be read; then `pin_is_set` is None."""
    change: PinChange = PinChange.NONE


class GatePort(Protocol):
    """Who may see the technician's pages."""

    def subscribe(self, on_state: Callable[[GateState], None]) -> None:
        """First what is known now, then every change."""

    def look(self) -> None:
        """Bring `pin_is_set` up to date."""

    def enter(self, pin: str) -> None:
        """Try this pin."""

    def change(self, old: str, new: str) -> None:
        """Take another pin, from behind the door; `GateState.change` says what came of it."""

    def close(self) -> None:
        """Lock the door again."""


@dataclass(frozen=True, slots=True)
class ChoicesState:
    """What is set now, and what can be chosen."""

    devices: DeviceChoice = field(default_factory=DeviceChoice)
    screen: Screen = field(default_factory=Screen)
    offered: DeviceList = field(default_factory=DeviceList)
    unsaved: bool = False
    """The disk did not take the last change; it acts, and is gone after a restart."""


class ChoicesPort(Protocol):
    """The settings that a technician changes on the screen."""

    def subscribe(self, on_state: Callable[[ChoicesState], None]) -> None:
        """First what is known now, then every change."""

    def look(self) -> None:
        """Bring the lists of devices up to date."""

    def change(self, choices: Choices) -> None:
        """Take over every field that is set; acts at once, and is on disk before it is shown."""
