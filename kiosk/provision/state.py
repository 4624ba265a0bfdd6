"""What the first-start screen is told, and the verbs that it has. No Qt, no device.

All states are immutable and replaced as a whole; callbacks come on the core's loop. Verbs may be
called on any thread and return at once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from kiosk.provision.errors import ProvisionError


class Step(StrEnum):
    """Where the setting up is."""

    CHOOSE = "choose"  # put a stick in, show a QR code, type an address
    SCANNING = "scanning"  # the camera looks for QR codes
    READING = "reading"  # a stick, or an address: seconds
    CODE = "code"  # the file is locked: type its one-time code
    CONFIRM = "confirm"  # `lines` say what will be; accept or back
    APPLYING = "applying"  # cannot be cancelled; a second or two
    DONE = "done"  # the program has to start again (status 75) to use it


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that will be so, in words and without secrets."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file on a stick that could be used."""

    stick: str
    """The stick's folder, or its device while it is not mounted."""
    stick_name: str
    file: str
    """Its name on the stick as it is; show `name`."""
    name: str


@dataclass(frozen=True, slots=True)
class Scan:
    """What the camera has seen of a set of QR codes."""

    have: int = 0
    of: int = 0
    """0: none seen yet."""
    picture: bytes = b""
    """What the camera sees now, JPEG, a few times a second, so that a hand can find the place."""


@dataclass(frozen=True, slots=True)
class ProvisionState:
    """All of it."""

    step: Step = Step.CHOOSE
    candidates: tuple[Candidate, ...] = ()
    """Files on the sticks that are in, while `look` is on; one that is new is read by itself."""
    scan: Scan = Scan()
    point: str = ""
    """Name of the point of the file that was read."""
    commune: str = ""
    lines: tuple[Line, ...] = ()
    problem: ProvisionError | None = None
    """What went wrong last, until the next verb; `problem.said(language)` are the words."""
    wiped: bool | None = None
    """Once done: whether the copy on the stick is gone; None where there was none."""


class ProvisionPort(Protocol):
    """Setting up a point, as the screen sees it."""

    def subscribe(self, on_state: Callable[[ProvisionState], None]) -> None:
        """First what is known now, then every change."""

    def look(self, on: bool) -> None:
        """Watch for sticks that are put in, or no longer (costs a look a second)."""

    def choose(self, candidate: Candidate) -> None:
        """Read this file of a stick."""

    def scan(self) -> None:
        """Look for QR codes with the camera, until there are all, or `back`."""

    def fetch(self, address: str) -> None:
        """Fetch a file from `https://…/p/CODE`."""

    def enter_code(self, code: str) -> None:
        """The one-time code of a locked file; spaces and hyphens do not count."""

    def accept(self) -> None:
        """Take over what `lines` say."""

    def back(self) -> None:
        """Forget the file, the code and a problem, and begin anew."""
