"""Setting the point up: from a stick, QR codes or an address, in words, to the accepting press."""

# ruff: noqa: N802 - properties are spelt as QML spells them
from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Property, QCoreApplication, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.base.config import Language
from kiosk.base.texts import clean
from kiosk.provision.state import Candidate, ProvisionPort, ProvisionState, Step
from kiosk.ui.models.lines import LineRow, LineText
from kiosk.ui.models.newest import Newest
from kiosk.ui.models.places import Places
from kiosk.ui.models.typing import Alphabet, TypingModel, Wanted

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

ADDRESS_BEGINS = "https://"
ADDRESS = Wanted(200, len(ADDRESS_BEGINS) + 4, before=ADDRESS_BEGINS)
CODE = Wanted(24, 4, Alphabet.DIGITS)
READ_MS = 4000
"""How long it can be read that the point is set up, before the program starts anew."""
_MOST_STICKS = 3
_LONGEST = 60


class Face(StrEnum):
    """What the page shows."""

    CHOOSE = "choose"
    ADDRESS = "address"
    SCAN = "scan"
    READING = "reading"
    CODE = "code"
    CONFIRM = "confirm"
    APPLYING = "applying"
    DONE = "done"
    FAILED = "failed"


_FACES = {
    Step.CHOOSE: Face.CHOOSE,
    Step.SCANNING: Face.SCAN,
    Step.READING: Face.READING,
    Step.CODE: Face.CODE,
    Step.CONFIRM: Face.CONFIRM,
    Step.APPLYING: Face.APPLYING,
    Step.DONE: Face.DONE,
}


@QmlElement
class CandidateRow(QObject):
    """A file on a stick."""

    changed = Signal()

    def __init__(self, candidate: Candidate) -> None:
        super().__init__()
        self.candidate = candidate

    def show(self, candidate: Candidate) -> None:
        """Follow what is so now."""
        if candidate != self.candidate:
            self.candidate = candidate
            self.changed.emit()

    @Property(str, notify=changed)
    def name(self) -> str:
        """The file and the stick: strangers' texts."""
        return f"{self.candidate.name} ({self.candidate.stick_name})"


