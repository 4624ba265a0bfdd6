"""What may be described, and that nothing secret shows."""

import pytest

from kiosk.base.errors import Code, KioskError
from kiosk.server.commune import BridgePoint, Commune, Ports, Room

POINT = BridgePoint("kp01", "Khu phố 1", "kp01", "secret-of-kp01")
ROOM = Room(1001, "Họp giao ban", secret="secret-of-room", pin="pin-4711")


def commune(**changes: object) -> Commune:
    fields: dict[str, object] = {
        "name": "Phường Bến Nghé",
        "points": (POINT,),
        "rooms": (ROOM,),
        "admin_key": "secret-of-admin",
    }
    return Commune(**(fields | changes))  # type: ignore[arg-type]


def test_finds_points_and_rooms() -> None:
    assert commune().point("kp01") is POINT
    assert commune().room(1001) is ROOM


@pytest.mark.parametrize("look", [lambda: commune().point("kp02"), lambda: commune().room(7)])
def test_says_what_is_not_there(look: object) -> None:
    with pytest.raises(KioskError) as caught:
        look()  # type: ignore[operator]
    assert caught.value.code is Code.SETTINGS


def test_repr_holds_no_secret() -> None:
    text = repr(commune())
    assert "Khu phố 1" in text
    for secret in ("secret-of-kp01", "secret-of-room", "pin-4711", "secret-of-admin"):
        assert secret not in text


@pytest.mark.parametrize(
    "build",
    [
        lambda: BridgePoint("../kp01", "Khu phố 1", "kp01", "x"),
        lambda: BridgePoint("kp01", "Khu phố 1", "kp 01", "x"),
        lambda: BridgePoint("kp01", "Khu phố 1", "kp01", ""),
        lambda: BridgePoint("kp01", "Khu phố 1", "kp01", "a\nb"),
        lambda: BridgePoint("kp01", "hai\ndòng", "kp01", "x"),
        lambda: Room(0, "Họp", secret="x"),
        lambda: Room(1, "Họp", secret=""),
        lambda: Room(1, "Họp", secret="x", publishers=0),
        lambda: Room(1, "H" * 201, secret="x"),
        lambda: Ports(rtp=(20000, 20000)),
        lambda: Ports(rtp=(80, 2000)),
        lambda: Ports(janus=70000),
        lambda: commune(points=(POINT, POINT)),
        lambda: commune(rooms=(ROOM, ROOM)),
        lambda: commune(admin_key=""),
        lambda: commune(bind="localhost"),
    ],
)
def test_refuses_what_no_server_could_be_given(build: object) -> None:
    with pytest.raises(KioskError) as caught:
        build()  # type: ignore[operator]
    assert caught.value.code is Code.SETTINGS
    assert caught.value.next_step
