"""One thing that works or does not, as a row of the home screen."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

BAD = "bad"


@dataclass(frozen=True, slots=True)
class StatusText:
    """All that a row shows."""

    kind: str
    """camera, microphone, speaker, network, or empty for what has no row of its own."""
    icon: str
    sign: str
    """good, wait, warn or bad."""
    line: str


@QmlElement
class StatusEntry(QObject):
    """Changes in place."""

    changed = Signal()

    def __init__(self, text: StatusText) -> None:
        super().__init__()
        self._text = text

    def show(self, text: StatusText) -> None:
        """Follow what is so now."""
        if text != self._text:
            self._text = text
            self.changed.emit()

    @Property(str, notify=changed)
    def kind(self) -> str:
        """Of what: camera, microphone, speaker, network; empty: of something else."""
        return self._text.kind

    @Property(str, notify=changed)
    def icon(self) -> str:
        """Its picture's name."""
        return self._text.icon

    @Property(str, notify=changed)
    def sign(self) -> str:
        """good, wait, warn or bad."""
        return self._text.sign

    @Property(str, notify=changed)
    def line(self) -> str:
        """Its state in words."""
        return self._text.line
