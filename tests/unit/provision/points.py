"""A point to set up, and files of it."""

from __future__ import annotations

from datetime import UTC, datetime

from kiosk.provision import pointfile
from kiosk.provision.description import Description, Secrets

NOW = datetime(2026, 11, 27, 8, tzinfo=UTC)
CODE = "1234 5678 9012"
POINT = Description(
    id="kp01",
    name="Điểm cầu Khu phố 1",
    commune="Phường Minh Họa",
    place="12 Lê Lợi",
    calendar="https://lich.example.vn/kp01/lich/",
    calendar_user="kp01",
    hosts=("hop.example.vn",),
    server="wss://hop.example.vn/janus",
    relays=("turn:turn.example.vn:3478?transport=udp",),
    relay_user="diem-cau",
    phone="0900 000 000",
    contact="Tổ kỹ thuật",
    update="https://cap-nhat.example.vn/",
    secrets=Secrets("calendar-hunter2", "relay-hunter2", "258036"),
)


def made(code: str = "", point: Description = POINT) -> bytes:
    return pointfile.seal(point, code, now=NOW)
