"""What the session says, told as a person would tell it: changes only."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from kiosk.journal.recorder import Recorder
from kiosk.model.gear import DeviceKind, Devices, DeviceState, DeviceStatus
from kiosk.model.meeting import POINT_ZONE, Agenda, AgendaState, Meeting
from kiosk.model.room import Network, Phase, RoomState
from kiosk.session.state import SessionState

NOW = datetime(2026, 11, 25, 15, 0, tzinfo=POINT_ZONE)
MEETING = Meeting("u1", "o1", "Giao ban", NOW, NOW + timedelta(hours=1))
OTHER = Meeting("u2", "o2", "Tập huấn", NOW, NOW + timedelta(hours=1))
CAMERA = DeviceState(DeviceStatus.RUNNING, "Logi C270")
MICROPHONE = DeviceState(DeviceStatus.RUNNING, "Jabra 410")
SPEAKER = DeviceState(DeviceStatus.RUNNING, "Jabra 410")
ALL = Devices(CAMERA, MICROPHONE, SPEAKER)
GONE = DeviceState(DeviceStatus.FAILED, problem="device-absent")
HOME = SessionState(devices=ALL, media_alive=True, network=Network.GOOD)


class Told:
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.events: list[tuple[str, dict[str, str]]] = []

    def add(self, kind: str, **facts: str) -> None:
        self.events.append((kind, facts))

    @property
    def kinds(self) -> list[str]:
        return [kind for kind, _ in self.events]


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def recorder(told: Told) -> Recorder:
    return Recorder(told)


def inside(meeting: Meeting, phase: Phase, problem: str = "") -> SessionState:
    return replace(HOME, meeting=meeting, room=RoomState(phase, meeting.key, problem=problem))


def test_a_quiet_start_writes_nothing(recorder: Recorder, told: Told) -> None:
    recorder.on_state(SessionState())
    recorder.on_state(HOME)
    recorder.on_state(HOME)
    assert told.events == []


def test_a_meeting_with_an_outage(recorder: Recorder, told: Told) -> None:
    for phase, problem in [
        (Phase.JOINING, ""),
        (Phase.JOINED, ""),
        (Phase.JOINED, ""),
        (Phase.RECONNECTING, "unreachable"),
        (Phase.JOINING, ""),
        (Phase.RECONNECTING, "unreachable"),
        (Phase.JOINED, ""),
    ]:
        recorder.on_state(inside(MEETING, phase, problem))
    recorder.on_state(HOME)
    assert told.events == [
        ("joined", {"title": "Giao ban"}),
        ("reconnecting", {"title": "Giao ban", "problem": "unreachable"}),
        ("back", {"title": "Giao ban"}),
        ("left", {"title": "Giao ban"}),
    ]


def test_a_meeting_that_is_not_open_and_was_given_up(recorder: Recorder, told: Told) -> None:
    recorder.on_state(inside(MEETING, Phase.JOINING))
    recorder.on_state(inside(MEETING, Phase.WAITING, "room-not-open"))
    recorder.on_state(inside(MEETING, Phase.WAITING, "room-not-open"))
    recorder.on_state(HOME)
    assert told.kinds == ["waiting", "gave-up"]


def test_sent_away(recorder: Recorder, told: Told) -> None:
    recorder.on_state(inside(MEETING, Phase.JOINED))
    recorder.on_state(inside(MEETING, Phase.FAILED, "kicked"))
    assert told.events[-1] == ("failed", {"title": "Giao ban", "problem": "kicked"})


def test_from_one_meeting_to_the_next(recorder: Recorder, told: Told) -> None:
    recorder.on_state(inside(MEETING, Phase.JOINED))
    stale = replace(inside(OTHER, Phase.JOINING), room=RoomState(Phase.JOINED, MEETING.key))
    recorder.on_state(stale)  # the room is still the old one's
    recorder.on_state(inside(OTHER, Phase.JOINED))
    assert told.kinds == ["joined", "left", "joined"]


def test_a_camera_that_is_pulled_replaced_and_comes_back(recorder: Recorder, told: Told) -> None:
    other = DeviceState(DeviceStatus.RUNNING, "Webcam B")
    starting = DeviceState(DeviceStatus.STARTING)
    for camera in (CAMERA, GONE, starting, GONE, other, CAMERA):
        recorder.on_state(replace(HOME, devices=Devices(camera, MICROPHONE, SPEAKER)))
    assert told.events == [
        ("device-lost", {"device": "camera", "name": "Logi C270", "problem": "device-absent"}),
        ("device-back", {"device": "camera", "name": "Webcam B"}),
        ("device-changed", {"device": "camera", "name": "Logi C270"}),
    ]


def test_a_device_that_was_never_there(recorder: Recorder, told: Told) -> None:
    recorder.on_state(replace(HOME, devices=Devices(CAMERA, GONE, SPEAKER)))
    recorder.on_state(replace(HOME, devices=Devices(CAMERA, GONE, SPEAKER)))
    assert told.kinds == ["device-lost"]


def test_a_device_that_a_probe_has_is_not_lost(told: Told) -> None:
    lent: set[DeviceKind] = set()
    recorder = Recorder(told, lent=lambda: frozenset(lent))
    recorder.on_state(HOME)
    lent.add(DeviceKind.CAMERA)
    given = replace(HOME, devices=Devices(GONE, MICROPHONE, SPEAKER))
    recorder.on_state(given)
    lent.clear()
    recorder.on_state(given)  # asked back, not here yet
    starting = DeviceState(DeviceStatus.STARTING)
    recorder.on_state(replace(HOME, devices=Devices(starting, MICROPHONE, SPEAKER)))
    recorder.on_state(HOME)
    assert told.events == []
    recorder.on_state(given)
    assert told.kinds == ["device-lost"]


def test_media_process_that_does_not_start_is_told_once_until_it_runs(
    recorder: Recorder, told: Told
) -> None:
    broken = DeviceState(DeviceStatus.FAILED, problem="media-process")
    dead = replace(HOME, media_alive=False, devices=Devices(broken, broken, broken))
    starting = replace(HOME, devices=Devices())
    for state in (dead, dead, starting, HOME, starting, dead):
        recorder.on_state(state)
    assert told.kinds == ["media-broken", "media-crashed", "media-broken"]


def test_the_media_process_breaks_off_and_hangs(told: Told) -> None:
    hung = False
    recorder = Recorder(told, media_hung=lambda: hung)
    dead = replace(HOME, media_alive=False, devices=Devices())
    for state in (HOME, dead, HOME):
        recorder.on_state(state)
    hung = True
    for state in (dead, HOME):
        recorder.on_state(state)
    assert told.kinds == ["media-crashed", "media-hung"]


def test_the_kiosks_own_end_is_no_crash(recorder: Recorder, told: Told) -> None:
    recorder.on_state(HOME)
    recorder.stop()
    recorder.on_state(replace(HOME, media_alive=False))
    recorder.on_agenda(Agenda(AgendaState.FAILED))
    assert told.events == []


def test_the_room_knows_the_line_better_than_the_watch(recorder: Recorder, told: Told) -> None:
    recorder.on_state(replace(HOME, network=Network.LOST))
    recorder.on_state(replace(HOME, network=Network.LOST))
    recorder.on_state(replace(HOME, network=Network.GOOD))
    room = RoomState(Phase.JOINED, MEETING.key, network=Network.WEAK)
    recorder.on_state(replace(HOME, meeting=MEETING, room=room))
    recorder.on_state(HOME)
    assert told.kinds == [
        "network-lost",
        "network-good",
        "joined",
        "network-weak",
        "left",
        "network-good",
    ]


def test_the_calendar_goes_and_comes(recorder: Recorder, told: Told) -> None:
    for agenda in (
        Agenda(AgendaState.LOADING),
        Agenda(AgendaState.FRESH),
        Agenda(AgendaState.STALE, problem="calendar-unreachable"),
        Agenda(AgendaState.STALE, problem="calendar-unreachable"),
        Agenda(AgendaState.FRESH),
    ):
        recorder.on_agenda(agenda)
    assert told.events == [
        ("calendar-away", {"problem": "calendar-unreachable"}),
        ("calendar-back", {}),
    ]


def test_no_calendar_at_all_is_no_event(recorder: Recorder, told: Told) -> None:
    recorder.on_agenda(Agenda(AgendaState.LOADING))
    recorder.on_agenda(Agenda(AgendaState.NOT_SET))
    assert told.events == []
