"""What the session makes of a slow keyring, and of a media process that does not start."""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kiosk.base.config import MeetingRules, Settings
from kiosk.base.errors import Code
from kiosk.model.frames import FrameStore
from kiosk.model.gear import Devices, DeviceStatus
from kiosk.model.meeting import POINT_ZONE, AddressKind, JoinAddress, Meeting
from kiosk.model.room import Phase, Relay, RoomState
from kiosk.model.wire import Command, Event, Join, Prepare
from kiosk.session import media_venue
from kiosk.session.media_venue import MediaVenue
from kiosk.session.memory import FILE, Memory, Remembered
from kiosk.session.session import Session

PATIENCE_S = 20.0
RELAY = Relay("turn:a.vn?transport=udp", "kp01", "hunter2x")
ALLOWED = Settings(meeting=MeetingRules(allowed_hosts=("hop.vn",)))
WITH_RELAY = Settings(
    meeting=MeetingRules(allowed_hosts=("hop.vn",), relays=(RELAY.url,), relay_user="kp01")
)
START = datetime(2026, 11, 26, 8, 0, tzinfo=POINT_ZONE)
MEETING = Meeting(
    "giao-ban",
    "20261126T010000Z",
    "Giao ban",
    START,
    START + timedelta(hours=1),
    address=JoinAddress(AddressKind.JANUS, "https://hop.vn/janus", "1001"),
)
NOW_ON = msgspec.structs.replace(MEETING, end=datetime(2200, 1, 1, tzinfo=POINT_ZONE))
_FILE = msgspec.json.encode(Remembered(NOW_ON))
NAIVE_END = _FILE.replace(b"2200-01-01T00:00:00+07:00", b"2200-01-01T00:00:00")
END_IN_9999 = _FILE.replace(b"2200-01-01T00:00:00+07:00", b"9999-12-31T23:59:59+07:00")


class Media:
    """In the place of the media process: hears what it is told."""

    def __init__(self) -> None:
        self.sent: list[Command] = []
        self.is_running = False
        self.pid = 0
        self.on_event: Callable[[Event], None] = lambda _event: None
        self.on_start: Callable[[], None] = lambda: None
        self.on_stop: Callable[[], None] = lambda: None

    def stand_in(self, *arguments: Any) -> Media:
        """What `MediaProcess` is called with."""
        *_, self.on_event, self.on_start, self.on_stop = arguments
        return self

    async def run(self) -> None:
        self.is_running = True
        await asyncio.Event().wait()

    def send(self, command: Command) -> None:
        self.sent.append(command)

    def joins(self) -> list[Join]:
        """All that it was told to enter."""
        return [one for one in self.sent if isinstance(one, Join)]

    def relays(self) -> list[tuple[Relay, ...]]:
        """Those of each room that it was told to prepare or to join."""
        rooms = [one.target for one in self.sent if isinstance(one, Prepare | Join)]
        return [target.relays for target in rooms if target is not None]


@pytest.fixture
def media(monkeypatch: pytest.MonkeyPatch) -> Media:
    media = Media()
    monkeypatch.setattr(media_venue, "MediaProcess", media.stand_in)
    return media


class Keyring:
    """Answers when it is told to; before that it hangs, as one does that asks a person."""

    def __init__(self) -> None:
        self.answer = threading.Event()

    def __call__(self, _name: str) -> str:
        assert self.answer.wait(PATIENCE_S)
        return RELAY.password


@pytest.fixture
def keyring() -> Iterator[Keyring]:
    made = Keyring()
    yield made
    made.answer.set()


@contextlib.asynccontextmanager
async def running(
    memory: Memory, settings: Settings, get_secret: Callable[[str], str] = lambda _name: ""
) -> AsyncIterator[Session]:
    store = FrameStore.create()
    loop = asyncio.get_running_loop()
    own = Session(settings, partial(MediaVenue, store, ()), memory, loop, get_secret=get_secret)
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


async def test_media_process_starts_before_the_keyring_answers(
    media: Media, keyring: Keyring, tmp_path: Path
) -> None:
    async with running(Memory(tmp_path), WITH_RELAY, keyring) as own:
        await until(lambda: media.is_running)
        own.prepare(MEETING)
        await until(lambda: media.relays() == [()])
        assert not keyring.answer.is_set()


