"""What the session makes of a slow keyring, and of a media process that does not start."""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.base.config import MeetingRules, Settings
from kiosk.model.frames import FrameStore
from kiosk.model.meeting import POINT_ZONE, AddressKind, JoinAddress, Meeting
from kiosk.model.wire import Command, Devices, DeviceStatus, Join, Prepare, Relay
from kiosk.session import relays, session
from kiosk.session.memory import Memory
from kiosk.session.session import Session

PATIENCE_S = 20.0
RELAY = Relay("turn:a.vn?transport=udp", "kp01", "hunter2x")
WITH_RELAY = Settings(meeting=MeetingRules(relays=(RELAY.url,), relay_user="kp01"))
START = datetime(2026, 11, 26, 8, 0, tzinfo=POINT_ZONE)
MEETING = Meeting(
    "giao-ban",
    "20261126T010000Z",
    "Giao ban",
    START,
    START + timedelta(hours=1),
    address=JoinAddress(AddressKind.JANUS, "https://hop.vn/janus", "1001"),
)


class Media:
    """In the place of the media process: hears what it is told."""

    def __init__(self) -> None:
        self.sent: list[Command] = []
        self.on_start: Callable[[], None] = lambda: None
        self.on_stop: Callable[[], None] = lambda: None

    def stand_in(self, *arguments: Any) -> Media:
        """What `MediaProcess` is called with."""
        *_, self.on_start, self.on_stop = arguments
        return self

    async def run(self) -> None:
        await asyncio.Event().wait()

    def send(self, command: Command) -> None:
        self.sent.append(command)

    def relays(self) -> list[tuple[Relay, ...]]:
        """Those of each room that it was told to prepare or to join."""
        rooms = [one.target for one in self.sent if isinstance(one, Prepare | Join)]
        return [target.relays for target in rooms if target is not None]


@pytest.fixture
def media(monkeypatch: pytest.MonkeyPatch) -> Media:
    media = Media()
    monkeypatch.setattr(session, "MediaProcess", media.stand_in)
    return media


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """Lets the keyring answer, which does not do so by itself."""
    may_answer = threading.Event()

    def find(_rules: MeetingRules) -> tuple[Relay, ...]:
        assert may_answer.wait(PATIENCE_S)
        return (RELAY,)

    monkeypatch.setattr(relays, "find", find)
    monkeypatch.setattr(session, "RELAYS_S", 0.05)
    yield may_answer.set
    may_answer.set()


@contextlib.asynccontextmanager
async def running(folder: Path, settings: Settings) -> AsyncIterator[Session]:
    store = FrameStore.create()
    own = Session(settings, store, Memory(folder), asyncio.get_running_loop())
    task = asyncio.create_task(own.run())
    try:
        yield own
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        store.close()


async def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline
        await asyncio.sleep(0.01)


@pytest.mark.asyncio
async def test_keyring_that_answers_late_still_brings_its_relays(
    media: Media, answer: Callable[[], None], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(tmp_path, WITH_RELAY) as own:
        await until(lambda: "takes long" in caplog.text)
        own.prepare(MEETING)
        await until(lambda: media.relays() == [()])
        answer()
        await until(lambda: media.relays() == [(), (RELAY,)])


@pytest.mark.asyncio
async def test_meeting_that_is_entered_keeps_its_way_when_the_keyring_answers(
    media: Media, answer: Callable[[], None], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    async with running(tmp_path, WITH_RELAY) as own:
        await until(lambda: "takes long" in caplog.text)
        own.prepare(MEETING)
        own.join(MEETING)
        await until(lambda: media.relays() == [(), ()])
        answer()
        await until(lambda: "has answered" in caplog.text)
        await asyncio.sleep(0.05)
        assert media.relays() == [(), ()]


@pytest.mark.asyncio
async def test_keyring_that_never_answers_does_not_hold_up_the_end(
    media: Media, answer: Callable[[], None], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with asyncio.timeout(PATIENCE_S / 2):  # the keyring would say nothing for longer
        async with running(tmp_path, WITH_RELAY):
            await until(lambda: "takes long" in caplog.text)
    answer()


@pytest.mark.asyncio
async def test_media_process_that_never_gets_ready_fails_all_devices_until_one_does(
    media: Media, tmp_path: Path
) -> None:
    async with running(tmp_path, Settings()) as own:
        assert own.state.devices == Devices()
        media.on_stop()
        broken = own.state.devices
        for device in (broken.camera, broken.microphone, broken.speaker):
            assert (device.status, device.problem) == (DeviceStatus.FAILED, "media-process")
        media.on_stop()
        assert own.state.devices == broken
        media.on_start()
        assert own.state.devices == Devices()
        media.on_stop()
        assert own.state.devices == Devices()  # it had worked: it is only started again


@pytest.mark.asyncio
async def test_a_room_is_told_until_when_it_may_open_again(media: Media, tmp_path: Path) -> None:
    """The meeting's end and the time that one may still come in after it."""
    async with running(tmp_path, Settings(meeting=MeetingRules(join_after_min=15))) as own:
        own.join(MEETING)
        await until(lambda: any(isinstance(one, Join) for one in media.sent))
    target = next(one.target for one in media.sent if isinstance(one, Join))
    assert target.over_at == (MEETING.end + timedelta(minutes=15)).timestamp()
