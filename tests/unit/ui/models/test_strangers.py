"""Names and titles of strangers on their way through every model that shows one."""

from __future__ import annotations

import unicodedata
from datetime import datetime, timedelta

import pytest

from kiosk.agenda.texts import plain
from kiosk.conference.janus.roster import Roster
from kiosk.model.gear import DeviceOption
from kiosk.model.meeting import POINT_ZONE, Meeting
from kiosk.model.room import Phase, RoomState, Tile
from kiosk.session.state import SessionState
from kiosk.ui.models.meeting import MeetingModel
from kiosk.ui.models.options import name_of
from kiosk.ui.models.tiles import TileState

HOSTILE = [
    "\u202eChủ tọa \u202e",
    "A" * 20_000,
    '{"display":"\u202eA","audio":true}',
    "Dòng một\nDòng hai\u2028Dòng ba",
    "Tổ 5 " + "\u0301" * 300,
    "Tổ 5 " + "\u0301\u200b" * 300,
    "\u2066\u2067x",
    "a\x00\x07\x1b[31mb\ud800",
    "עלי \u202d A",
]


def is_harmless(text: str) -> bool:
    """One line, short, no marks on marks, and nothing that turns what stands around it."""
    inside = text.removeprefix("\u2068").removesuffix("\u2069")
    marks = [unicodedata.category(each)[0] == "M" for each in inside]
    return (
        len(text) <= 202
        and (inside == text or len(text) == len(inside) + 2)
        and not any(unicodedata.category(each)[0] == "C" for each in inside)
        and not any(all(marks[at : at + 3]) for at in range(len(marks) - 2))
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_stranger_writes_is_harmless_in_every_model(text: str) -> None:
    roster = Roster(lambda _id: False)
    roster.update([{"id": 1, "display": text}])
    name = roster.feeds[0].name
    now = datetime.now(POINT_ZONE)
    meeting = Meeting("u", "o", plain(text), now, now + timedelta(hours=1), organiser=plain(text))
    tile = Tile(1, feed="1", name=name)
    model = MeetingModel(None, None)
    room = RoomState(phase=Phase.JOINED, tiles=(tile,), speaker=name)
    model.show(SessionState(meeting=meeting, room=room))
    small = TileState(1)
    small.show(tile)
    option = name_of((DeviceOption("id", text),), "id")
    shown = [model.title, model.main.name, small.name, option, meeting.organiser]
    assert all(is_harmless(each) for each in shown), shown
    assert any(shown)
