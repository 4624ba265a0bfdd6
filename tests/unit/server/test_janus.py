"""The configuration is Janus's own to judge: a real one is started from it and asked."""

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.base.errors import Code, KioskError
from kiosk.server import janus
from kiosk.server.asking import ask, ask_videoroom
from kiosk.server.commune import Commune
from kiosk.server.running import CommuneServer

pytestmark = pytest.mark.system


def rooms(server: CommuneServer) -> dict[int, dict[str, object]]:
    answer = server.request_room({"request": "list", "admin_key": server.commune.admin_key})
    return {room["room"]: room for room in answer["list"]}


def test_only_what_is_used_is_loaded(server: CommuneServer) -> None:
    info = ask(server.janus_url, [{"janus": "info"}])[0]
    assert set(info["plugins"]) == {f"janus.plugin.{name}" for name in janus.USED_PLUGINS}
    assert set(info["transports"]) == {f"janus.transport.{name}" for name in janus.USED_TRANSPORTS}
    assert info["session-timeout"] == janus.SESSION_TIMEOUT_S
    assert info["reclaim-session-timeout"] == janus.RECLAIM_SESSION_TIMEOUT_S
    assert info["server-name"] == server.commune.name


def test_rooms_are_as_described(server: CommuneServer) -> None:
    found = rooms(server)
    assert set(found) == {1001, 1002}
    assert found[1001]["description"] == server.commune.room(1001).description
    assert found[1001]["max_publishers"] == 130
    assert found[1001]["pin_required"] is True
    assert found[1001]["bitrate"] == janus.ROOM_BITRATE_BPS
    assert found[1001]["videocodec"] == "vp8"
    assert found[1001]["audiocodec"] == "opus"
    assert found[1001]["opus_fec"] is True
    assert found[1001]["audiolevel_event"] is True
    assert found[1001]["notify_joining"] is False
    assert found[1002]["pin_required"] is False
    assert found[1002]["max_publishers"] == 2


def test_dummy_publisher_stands_in_the_room_that_has_one(server: CommuneServer) -> None:
    def dummies(room: int) -> int:
        answer = server.request_room({"request": "listparticipants", "room": room})
        return sum(bool(who.get("dummy")) for who in answer["participants"])

    assert dummies(1001) == 1
    assert dummies(1002) == 0


def test_pin_opens_the_room_and_nothing_else_does(server: CommuneServer) -> None:
    join = {"request": "join", "ptype": "publisher", "room": 1001, "display": "Khu phố 1"}
    joined = ask_videoroom(server.janus_url, join | {"pin": server.commune.room(1001).pin})
    assert joined["videoroom"] == "joined"
    dummy = next(who for who in joined["publishers"] if who.get("dummy"))
    assert {stream["codec"] for stream in dummy["streams"]} == {"vp8", "opus"}
    assert ask_videoroom(server.janus_url, join | {"pin": "1"})["error_code"] == 433


def test_strangers_can_neither_make_nor_change_rooms(server: CommuneServer) -> None:
    assert "error" in server.request_room({"request": "create", "room": 77})
    assert "error" in server.request_room({"request": "destroy", "room": 1001})
    assert set(rooms(server)) == {1001, 1002}


def test_files_are_the_owners_alone(commune: Commune, folder: Path) -> None:
    janus.write(commune, folder, Path("/usr/lib/janus"))
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}


@given(st.text())
def test_a_quoted_text_stays_one_string(text: str) -> None:
    inside = janus.quoted(text)[1:-1].replace("\\\\", "").replace('\\"', "")
    assert '"' not in inside
    assert "\\" not in inside
    assert inside.isprintable() or not inside


def test_missing_janus_is_said(tmp_path: Path) -> None:
    with pytest.raises(KioskError, match="not installed") as caught:
        janus.find_modules(tmp_path)
    assert caught.value.code is Code.UNREACHABLE
