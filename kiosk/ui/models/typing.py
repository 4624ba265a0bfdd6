"""What is being typed, by touch or on a keyboard: a password, a number, an address."""

# ruff: noqa: N802 - properties are spelt as QML spells them
from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import Property, QObject, Qt, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.ui.models import keys
from kiosk.ui.models.keys import Face

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

DOT = "•"
_ENTER = (Qt.Key.Key_Return.value, Qt.Key.Key_Enter.value)


class Alphabet(Enum):
    """What may be typed."""

    ANY = "any"
    """Whatever is printed; a real keyboard may bring letters with marks."""
    ASCII = "ascii"
    DIGITS = "digits"

    def holds(self, letter: str) -> bool:
        """The letter belongs to it."""
        if self is Alphabet.DIGITS:
            return letter.isascii() and letter.isdigit()
        return letter.isprintable() and (self is Alphabet.ANY or letter.isascii())


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody is asked to type."""

    longest: int
    """Letters; further ones are not taken."""
    least: int = 1
    alphabet: Alphabet = Alphabet.ASCII
    secret: bool = False
    """Shown as dots until it is wished otherwise."""
    before: str = ""
    """What stands there at the beginning."""
    face: Face = Face.LOWER


@QmlElement
class TypingModel(QObject):
    """Holds what was typed, until it is taken or thrown away."""

    changed = Signal()
    entered = Signal()
    """The enter key of a real keyboard, when enough was typed."""

    def __init__(self) -> None:
        super().__init__()
        self._wanted = Wanted(0)
        self._text = ""
        self._hidden = False
        self._face = Face.LOWER

    def begin(self, wanted: Wanted) -> None:
        """Ask for this from now on."""
        self._wanted = wanted
        self._text, self._hidden, self._face = wanted.before, wanted.secret, wanted.face
        self.changed.emit()

    def take(self) -> str:
        """What was typed; it is nowhere any more."""
        text, self._text = self._text, ""
        self.changed.emit()
        return text

    @Slot(str)
    def type(self, key: str) -> None:
        """A key of the screen: a letter, or one of `keys`' names."""
        if key == keys.DELETE:
            self._text = self._text[:-1]
        elif key == keys.SHIFT:
            self._face = Face.LOWER if self._face is Face.UPPER else Face.UPPER
        elif key == keys.MORE:
            self._face = keys.NEXT[self._face]
        else:
            self._add(" " if key == keys.SPACE else key)
        self.changed.emit()

    @Slot(int, str, result=bool)
    def press(self, key: int, text: str) -> bool:
        """A key of a real keyboard, by Qt's number and what it writes; True: it is ours."""
        if key == Qt.Key.Key_Backspace.value:
            self.type(keys.DELETE)
        elif key in _ENTER:
            if self.canEnter:
                self.entered.emit()
        elif text and all(map(self._wanted.alphabet.holds, text)):
            self._add(text)
            self.changed.emit()
        else:
            return False
        return True

    def _add(self, text: str) -> None:
        fits = len(self._text) + len(text) <= self._wanted.longest
        if fits and all(map(self._wanted.alphabet.holds, text)):
            self._text += text

    @Slot()
    def toggle(self) -> None:
        """Show what is typed, or hide it."""
        self._hidden = not self._hidden
        self.changed.emit()

    @Slot(int, result=list)
    def rows(self, across: int) -> list[list[str]]:
        """The keys that stand there now, in rows of at most so many."""
        return keys.rows(self._face, across)

    @Property(str, notify=changed)
    def shown(self) -> str:
        """What was typed, or dots."""
        return DOT * len(self._text) if self._hidden else self._text

    @Property(int, notify=changed)
    def length(self) -> int:
        """How many letters were typed."""
        return len(self._text)

    @Property(str, notify=changed)
    def face(self) -> str:
        """What the keys write: lower, upper, digits or symbols."""
        return self._face.value

    @Property(bool, notify=changed)
    def secret(self) -> bool:
        """It can be shown and hidden."""
        return self._wanted.secret

    @Property(bool, notify=changed)
    def hidden(self) -> bool:
        """Dots stand for what was typed."""
        return self._hidden

    @Property(bool, notify=changed)
    def digits(self) -> bool:
        """Only digits: a number pad will do."""
        return self._wanted.alphabet is Alphabet.DIGITS

    @Property(bool, notify=changed)
    def canEnter(self) -> bool:
        """Enough was typed."""
        return len(self._text) >= self._wanted.least
