"""The media process: the real one, killed, frozen and left alone."""

import asyncio
import os
import signal
import sys

import pytest

from kiosk.model.frames import FrameStore
from kiosk.model.gear import Devices, DeviceStatus
from kiosk.model.room import TILE_SELF, PixelFormat, TileSize
from kiosk.model.wire import Show, UseDevices
from kiosk.session import media_process as process_module
from kiosk.session.media_process import MediaProcess

pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX"),
]
PATIENCE_S = 40


class Owner:
    """What the session is to the process: hears it and replays the wishes."""

    def __init__(self, store: FrameStore) -> None:
        self.events: list[object] = []
        self.starts = self.stops = 0
        self.hung = False
        self.process = MediaProcess(store, (), self.events.append, self._on_start, self._on_stop)

    def _on_start(self) -> None:
        self.starts += 1
        self.events.clear()
        self.process.send(UseDevices("synthetic", "synthetic", "synthetic"))
        self.process.send(Show((TileSize(TILE_SELF, 320, 180),), PixelFormat.BGRA))

    def _on_stop(self) -> None:
        self.stops += 1
        self.hung = self.process.was_hanging

    def devices_run(self) -> bool:
        latest = [event for event in self.events if isinstance(event, Devices)][-1:]
        return any(
            device.status is DeviceStatus.RUNNING
            for devices in latest
            for device in (devices.camera,)
        )


@pytest.fixture
async def owner():
    with FrameStore.create() as store:
        owner = Owner(store)
        owner.store = store
        running = asyncio.ensure_future(owner.process.run())
        yield owner
        pid = owner.process.pid
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        assert not is_alive(pid)


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


async def until(condition) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not condition():  # noqa: ASYNC110 - what is awaited is another process
            await asyncio.sleep(0.02)


async def test_killed_it_is_started_anew_and_told_again(owner):
    await until(lambda: owner.devices_run() and owner.store.sequence(TILE_SELF) > 2)
    first = owner.process.pid
    os.kill(first, signal.SIGKILL)
    await until(lambda: owner.stops == 1)
    assert not owner.process.is_ready
    assert not owner.hung
    await until(lambda: owner.starts == 2 and owner.devices_run())
    seen = owner.store.sequence(TILE_SELF)
    await until(lambda: owner.store.sequence(TILE_SELF) > seen + 2)
    assert owner.process.pid != first


async def test_frozen_it_is_killed_and_started_anew(owner, monkeypatch):
    monkeypatch.setattr(process_module, "SILENT_S", 2.5)
    await until(lambda: owner.starts == 1)
    first = owner.process.pid
    os.kill(first, signal.SIGSTOP)
    await until(lambda: owner.starts == 2)
    assert owner.hung
    assert owner.process.pid != first
    assert not is_alive(first)


async def test_it_ends_when_its_owner_is_gone():
    with FrameStore.create() as store:
        child = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "kiosk.conference.worker",
            "--frames",
            store.handle,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            pass_fds=store.inherited_fds,
        )
        async with asyncio.timeout(PATIENCE_S):
            assert b"Ready" in await child.stdout.readline()
            child.stdin.write(b'not a command\n{"type":"Nonsense"}\n')
            child.stdin.close()
            await child.stdout.read()
            await child.wait()
