"""Reminds of a meeting by chime, voice and a line on the home screen, each time once."""

from __future__ import annotations

from datetime import datetime, timedelta

from kiosk.agenda.day import Reminder, due_reminders
from kiosk.base.config import MeetingRules
from kiosk.model.meeting import Agenda

_SHOWN_FOR = timedelta(seconds=60)
NOTHING = (0, "")


class Reminders:
    """Asked whenever the minute or the agenda changes; says what to show and what to say."""

    def __init__(self, rules: MeetingRules) -> None:
        self._rules = rules
        self._checked: datetime | None = None
        self._last: Reminder | None = None
        self._until: datetime | None = None

    def check(self, agenda: Agenda, now: datetime) -> str:
        """The name of what to announce now; empty when nothing fell due since the last call."""
        since = self._checked or now - timedelta(minutes=1)
        self._checked = max(since, now)
        due = due_reminders(agenda, self._rules, since, now)
        if not due:
            return ""
        self._last, self._until = due[0], now + _SHOWN_FOR
        return f"reminder-{due[0].minutes}"

    def line(self, now: datetime) -> tuple[int, str]:
        """Minutes left and the title for the line on the screen, `NOTHING` a minute later."""
        if self._last is None or self._until is None or now >= self._until:
            return NOTHING
        return self._last.minutes, " ".join(self._last.meeting.title[:300].split())
