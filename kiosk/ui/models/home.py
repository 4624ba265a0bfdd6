"""The home screen: what can be joined now, what comes, and how far the agenda can be trusted."""

# ruff: noqa: N802 - properties are spelt as QML spells them
from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.agenda.day import Choice
from kiosk.model.meeting import Agenda, AgendaState, Meeting
from kiosk.ui import dates, words
from kiosk.ui.models.places import Places
from kiosk.ui.models.rows import MeetingRow, one_line, row_text

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1


def home_state(agenda: Agenda, choice: Choice) -> str:
    """Which face the home screen has: ready, several, idle, loading, failed or not-set."""
    if len(choice.joinable) > 1:
        return "several"
    if choice.joinable:
        return "ready"
    if agenda.state in (AgendaState.FRESH, AgendaState.STALE):
        return "idle"
    return agenda.state.value


@QmlElement
class HomeModel(QObject):
    """Follows the agenda and the clock."""

    changed = Signal()
    joinable_changed = Signal()
    upcoming_changed = Signal()
    reminder_changed = Signal()

    def __init__(self, join: Callable[[Meeting], None]) -> None:
        super().__init__()
        self._join = join
        self._choice = Choice(joinable=(), next=None, upcoming=())
        self._joinable = Places(MeetingRow, MeetingRow.show)
        self._upcoming = Places(MeetingRow, MeetingRow.show)
        self._shown: tuple[str, ...] = ("loading", "", "", "", "")
        self._reminder: tuple[int, str, str] = (0, "", "")

    def show(self, agenda: Agenda, choice: Choice, now: datetime) -> None:
        """Follow what is so now."""
        self._choice = choice
        if self._joinable.show([row_text(one, now) for one in choice.joinable]):
            self.joinable_changed.emit()
        if self._upcoming.show([row_text(one, now) for one in choice.upcoming]):
            self.upcoming_changed.emit()
        problem = words.problem(agenda.problem) if agenda.problem else None
        stale = agenda.state is AgendaState.STALE and agenda.fetched_at is not None
        shown = (
            home_state(agenda, choice),
            dates.next_meeting(choice.next.start, now) if choice.next else "",
            dates.age(agenda.fetched_at, now) if stale and agenda.fetched_at else "",
            problem.title if problem else "",
            problem.text if problem else "",
        )
        if shown != self._shown:
            self._shown = shown
            self.changed.emit()

    def remind(self, reminder: tuple[int, Meeting] | None) -> None:
        """Show the minutes that are left to this meeting; None: no reminder."""
        shown = (0, "", "")
        if reminder is not None:
            minutes, meeting = reminder
            joins = meeting.address is not None and meeting in self._choice.joinable
            shown = (minutes, one_line(meeting.title), meeting.key if joins else "")
        if shown != self._reminder:
            self._reminder = shown
            self.reminder_changed.emit()

    @property
    def reminds(self) -> bool:
        """`reminderMinutes` for Python: there is a reminder."""
        return self._reminder[0] > 0

    @Slot(str)
    def join(self, key: str) -> None:
        """The green button of this meeting was pressed."""
        for meeting in self._choice.joinable:
            if meeting.key == key and meeting.address is not None:
                self._join(meeting)
                return

    @Property(str, notify=changed)
    def state(self) -> str:
        """See `home_state`."""
        return self._shown[0]

    @Property(list, notify=joinable_changed)
    def joinable(self) -> list[MeetingRow]:
        """What can be joined now (or could, if this machine could open it)."""
        return self._joinable.rows

    @Property(list, notify=upcoming_changed)
    def upcoming(self) -> list[MeetingRow]:
        """What comes, cancelled ones included."""
        return self._upcoming.rows

    @Property(str, notify=changed)
    def nextLine(self) -> str:
        """When the next meeting is; empty when none is known."""
        return self._shown[1]

    @Property(str, notify=changed)
    def staleAge(self) -> str:
        """How old the agenda is, when the calendar is away; else empty."""
        return self._shown[2]

    @Property(str, notify=changed)
    def problemTitle(self) -> str:
        """What is wrong with the agenda."""
        return self._shown[3]

    @Property(str, notify=changed)
    def problemText(self) -> str:
        """What to do about it."""
        return self._shown[4]

    @Property(int, notify=reminder_changed)
    def reminderMinutes(self) -> int:
        """Minutes to the meeting of which we remind; 0: no reminder."""
        return self._reminder[0]

    @Property(str, notify=reminder_changed)
    def reminderTitle(self) -> str:
        """Its title, a stranger's text."""
        return self._reminder[1]

    @Property(str, notify=reminder_changed)
    def reminderKey(self) -> str:
        """Names the meeting for `join`; empty when it cannot be joined now."""
        return self._reminder[2]
