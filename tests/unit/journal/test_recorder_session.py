"""The recorder on a real session with its real media process: killed, frozen, ended on purpose."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from kiosk.base import config
from kiosk.journal import events
from kiosk.journal.history import History
from kiosk.journal.recorder import Recorder
from kiosk.model.frames import FrameStore
from kiosk.model.gear import DeviceKind, DeviceStatus
from kiosk.session.media_venue import MediaVenue
from kiosk.session.memory import Memory
from kiosk.session.session import Session

pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX"),
]
PATIENCE_S = 60
SETTINGS = config.parse(
    '[devices]\ncamera = "synthetic"\nmicrophone = "synthetic"\nspeaker = "synthetic"\n'
)


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not condition():  # noqa: ASYNC110 - what is awaited is another process
            await asyncio.sleep(0.02)


async def test_a_killed_and_a_frozen_media_process_and_a_clean_end(tmp_path: Path) -> None:
    def kinds() -> list[str]:
        return [event.kind for event in events.read(tmp_path)]

    history = History(tmp_path)
    with FrameStore.create() as store:
        session = Session(
            SETTINGS, partial(MediaVenue, store, ()), Memory(tmp_path), asyncio.get_running_loop()
        )
        recorder = Recorder(
            history, lent=lambda: session.lent, media_hung=lambda: session.media_was_hanging
        )
        session.subscribe(recorder.on_state)
        running = asyncio.ensure_future(session.run())

        def is_well() -> bool:
            camera = session.state.devices.camera
            return session.state.media_alive and camera.status is DeviceStatus.RUNNING

        await until(is_well)
        session.lend_devices(frozenset(DeviceKind))
        await asyncio.sleep(1.0)  # whatever is told of them meanwhile, nothing is lost
        session.lend_devices(frozenset())
        await until(is_well)
        os.kill(session.media_pid, signal.SIGKILL)
        await until(lambda: kinds()[-1] == "media-crashed")
        await until(is_well)
        os.kill(session.media_pid, signal.SIGSTOP)
        await until(lambda: kinds()[-1] == "media-hung")
        await until(is_well)
        recorder.stop()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    await asyncio.to_thread(history.close)
    assert kinds() == ["started", "media-crashed", "media-hung", "ended"]
