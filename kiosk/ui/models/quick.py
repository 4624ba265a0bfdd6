"""The home screen's row of states: what is so now, and what the small set of checks found.

The live state of a device wins where it is worse. In a meeting only live states count.
"""

# ruff: noqa: N802 - properties are spelt as QML spells them
from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, Property, QCoreApplication, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.base.config import Language
from kiosk.diagnostics import catalogue
from kiosk.diagnostics.check import Check, State
from kiosk.diagnostics.state import QuickState
from kiosk.model.meeting import AgendaState
from kiosk.ui.models.devices import DeviceModel

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

_SHORT = {
    "quick-camera-covered": QT_TRANSLATE_NOOP("Quick", "covered"),
    "quick-microphone-muted": QT_TRANSLATE_NOOP("Quick", "muted"),
    "quick-speaker-off": QT_TRANSLATE_NOOP("Quick", "silenced"),
    "quick-clock": QT_TRANSLATE_NOOP("Quick", "wrong"),
    "quick-calendar": QT_TRANSLATE_NOOP("Quick", "not up to date"),
    "quick-calendar-login": QT_TRANSLATE_NOOP("Quick", "cannot be opened"),
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
class QuickModel(QObject):
    """Follows `QuickState` and the devices."""

    changed = Signal()

    def __init__(self, devices: DeviceModel, language: Language) -> None:
        super().__init__()
        self._devices = devices
        self._language = language
        self._state = QuickState()
        self._agenda = AgendaState.LOADING
        devices.changed.connect(self._on_devices)

    def show(self, state: QuickState) -> None:
        """Follow what the small set found."""
        if state != self._state:
            self._state = state
            self.changed.emit()

    def show_agenda(self, agenda: AgendaState) -> None:
        """Follow how far the agenda can be trusted."""
        if agenda is not self._agenda:
            self._agenda = agenda
            self.changed.emit()

    def speak(self, language: Language) -> None:
        """Say everything in this language."""
        self._language = language
        self.changed.emit()

    @Slot()
    def _on_devices(self) -> None:
        self.changed.emit()

    def _found(self, check_id: str, live_sign: object) -> Check | None:
        """The check, when it says worse of a thing than its live state does."""
        if live_sign == "bad":
            return None
        return next(
            (one for one in self._state.checks if one.id == check_id and one.state in _SIGNS), None
        )

    def _sign(self, check_id: str, live_sign: object) -> str:
        found = self._found(check_id, live_sign)
        return _SIGNS[found.state] if found else str(live_sign)

    def _line(self, check_id: str, live_sign: object, live_line: object) -> str:
        found = self._found(check_id, live_sign)
        return self._said(found) if found else str(live_line)

    def _said(self, check: Check) -> str:
        text = QCoreApplication.translate("Quick", "{device}: {state}")
        state = QCoreApplication.translate("Quick", str(_SHORT.get(check.fault, _FAULTY)))
        return text.format(device=catalogue.name_of(check.id, self._language), state=state)

    def _extra(self) -> Check | None:
        rowless = tuple(one for one in self._state.checks if one.id in _NO_ROW)
        return to_say(QuickState(rowless), self._agenda).worst

    @Property(str, notify=changed)
    def camera(self) -> str:
        """The camera's sign: good, wait, warn or bad."""
        return self._sign("camera.quick", self._devices.camera)

    @Property(str, notify=changed)
    def cameraLine(self) -> str:
        """The camera's state in words."""
        return self._line("camera.quick", self._devices.camera, self._devices.cameraLine)

    @Property(str, notify=changed)
    def microphone(self) -> str:
        """The microphone's sign: good, wait, warn or bad."""
        return self._sign("microphone.quick", self._devices.microphone)

    @Property(str, notify=changed)
    def microphoneLine(self) -> str:
        """The microphone's state in words."""
        live = self._devices
        return self._line("microphone.quick", live.microphone, live.microphoneLine)

    @Property(str, notify=changed)
    def speaker(self) -> str:
        """The loudspeaker's sign: good, wait, warn or bad."""
        return self._sign("speaker.quick", self._devices.speaker)

    @Property(str, notify=changed)
    def speakerLine(self) -> str:
        """The loudspeaker's state in words."""
        return self._line("speaker.quick", self._devices.speaker, self._devices.speakerLine)

    @Property(str, notify=changed)
    def network(self) -> str:
        """The line's sign: good, wait, warn or bad."""
        return self._sign("network.quick", self._devices.networkSign)

    @Property(str, notify=changed)
    def networkLine(self) -> str:
        """The line's state in words."""
        return self._line("network.quick", self._devices.networkSign, self._devices.networkLine)

    @Property(str, notify=changed)
    def extra(self) -> str:
        """The sign of what has no row of its own: warn or bad; empty: all of that is well."""
        check = self._extra()
        return _SIGNS[check.state] if check else ""

    @Property(str, notify=changed)
    def extraLine(self) -> str:
        """The same in words."""
        check = self._extra()
        return self._said(check) if check else ""

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
