"""A commune described once: its server, and a kiosk that is nothing until it is given its file."""

from __future__ import annotations

import re
import secrets
import socket
import time
from datetime import UTC, datetime
from pathlib import Path

from kiosk.provision import creating
from kiosk.server import description
from kiosk.server.running import CommuneServer
from tests.end2end.conftest import _rtp_ports
from tests.end2end.site import Site
from tests.processes import JOIN
from tests.screen import Screen
from tests.sound_server import SoundServer
from tests.unit.base.test_secret import Root

COMMUNE = """
name = "Phường Thử"
admin_key = "{key}"
[ports]
janus = {janus}
calendar = {calendar}
rtp = [{first}, {last}]
[kiosks]
calendar = "http://127.0.0.1:{calendar}"
hosts = ["127.0.0.1:{janus}"]
server = "ws://127.0.0.1:{janus}"
phone = "0900 000 000"
pin = "258036"
[[room]]
id = 1001
description = "Phòng 1"
secret = "{key}"
[[point]]
id = "kp01"
name = "Khu phố 1"
password = "{password}"
"""


def _free_ports(count: int) -> list[int]:
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in held]
    for each in held:
        each.close()
    return ports


def test_from_the_commune_s_description_to_its_meeting(
    screen: Screen, sound: SoundServer, tmp_path: Path
) -> None:
    janus, calendar = _free_ports(2)
    first, last = _rtp_ports()
    password = secrets.token_hex()
    text = COMMUNE.format(
        key=secrets.token_hex(),
        password=password,
        janus=janus,
        calendar=calendar,
        first=first,
        last=last,
    )
    (tmp_path / "commune.toml").write_text(text, encoding="utf-8")
    commune = description.load(tmp_path / "commune.toml")
    with CommuneServer(commune, tmp_path / "server") as server:
        site = Site(1, server, screen, sound, None, tmp_path / "site")
        site.put_meeting()
        kiosk = site.kiosk()
        (kiosk.folder / "kiosk.toml").unlink()
        credentials = kiosk.folder / "credentials"
        for file in credentials.iterdir():
            file.unlink()
        root = Root(credentials)
        try:
            (made,) = creating.create(commune, tmp_path / "files", now=datetime.now(UTC))
            words = ("provision", str(made.file), "--yes", "--code", made.code)
            done = kiosk.command(*words, KIOSK_SECRETS=str(root.path))
            assert done.returncode == 0, done.stderr
            assert "Khu phố 1" in done.stdout
            assert password not in done.stdout + done.stderr
            assert not made.file.exists()
            assert sorted(file.name for file in credentials.glob("kiosk-*")) == [
                "kiosk-calendar",
                "kiosk-pin",
            ]
        finally:
            root.close()
        try:
            with kiosk:
                kiosk.press(JOIN)
                kiosk.wait_room(phase="joined")
                _wait_publisher(site, "Khu phố 1")
        finally:
            site.close()


def _wait_publisher(site: Site, name: str) -> None:
    """The kiosk knows that it is inside before the server lists what it sends."""
    deadline = time.monotonic() + 30
    while not re.search(rf"kp01|{name}", found := str(site.admin.publishing(site.room))):
        assert time.monotonic() < deadline, found
        time.sleep(0.1)
