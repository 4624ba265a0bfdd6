"""The report page: its short form for a phone, and saving it to a USB stick."""

# ruff: noqa: N802 - properties are spelt as QML spells them
from __future__ import annotations

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.base.config import Language
from kiosk.base.texts import clean
from kiosk.diagnostics import catalogue
from kiosk.diagnostics.state import DiagnosticsPort, ExportState, Stick
from kiosk.ui.models.places import Places

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

LOOK_MS = 2000
"""How often sticks are looked for while the page is open: soon enough for a waiting hand."""
_LONGEST = 40
_MOST_STICKS = 3
"""A kiosk has two or three sockets within reach; more would not stand on the smallest screen."""


@QmlElement
class StickRow(QObject):
    """A stick that the report can be saved to."""

    changed = Signal()

    def __init__(self, stick: Stick) -> None:
        super().__init__()
        self.stick = stick

    def show(self, stick: Stick) -> None:
        """Follow what is so now."""
        if stick != self.stick:
            self.stick = stick
            self.changed.emit()

    @Property(str, notify=changed)
    def key(self) -> str:
        """Where it is."""
        return self.stick.path

    @Property(str, notify=changed)
    def name(self) -> str:
        """What its owner calls it: a stranger's text."""
        return clean(self.stick.name, _LONGEST)


@QmlElement
class ReportModel(QObject):
    """Follows `ExportState`."""

    changed = Signal()
    sticks_changed = Signal()
    pictures_changed = Signal()

    def __init__(self, port: DiagnosticsPort, language: Language) -> None:
        super().__init__()
        self._port = port
        self._language = language
        self._state = ExportState()
        self.with_pictures = False
        self._places = Places(StickRow, StickRow.show)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)

    def show(self, state: ExportState) -> None:
        """Follow what is so now."""
        if state == self._state:
            return
        self._state = state
        if self._places.show(state.sticks[:_MOST_STICKS]):
            self.sticks_changed.emit()
        self.changed.emit()

    def open(self) -> None:
        """The page is on the screen: look for sticks until it is closed."""
        self._look()
        self._timer.start()

    def close(self) -> None:
        """It is no longer (idempotent)."""
        self._timer.stop()

    def speak(self, language: Language) -> None:
        """Say everything in this language."""
        self._language = language
        self.changed.emit()

    @Slot()
    def _look(self) -> None:
        self._port.look_for_sticks()

    @Slot(str)
    def save(self, key: str) -> None:
        """Copy the last report to this stick."""
        for stick in self._state.sticks:
            if stick.path == key:
                self._port.save(stick)

    @Slot()
    def toggle_pictures(self) -> None:
        """The technician agrees to pictures of the camera in the next report, or no longer."""
        self.with_pictures = not self.with_pictures
        self.pictures_changed.emit()

    @Property(bool, notify=pictures_changed)
    def pictures(self) -> bool:
        """The next report may have pictures of the camera."""
        return self.with_pictures

    @Property(bool, notify=changed)
    def ready(self) -> bool:
        """There is a report."""
        return self._state.short != ""

    @Property(str, notify=changed)
    def code(self) -> str:
        """Source of the picture that a phone reads; empty before the first report."""
        return f"image://qr/{self._state.short.encode().hex()}" if self._state.short else ""

    @Property(str, notify=changed)
    def file(self) -> str:
        """The report's file name."""
        return self._state.file

    @Property(list, notify=sticks_changed)
    def sticks(self) -> list[StickRow]:
        """Where it can be saved."""
        return self._places.rows

    @Property(bool, notify=changed)
    def saving(self) -> bool:
        """It is being copied."""
        return self._state.saving

    @Property(str, notify=changed)
    def savedTo(self) -> str:
        """Name of the stick that has it now: a stranger's text."""
        return clean(self._state.saved_to, _LONGEST)

    @Property(str, notify=changed)
    def failure(self) -> str:
        """Why it was not saved and what to do; empty: nothing failed."""
        known = catalogue.everything().advice.get(self._state.failure)
        return known.text(self._language) if known else self._state.failure
