"""Which meeting server is to be checked: the next meeting's, else the one in the settings."""

from __future__ import annotations

import asyncio
from datetime import datetime
from pathlib import Path

from kiosk.agenda.day import choose
from kiosk.agenda.report import fetch_once
from kiosk.agenda.store import AgendaStore
from kiosk.base.config import Settings
from kiosk.model.meeting import POINT_ZONE, Agenda, Meeting

FETCH_S = 6.0
"""How long the calendar may take when nothing is stored; its own check says what is wrong."""


def next_meeting(agenda: Agenda, settings: Settings, now: datetime) -> Meeting | None:
    """What can be entered now or comes first, and has an address that this machine can open."""
    chosen = choose(agenda, now, settings.meeting)
    meetings = (*chosen.joinable, *chosen.upcoming)
    return next((one for one in meetings if one.address and not one.cancelled), None)


def server_of(agenda: Agenda | None, settings: Settings) -> str:
    """Its WebSocket address without room and pin; empty when none is known."""
    if agenda is not None:
        meeting = next_meeting(agenda, settings, datetime.now(POINT_ZONE))
        if meeting is not None and meeting.address is not None:
            return meeting.address.url
    return settings.meeting.server


async def find_server(settings: Settings, state_dir: Path) -> str:
    """The same for whoever has no agenda: the stored one, else the calendar is asked once."""
    stored = await asyncio.to_thread(AgendaStore(state_dir, settings).load)
    url = server_of(stored, settings)
    if url or not settings.calendar.url:
        return url
    try:
        async with asyncio.timeout(FETCH_S):
            return server_of(await fetch_once(settings), settings)
    except TimeoutError:
        return ""
