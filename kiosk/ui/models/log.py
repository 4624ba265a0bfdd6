"""The log page: what happened in the last hour, in sentences."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.base.config import Language
from kiosk.diagnostics import catalogue
from kiosk.journal.state import LogbookPort, LogLine
from kiosk.ui import dates
from kiosk.ui.models.lines import LineRow, LineText
from kiosk.ui.models.newest import Newest
from kiosk.ui.models.places import Places

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

HOURS = 1.0


@QmlElement
class LogModel(QObject):
    """Asks the logbook when the page is opened or the button pressed."""

    changed = Signal()

    def __init__(self, port: LogbookPort, language: Language) -> None:
        super().__init__()
        self._port = port
        self._language = language
        self._lines: tuple[LogLine, ...] = ()
        self._known = False
        self._places = Places(LineRow, LineRow.show)
        self._newest = Newest(self)
        self._newest.arrived.connect(self._on_lines)

    @Slot()
    def refresh(self) -> None:
        """Ask again."""
        self._port.fetch(HOURS, self._newest.put)

    def speak(self, language: Language) -> None:
        """Say everything in this language."""
        self._language = language
        self._fill()

    @Slot(object)
    def _on_lines(self, lines: tuple[LogLine, ...]) -> None:
        self._lines, self._known = lines, True
        self._fill()

    def _fill(self) -> None:
        self._places.show([self._text(line) for line in self._lines])
        self.changed.emit()

    def _text(self, line: LogLine) -> LineText:
        said = catalogue.log_text(line.kind, line.facts, self._language)
        return LineText(dates.clock(line.at), said, line.serious)

    @Property(list, notify=changed)
    def rows(self) -> list[LineRow]:
        """The newest first."""
        return self._places.rows

    @Property(bool, notify=changed)
    def quiet(self) -> bool:
        """The logbook has answered, and nothing happened."""
        return self._known and not self._lines