@QmlElement
class SetupModel(QObject):
    """Follows `ProvisionState`; the page is open between `begin` and `leave`."""

    changed = Signal()
    picture_changed = Signal()
    restart_wished = Signal()
    """It is done: the program has to start anew."""

    def __init__(self, port: ProvisionPort, language: Language) -> None:
        super().__init__()
        self._port = port
        self._language = language
        self._state = ProvisionState()
        self._typing_address = False
        self._frames = 0
        self._candidates = Places(CandidateRow, CandidateRow.show)
        self._lines = Places(LineRow, LineRow.show)
        self.typing_model = TypingModel()
        self.typing_model.changed.connect(self.changed)
        self.typing_model.entered.connect(self.go_on)
        self._restart = QTimer(self, singleShot=True, interval=READ_MS)
        self._restart.timeout.connect(self.restart_wished)
        self._newest = Newest(self)
        self._newest.arrived.connect(self._on_state)

    def start(self) -> None:
        """Subscribe, once everything is connected."""
        self._port.subscribe(self._newest.put)

    def begin(self) -> None:
        """The page is opened: look for sticks."""
        self._typing_address = False
        self._port.back()
        self._port.look(True)
        self.changed.emit()

    def leave(self) -> None:
        """It is closed: what was read and typed is thrown away."""
        self._port.look(False)
        if self._state.step not in (Step.APPLYING, Step.DONE):
            self._port.back()
        self._typing_address = False
        self.typing_model.begin(Wanted(0))

    def speak(self, language: Language) -> None:
        """Say everything in this language."""
        self._language = language
        self.changed.emit()

    @property
    def picture(self) -> bytes:
        """What the camera sees, JPEG; empty: nothing."""
        return self._state.scan.picture

    @Slot(object)
    def _on_state(self, state: ProvisionState) -> None:
        before, self._state = self._state, state
        if state.step is not before.step:
            self._typing_address = False
            self.typing_model.begin(CODE if state.step is Step.CODE else Wanted(0))
        elif state.problem is not None and state.problem is not before.problem:
            self._typing_address = False
        self._candidates.show(state.candidates[:_MOST_STICKS])
        self._lines.show([_line(line.label, line.value) for line in state.lines])
        if state.scan.picture != before.scan.picture:
            self._frames += 1
            self.picture_changed.emit()
        self.changed.emit()
        if state.step is Step.DONE and before.step is not Step.DONE:
            self._restart.start()

    # --- verbs ------------------------------------------------------------------------------

    @Slot()
    def scan(self) -> None:
        """Look for QR codes with the camera."""
        self._port.scan()

    @Slot()
    def type_address(self) -> None:
        """An address is going to be typed."""
        self._typing_address = True
        self.typing_model.begin(ADDRESS)

    @Slot(int)
    def choose(self, place: int) -> None:
        """Read this file of a stick."""
        if place < len(self._state.candidates):
            self._port.choose(self._state.candidates[place])

    @Slot()
    def go_on(self) -> None:
        """The address or the code was typed."""
        if not self.typing_model.property("canEnter"):
            return
        if self._face() is Face.ADDRESS:
            address = self.typing_model.take()
            self._typing_address = False
            self._port.fetch(address)
        elif self._face() is Face.CODE:
            self._port.enter_code(self.typing_model.take())

    @Slot()
    def accept(self) -> None:
        """What is shown is right: take it over."""
        self._port.accept()

    @Slot()
    def back(self) -> None:
        """Begin anew."""
        self._typing_address = False
        self._port.back()
        self.typing_model.begin(Wanted(0))

    def _face(self) -> Face:
        if self._typing_address:
            return Face.ADDRESS
        if self._state.problem is not None and self._state.step in (Step.CHOOSE, Step.CONFIRM):
            return Face.FAILED
        return _FACES[self._state.step]

    # --- what QML reads ---------------------------------------------------------------------

    @Property(TypingModel, constant=True)
    def typing(self) -> TypingModel:
        """What is being typed."""
        return self.typing_model

    @Property(str, notify=changed)
    def face(self) -> str:
        """See `Face`."""
        return self._face().value

    @Property(bool, notify=changed)
    def atTop(self) -> bool:
        """Nothing has begun."""
        return self._face() is Face.CHOOSE

    @Property(bool, notify=changed)
    def canGoBack(self) -> bool:
        """What goes on can be stopped."""
        return self._face() not in (Face.CHOOSE, Face.APPLYING, Face.DONE)

    @Property(bool, notify=changed)
    def canGoOn(self) -> bool:
        """Enough was typed."""
        return bool(self.typing_model.property("canEnter"))

    @Property(list, notify=changed)
    def candidates(self) -> list[CandidateRow]:
        """Files on the sticks that are in."""
        return self._candidates.rows

    @Property(list, notify=changed)
    def lines(self) -> list[LineRow]:
        """What will be, in words."""
        return self._lines.rows

    @Property(str, notify=changed)
    def pointName(self) -> str:
        """Of the point that was read: a stranger's text."""
        return clean(self._state.point, _LONGEST)

    @Property(str, notify=changed)
    def commune(self) -> str:
        """Of the point that was read: a stranger's text."""
        return clean(self._state.commune, _LONGEST)

    @Property(str, notify=changed)
    def problemTitle(self) -> str:
        """What went wrong last; empty: nothing."""
        return self._state.problem.said(self._language)[0] if self._state.problem else ""

    @Property(str, notify=changed)
    def problemText(self) -> str:
        """What to do about it."""
        return self._state.problem.said(self._language)[1] if self._state.problem else ""

    @Property(bool, notify=changed)
    def leftOnStick(self) -> bool:
        """The stick still holds the file: it could not be taken away there."""
        return self._state.wiped is False

    @Property(str, notify=changed)
    def scanLine(self) -> str:
        """How many codes the camera has read."""
        scan = self._state.scan
        if not scan.of:
            return QCoreApplication.translate("Setup", "Hold the QR code before the camera.")
        text = QCoreApplication.translate("Setup", "Read {have} of {of} codes. Show the next one.")
        return text.format(have=scan.have, of=scan.of)

    @Property(str, notify=picture_changed)
    def pictureSource(self) -> str:
        """Where QML finds what the camera sees; empty: nothing yet."""
        return f"image://scan/{self._frames}" if self._state.scan.picture else ""


def _line(label: str, value: str) -> LineText:
    return LineText(clean(label, _LONGEST), clean(value))
