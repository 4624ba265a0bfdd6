from __future__ import annotations

import pytest

from kiosk.model.meeting import Agenda, AgendaState
from kiosk.model.room import Network, Phase, RoomState
from kiosk.session.state import SessionState
from kiosk.ui.models.devices import METER_BARS, bars_of, network_of

FRESH = Agenda(AgendaState.FRESH)
LOADING = Agenda(AgendaState.LOADING)


@pytest.mark.parametrize(
    ("level_dbfs", "bars"),
    [(-100, 0), (-57, 0), (-55, 1), (-30, 5), (-14, METER_BARS), (0, METER_BARS)],
)
def test_meter(level_dbfs: float, bars: int) -> None:
    assert bars_of(level_dbfs) == bars


def test_the_meetings_connection_knows_the_line_best() -> None:
    room = RoomState(Phase.JOINED, network=Network.WEAK)
    assert network_of(SessionState(room=room, network=Network.GOOD), FRESH) is Network.WEAK


def test_without_a_connection_the_servers_tell() -> None:
    assert network_of(SessionState(network=Network.LOST), FRESH) is Network.LOST


def test_a_fresh_agenda_came_over_the_line() -> None:
    assert network_of(SessionState(), FRESH) is Network.GOOD
    assert network_of(SessionState(), LOADING) is Network.UNKNOWN
