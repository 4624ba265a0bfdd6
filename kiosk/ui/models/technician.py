"""The technician's side: what is behind the hidden corner, and when it closes by itself."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.base.config import Language, Settings
from kiosk.ui.models.about import AboutModel
from kiosk.ui.models.choices import ChoicesModel
from kiosk.ui.models.clock import Clock
from kiosk.ui.models.diagnostics import DiagnosticsModel
from kiosk.ui.models.gate import GateModel
from kiosk.ui.models.log import LogModel
from kiosk.ui.pages import PIN_PAGE, Pages
from kiosk.ui.ports import TechnicianPorts

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

KNOCKS = 5
KNOCKS_WITHIN_S = 4.0
"""A child that drums elsewhere or a hand that rests opens nothing; a technician is told of it."""
PIN_IDLE_S = 60
IDLE_S = 300
"""A page that was left open must not hide a meeting that can be joined, nor stay open to all."""


class Knocks:
    """Counts taps on the hidden corner."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._times: deque[float] = deque(maxlen=KNOCKS)

    def knock(self) -> bool:
        """One tap; True when it is the last of enough within the time."""
        self._times.append(self._monotonic())
        if len(self._times) < KNOCKS or self._times[-1] - self._times[0] > KNOCKS_WITHIN_S:
            return False
        self._times.clear()
        return True


@QmlElement
class TechnicianModel(QObject):
    """Owns the models of the technician's pages; `AppModel` asks it which page may be shown."""

    knocked = Signal()
    idled = Signal()
    restart_wished = Signal()

    def __init__(
        self,
        ports: TechnicianPorts,
        settings: Settings,
        clock: Clock,
        chime: Callable[[], None],
        pages: Pages,
    ) -> None:
        super().__init__()
        self._pages = pages
        self._knocks = Knocks()
        self._page = ""
        self.gate_model = GateModel(ports.gate, clock)
        self.choices_model = ChoicesModel(ports.choices, chime)
        self.diagnostics_model = DiagnosticsModel(ports.diagnostics, settings.screen.language)
        self.log_model = LogModel(ports.logbook, settings.screen.language)
        self.about_model = AboutModel(settings, ports.machine)
        self._idle = QTimer(self, singleShot=True)
        self._idle.timeout.connect(self._on_idle)
        self._checking = False
        self.diagnostics_model.changed.connect(self._on_checks)

    def start(self) -> None:
        """Subscribe, once everything is connected."""
        self.gate_model.start()
        self.choices_model.start()
        self.diagnostics_model.start()

    def admitted(self, page: str) -> str:
        """The page that may be shown when this one is asked for."""
        asks = self._pages.of(page).behind_the_door and not self.gate_model.is_open
        return PIN_PAGE if asks else page

    def follow(self, page: str) -> None:
        """Show this page from now on; empty or anybody's: the door closes."""
        row, before = self._pages.of(page), self._page
        self._page = page
        self.diagnostics_model.follow(checks=row.checks)
        if self._is_ours(before) and not self._is_ours(page):
            self.gate_model.leave()
        if row.starts is not None:
            row.starts(self)
        if page != before:
            self.touched()

    def _is_ours(self, page: str) -> bool:
        return page == PIN_PAGE or self._pages.of(page).behind_the_door

    def retranslate(self, language: Language) -> None:
        """The language has changed."""
        self.gate_model.changed.emit()
        self.choices_model.retranslate()
        self.diagnostics_model.speak(language)
        self.log_model.speak(language)
        self.about_model.look()

    @Slot()
    def _on_idle(self) -> None:
        """A check is let finish, and what it found stays for as long as a touch would give."""
        if not self._checking:
            self.idled.emit()

    @Slot()
    def _on_checks(self) -> None:
        was_checking, self._checking = self._checking, bool(self.diagnostics_model.running)
        if was_checking and not self._checking:
            self.touched()

    @Slot()
    def touched(self) -> None:
        """Somebody is there: a touch anywhere, a key. Nothing that a sensor says counts."""
        if self._page == PIN_PAGE:
            self._idle.start(PIN_IDLE_S * 1000)
        elif self._pages.of(self._page).behind_the_door:
            self._idle.start(IDLE_S * 1000)
        else:
            self._idle.stop()

    @Slot(result=bool)
    def knock(self) -> bool:
        """A tap on the hidden corner; True when it was the last that is needed."""
        return self._knocks.knock()

    @Slot()
    def come_in(self) -> None:
        """Ask for the pin page."""
        self.knocked.emit()

    @Slot()
    def restart(self) -> None:
        """Confirmed: end the program, so that it is started anew."""
        self.restart_wished.emit()

    @Property(GateModel, constant=True)
    def gate(self) -> GateModel:
        """The pin page."""
        return self.gate_model

    @Property(ChoicesModel, constant=True)
    def settings(self) -> ChoicesModel:
        """The settings page."""
        return self.choices_model

    @Property(DiagnosticsModel, constant=True)
    def diagnostics(self) -> DiagnosticsModel:
        """The checks."""
        return self.diagnostics_model

    @Property(LogModel, constant=True)
    def log(self) -> LogModel:
        """The log page."""
        return self.log_model

    @Property(AboutModel, constant=True)
    def about(self) -> AboutModel:
        """The about page."""
        return self.about_model
