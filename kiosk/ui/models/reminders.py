"""Reminds of a meeting by chime, voice and a screen of its own, each time once."""

from __future__ import annotations

import math
from datetime import datetime, timedelta

from kiosk.agenda.day import Reminder, due_reminders
from kiosk.base.config import MeetingRules
from kiosk.model.meeting import Agenda, Meeting
from kiosk.ui.ports import RemindedPort


class Reminders:
    """Asked whenever the minute or the agenda changes; says what to show and what to say."""

    def __init__(self, rules: MeetingRules, reminded: RemindedPort | None = None) -> None:
        """`reminded` None: nothing is known of earlier runs, and nothing is kept."""
        self._rules = rules
        self._reminded = reminded
        self._checked: datetime | None = reminded.until if reminded is not None else None
        self._last: Reminder | None = None

    def check(self, agenda: Agenda, now: datetime) -> str:
        """The name of what to announce now; empty when nothing fell due since the last call."""
        since = self._checked or now - timedelta(minutes=1)
        self._checked = max(since, now)
        due = due_reminders(agenda, self._rules, since, now)
        if not due:
            return ""
        self._last = due[0]
        if self._reminded is not None:
            self._reminded.keep(now)
        return f"reminder-{due[0].minutes}"

    def of(self, now: datetime) -> tuple[int, Meeting] | None:
        """Minutes left, rounded up, and the meeting that was last reminded of; None once it began.

        It stays until then: whoever hears no chime may look at the screen minutes later.
        """
        if self._last is None or now >= self._last.meeting.start:
            return None
        left_s = (self._last.meeting.start - now).total_seconds()
        return math.ceil(left_s / 60), self._last.meeting
