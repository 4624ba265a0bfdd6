"""Our client and a second CalDAV server: Xandikos, over TLS with Basic, as it is started."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests

from kiosk.agenda import sandbox
from kiosk.agenda.caldav import CalDavSource
from kiosk.base.config import Calendar
from kiosk.base.errors import Code, KioskError
from tests.unit.agenda.conftest import (
    ADDRESS,
    HOSTS,
    WINDOW,
    at,
    calendar,
    event,
    free_port,
    starts,
)

PASSWORD = "mật-khẩu:2"
LISTEN_S = 60.0
MEETING = ("DTSTAMP:20261101T000000Z", "DTSTART:20261124T010000Z", "DTEND:20261124T020000Z")


@dataclass
class Xandikos:
    """With the user `kp01` and the calendar `/kp01/calendars/calendar/`."""

    port: int
    certificate: Path

    @property
    def root(self) -> str:
        return f"https://localhost:{self.port}/"

    @property
    def calendar(self) -> str:
        return f"{self.root}kp01/calendars/calendar/"

    def put(self, name: str, text: str) -> None:
        answer = requests.put(
            f"{self.calendar}{name}.ics",
            text.encode(),
            headers={"Content-Type": "text/calendar; charset=utf-8"},
            auth=requests.auth.HTTPBasicAuth(b"kp01", PASSWORD.encode()),
            verify=str(self.certificate),
            timeout=30,
        )
        assert answer.ok, answer.text


@pytest.fixture(scope="module")
def xandikos(tmp_path_factory) -> Iterator[Xandikos]:
    folder = tmp_path_factory.mktemp("xandikos")
    users, state = folder / "users", folder / "state"
    digest = hashlib.sha1(PASSWORD.encode(), usedforsecurity=False).digest()
    users.write_bytes(b"kp01:{SHA}" + base64.b64encode(digest) + b"\n")
    port = free_port()
    command = [sys.executable, "-m", "xandikos", "serve", "-d", str(folder / "dav")]
    command += ["--state-dir", str(state), "--htpasswd", str(users), "--autocert", "--defaults"]
    command += ["--current-user-principal", "/kp01/", "-l", "localhost", "-p", str(port)]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        end_s = time.monotonic() + LISTEN_S
        while not _listens(port):
            assert process.poll() is None, (folder / "log").read_text()
            assert time.monotonic() < end_s, (folder / "log").read_text()
            time.sleep(0.05)
        yield Xandikos(port, state / "certs" / "selfsigned.crt")
    finally:
        process.terminate()
        process.wait(30)


def _listens(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("localhost", port), 1):
        return True
    return False


@pytest.fixture
def source(xandikos):
    made = []

    def make(url: str, password: str = PASSWORD) -> CalDavSource:
        settings = Calendar(url=url, user="kp01", ca_file=str(xandikos.certificate))
        made.append(CalDavSource(settings, lambda _: password))
        return made[-1]

    yield make
    for each in made:
        each.close()


async def test_meetings_come_from_any_address_and_only_when_something_changed(
    xandikos, source
) -> None:
    xandikos.put("a", calendar(event("a", *MEETING, "SUMMARY:Họp giao ban", f"URL:{ADDRESS}")))
    for url in (xandikos.root, xandikos.root + "kp01/", xandikos.calendar):
        calendar_ = source(url)
        found = await sandbox.expand(calendar_.fetch(WINDOW) or (), WINDOW, HOSTS)
        assert starts(found) == [at(24, 8)], url
        assert found.meetings[0].address is not None
        assert found.meetings[0].address.room == "1001"
        assert calendar_.fetch(WINDOW) is None
    scan = "ATTACH;ENCODING=BASE64;VALUE=BINARY:" + "QUJD" * 1000
    weekly = ("DTSTART:20261020T010000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY", scan)
    xandikos.put("b", calendar(event("b", "DTSTAMP:20261101T000000Z", *weekly)))
    found = await sandbox.expand(calendar_.fetch(WINDOW) or (), WINDOW, HOSTS)
    assert starts(found) == [at(24, 8), at(24, 8), at(1, 8, month=12), at(8, 8, month=12)]
    assert calendar_.left_out == ()


def test_a_wrong_password_says_so(xandikos, source) -> None:
    with pytest.raises(KioskError) as caught:
        source(xandikos.calendar, "sai").fetch(WINDOW)
    assert caught.value.code is Code.CALENDAR_LOGIN
