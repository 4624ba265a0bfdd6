"""A meeting as a line or card on the screen."""

# ruff: noqa: N802 - properties are spelt as QML spells them
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk.model.meeting import Meeting
from kiosk.ui import dates, words

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class RowText:
    """All that a row shows."""

    key: str
    title: str
    when: str
    countdown: str
    begun: bool
    time: str
    day: str
    organiser: str
    location: str
    cancelled: bool
    can_join: bool
    refused_title: str
    refused_text: str


def row_text(meeting: Meeting, now: datetime) -> RowText:
    """What to show of a meeting at this moment."""
    service = one_line(meeting.service)
    refused = words.problem(meeting.refused, service) if meeting.refused else None
    return RowText(
        key=meeting.key,
        title=one_line(meeting.title),
        when=dates.when(meeting.start, meeting.end, now, all_day=meeting.all_day),
        countdown="" if meeting.all_day else dates.countdown(meeting.start, now),
        begun=meeting.start <= now,
        time="" if meeting.all_day else dates.clock(meeting.start),
        day=dates.day(meeting.start),
        organiser=one_line(meeting.organiser),
        location=one_line(meeting.location),
        cancelled=meeting.cancelled,
        can_join=meeting.address is not None and not meeting.cancelled,
        refused_title=refused.title if refused else "",
        refused_text=refused.text if refused else "",
    )


def one_line(text: str) -> str:
    """A stranger's text without line breaks, at most 300 letters of it."""
    return " ".join(text[:300].split())


@QmlElement
class MeetingRow(QObject):
    """Changes in place, so that a finger on its button is not lost when the minute changes."""

    changed = Signal()

    def __init__(self, text: RowText) -> None:
        super().__init__()
        self._text = text

    def show(self, text: RowText) -> None:
        """Follow what is so now."""
        if text != self._text:
            self._text = text
            self.changed.emit()

    @Property(str, notify=changed)
    def key(self) -> str:
        """Names the occurrence."""
        return self._text.key

    @Property(str, notify=changed)
    def title(self) -> str:
        """A stranger's text."""
        return self._text.title

    @Property(str, notify=changed)
    def when(self) -> str:
        """From when to when, with the day."""
        return self._text.when

    @Property(str, notify=changed)
    def countdown(self) -> str:
        """How long until it begins, or since."""
        return self._text.countdown

    @Property(bool, notify=changed)
    def begun(self) -> bool:
        """It has begun."""
        return self._text.begun

    @Property(str, notify=changed)
    def time(self) -> str:
        """When it begins, empty for a whole day."""
        return self._text.time

    @Property(str, notify=changed)
    def day(self) -> str:
        """Weekday and date."""
        return self._text.day

    @Property(str, notify=changed)
    def organiser(self) -> str:
        """A stranger's text."""
        return self._text.organiser

    @Property(str, notify=changed)
    def location(self) -> str:
        """A stranger's text."""
        return self._text.location

    @Property(bool, notify=changed)
    def cancelled(self) -> bool:
        """It will not be held."""
        return self._text.cancelled

    @Property(bool, notify=changed)
    def canJoin(self) -> bool:
        """Whether this machine can open it."""
        return self._text.can_join

    @Property(str, notify=changed)
    def refusedTitle(self) -> str:
        """That this machine cannot open it, in short."""
        return self._text.refused_title

    @Property(str, notify=changed)
    def refusedText(self) -> str:
        """What to do about it."""
        return self._text.refused_text
