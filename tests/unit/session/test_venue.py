"""The seam between session and venue: a session on a made-up one, and what the real one keeps."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from kiosk.base.config import DeviceChoice, MeetingRules, Settings
from kiosk.devices.catalog import NONE
from kiosk.model.frames import FrameStore
from kiosk.model.gear import STARTING, DeviceKind, Devices, DeviceStatus, Levels
from kiosk.model.meeting import POINT_ZONE, AddressKind, JoinAddress, Meeting
from kiosk.model.room import Phase, PixelFormat, RoomState, Target
from kiosk.model.wire import (
    Command,
    Event,
    Join,
    Leave,
    PlaySound,
    Prepare,
    SetCamera,
    SetMicrophone,
    Show,
    UseDevices,
)
from kiosk.session import media_venue
from kiosk.session.media_venue import MediaVenue
from kiosk.session.memory import Memory
from kiosk.session.session import Session
from kiosk.session.venue import Venue, VenueEvent, VenueHandlers

PATIENCE_S = 20.0
SETTINGS = Settings(
    meeting=MeetingRules(allowed_hosts=("hop.vn",)), devices=DeviceChoice(camera="usb-1")
)
ADDRESS = JoinAddress(AddressKind.JANUS, "https://hop.vn/janus", "1001")
MEETING = Meeting(
    "u",
    "o",
    "Giao ban",
    datetime(2026, 11, 26, 8, tzinfo=POINT_ZONE),
    datetime(2200, 1, 1, tzinfo=POINT_ZONE),
    address=ADDRESS,
)
TARGET = Target("k", ADDRESS, "Khu phố 1", "kp01", over_at=0)
ALL = frozenset(DeviceKind)
NOBODY: frozenset[DeviceKind] = frozenset()


class Hall:
    """A `Venue` without a process: writes down what it is told."""

    pid = 0
    was_hanging = False

    def __init__(self, handlers: VenueHandlers) -> None:
        self.handlers = handlers
        self.told: list[tuple[object, ...]] = []
        self.lent = NOBODY
        self.is_running = False

    async def run(self) -> None:
        self.is_running = True
        try:
            await asyncio.Event().wait()
        finally:
            self.is_running = False

    def prepare(self, target: Target | None) -> None:
        self.told.append(("prepare", target.key if target is not None else ""))

    def enter(self, target: Target, *, microphone_on: bool, camera_on: bool) -> None:
        self.told.append(("enter", target.key, microphone_on, camera_on))

    def leave(self) -> None:
        self.told.append(("leave",))

    def switch(self, wish: SetMicrophone | SetCamera) -> None:
        self.told.append((type(wish).__name__, wish.on))

    def show(self, show: Show) -> None:
        self.told.append(("show", show.page))

    def play_sound(self, path: str) -> None:
        self.told.append(("play", path))

    def use_devices(self, devices: DeviceChoice) -> None:
        self.told.append(("use", devices.camera))

    def rest(self, on: bool) -> None:
        self.told.append(("rest", on))

    def lend(self, kinds: frozenset[DeviceKind]) -> None:
        self.lent = kinds

    def list_devices(self) -> None:
        self.told.append(("list",))


class Place:
    """A session and its made-up venue."""

    def __init__(self, folder: Path) -> None:
        self.halls: list[Hall] = []
        self.session = Session(
            SETTINGS, self._make, Memory(folder), asyncio.get_running_loop(), lambda _name: ""
        )
        [self.hall] = self.halls

    def _make(self, handlers: VenueHandlers) -> Venue:
        self.halls.append(Hall(handlers))
        return self.halls[-1]

    async def until(self, condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE_S):
            while not condition():  # noqa: ASYNC110 - the disk is waited for
                await asyncio.sleep(0.01)


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Place]:
    place = Place(tmp_path)
    running = asyncio.create_task(place.session.run())
    await place.until(lambda: place.hall.is_running)
    yield place
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert not place.hall.is_running


async def test_a_meeting_happens_at_whatever_venue(place: Place) -> None:
    session, hall = place.session, place.hall
    session.prepare(MEETING)
    session.join(MEETING)
    await place.until(lambda: session.state.meeting == MEETING)
    session.set_microphone(False)
    await place.until(lambda: not session.state.microphone_wish)
    hall.handlers.on_event(RoomState(Phase.JOINED, MEETING.key))
    assert session.state.room.phase is Phase.JOINED
    session.leave()
    await place.until(lambda: session.state.meeting is None)
    key = MEETING.key
    assert hall.told == [
        ("use", "usb-1"),
        ("prepare", key),
        ("enter", key, True, True),
        ("SetMicrophone", False),
        ("leave",),
        ("prepare", key),
    ]


async def test_what_a_venue_says_is_told(place: Place) -> None:
    levels: list[Levels] = []
    place.session.levels.subscribe(levels.append)
    await asyncio.sleep(0)
    place.hall.handlers.on_alive(True)
    devices = Devices(speaker=STARTING)
    for event in (devices, Levels(-20.0, -100.0, False)):
        place.hall.handlers.on_event(event)
    assert place.session.state.media_alive
    assert place.session.state.devices == devices
    assert [one.microphone_dbfs for one in levels] == [-20.0]
    place.hall.handlers.on_alive(False)
    assert not place.session.state.media_alive


async def test_nothing_is_lent_while_we_want_to_be_in_a_meeting(place: Place) -> None:
    session = place.session
    session.lend_devices(ALL)
    assert session.lent == place.hall.lent == ALL
    session.join(MEETING)
    await place.until(lambda: session.lent == NOBODY)
    session.lend_devices(ALL)
    assert session.lent == NOBODY


class Process:
    """In the place of the media process: hears what it is told while it is up, as that does."""

    pid = 7
    was_hanging = False

    def __init__(self) -> None:
        self.is_up = False
        self.heard: list[Command] = []
        self.told_of_rest: list[bool] = []
        self.on_event: Callable[[Event], None] = lambda _event: None
        self.on_start: Callable[[], None] = lambda: None
        self.on_stop: Callable[[], None] = lambda: None

    def stand_in(self, *arguments: Any) -> Process:
        *_, self.on_event, self.on_start, self.on_stop = arguments
        return self

    def send(self, command: Command) -> bool:
        if self.is_up:
            self.heard.append(command)
        return self.is_up

    def rest(self, on: bool) -> None:
        self.told_of_rest.append(on)
        self.is_up = False

    def come_up(self) -> list[Command]:
        """What a new one is told."""
        self.is_up, self.heard = True, []
        self.on_start()
        return self.heard

    def go_down(self) -> None:
        self.is_up = False
        self.on_stop()


@pytest.fixture
def process(monkeypatch: pytest.MonkeyPatch) -> Process:
    process = Process()
    monkeypatch.setattr(media_venue, "MediaProcess", process.stand_in)
    return process


@pytest.fixture
def events() -> list[VenueEvent]:
    return []


@pytest.fixture
def venue(process: Process, events: list[VenueEvent]) -> Iterator[MediaVenue]:
    with FrameStore.create() as store:
        handlers = VenueHandlers(events.append, lambda _alive: None)
        yield MediaVenue(store, (), handlers)


def test_a_new_process_is_told_every_wish_as_it_is_now(process: Process, venue: MediaVenue) -> None:
    show = Show((), PixelFormat.BGRA, False, 3)
    venue.use_devices(DeviceChoice(camera="usb-1", microphone="usb-2"))
    venue.lend(frozenset({DeviceKind.CAMERA}))
    venue.show(show)
    venue.enter(TARGET, microphone_on=True, camera_on=True)
    venue.switch(SetMicrophone(False))
    venue.play_sound("chime.wav")  # nobody wants to hear it later
    devices = UseDevices(camera=NONE, microphone="usb-2")
    assert process.come_up() == [devices, show, Join(TARGET, False, True)]
    process.go_down()
    venue.switch(SetCamera(False))
    assert process.come_up() == [devices, show, Join(TARGET, False, False)]
    venue.leave()
    assert process.heard[-1] == Leave()
    process.go_down()
    assert process.come_up() == [devices, show]
    venue.prepare(TARGET)
    process.go_down()
    assert process.come_up() == [devices, show, Prepare(TARGET)]


def test_where_we_were_sent_away_a_new_process_does_not_knock(
    process: Process, venue: MediaVenue, events: list[VenueEvent]
) -> None:
    venue.enter(TARGET, microphone_on=True, camera_on=True)
    process.come_up()
    process.on_event(RoomState(Phase.FAILED, TARGET.key, problem="kicked"))
    process.go_down()
    assert [one.phase for one in events if isinstance(one, RoomState)] == [Phase.FAILED]
    assert not any(isinstance(one, Join) for one in process.come_up())
    venue.enter(TARGET, microphone_on=True, camera_on=True)  # somebody has pressed
    process.go_down()
    assert Join(TARGET, True, True) in process.come_up()


def test_a_process_that_ends_is_told_as_what_follows_from_it(
    process: Process, venue: MediaVenue, events: list[VenueEvent]
) -> None:
    venue.enter(TARGET, microphone_on=True, camera_on=True)
    process.come_up()
    process.on_event(RoomState(Phase.JOINED, TARGET.key))
    process.go_down()
    room = RoomState(Phase.RECONNECTING, TARGET.key, problem="media-process")
    assert events[-1] == room
    assert Devices() in events
    process.go_down()
    broken = [one for one in events if isinstance(one, Devices)][-1]
    assert {broken.of(kind).status for kind in DeviceKind} == {DeviceStatus.FAILED}


def test_whoever_wants_to_be_in_a_room_wakes_what_rests(
    process: Process, venue: MediaVenue
) -> None:
    venue.prepare(TARGET)
    venue.rest(True)
    assert process.told_of_rest == [True]
    venue.play_sound("press.wav")
    venue.enter(TARGET, microphone_on=True, camera_on=True)
    assert process.come_up()[-2:] == [Join(TARGET, True, True), PlaySound("press.wav")]
    venue.leave()
    venue.rest(False)
    assert process.told_of_rest == [True, False, True, False]