async def test_keyring_that_answers_late_still_brings_its_relays(
    media: Media, keyring: Keyring, tmp_path: Path
) -> None:
    async with running(Memory(tmp_path), WITH_RELAY, keyring) as own:
        own.prepare(MEETING)
        await until(lambda: media.relays() == [()])
        keyring.answer.set()
        await until(lambda: media.relays() == [(), (RELAY,)])


async def test_press_that_came_before_the_relays_goes_their_way_too(
    media: Media, keyring: Keyring, tmp_path: Path
) -> None:
    async with running(Memory(tmp_path), WITH_RELAY, keyring) as own:
        own.join(MEETING)
        own.set_microphone(False)
        await until(lambda: media.relays() == [()] and not own.state.microphone_wish)
        keyring.answer.set()
        await until(lambda: media.relays() == [(), (RELAY,)])
        last = media.sent[-1]
        assert isinstance(last, Join)
        assert (last.microphone_on, last.camera_on) == (False, True)


async def test_meeting_that_is_entered_keeps_its_way_when_the_keyring_answers(
    media: Media, keyring: Keyring, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    async with running(Memory(tmp_path), WITH_RELAY, keyring) as own:
        own.join(MEETING)
        await until(lambda: media.relays() == [()])
        media.on_event(RoomState(Phase.JOINED, MEETING.key))
        keyring.answer.set()
        await until(lambda: "the relays are known" in caplog.text)
        await asyncio.sleep(0.05)
        assert media.relays() == [()]


async def test_keyring_that_never_answers_does_not_hold_up_the_end(
    media: Media, keyring: Keyring, tmp_path: Path
) -> None:
    async with asyncio.timeout(PATIENCE_S / 2):  # the keyring would say nothing for longer
        async with running(Memory(tmp_path), WITH_RELAY, keyring):
            await until(lambda: media.is_running)
    assert not keyring.answer.is_set()


async def test_remembered_meeting_is_gone_back_into_with_its_switches(
    media: Media, tmp_path: Path
) -> None:
    Memory(tmp_path).save(Remembered(NOW_ON, microphone_on=False))
    async with running(Memory(tmp_path), ALLOWED):
        await until(lambda: bool(media.joins()))
        (join,) = media.joins()
        assert (join.target.key, join.microphone_on, join.camera_on) == (NOW_ON.key, False, True)


async def test_remembered_meeting_at_a_host_that_is_not_allowed_any_more_is_said_not_joined(
    media: Media, tmp_path: Path
) -> None:
    Memory(tmp_path).save(Remembered(NOW_ON))
    async with running(Memory(tmp_path), Settings()) as own:
        await until(lambda: own.state.room.phase is Phase.FAILED)
        assert own.state.room.problem == Code.ADDRESS_NOT_ALLOWED
        assert own.state.meeting == NOW_ON
        media.on_start()
        media.on_event(RoomState(Phase.IDLE))  # whatever the media process says of its idleness
        assert own.state.room.problem == Code.ADDRESS_NOT_ALLOWED
        own.join(NOW_ON)  # "Thử lại"
        own.leave()
        await until(lambda: own.state.meeting is None)
        assert own.state.room.phase is Phase.IDLE
        assert media.joins() == []
        assert media.relays() == []  # nothing was prepared there either
    assert Memory(tmp_path).load(START, timedelta(0)) is None


@pytest.mark.parametrize("broken", [b"\xff", NAIVE_END, END_IN_9999, b"{", b""])
async def test_broken_session_file_costs_the_way_back_and_nothing_else(
    media: Media, tmp_path: Path, broken: bytes
) -> None:
    (tmp_path / FILE).write_bytes(broken)
    async with running(Memory(tmp_path), ALLOWED) as own:
        await until(lambda: media.is_running)
        own.join(NOW_ON)
        await until(lambda: own.state.meeting == NOW_ON)
    assert (tmp_path / f"{FILE}.broken-1").read_bytes() == broken


async def test_media_process_that_never_gets_ready_fails_all_devices_until_one_does(
    media: Media, tmp_path: Path
) -> None:
    async with running(Memory(tmp_path), Settings()) as own:
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
    rules = MeetingRules(allowed_hosts=("hop.vn",), join_after_min=15)
    async with running(Memory(tmp_path), Settings(meeting=rules)) as own:
        own.join(MEETING)
        await until(lambda: any(isinstance(one, Join) for one in media.sent))
    target = next(one.target for one in media.sent if isinstance(one, Join))
    assert target.over_at == (MEETING.end + timedelta(minutes=15)).timestamp()
