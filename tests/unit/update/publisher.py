"""A publisher's folder on loopback, honest or not."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


@dataclass
class Folder:
    """What it has, and how it behaves."""

    files: dict[str, bytes] = field(default_factory=dict)
    cuts: list[int] = field(default_factory=list)
    """The next answers of a `.deb` end after so many bytes, one each."""
    ranges: bool = True
    """It goes on where it is asked to."""
    wrong_range: bool = False
    """It says that it goes on elsewhere."""
    length: int | None = None
    """What it says of a `.deb`'s length."""
    endless: bool = False
    statuses: dict[str, int] = field(default_factory=dict)
    location: str = ""
    asked: list[tuple[str, str]] = field(default_factory=list)
    """Names and ranges."""
    url: str = ""


@contextmanager
def serving(folder: Folder, certificate: Path | None = None) -> Iterator[Folder]:
    """Answer on a port of our own until the end; with a certificate over TLS."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            _answer(self, folder)

        def log_message(self, *_: Any) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    scheme, host = ("https", "localhost") if certificate is not None else ("http", "127.0.0.1")
    folder.url = f"{scheme}://{host}:{server.server_address[1]}/updates"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield folder
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _answer(handler: BaseHTTPRequestHandler, folder: Folder) -> None:
    name = handler.path.removeprefix("/updates/")
    said = handler.headers.get("Range", "")
    folder.asked.append((name, said))
    handler.close_connection = True
    status = folder.statuses.get(name, 200 if name in folder.files else 404)
    if status != 200:
        _head(handler, status, {"Location": folder.location, "Content-Length": "0"})
        return
    body, is_package = folder.files[name], name.endswith(".deb")
    begin = int(said.removeprefix("bytes=").rstrip("-")) if said and folder.ranges else 0
    part = body[begin:]
    length = len(part)
    if is_package and folder.length is not None:
        length = folder.length
    headers = {} if is_package and folder.endless else {"Content-Length": str(length)}
    if begin:
        first = begin + 1 if folder.wrong_range else begin
        headers["Content-Range"] = f"bytes {first}-{len(body) - 1}/{len(body)}"
    _head(handler, 206 if begin else 200, headers)
    if is_package and folder.cuts:
        part = part[: folder.cuts.pop(0)]
    handler.wfile.write(part)
    while is_package and folder.endless:
        handler.wfile.write(bytes(65536))


def _head(handler: BaseHTTPRequestHandler, status: int, headers: dict[str, str]) -> None:
    handler.send_response(status)
    handler.send_header("Connection", "close")  # else the next request may meet the end of this one
    for name, value in headers.items():
        if value:
            handler.send_header(name, value)
    handler.end_headers()
