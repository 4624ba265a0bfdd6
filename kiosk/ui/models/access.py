"""Whom to call, and the PIN and passwords: typed on the screen, passwords never shown again."""

# ruff: noqa: N802 - properties are spelt as QML spells them
from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP, Property, QCoreApplication, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.base import secret
from kiosk.base.config import Help, Settings
from kiosk.base.errors import Code
from kiosk.settings.choices import Choices
from kiosk.settings.state import (
    ChoicesPort,
    ChoicesState,
    GatePort,
    GateState,
    PasswordPort,
    PasswordState,
    PasswordStep,
    PinChange,
)
from kiosk.ui.models.keys import Face as Keys
from kiosk.ui.models.newest import Newest
from kiosk.ui.models.typing import Alphabet, TypingModel, Wanted

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

_LONGEST_TEXT = 60
"""Of a number or a name: what the help page shows without cutting it."""
_LONGEST_PASSWORD = 128
_PIN = Wanted(secret.PIN_DIGITS[-1], secret.PIN_DIGITS[0], Alphabet.DIGITS, secret=True)
_PASSWORD = Wanted(_LONGEST_PASSWORD, secret=True)


class Face(StrEnum):
    """What the page shows."""

    LIST = "list"
    PHONE = "phone"
    CONTACT = "contact"
    PIN_OLD = "pin-old"
    PIN_NEW = "pin-new"
    PIN_AGAIN = "pin-again"
    CALENDAR = "calendar"
    RELAY = "relay"
    BUSY = "busy"
    DONE = "done"
    FAILED = "failed"


_PASSWORDS = {Face.CALENDAR: secret.CALENDAR, Face.RELAY: secret.RELAY}
_PIN_PROBLEMS = {
    PinChange.WRONG: (
        QT_TRANSLATE_NOOP("Access", "The old PIN is wrong"),
        QT_TRANSLATE_NOOP("Access", "The PIN has not been changed. Please type it again."),
    ),
    PinChange.NO_PIN: (
        QT_TRANSLATE_NOOP("Access", "A PIN has 4 to 12 digits"),
        QT_TRANSLATE_NOOP("Access", "The PIN has not been changed. Please type it again."),
    ),
    PinChange.NOT_STORED: (
        QT_TRANSLATE_NOOP("Access", "The PIN could not be stored"),
        QT_TRANSLATE_NOOP("Access", "The old PIN still holds. Please try again later."),
    ),
}
_DIFFERENT = (
    QT_TRANSLATE_NOOP("Access", "The two new PINs are not the same"),
    QT_TRANSLATE_NOOP("Access", "The PIN has not been changed. Please type it again."),
)
_WAIT = (
    QT_TRANSLATE_NOOP("Access", "The PIN was wrong too often"),
    QT_TRANSLATE_NOOP("Access", "No PIN is taken for a while. Please try again later."),
)
_LOGIN = (
    QT_TRANSLATE_NOOP("Access", "The calendar does not take this password"),
    QT_TRANSLATE_NOOP("Access", "It was not stored. Please type it again."),
)
_NOT_KEPT = (
    QT_TRANSLATE_NOOP("Access", "The password could not be stored"),
    QT_TRANSLATE_NOOP("Access", "The old one still holds. Please try again later."),
)


