"""What the technician's screens are told, and the verbs they have. No Qt, no device.

All states are immutable and replaced as a whole; callbacks come on the core thread. Verbs may be
called on any thread and return at once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from kiosk.devices.mounts import Stick as Stick
from kiosk.diagnostics.check import Check, Group, State


class Phase(StrEnum):
    """Where a group is in the run."""

    IDLE = "idle"
    WAITING = "waiting"  # its turn comes
    RUNNING = "running"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class GroupState:
    """One group as it is now."""

    group: Group
    phase: Phase = Phase.IDLE
    step: str = ""
    """Key of the catalogue's `[step]` while it runs."""
    share: float = 0.0
    checks: tuple[Check, ...] = ()
    """What has been found so far, also while it runs."""


@dataclass(frozen=True, slots=True)
class QuickState:
    """What the small set that runs by itself found last."""

    checks: tuple[Check, ...] = ()
    at: datetime | None = None

    @property
    def worst(self) -> Check | None:
        """The first failed check, else the first warning, else None."""
        for state in (State.FAILED, State.WARNING):
            for check in self.checks:
                if check.state is state:
                    return check
        return None

    @property
    def faults(self) -> int:
        """How many things are wrong; what several checks blame on one fault counts once."""
        return len({check.fault for check in self.checks if check.fault})


@dataclass(frozen=True, slots=True)
class ExportState:
    """The last report and what became of it."""

    short: str = ""
    """The report's short form for a QR code; empty before the first run."""
    file: str = ""
    """The HTML file's name, without its folder."""
    sticks: tuple[Stick, ...] = ()
    saving: bool = False
    """It is being copied to a stick."""
    saved_to: str = ""
    """Name of the stick that the report was saved to."""
    failure: str = ""
    """Why saving failed, a key of the catalogue's `[advice]`."""


@dataclass(frozen=True, slots=True)
class DiagnosticsState:
    """All of it."""

    groups: tuple[GroupState, ...] = ()
    running: bool = False
    seconds: float = 0.0
    """How long the last run took."""
    quick: QuickState = QuickState()
    export: ExportState = ExportState()
    level_dbfs: float = -100.0
    """The microphone's level while a probe holds it."""


class DiagnosticsPort(Protocol):
    """The diagnostics as the screen sees them."""

    def subscribe(self, on_state: Callable[[DiagnosticsState], None]) -> None:
        """First what is known now, then every change."""

    def run(self, groups: tuple[Group, ...] = (), *, pictures: bool = False) -> None:
        """Check these groups, by default all; a run that goes on is ended first."""

    def cancel(self) -> None:
        """End the run; what was found stays."""

    def play_tone(self, side: str) -> None:
        """`left` or `right`: play a tone there, for a human ear."""

    def answer(self, check_id: str, good: bool) -> None:
        """What a person says: `speaker.heard`, `screen.touch_test`. Becomes a check."""

    def look_for_sticks(self) -> None:
        """Have `export.sticks` brought up to date."""

    def save(self, stick: Stick) -> None:
        """Copy the last report there."""
