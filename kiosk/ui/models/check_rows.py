"""Rows of the technician's checks as QML sees them: groups, checks, things to do, sticks."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk.ui.models.check_words import CheckText, GroupText, TaskText

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class GroupRow(QObject):
    """A group of checks."""

    changed = Signal()

    def __init__(self, text: GroupText) -> None:
        super().__init__()
        self._text = text

    def show(self, text: GroupText) -> None:
        """Follow what is so now."""
        if text != self._text:
            self._text = text
            self.changed.emit()

    @Property(str, notify=changed)
    def key(self) -> str:
        """`check.Group`."""
        return self._text.key

    @Property(str, notify=changed)
    def name(self) -> str:
        """What the group is called."""
        return self._text.name

    @Property(str, notify=changed)
    def sign(self) -> str:
        """Its sign: good, warn, bad, none, run, wait or idle."""
        return self._text.sign

    @Property(list, notify=changed)
    def parts(self) -> list[str]:
        """Its state in words, then values, the most telling first; may hold a stranger's text."""
        return list(self._text.parts)

    @Property(str, notify=changed)
    def detail(self) -> str:
        """Name of the device or server, a stranger's text."""
        return self._text.detail

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        """It is being checked, or will be."""
        return self._text.busy

    @Property(float, notify=changed)
    def share(self) -> float:
        """How far the check has come, 0 to 1."""
        return self._text.share


@QmlElement
class CheckRow(QObject):
    """One measured thing."""

    changed = Signal()

    def __init__(self, text: CheckText) -> None:
        super().__init__()
        self._text = text

    def show(self, text: CheckText) -> None:
        """Follow what is so now."""
        if text != self._text:
            self._text = text
            self.changed.emit()

    @Property(str, notify=changed)
    def sign(self) -> str:
        """Its sign: good, warn, bad or none."""
        return self._text.sign

    @Property(str, notify=changed)
    def name(self) -> str:
        """What was measured."""
        return self._text.name

    @Property(str, notify=changed)
    def value(self) -> str:
        """State in words, and the value with its unit; may be a stranger's text."""
        return self._text.value

    @Property(str, notify=changed)
    def note(self) -> str:
        """Which of several, the limit and where the limit comes from."""
        return self._text.note

    @Property(str, notify=changed)
    def advice(self) -> str:
        """What is wrong and what to do; empty when nothing is."""
        return self._text.advice


@QmlElement
class TaskRow(QObject):
    """One thing to do."""

    changed = Signal()

    def __init__(self, text: TaskText) -> None:
        super().__init__()
        self._text = text

    def show(self, text: TaskText) -> None:
        """Follow what is so now."""
        if text != self._text:
            self._text = text
            self.changed.emit()

    @Property(str, notify=changed)
    def sign(self) -> str:
        """Its sign: warn or bad."""
        return self._text.sign

    @Property(str, notify=changed)
    def group(self) -> str:
        """What it is about."""
        return self._text.group

    @Property(str, notify=changed)
    def text(self) -> str:
        """What is wrong and what to do; may hold strangers' names."""
        return self._text.text