@QmlElement
class AccessModel(QObject):
    """Follows choices, door and passwords. What is typed is gone when the page is left."""

    changed = Signal()

    def __init__(
        self, choices: ChoicesPort, gate: GatePort, passwords: PasswordPort, settings: Settings
    ) -> None:
        super().__init__()
        self._choices, self._gate, self._passwords = choices, gate, passwords
        self._settings = settings
        self._help = Help()
        self._password = PasswordState()
        self._face = Face.LIST
        self._last = Face.LIST
        """What was typed last, for another try."""
        self._pins: list[str] = []
        self._failure: tuple[object, object] | None = None
        self._asked_pin = False
        self._locked = False
        self.typing_model = TypingModel()
        self.typing_model.changed.connect(self.changed)
        self.typing_model.entered.connect(self.go_on)
        self._all_choices, self._gates, self._news = Newest(self), Newest(self), Newest(self)
        self._all_choices.arrived.connect(self._on_choices)
        self._gates.arrived.connect(self._on_gate)
        self._news.arrived.connect(self._on_password)

    def start(self) -> None:
        """Subscribe, once everything is connected."""
        self._choices.subscribe(self._all_choices.put)
        self._gate.subscribe(self._gates.put)
        self._passwords.subscribe(self._news.put)

    def begin(self) -> None:
        """The page is opened, or left: nothing half typed stays."""
        self._passwords.acknowledge()
        self._gate.look()
        self._pins.clear()
        self._failure, self._asked_pin = None, False
        self._turn(Face.LIST)

    @Slot(object)
    def _on_choices(self, state: ChoicesState) -> None:
        self._help = state.help
        self.changed.emit()

    @Slot(object)
    def _on_gate(self, state: GateState) -> None:
        self._locked = state.locked_until_ns > 0
        if not self._asked_pin or state.checking:
            return
        if state.change is PinChange.DONE:
            self._asked_pin = False
            self._turn(Face.DONE)
        elif state.change is not PinChange.NONE:
            self._asked_pin = False
            wait = state.change is PinChange.WRONG and self._locked
            self._fail(_WAIT if wait else _PIN_PROBLEMS[state.change])

    @Slot(object)
    def _on_password(self, state: PasswordState) -> None:
        self._password = state
        if self._face is not Face.BUSY or not state.name or self._asked_pin:
            self.changed.emit()
        elif state.step is PasswordStep.REFUSED:
            self._fail(_LOGIN if state.problem == Code.CALENDAR_LOGIN.value else _NOT_KEPT)
        elif state.step in (PasswordStep.STORED, PasswordStep.UNTESTED):
            self._turn(Face.DONE)

    def _fail(self, failure: tuple[object, object]) -> None:
        self._failure = failure
        self._turn(Face.FAILED)

    def _turn(self, face: Face) -> None:
        if face not in (Face.BUSY, Face.DONE, Face.FAILED):
            self._last = face
        self._face = face
        self.typing_model.begin(self._wanted(face))

    def _wanted(self, face: Face) -> Wanted:
        if face is Face.PHONE:
            phone = self._help.phone
            return Wanted(_LONGEST_TEXT, 0, Alphabet.ANY, before=phone, face=Keys.DIGITS)
        if face is Face.CONTACT:
            return Wanted(_LONGEST_TEXT, 0, Alphabet.ANY, before=self._help.contact)
        if face in _PASSWORDS:
            return _PASSWORD
        return _PIN if face in (Face.PIN_OLD, Face.PIN_NEW, Face.PIN_AGAIN) else Wanted(0)

    # --- verbs ------------------------------------------------------------------------------

    @Slot(str)
    def choose(self, what: str) -> None:
        """Change this: phone, contact, pin, calendar or relay."""
        self._turn(Face.PIN_OLD if what == "pin" else Face(what))

    @Slot()
    def go_on(self) -> None:
        """What is asked for was typed."""
        if not self.typing_model.property("canEnter"):
            return
        face, text = self._face, self.typing_model.take()
        if face is Face.PHONE:
            self._choices.change(Choices(phone=text.strip()))
            self._turn(Face.LIST)
        elif face is Face.CONTACT:
            self._choices.change(Choices(contact=text.strip()))
            self._turn(Face.LIST)
        elif face in _PASSWORDS:
            self._turn(Face.BUSY)
            self._passwords.store(_PASSWORDS[face], text)
        else:
            self._take_pin(face, text)

    def _take_pin(self, face: Face, pin: str) -> None:
        if face is not Face.PIN_AGAIN:
            self._pins.append(pin)
            self._turn(Face.PIN_NEW if face is Face.PIN_OLD else Face.PIN_AGAIN)
            return
        old, new = self._pins
        self._pins.clear()
        if new != pin:
            self._fail(_DIFFERENT)
            return
        if self._locked:
            self._fail(_WAIT)
            return
        self._asked_pin = True
        self._turn(Face.BUSY)
        self._gate.change(old, new)

    @Slot()
    def again(self) -> None:
        """It failed: type it anew."""
        last = self._last
        self.begin()
        is_pin = last in (Face.PIN_OLD, Face.PIN_NEW, Face.PIN_AGAIN)
        self._turn(Face.PIN_OLD if is_pin else last)

    @Slot()
    def back(self) -> None:
        """To the list; what was typed is thrown away."""
        self.begin()

    # --- what QML reads ---------------------------------------------------------------------

    @Property(TypingModel, constant=True)
    def typing(self) -> TypingModel:
        """What is being typed."""
        return self.typing_model

    @Property(str, notify=changed)
    def face(self) -> str:
        """See `Face`."""
        return self._face.value

    @Property(bool, notify=changed)
    def typed(self) -> bool:
        """Something is being typed."""
        return self._face not in (Face.LIST, Face.BUSY, Face.DONE, Face.FAILED)

    @Property(bool, notify=changed)
    def canGoOn(self) -> bool:
        """Enough was typed."""
        return bool(self.typing_model.property("canEnter"))

    @Property(bool, notify=changed)
    def lastStep(self) -> bool:
        """What follows is the change itself."""
        return self._face not in (Face.PIN_OLD, Face.PIN_NEW)

    @Property(str, notify=changed)
    def phone(self) -> str:
        """Whom to call."""
        return self._help.phone

    @Property(str, notify=changed)
    def contact(self) -> str:
        """Who answers there."""
        return self._help.contact

    @Property(str, notify=changed)
    def calendarUser(self) -> str:
        """Whom the calendar's password belongs to."""
        return self._settings.calendar.user

    @Property(str, notify=changed)
    def relayUser(self) -> str:
        """Whom the relay's password belongs to."""
        return self._settings.meeting.relay_user

    @Property(bool, notify=changed)
    def isPassword(self) -> bool:
        """What was done is a password: it holds after a restart of the program."""
        return self._password.name != ""

    @Property(bool, notify=changed)
    def tested(self) -> bool:
        """The server has taken it."""
        return self._password.step is PasswordStep.STORED

    @Property(str, notify=changed)
    def problemTitle(self) -> str:
        """Why it failed."""
        return _said(self._failure, 0)

    @Property(str, notify=changed)
    def problemText(self) -> str:
        """What to do about it."""
        return _said(self._failure, 1)


def _said(failure: tuple[object, object] | None, place: int) -> str:
    if failure is None:
        return ""
    return QCoreApplication.translate("Access", str(failure[place]))
