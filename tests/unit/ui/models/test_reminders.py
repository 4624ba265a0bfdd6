from __future__ import annotations

from datetime import datetime, timedelta

from kiosk.base.config import MeetingRules
from kiosk.model.meeting import POINT_ZONE, Agenda, AgendaState, Meeting
from kiosk.ui.models.reminders import Reminders

START = datetime(2026, 11, 23, 14, tzinfo=POINT_ZONE)
AGENDA = Agenda(
    AgendaState.FRESH, (Meeting("a", "1", "Họp\ngiao ban", START, START + timedelta(hours=1)),)
)


def at(minutes_before: float) -> datetime:
    return START - timedelta(minutes=minutes_before)


def test_each_reminder_comes_once_and_is_shown_until_the_meeting_begins() -> None:
    reminders = Reminders(MeetingRules())
    [meeting] = AGENDA.meetings
    assert reminders.check(AGENDA, at(11)) == ""
    assert reminders.of(at(11)) is None
    assert reminders.check(AGENDA, at(9.999)) == "reminder-10"
    assert reminders.of(at(9.999)) == (10, meeting)
    assert reminders.check(AGENDA, at(9.5)) == ""
    assert reminders.of(at(5)) == (5, meeting)
    assert reminders.check(AGENDA, at(0.999)) == "reminder-1"
    assert reminders.of(at(0.5)) == (1, meeting)
    assert reminders.of(START) is None


class Kept:
    """What is kept over restarts."""

    def __init__(self, until: datetime | None = None) -> None:
        self.until = until

    def keep(self, until: datetime) -> None:
        self.until = until


def test_reminder_comes_once_although_the_kiosk_was_started_anew() -> None:
    kept = Kept()
    assert Reminders(MeetingRules(), kept).check(AGENDA, at(9.999)) == "reminder-10"
    assert kept.until == at(9.999)
    assert Reminders(MeetingRules(), kept).check(AGENDA, at(9.5)) == ""


def test_reminder_that_fell_due_while_the_kiosk_was_away_comes_with_what_is_left() -> None:
    kept = Kept(at(600))
    assert Reminders(MeetingRules(), kept).check(AGENDA, at(7.2)) == "reminder-8"
    assert Reminders(MeetingRules(), kept).check(AGENDA, at(7)) == ""
