"""What the screens need of the rest of the program, in one piece that is handed to their models."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from kiosk.agenda.day import Day
from kiosk.base.config import Language
from kiosk.base.onloop import Tells
from kiosk.diagnostics.state import DiagnosticsPort
from kiosk.journal.state import LogbookPort
from kiosk.model.frames import FrameStore
from kiosk.session.state import RestPort, SessionPort
from kiosk.settings.state import ChoicesPort, GatePort
from kiosk.ui.models.about import Machine, this_machine
from kiosk.ui.models.clock import Clock


class Announcer(Protocol):
    """Says something by its name, for example `reminder-10`."""

    def announce(self, name: str) -> None:
        """Play it, if voice is switched on."""

    def speak(self, language: Language, voice: bool) -> None:
        """From now on in this language, with or without words."""


@dataclass(frozen=True, slots=True)
class TechnicianPorts:
    """What the technician's pages need of the core."""

    gate: GatePort
    diagnostics: DiagnosticsPort
    choices: ChoicesPort
    logbook: LogbookPort
    machine: Callable[[], Machine] = this_machine
    """Give it a `partial(this_machine, settings file, state folder)`."""


@dataclass(frozen=True, slots=True)
class Ports:
    """What a point's window follows and asks."""

    session: SessionPort
    today: Tells[Day]
    frames: FrameStore
    announcer: Announcer
    clock: Clock
    rest: RestPort | None = None
    """None: the devices never rest."""
    technician: TechnicianPorts | None = None
    """None: the hidden corner does nothing."""
