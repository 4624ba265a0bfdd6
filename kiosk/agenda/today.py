"""Keeps `Day` up to date: on every change of the agenda, and on every minute of the clock."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from kiosk.agenda import reminded
from kiosk.agenda.day import Day, Reminder, day_of, due_reminders
from kiosk.base.config import MeetingRules
from kiosk.base.onloop import Telling
from kiosk.base.storage import Tell, tell_nobody
from kiosk.model.meeting import POINT_ZONE, Agenda, AgendaState

_TICK_S = 5.0
"""At least so often the clock is looked at: it may be set meanwhile."""
_KNOWN = (AgendaState.FRESH, AgendaState.STALE)


class Today(Telling[Day]):
    """`run` it as a task on the loop, and tell it of each new agenda.

    A reminder comes once, also over a restart: until when they were given is on the disk.
    """

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        rules: MeetingRules,
        folder: Path,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(POINT_ZONE),
        tell: Tell = tell_nobody,
    ) -> None:
        """Reads a small file. `tell`: the history."""
        super().__init__(loop, Day())
        self._rules = rules
        self._folder = folder
        self._now = now
        self._checked = reminded.load(folder, now(), tell)

    @property
    def day(self) -> Day:
        """What matters now; on the loop."""
        return self._state

    async def run(self) -> None:
        """Follow the clock until cancelled."""
        minute = None
        try:
            while True:
                now = self._now().replace(second=0, microsecond=0)
                if now != minute:
                    minute = now
                    self.on_agenda(self._state.agenda)
                await asyncio.sleep(_until_next_look(self._now()))
        finally:
            await self._end_tasks()

    def on_agenda(self, agenda: Agenda) -> None:
        """On the loop: this is the agenda from now on."""
        now = self._now()
        reminder = self._due(agenda, now) or self._state.reminder
        was_quiet = self._state.is_quiet
        self._put(day_of(agenda, now, self._rules, reminder, was_quiet=was_quiet))

    def _due(self, agenda: Agenda, now: datetime) -> Reminder | None:
        """What fell due since the last call. While no agenda is known nothing is missed."""
        if agenda.state not in _KNOWN:
            return None
        since = self._checked or now - timedelta(minutes=1)
        self._checked = max(since, now)
        due = due_reminders(agenda, self._rules, since, now)
        if not due:
            return None
        self._spawn(asyncio.to_thread(reminded.save, self._folder, now))
        return due[0]


def _until_next_look(now: datetime) -> float:
    """Just after the next minute begins, so that it is seen, or a few seconds."""
    return min(_TICK_S, 60.005 - now.second - now.microsecond / 1e6)
