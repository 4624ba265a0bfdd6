"""The commune of one run: its servers, its meeting that starts now, and a kiosk's settings for it.

Passwords are made for the run. Everything lies in one folder that goes with it.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from kiosk.base import pinhash
from kiosk.base.storage import write_atomically
from kiosk.demo.devices import Devices
from kiosk.model.meeting import POINT_ZONE, AddressKind, JoinAddress
from kiosk.server.commune import BridgePoint, Commune, Ports, Room
from kiosk.server.events import Event
from kiosk.server.running import CommuneServer

POINT_ID = "kp01"
POINT_NAME = "Điểm cầu Khu phố 1"
ROOM = 1001
TITLE = "Họp giao ban các khu phố"
_LENGTH = timedelta(hours=2)


def describe() -> Commune:
    """A commune with one bridge point and one room, with fresh passwords, on free ports."""
    return Commune(
        name="Phường Minh Họa",
        points=(BridgePoint(POINT_ID, POINT_NAME, POINT_ID, secrets.token_urlsafe(18)),),
        rooms=(
            Room(
                ROOM, TITLE, secret=secrets.token_urlsafe(18), pin=f"{secrets.randbelow(10**8):08}"
            ),
        ),
        admin_key=secrets.token_urlsafe(18),
        ports=Ports(janus=0, calendar=0),
    )


@dataclass(frozen=True, slots=True)
class KioskFiles:
    """What a kiosk process is started with."""

    settings: Path
    environment: dict[str, str]
    """State folder and credentials; to be added to the environment."""
    pin: str
    """Of the technician's pages, made for the run."""


def put_meeting(server: CommuneServer) -> None:
    """A meeting that starts now into the point's calendar. Raises `KioskError`."""
    now = datetime.now(POINT_ZONE).replace(second=0, microsecond=0)
    event = Event(
        uid=f"{secrets.token_hex(8)}@demo",
        title=TITLE,
        start=now,
        end=now + _LENGTH,
        conference=server.conference(ROOM),
        organiser="Ủy ban nhân dân phường",
    )
    server.put_event(POINT_ID, event)


def join_address(server: CommuneServer) -> JoinAddress:
    """Where the meeting is held, for the simulated people."""
    room = server.commune.room(ROOM)
    return JoinAddress(AddressKind.JANUS, server.janus_url, str(room.id), room.pin)


def write_kiosk_files(
    server: CommuneServer, folder: Path, devices: Devices, language: str
) -> KioskFiles:
    """Settings, credentials and state folder of the point's kiosk. Raises OSError."""
    point = server.commune.point(POINT_ID)
    credentials, state = folder / "credentials", folder / "state"
    for made in (credentials, state):
        made.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_atomically(credentials / "kiosk-calendar", point.password.encode())
    pin = f"{secrets.randbelow(10**4):04}"
    write_atomically(credentials / "kiosk-pin", pinhash.make(pin).encode())
    settings = folder / "kiosk.toml"
    write_atomically(settings, _settings(server, devices, language).encode())
    environment = {"KIOSK_STATE": str(state), "CREDENTIALS_DIRECTORY": str(credentials)}
    return KioskFiles(settings, environment, pin)


def _settings(server: CommuneServer, devices: Devices, language: str) -> str:
    tables: dict[str, dict[str, object]] = {
        "point": {"id": POINT_ID, "name": POINT_NAME, "place": server.commune.name},
        "calendar": {
            "kind": "caldav",
            "url": server.point_calendar_url(POINT_ID),
            "user": server.commune.point(POINT_ID).user,
            "poll_s": 10,
        },
        "meeting": {"allowed_hosts": [server.allowed_host]},
        "devices": asdict(devices),
        "screen": {"language": language},
        "help": {"phone": "0123 456 789", "contact": "Tổ kỹ thuật phường"},
    }
    return "".join(
        f"[{table}]\n" + "".join(f"{key} = {_toml(value)}\n" for key, value in fields.items())
        for table, fields in tables.items()
    )


def _toml(value: object) -> str:
    """Strings, numbers and lists of them are written in TOML as in JSON."""
    return json.dumps(value, ensure_ascii=False)
