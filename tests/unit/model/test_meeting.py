from datetime import UTC, datetime

import msgspec

from kiosk.model.meeting import (
    POINT_ZONE,
    AddressKind,
    Agenda,
    AgendaState,
    JoinAddress,
    Meeting,
    RefusedEvent,
)

ADDRESS = JoinAddress(AddressKind.JANUS, "wss://hop.example.vn/janus", "1001", "hunter2x")
MEETING = Meeting(
    uid="a@b",
    occurrence="20261124T010000Z",
    title="Giao ban",
    start=datetime(2026, 11, 24, 8, tzinfo=POINT_ZONE),
    end=datetime(2026, 11, 24, 9, tzinfo=POINT_ZONE),
    address=ADDRESS,
)


def test_no_way_of_printing_shows_the_address() -> None:
    agenda = Agenda(AgendaState.FRESH, (MEETING,))
    for shown in (f"{ADDRESS}", f"{ADDRESS!r}", f"{MEETING}", repr(agenda), str([agenda])):
        assert "hunter2x" not in shown
        assert "hop.example.vn" not in shown


def test_the_key_names_one_occurrence() -> None:
    assert MEETING.key == "a@b/20261124T010000Z"


def test_vietnam_is_seven_hours_ahead_all_year() -> None:
    for month in (1, 7):
        noon = datetime(2026, month, 1, 12, tzinfo=POINT_ZONE)
        assert noon.astimezone(UTC).hour == 5


def test_an_agenda_survives_json() -> None:
    agenda = Agenda(
        AgendaState.STALE, (MEETING,), MEETING.start, (RefusedEvent("x", "y", "z."),), "refused"
    )
    assert msgspec.json.decode(msgspec.json.encode(agenda), type=Agenda) == agenda
