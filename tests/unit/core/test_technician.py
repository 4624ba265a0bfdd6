"""How the technician's side goes with the session: real both, without a media process."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from kiosk.agenda.day import Day
from kiosk.base.config import MeetingRules, Settings
from kiosk.core.resting import Resting
from kiosk.core.technician import Technician
from kiosk.diagnostics import quick
from kiosk.journal.history import History
from kiosk.model.frames import FrameStore
from kiosk.model.meeting import (
    POINT_ZONE,
    AddressKind,
    JoinAddress,
    Meeting,
)
from kiosk.session.media_venue import MediaVenue
from kiosk.session.memory import Memory
from kiosk.session.session import Session
from kiosk.settings.choosing import Choosing

NOW = datetime(2026, 11, 27, 8, tzinfo=POINT_ZONE)
ADDRESS = JoinAddress(AddressKind.JANUS, "https://hop.vn/janus", "1001")
MEETING = Meeting("a", "1", "Giao ban", NOW, NOW + timedelta(hours=1), address=ADDRESS)


async def test_a_press_ends_the_quick_set_that_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = asyncio.Event()

    async def slow(*_arguments: object) -> None:
        begun.set()
        await asyncio.Event().wait()

    monkeypatch.setattr(quick, "measure", slow)
    loop = asyncio.get_running_loop()
    settings = Settings(meeting=MeetingRules(allowed_hosts=("hop.vn",)))
    history = History(tmp_path)
    choices = Choosing(
        loop,
        settings,
        tmp_path,
        act=lambda now: session.use_devices(now.devices),
        list_devices=lambda on_list: session.list_devices(on_list),
        tell=history.add,
    )
    with FrameStore.create() as store:
        session = Session(settings, partial(MediaVenue, store, ()), Memory(tmp_path), loop)
        technician = Technician(
            session, choices, history, tmp_path, loop, Day, Resting(loop, session.rest)
        )
        running = asyncio.ensure_future(technician.diagnostics.run_quick())
        async with asyncio.timeout(30):
            await begun.wait()
            session.join(MEETING)
            assert not await running
        await technician.aclose()
