"""The home screen's rows of states: what is so now, and what the small set of checks found.

The live state of a device wins where it is worse. In a meeting only live states count.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QT_TRANSLATE_NOOP, Property, QCoreApplication, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.base.config import Language
from kiosk.diagnostics import catalogue
from kiosk.diagnostics.check import Check, State
from kiosk.diagnostics.state import QuickState
from kiosk.model.meeting import AgendaState
from kiosk.ui.models.devices import DeviceModel
from kiosk.ui.models.places import Places
from kiosk.ui.models.status_rows import BAD, StatusEntry, StatusText

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

_SHORT = {
    "quick-camera-covered": QT_TRANSLATE_NOOP("Quick", "covered"),
    "quick-microphone-muted": QT_TRANSLATE_NOOP("Quick", "muted"),
    "quick-speaker-off": QT_TRANSLATE_NOOP("Quick", "silenced"),
    "quick-calendar": QT_TRANSLATE_NOOP("Quick", "not up to date"),
    "quick-calendar-login": QT_TRANSLATE_NOOP("Quick", "cannot be opened"),
    "quick-clock": QT_TRANSLATE_NOOP("Quick", "wrong time"),
    "quick-meeting": QT_TRANSLATE_NOOP("Quick", "not connected"),
}
_FAULTY = QT_TRANSLATE_NOOP("Quick", "out of order")
_NO_ROW = (
    "computer.program",
    "computer.clock",
    "meeting.quick",
    "computer.quick",
    "calendar.quick",
)
"""They have no row of their own; the worst of them takes a fifth one while it lasts."""
_LINE = "network"
_SIGNS = {State.WARNING: "warn", State.FAILED: "bad"}


def to_say(quick: QuickState, agenda: AgendaState) -> QuickState:
    """What is worth a sentence: nothing of the calendar that the screen already shows."""
    said = tuple(
        check
        for check in quick.checks
        if check.id != "calendar.quick" or agenda is AgendaState.STALE
    )
    return QuickState(said, quick.at)


@QmlElement
class StatusModel(QObject):
    """Follows `QuickState`, the devices and the line."""

    changed = Signal()
    rows_changed = Signal()

    def __init__(self, devices: DeviceModel, language: Language) -> None:
        super().__init__()
        self._devices = devices
        self._language = language
        self._state = QuickState()
        self._agenda = AgendaState.LOADING
        self._rests = False
        self._rows = Places(StatusEntry, StatusEntry.show)
        devices.changed.connect(self._show)
        self._show()

    def show(self, state: QuickState) -> None:
        """Follow what the small set found."""
        if state != self._state:
            self._state = state
            self._show()

    def show_agenda(self, agenda: AgendaState) -> None:
        """Follow how far the agenda can be trusted."""
        if agenda is not self._agenda:
            self._agenda = agenda
            self._show()

    def rest(self, on: bool) -> None:
        """The devices rest: only what was found wrong with them is told."""
        if on != self._rests:
            self._rests = on
            self._show()

    def speak(self, language: Language) -> None:
        """Say everything in this language."""
        self._language = language
        self._show()

    @Slot()
    def _show(self) -> None:
        rows = [self._overlaid(row) for row in self._devices.rows()]
        if self._rests:
            rows = [row for row in rows if row.kind == _LINE or row.sign in _SIGNS.values()]
        extra = self._extra()
        if extra is not None:
            rows.append(StatusText("", "build", _SIGNS[extra.state], self._said(extra)))
        if self._rows.show(rows):
            self.rows_changed.emit()
        self.changed.emit()

    def _overlaid(self, row: StatusText) -> StatusText:
        """What was found, where it is worse than the live state."""
        found = (one for one in self._state.checks if one.id == f"{row.kind}.quick")
        check = next((one for one in found if one.state in _SIGNS), None)
        if check is None or row.sign == BAD:
            return row
        return replace(row, sign=_SIGNS[check.state], line=self._said(check))

    def _said(self, check: Check) -> str:
        text = QCoreApplication.translate("Quick", "{device}: {state}")
        state = QCoreApplication.translate("Quick", str(_SHORT.get(check.fault, _FAULTY)))
        return text.format(device=catalogue.name_of(check.id, self._language), state=state)

    def _extra(self) -> Check | None:
        rowless = tuple(one for one in self._state.checks if one.id in _NO_ROW)
        return to_say(QuickState(rowless), self._agenda).worst

    @Property(list, notify=rows_changed)
    def rows(self) -> list[StatusEntry]:
        """Camera, microphone, loudspeaker, line; a fifth for what has no row, while it lasts."""
        return self._rows.rows

    @Property(str, notify=changed)
    def sentence(self) -> str:
        """The worst of what is wrong, whom to call, and how much more there is; empty: nothing."""
        said = to_say(self._state, self._agenda)
        return catalogue.sentence(said.worst, said.faults, self._language) if said.worst else ""

    @Property(int, notify=changed)
    def faults(self) -> int:
        """How many things are wrong, the one of the sentence included."""
        return to_say(self._state, self._agenda).faults

    @Property(bool, notify=changed)
    def failed(self) -> bool:
        """The sentence is of something that has failed."""
        worst = to_say(self._state, self._agenda).worst
        return worst is not None and worst.state is State.FAILED
