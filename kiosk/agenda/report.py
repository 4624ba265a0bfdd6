"""The agenda for a technician at a terminal: what is in it, what was left out and why."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from kiosk.agenda.service import AgendaService
from kiosk.base import secret
from kiosk.base.config import Settings
from kiosk.model.meeting import Agenda, AgendaState, Meeting


async def fetch_once(settings: Settings, get_secret: Callable[[str], str] = secret.get) -> Agenda:
    """Ask the calendar once, without the stored agenda."""
    first: asyncio.Future[Agenda] = asyncio.get_running_loop().create_future()

    def take(agenda: Agenda) -> None:
        if agenda.state is not AgendaState.LOADING and not first.done():
            first.set_result(agenda)

    running = asyncio.ensure_future(AgendaService(settings, None, take, get_secret).run())
    try:
        await asyncio.wait((first, running), return_when=asyncio.FIRST_COMPLETED)
    finally:
        running.cancel()
        ended = await asyncio.gather(running, return_exceptions=True)
    if not first.done() and isinstance(ended[0], Exception):
        raise ended[0]  # a bug: nothing will ever come
    return await first


def lines(agenda: Agenda) -> list[str]:
    """The agenda as plain text, a line a meeting. Holds no join address."""
    text = [f"calendar: {agenda.state.value} {agenda.problem}".rstrip()]
    text += [_line(meeting) for meeting in agenda.meetings]
    text += [f"left out: {event.title or event.uid!r}: {event.reason}" for event in agenda.refused]
    return text


def _line(meeting: Meeting) -> str:
    when = f"{meeting.start:%d/%m/%Y %H:%M}-{meeting.end:%H:%M}"
    kind = "cancelled" if meeting.cancelled else meeting.refused or "can be opened"
    derived = f"  [giờ suy ra: {meeting.hour_from}]" if meeting.hour_from else ""
    return f"{when}  {meeting.title}  [{kind}]{derived}"
