"""Meetings written over CalDAV and read back from the server."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import icalendar
import pytest
import requests

from kiosk.base.errors import Code, KioskError
from kiosk.server.events import Event, put_event
from kiosk.server.running import CommuneServer

pytestmark = pytest.mark.system

START = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
EVENT = Event(
    uid="hop/giao ban@ubnd",
    title="Họp giao ban; tuần 48, tổ 1\\2",
    start=START,
    end=START + timedelta(hours=1),
    conference="janus+ws://127.0.0.1:8188/?room=1001&pin=12%2034%265",
    organiser='Chủ tịch "Nguyễn Văn A"',
)


def stored(server: CommuneServer, point: str = "kp01") -> list[icalendar.Event]:
    auth = (server.commune.point(point).user, server.commune.point(point).password)
    text = requests.get(server.point_calendar_url(point), auth=auth, timeout=10).text
    return list(icalendar.Calendar.from_ical(text).walk("VEVENT"))


@pytest.fixture
def written(server: CommuneServer) -> Iterator[CommuneServer]:
    server.put_event("kp01", EVENT)
    yield server
    for entry in stored(server):
        server.delete_event("kp01", str(entry["uid"]))


def test_comes_back_as_it_was_written(written: CommuneServer) -> None:
    (entry,) = stored(written)
    assert str(entry["summary"]) == EVENT.title
    assert entry.start == EVENT.start
    assert entry.end == EVENT.end
    assert str(entry["conference"]) == EVENT.conference
    assert entry["conference"].params["VALUE"] == "URI"
    assert set(entry["conference"].params["FEATURE"]) == {"AUDIO", "VIDEO"}
    assert entry["organizer"].params["CN"] == EVENT.organiser
    assert str(entry["status"]) == "CONFIRMED"
    assert stored(written, "kp02") == []


def test_the_same_uid_writes_over(written: CommuneServer) -> None:
    moved = Event(
        EVENT.uid, "Dời sang chiều", START, START + timedelta(hours=2), status="CANCELLED"
    )
    written.put_event("kp01", moved)
    (entry,) = stored(written)
    assert str(entry["summary"]) == "Dời sang chiều"
    assert str(entry["status"]) == "CANCELLED"
    assert "conference" not in entry


def test_deleting_takes_it_away(server: CommuneServer) -> None:
    server.put_event("kp01", EVENT)
    server.delete_event("kp01", EVENT.uid)
    assert stored(server) == []
    with pytest.raises(KioskError) as caught:
        server.delete_event("kp01", EVENT.uid)
    assert caught.value.code is Code.CALENDAR_BROKEN


def test_wrong_password_and_absent_server_are_said(server: CommuneServer) -> None:
    with pytest.raises(KioskError) as refused:
        put_event(server.point_calendar_url("kp01"), "kp01", "wrong", EVENT)
    assert refused.value.code is Code.CALENDAR_LOGIN
    with pytest.raises(KioskError) as absent:
        put_event("http://127.0.0.1:9/kp01/lich/", "kp01", "x", EVENT)
    assert absent.value.code is Code.CALENDAR_UNREACHABLE


def test_repr_holds_no_join_address() -> None:
    assert "pin=" not in repr(EVENT)
