"""Which meeting server is to be checked, for whoever runs without a kiosk around it."""

from __future__ import annotations

import asyncio
from datetime import datetime
from pathlib import Path

from kiosk.agenda.day import day_of, server_to_check
from kiosk.agenda.report import fetch_once
from kiosk.agenda.store import AgendaStore
from kiosk.base.config import Settings
from kiosk.model.meeting import POINT_ZONE, Agenda, AgendaState

FETCH_S = 6.0
"""How long the calendar may take when nothing is stored; its own check says what is wrong."""


def _server_of(agenda: Agenda | None, settings: Settings) -> str:
    known = agenda or Agenda(AgendaState.LOADING)
    return server_to_check(day_of(known, datetime.now(POINT_ZONE), settings.meeting), settings)


async def find_server(settings: Settings, state_dir: Path) -> str:
    """`day.server_to_check` of the stored agenda; without one the calendar is asked once."""
    stored = await asyncio.to_thread(AgendaStore(state_dir, settings).load)
    url = _server_of(stored, settings)
    if url or not settings.calendar.url:
        return url
    try:
        async with asyncio.timeout(FETCH_S):
            return _server_of(await fetch_once(settings), settings)
    except TimeoutError:
        return ""
