"""A foreign participant: Debian's Chromium with a small page on Janus's own janus.js.

Driven over the DevTools protocol. One `Browser` is one Chromium, each `Client` a page of its own
in it, in one room under one name. Knows nothing of the kiosk.
"""

from __future__ import annotations

import contextlib
import http.server
import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time
import urllib.parse
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

import psutil

from kiosk.server.children import mortal
from tests.devtools import DevTools, exception_text
from tests.seen import Feed, Report, parse

PAGE = Path(__file__).parent / "end2end" / "page"
JANUS_JS = Path("/usr/share/javascript/janus-gateway/janus.js")  # Debian's libjs-janus-gateway
_START_TIMEOUT_S = 60.0
_END_TIMEOUT_S = 10.0
_FLAGS = (
    "--headless",
    "--no-sandbox",  # tests run as root in containers
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
    "--disable-audio-output",
    "--autoplay-policy=no-user-gesture-required",
    # Janus cannot look up the .local names that hide addresses of pages without a camera.
    "--disable-features=WebRtcHideLocalIpsWithMdns",
    "--window-size=1366,768",
    "--remote-debugging-port=0",
)

Value = TypeVar("Value")


class Browser:
    """One headless Chromium and the small web server of its page, both on loopback."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="kiosk-browser-"))
        self._site = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _PageHandler)
        threading.Thread(target=self._site.serve_forever, name="page", daemon=True).start()
        profile = self._folder / "profile"
        with (self._folder / "stderr").open("wb") as errors:
            self._process = subprocess.Popen(
                mortal(["chromium", *_FLAGS, f"--user-data-dir={profile}", "about:blank"]),
                stdout=subprocess.DEVNULL,
                stderr=errors,
                env={**_plain_environment(), "HOME": str(self._folder)},
                start_new_session=True,
            )
        self._port, path = self._debugging_address()
        self._devtools = DevTools(f"ws://127.0.0.1:{self._port}{path}", "Chromium")
        self._clients: list[Client] = []

    @property
    def pid(self) -> int:
        """The main process; the others are its descendants."""
        return self._process.pid

    def udp_ports(self) -> set[int]:
        """Where its participants send from and receive at."""
        main = psutil.Process(self.pid)
        sockets = [
            one
            for process in (main, *main.children(recursive=True))
            for one in process.net_connections(kind="udp")
        ]
        return {one.laddr.port for one in sockets if one.laddr}

    def open(self, server: str, room: int, display: str, **options: object) -> Client:
        """Join a room. Further options as `page/client.js` lists them; pin is one of them."""
        query = {"server": server, "room": room, "display": display, **options}
        text = urllib.parse.urlencode({key: _option(value) for key, value in query.items()})
        url = f"http://127.0.0.1:{self._site.server_port}/?{text}"
        # A window of its own: a page in a hidden tab is not drawn.
        target = self._devtools.call("Target.createTarget", url=url, newWindow=True)["targetId"]
        client = Client(f"ws://127.0.0.1:{self._port}/devtools/page/{target}", display)
        self._clients.append(client)
        return client

    def close(self) -> None:
        """End everything and take the files away (idempotent)."""
        for client in self._clients:
            client.close()
        self._site.shutdown()
        self._site.server_close()
        self._devtools.close()
        self._end()
        shutil.rmtree(self._folder, ignore_errors=True)

    def __enter__(self) -> Browser:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        self.close()

    def _debugging_address(self) -> tuple[int, str]:
        """Port and path of the browser's own DevTools socket, which it writes when it is up."""
        file = self._folder / "profile" / "DevToolsActivePort"
        deadline = time.monotonic() + _START_TIMEOUT_S
        while time.monotonic() < deadline and self._process.poll() is None:
            lines = file.read_text().splitlines() if file.exists() else []
            if len(lines) == 2:
                return int(lines[0]), lines[1]
            time.sleep(0.05)
        raise RuntimeError(f"Chromium did not start: {(self._folder / 'stderr').read_text()}")

    def _end(self) -> None:
        """End every process of Chromium's group and wait until none is left."""
        deadline = time.monotonic() + _END_TIMEOUT_S
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGTERM)
            while time.monotonic() < deadline:
                self._process.poll()
                os.killpg(self._process.pid, 0)
                time.sleep(0.05)
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(_END_TIMEOUT_S)


class Client:
    """One page: one participant."""

    def __init__(self, devtools_url: str, display: str) -> None:
        self.display = display
        self._devtools = DevTools(devtools_url, display)
        self._devtools.call("Runtime.enable")
        self.is_open = True

    @property
    def exceptions(self) -> list[str]:
        """What the page's scripts threw and did not catch."""
        return self._devtools.exceptions

    def evaluate(self, expression: str) -> Any:
        """The value of a JavaScript expression in the page; promises are awaited."""
        result = self._devtools.call(
            "Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True
        )
        if "exceptionDetails" in result:
            raise RuntimeError(f"{self.display}: {exception_text(result['exceptionDetails'])}")
        return result["result"].get("value")

    def report(self) -> Report:
        """How things stand now."""
        return parse(self.evaluate("window.client ? JSON.stringify(client.report()) : ''"))

    def wait(
        self, what: str, found: Callable[[Report], Value | None], timeout_s: float = 60.0
    ) -> Value:
        """Ask four times a second until `found` gives something true; fails naming `what`."""
        deadline = time.monotonic() + timeout_s
        while True:
            report = self.report()
            value = found(report)
            if value:
                return value
            if time.monotonic() > deadline:
                raise AssertionError(f"{self.display}: {what} not within {timeout_s} s: {report}")
            time.sleep(0.25)

    def wait_joined(self, timeout_s: float = 60.0) -> Report:
        """Wait until we are in the room."""
        return self.wait(
            "in the room", lambda report: report if report.joined_ms else None, timeout_s
        )

    def wait_feed(
        self,
        display: str,
        what: str,
        holds: Callable[[Feed], bool],
        timeout_s: float = 60.0,
    ) -> Feed:
        """Wait until the feed of that name is there and `holds`."""

        def found(report: Report) -> Feed | None:
            feed = report.feed(display)
            return feed if feed is not None and holds(feed) else None

        return self.wait(f"{display} {what}", found, timeout_s)

    def wait_gone(self, display: str, timeout_s: float = 60.0) -> None:
        """Wait until nobody of that name is left in the room."""
        self.wait(f"{display} gone", lambda report: report.feed(display) is None, timeout_s)

    def leave(self) -> None:
        """Leave the room and close the page (idempotent)."""
        if self.is_open:
            self.evaluate("client.leave()")
            self._devtools.call("Page.close")
            self.close()

    def close(self) -> None:
        """Let go of the page (idempotent)."""
        self.is_open = False
        self._devtools.close()


class _PageHandler(http.server.SimpleHTTPRequestHandler):
    """Serves the page's folder and, as /janus.js, Debian's file."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, directory=str(PAGE), **kwargs)

    def translate_path(self, path: str) -> str:
        if path.split("?")[0] == "/janus.js":
            return str(JANUS_JS)
        return super().translate_path(path)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing."""


def _plain_environment() -> dict[str, str]:
    """Without a screen or a sound server: a headless browser must not find the kiosk's."""
    left_out = ("DISPLAY", "XAUTHORITY", "WAYLAND_DISPLAY", "PULSE_SERVER", "XDG_RUNTIME_DIR")
    return {key: value for key, value in os.environ.items() if key not in left_out}


def _option(value: object) -> str:
    return str(int(value)) if isinstance(value, bool) else str(value)
