"""Two kinds of plain lines: what happened when, and a name with its value."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class LineText:
    """All that a line shows: `head` is a time or a name."""

    head: str
    text: str
    serious: bool = False


@QmlElement
class LineRow(QObject):
    """A line of a list."""

    changed = Signal()

    def __init__(self, text: LineText) -> None:
        super().__init__()
        self._text = text

    def show(self, text: LineText) -> None:
        """Follow what is so now."""
        if text != self._text:
            self._text = text
            self.changed.emit()

    @Property(str, notify=changed)
    def head(self) -> str:
        """A time, or the name of a value."""
        return self._text.head

    @Property(str, notify=changed)
    def text(self) -> str:
        """What happened, or the value; may hold a stranger's text."""
        return self._text.text

    @Property(bool, notify=changed)
    def serious(self) -> bool:
        """Somebody should know of it."""
        return self._text.serious
