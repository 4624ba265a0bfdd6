"""A commune server that runs on this machine: the demo's, the tests' and a technician's.

The programs are the real ones with the configuration that a real server would get. Nothing is
left behind after `close`; after a kill of this process the kernel ends them (`children.py`).
"""

from __future__ import annotations

import logging
import shutil
import socket
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import quote

import requests
import websockets

from kiosk.base.errors import Code, KioskError
from kiosk.server import events, janus, radicale
from kiosk.server.asking import ask, ask_videoroom
from kiosk.server.children import Child
from kiosk.server.commune import Commune, Ports

log = logging.getLogger(__name__)

START_TIMEOUT_S = 20.0
"""Janus makes its DTLS key first: a second on an idle machine, several on a busy one."""
_ATTEMPTS = 3
"""A port found free can be taken before the server has it."""
_POLL_S = 0.05


class CommuneServer:
    """Janus and Radicale as children, from a folder that the caller owns and removes.

    Use it as a context manager, or call `start` and `close`. All methods block; see `children`
    for the thread to call `start` from.
    """

    def __init__(self, commune: Commune, folder: Path) -> None:
        self.commune = commune
        self._folder = folder
        self._janus: Child | None = None
        self._radicale: Child | None = None

    def __enter__(self) -> CommuneServer:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def janus_url(self) -> str:
        """WebSocket address of the meeting server."""
        return f"ws://{self._authority(self.commune.ports.janus)}"

    @property
    def calendar_url(self) -> str:
        """Address of the calendar server; a point's calendar is `point_calendar_url`."""
        return f"http://{self._authority(self.commune.ports.calendar)}"

    @property
    def allowed_host(self) -> str:
        """The meeting server as a kiosk's allow-list names it."""
        return self._authority(self.commune.ports.janus)

    @property
    def janus_pid(self) -> int:
        """Process id of the running Janus, 0 when it does not run."""
        return self._janus.pid if self._janus is not None else 0

    def point_calendar_url(self, point_id: str) -> str:
        """Address of a point's calendar collection."""
        return self.calendar_url + radicale.calendar_path(self.commune.point(point_id).user)

    def conference(self, room_id: int) -> str:
        """The join address of a room as it stands in the calendar. It holds the pin: a secret."""
        room = self.commune.room(room_id)
        pin = f"&pin={quote(room.pin, safe='')}" if room.pin else ""
        return f"janus+{self.janus_url}/?room={room.id}{pin}"

    def start(self) -> None:
        """Start both and wait until they answer. Raises `KioskError`; then nothing runs."""
        wanted = self.commune.ports
        for attempt in range(1, _ATTEMPTS + 1):
            self.commune = replace(self.commune, ports=_free_ports(wanted))
            try:
                self._start_once()
                return
            except KioskError as error:
                self.close()
                if attempt == _ATTEMPTS or 0 not in (wanted.janus, wanted.calendar):
                    raise
                log.warning("the commune server did not start, trying other ports: %s", error.what)
            except BaseException:
                self.close()
                raise

    def stop_janus(self) -> None:
        """Kill the meeting server as a power cut would (idempotent)."""
        if self._janus is not None:
            self._janus.close(patience_s=0.0)
            self._janus = None

    def restart_janus(self) -> None:
        """Kill the meeting server and start it anew on the same port. Raises `KioskError`."""
        self.stop_janus()
        self._start_janus()

    def stop_calendar(self) -> None:
        """End the calendar server (idempotent)."""
        if self._radicale is not None:
            self._radicale.close()
            self._radicale = None

    def restart_calendar(self) -> None:
        """Start the calendar server anew on the same port, entries kept. Raises `KioskError`."""
        self.stop_calendar()
        self._start_radicale()

    def close(self) -> None:
        """End both (idempotent)."""
        self.stop_janus()
        self.stop_calendar()

    def put_event(self, point_id: str, event: events.Event) -> None:
        """Write a meeting into a point's calendar. Raises `KioskError`."""
        point = self.commune.point(point_id)
        events.put_event(self.point_calendar_url(point_id), point.user, point.password, event)

    def delete_event(self, point_id: str, uid: str) -> None:
        """Take a meeting out of a point's calendar. Raises `KioskError`."""
        point = self.commune.point(point_id)
        events.delete_event(self.point_calendar_url(point_id), point.user, point.password, uid)

    def request_room(self, body: dict[str, Any]) -> dict[str, Any]:
        """Ask the VideoRoom plugin as an administrator and return its data.

        For example `{"request": "kick", "room": 1001, "id": 7, "secret": …}`. Raises `KioskError`.
        """
        try:
            return ask_videoroom(self.janus_url, body)
        except (OSError, TimeoutError, websockets.WebSocketException, KeyError) as error:
            raise KioskError(
                Code.UNREACHABLE, f"The meeting server does not answer ({type(error).__name__})."
            ) from error

    def _start_once(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        janus.write(self.commune, self._folder / "janus", janus.find_modules())
        radicale.write(self.commune, self._folder / "radicale")
        self._start_janus(wait=False)
        self._start_radicale()
        self._wait("janus", self._janus, self._janus_answers)
        for point in self.commune.points:
            url = self.point_calendar_url(point.id)
            events.make_calendar(url, point.user, point.password)

    def _start_janus(self, *, wait: bool = True) -> None:
        program = shutil.which("janus")
        if program is None:
            raise KioskError(
                Code.UNREACHABLE,
                "The meeting server Janus is not installed on this machine.",
                "Install the Debian package 'janus'.",
            )
        command = [program, "--configs-folder", str(self._folder / "janus"), "--disable-colors"]
        self._janus = Child(command, self._folder / "janus.log")
        if wait:
            self._wait("janus", self._janus, self._janus_answers)

    def _start_radicale(self) -> None:
        if find_spec("radicale") is None:
            raise radicale.not_installed()
        config = self._folder / "radicale" / radicale.CONFIG_FILE
        command = [sys.executable, "-m", "radicale", "--config", str(config)]
        self._radicale = Child(command, self._folder / "radicale.log")
        self._wait("radicale", self._radicale, self._calendar_answers)

    def _wait(self, name: str, child: Child | None, answers: Callable[[], bool]) -> None:
        deadline = time.monotonic() + START_TIMEOUT_S
        while child is not None and child.running and time.monotonic() < deadline:
            if answers():
                return
            time.sleep(_POLL_S)
        raise KioskError(
            Code.UNREACHABLE,
            f"The server program '{name}' does not start.",
            f"Look into {self._folder / f'{name}.log'}.",
        )

    def _janus_answers(self) -> bool:
        try:
            return "server-name" in ask(self.janus_url, [{"janus": "info"}])[0]
        except (OSError, TimeoutError, websockets.WebSocketException):
            return False

    def _calendar_answers(self) -> bool:
        with requests.Session() as session:
            session.trust_env = False
            try:
                return session.options(self.calendar_url, timeout=1.0).status_code < 500
            except requests.RequestException:
                return False

    def _authority(self, port: int) -> str:
        host = f"[{self.commune.bind}]" if ":" in self.commune.bind else self.commune.bind
        return f"{host}:{port}"


def _free_ports(wanted: Ports) -> Ports:
    """The ports with each 0 replaced by one that was free a moment ago."""
    with socket.socket() as first, socket.socket() as second:
        for probe in (first, second):  # both held at once, so that they differ
            probe.bind(("127.0.0.1", 0))
        return replace(
            wanted,
            janus=wanted.janus or first.getsockname()[1],
            calendar=wanted.calendar or second.getsockname()[1],
        )
