from __future__ import annotations

from datetime import datetime, timedelta

from kiosk.base.config import MeetingRules
from kiosk.model.meeting import POINT_ZONE, Agenda, AgendaState, Meeting
from kiosk.ui.models.reminders import NOTHING, Reminders

START = datetime(2026, 11, 23, 14, tzinfo=POINT_ZONE)
AGENDA = Agenda(
    AgendaState.FRESH, (Meeting("a", "1", "Họp\ngiao ban", START, START + timedelta(hours=1)),)
)


def at(minutes_before: float) -> datetime:
    return START - timedelta(minutes=minutes_before)


def test_each_reminder_comes_once_and_its_line_stays_a_minute() -> None:
    reminders = Reminders(MeetingRules())
    assert reminders.check(AGENDA, at(11)) == ""
    assert reminders.check(AGENDA, at(9.999)) == "reminder-10"
    assert reminders.line(at(9.999)) == (10, "Họp giao ban")
    assert reminders.check(AGENDA, at(9.5)) == ""
    assert reminders.line(at(9.5)) == (10, "Họp giao ban")
    assert reminders.line(at(8.9)) == NOTHING
    assert reminders.check(AGENDA, at(0.999)) == "reminder-1"
