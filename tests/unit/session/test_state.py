"""How the line is, said once for the screen, the history and the small set of checks."""

from __future__ import annotations

import pytest

from kiosk.model.room import Network, Phase, RoomState
from kiosk.session.state import SessionState, line_of


@pytest.mark.parametrize("phase", [Phase.PREPARED, Phase.JOINED, Phase.RECONNECTING])
def test_the_rooms_connection_knows_the_line_best(phase: Phase) -> None:
    room = RoomState(phase, network=Network.WEAK)
    assert line_of(SessionState(room=room, network=Network.GOOD)) is Network.WEAK


def test_without_a_connection_the_servers_tell() -> None:
    lost = SessionState(network=Network.LOST)
    assert line_of(lost, calendar_answers=True) is Network.LOST


def test_a_calendar_that_answers_came_over_the_line() -> None:
    assert line_of(SessionState(), calendar_answers=True) is Network.GOOD
    assert line_of(SessionState()) is Network.UNKNOWN
