from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from kiosk.model.meeting import POINT_ZONE, Meeting
from kiosk.model.room import Phase, RoomState
from kiosk.session.state import SessionState
from kiosk.ui.models.screens import Screen, screen_of

START = datetime(2026, 11, 23, 14, tzinfo=POINT_ZONE)
MEETING = Meeting("a", "20261123T070000Z", "Họp", START, START + timedelta(hours=1))


def session(phase: Phase, *, key: str = MEETING.key, alive: bool = True) -> SessionState:
    return SessionState(meeting=MEETING, room=RoomState(phase, key), media_alive=alive)


def test_without_a_meeting_it_is_home_whatever_the_room_says() -> None:
    state = SessionState(room=RoomState(Phase.JOINED, "x"), media_alive=True)
    assert screen_of(state, was_inside=True) is Screen.HOME


@pytest.mark.parametrize(
    ("phase", "screen"),
    [
        (Phase.IDLE, Screen.JOINING),
        (Phase.PREPARED, Screen.JOINING),
        (Phase.JOINING, Screen.JOINING),
        (Phase.JOINED, Screen.MEETING),
        (Phase.RECONNECTING, Screen.RECONNECTING),
        (Phase.WAITING, Screen.WAITING),
        (Phase.FAILED, Screen.FAILED),
    ],
)
def test_first_time_in(phase: Phase, screen: Screen) -> None:
    assert screen_of(session(phase), was_inside=False) is screen


@pytest.mark.parametrize("phase", [Phase.IDLE, Phase.PREPARED, Phase.JOINING])
def test_once_inside_the_way_back_is_a_reconnection(phase: Phase) -> None:
    assert screen_of(session(phase), was_inside=True) is Screen.RECONNECTING


def test_another_rooms_state_does_not_count() -> None:
    assert screen_of(session(Phase.JOINED, key="other"), was_inside=False) is Screen.JOINING


def test_dead_media_process_is_a_reconnection() -> None:
    assert screen_of(session(Phase.JOINED, alive=False), was_inside=True) is Screen.RECONNECTING
