"""A real Radicale and a real web server on loopback, and iCalendar texts to put there."""

from __future__ import annotations

import asyncio
import contextlib
import http.server
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import requests

from kiosk.agenda import sandbox
from kiosk.agenda.work import Expanded, Window
from kiosk.model.meeting import POINT_ZONE, Meeting

NOW = datetime(2026, 11, 24, 9, tzinfo=POINT_ZONE)
WINDOW = Window(
    datetime(2026, 11, 23, tzinfo=POINT_ZONE), datetime(2026, 12, 10, tzinfo=POINT_ZONE)
)
HOSTS = ("hop.example.vn",)
ADDRESS = "janus+wss://hop.example.vn/janus?room=1001&pin=4321"
PASSWORD = "mật-khẩu:1"


def event(uid: str, *lines: str) -> str:
    return "\r\n".join(("BEGIN:VEVENT", f"UID:{uid}", *lines, "END:VEVENT"))


def calendar(*parts: str) -> str:
    return "\r\n".join(
        ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//t//t//", *parts, "END:VCALENDAR", "")
    )


def at(day: int, hour: int = 8, minute: int = 0, month: int = 11) -> datetime:
    """In the point's zone, in November 2026."""
    return datetime(2026, month, day, hour, minute, tzinfo=POINT_ZONE)


async def expand(*parts: str) -> Expanded:
    """Through the real parser process."""
    return await sandbox.expand([calendar(*parts)], WINDOW, HOSTS)


def starts(found: Expanded) -> list[datetime]:
    return [meeting.start for meeting in found.meetings]


def meeting(
    uid: str, start: datetime, hours: float = 1, *, address: bool = True, **more: object
) -> Meeting:
    from kiosk.model.meeting import AddressKind, JoinAddress

    return Meeting(
        uid,
        "single",
        uid.title(),
        start,
        start + timedelta(hours=hours),
        address=JoinAddress(AddressKind.JANUS, "wss://a.vn", "1") if address else None,
        refused="" if address else "address-missing",
        **more,  # type: ignore[arg-type]
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def until(done: Callable[[], bool], timeout_s: float = 30) -> None:
    """Wait for something to become true; fails as TimeoutError when it never does."""
    async with asyncio.timeout(timeout_s):
        while not done():  # noqa: ASYNC110 - the thing waited for is in other processes
            await asyncio.sleep(0.01)


@dataclass
class Radicale:
    """A CalDAV server with the user `kp01` and the calendar `/kp01/lich/`."""

    folder: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    @property
    def calendar(self) -> str:
        return f"{self.root}kp01/lich/"

    def start(self) -> None:
        users, config = self.folder / "users", self.folder / "config"
        users.write_text(f"kp01:{PASSWORD}\n", encoding="utf-8")
        config.write_text(
            f"[server]\nhosts = 127.0.0.1:{self.port}\n[auth]\ntype = htpasswd\n"
            f"htpasswd_filename = {users}\nhtpasswd_encryption = plain\ndelay = 0\n"
            f"[storage]\nfilesystem_folder = {self.folder / 'collections'}\n[web]\ntype = none\n",
            encoding="utf-8",
        )
        self.process = subprocess.Popen(
            [sys.executable, "-m", "radicale", "--config", str(config)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(600):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port)):
                return
            time.sleep(0.05)
        raise TimeoutError("Radicale does not listen")

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(30)
            self.process = None

    def ask(self, method: str, path: str, body: str = "") -> None:
        answer = requests.request(
            method,
            self.root + path,
            data=body.encode(),
            auth=requests.auth.HTTPBasicAuth(b"kp01", PASSWORD.encode()),
            timeout=30,
        )
        assert answer.ok, answer.text

    def make_calendar(self, name: str = "lich") -> None:
        self.ask("MKCALENDAR", f"kp01/{name}/")

    def put(self, uid: str, *lines: str, name: str = "lich") -> None:
        self.ask("PUT", f"kp01/{name}/{uid}.ics", calendar(event(uid, *lines)))

    def delete(self, path: str) -> None:
        self.ask("DELETE", path)


@pytest.fixture
def radicale(tmp_path: Path) -> Iterator[Radicale]:
    folder = tmp_path / "radicale"
    folder.mkdir()
    server = Radicale(folder)
    server.start()
    try:
        server.make_calendar()
        yield server
    finally:
        server.stop()


@dataclass
class WebServer:
    """Serves what `answer` says and keeps what it was asked: (method, path, headers)."""

    answer: Callable[[str, str, dict[str, str]], tuple[int, dict[str, str], bytes]]
    asked: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    url: str = ""


@pytest.fixture
def web_server() -> Iterator[Callable[..., WebServer]]:
    running: list[http.server.ThreadingHTTPServer] = []

    def start(answer: Callable[..., tuple[int, dict[str, str], bytes]], context=None) -> WebServer:
        made = WebServer(answer)

        class Handler(http.server.BaseHTTPRequestHandler):
            def handle_any(self) -> None:
                self.rfile.read(int(self.headers.get("content-length", 0)))
                headers = {key.lower(): value for key, value in self.headers.items()}
                made.asked.append((self.command, self.path, headers))
                status, sent, body = made.answer(self.command, self.path, headers)
                if "Date" in sent:
                    self.send_response_only(status)
                else:
                    self.send_response(status)
                for key, value in {"Content-Length": str(len(body)), **sent}.items():
                    self.send_header(key, value)
                self.end_headers()
                with contextlib.suppress(OSError):  # the client may have heard enough
                    self.wfile.write(body)

            do_GET = do_PROPFIND = do_REPORT = handle_any  # noqa: N815

            def log_message(self, *_: object) -> None:
                """Be quiet."""

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        if context is not None:
            server.socket = context.wrap_socket(server.socket, server_side=True)
        scheme = "https" if context else "http"
        made.url = f"{scheme}://127.0.0.1:{server.server_address[1]}"
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        running.append(server)
        return made

    yield start
    for server in running:
        server.shutdown()
        server.server_close()
