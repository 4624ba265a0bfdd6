"""Time: an answer that comes byte by byte, in whatever part of it."""

from __future__ import annotations

import contextlib
import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from kiosk.agenda import web
from kiosk.base.errors import Code, KioskError

SLOW_S = 0.2
"""Between two bytes: less than any timeout of a socket."""


@pytest.fixture
def slow_server() -> Iterator[Callable[[bytes, bytes], str]]:
    """Says the first part at once, then the second byte by byte until nobody listens."""
    running: list[tuple[socket.socket, threading.Thread]] = []

    def start(at_once: bytes, slowly: bytes, *, reads: bool = True) -> str:
        listener = socket.create_server(("127.0.0.1", 0))

        def serve() -> None:
            with contextlib.suppress(OSError):
                connection, _ = listener.accept()
                with connection:
                    if reads:
                        connection.recv(65536)
                    connection.sendall(at_once)
                    for byte in slowly:
                        connection.sendall(bytes([byte]))
                        time.sleep(SLOW_S)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        running.append((listener, thread))
        return f"127.0.0.1:{listener.getsockname()[1]}"

    yield start
    for listener, thread in running:
        listener.close()
        thread.join(10)


@pytest.fixture(autouse=True)
def _short(monkeypatch) -> None:
    monkeypatch.setattr(web, "TOTAL_S", 1.5)


def slowness(url: str) -> KioskError:
    client = web.Web(url)
    begun_s = time.monotonic()
    try:
        with pytest.raises(KioskError) as caught:
            client.request("GET", url)
    finally:
        client.close()
    # It is given up long before the last of the bytes would have come.
    assert time.monotonic() - begun_s < 1000 * SLOW_S / 4
    assert caught.value.code is Code.CALENDAR_UNREACHABLE
    return caught.value


@pytest.mark.parametrize(
    "at_once",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 70000\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n11170\r\n",
        b"HTTP/1.1 200 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX-Long: ",
        b"",
    ],
    ids=["with a length", "in chunks", "until it closes", "a header", "the first line"],
)
def test_an_answer_that_drips_is_given_up(slow_server, at_once: bytes) -> None:
    error = slowness("http://" + slow_server(at_once, b"x" * 1000) + "/")
    assert "too slowly" in error.what


def test_a_handshake_that_drips_is_given_up(slow_server) -> None:
    record = b"\x16\x03\x03\x40\x00" + b"\x02\x00\x3f\xfc\x03\x03" + b"\0" * 1000
    error = slowness("https://" + slow_server(b"", record) + "/")
    assert "too slowly" in error.what


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 70000\r\n\r\nBEGIN:VCALENDAR",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n11170\r\nBEGIN:VCALENDAR",
    ],
)
def test_an_answer_that_breaks_off_says_so(slow_server, answer: bytes) -> None:
    error = slowness("http://" + slow_server(answer, b"") + "/")
    assert "breaks off" in error.what


def test_a_packed_answer_is_unpacked_and_bounded(web_server, monkeypatch) -> None:
    packed = gzip.compress(b"BEGIN:VCALENDAR" + b" " * 300_000)
    server = web_server(lambda *_: (200, {"Content-Encoding": "gzip"}, packed))
    client = web.Web(server.url)
    try:
        assert len(client.request("GET", server.url).body) == 300_015
        monkeypatch.setattr(web, "MAX_BYTES", 100_000)
        with pytest.raises(web.TooLargeError):
            client.request("GET", server.url)
    finally:
        client.close()


def test_connections_are_kept_and_closed(web_server) -> None:
    server = web_server(lambda *_: (200, {}, b"x"))
    client = web.Web(server.url)
    for _ in range(3):
        assert client.request("GET", server.url).body == b"x"
    client.close()


def test_an_address_at_another_scheme_of_the_same_host_is_asked_where_we_are() -> None:
    here = "https://lich.example.vn:8443/dav/"
    assert web.same_host("http://lich.example.vn/cal/?a=1", here) == (
        "https://lich.example.vn:8443/cal/?a=1"
    )
    assert web.same_host("http://khac.example.vn/cal/", here) == "http://khac.example.vn/cal/"
