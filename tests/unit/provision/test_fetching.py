"""Over HTTPS: small, in time, from that host only, and never without its certificate."""

from __future__ import annotations

import contextlib
import http.server
import ssl
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.provision import fetching
from kiosk.provision.errors import ProvisionError, Reason
from kiosk.provision.pointfile import MAX_BYTES
from tests.tls_proxy import Authority
from tests.unit.provision.points import made

FILE = made()
Answer = tuple[int, dict[str, str], bytes]


@contextlib.contextmanager
def serving(answer: Callable[[str], Answer], pem: Path | None = None) -> Iterator[str]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, body = answer(self.path)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            with contextlib.suppress(OSError):  # who has had enough hangs up
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    scheme = "http"
    if pem is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(pem)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        scheme = "https"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    name = "localhost" if pem is not None else "127.0.0.1"
    yield f"{scheme}://{name}:{server.server_port}"
    server.shutdown()
    server.server_close()


def reason_of(address: str, ca_file: str = "") -> Reason:
    with pytest.raises(ProvisionError) as caught:
        fetching.fetch(address, ca_file)
    assert "HUNTER2" not in str(caught.value)
    return caught.value.reason


def test_over_tls_with_the_right_certificate_only(tmp_path: Path) -> None:
    authority = Authority(tmp_path / "ca")
    with serving(lambda _path: (200, {}, FILE), authority.issue()) as base:
        assert fetching.fetch(f"{base}/p/HUNTER2", str(authority.file)) == FILE
        assert reason_of(f"{base}/p/HUNTER2") is Reason.CERTIFICATE


def test_redirects_on_the_same_host_only() -> None:
    with serving(lambda _path: (200, {}, FILE)) as other:

        def answer(path: str) -> Answer:
            to = {"/p/1": "/p/2", "/p/3": f"{other}/p/2", "/p/4": "file:///etc/passwd"}
            if path == "/p/round":
                return 302, {"Location": path}, b""
            return (302, {"Location": to[path]}, b"") if path in to else (200, {}, FILE)

        with serving(answer) as base:
            assert fetching.fetch(f"{base}/p/1") == FILE
            assert reason_of(f"{base}/p/3") is Reason.ADDRESS
            assert reason_of(f"{base}/p/4") is Reason.ADDRESS
            assert reason_of(f"{base}/p/round") is Reason.UNREACHABLE


@pytest.mark.parametrize(
    ("status", "reason"),
    [(404, Reason.GONE), (410, Reason.GONE), (403, Reason.GONE), (500, Reason.UNREACHABLE)],
)
def test_statuses(status: int, reason: Reason) -> None:
    with serving(lambda _path: (status, {}, b"HUNTER2")) as base:
        assert reason_of(f"{base}/p/HUNTER2") is reason


def test_large_answers_are_not_taken() -> None:
    with serving(lambda _path: (200, {}, b"x" * (MAX_BYTES * 40))) as base:
        assert reason_of(f"{base}/p/x") is Reason.TOO_LARGE


def test_nobody_answers_and_one_that_trickles(monkeypatch: pytest.MonkeyPatch) -> None:
    assert reason_of("http://127.0.0.1:9/p/HUNTER2") is Reason.UNREACHABLE
    monkeypatch.setattr(fetching, "_TOTAL_S", 1.0)
    gate = threading.Event()

    def hang(_path: str) -> Answer:
        gate.wait(30)
        return 200, {}, FILE

    with serving(hang) as base:
        assert reason_of(f"{base}/p/x") is Reason.UNREACHABLE
        gate.set()


@pytest.mark.parametrize(
    "address",
    ["", "http://example.vn/p/1", "https://u:p@example.vn/p/1", "ftp://example.vn/p", "https://",
     "example.vn", "https://example.vn/", "https://exa mple.vn/p/1", "https://example.vn/p/é",
     "https://example.vn:99999/p/1", "https://example.vn/" + "x" * 500, "file:///etc/passwd",
     "https://[::1/p/1", "https://example.vn/p#x"],
)  # fmt: skip
def test_what_is_no_address_is_not_asked(address: str) -> None:
    with pytest.raises(ProvisionError) as caught:
        fetching.normal(address)
    assert caught.value.reason is Reason.ADDRESS


def test_https_need_not_be_typed() -> None:
    assert fetching.normal(" lich.example.vn/p/AB-12 ") == "https://lich.example.vn/p/AB-12"
