"""Certificates of an authority of our own, and a server that shows them before another one.

`Authority` issues what is wanted, also what has expired or is made out to somebody else. `Proxy`
ends TLS (or not) and passes everything on; it can move the time in the answers' `Date`.
"""

from __future__ import annotations

import contextlib
import re
import socket
import socketserver
import ssl
import subprocess
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from pathlib import Path
from types import TracebackType

_CONFIG = """[ca]
default_ca = ours
[ours]
new_certs_dir = .
database = index.txt
serial = serial
default_md = sha256
policy = any
copy_extensions = copy
unique_subject = no
[any]
commonName = supplied
"""
_KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
_DATE = re.compile(rb"(?im)^(date: )([a-z]{3}, [^\r]+ GMT)")


class Authority:
    """Keys and certificates in a folder, by the program `openssl`."""

    def __init__(self, folder: Path, name: str = "Phường Thử CA") -> None:
        folder.mkdir(parents=True)
        self._folder = folder
        (folder / "ca.conf").write_text(_CONFIG)
        (folder / "index.txt").touch()
        (folder / "serial").write_text("1000\n")
        subject = ("-subj", f"/CN={name}", "-utf8", "-days", "3650")
        self._openssl("req", "-x509", *_KEY, *subject, "-keyout", "ca.key", "-out", "ca.pem")
        self.file = folder / "ca.pem"

    def issue(
        self, name: str = "DNS:localhost", since_days: float = -1, until_days: float = 365
    ) -> Path:
        """Certificate and key in one file. `name` as OpenSSL writes it: `DNS:…`, `IP:…`."""
        stem = f"own{len(list(self._folder.glob('own*.pem')))}"
        own = ("-subj", f"/CN={name.partition(':')[2]}", "-addext", f"subjectAltName={name}")
        self._openssl("req", "-new", *_KEY, *own, "-keyout", f"{stem}.key", "-out", f"{stem}.csr")
        signer = ("-config", "ca.conf", "-cert", "ca.pem", "-keyfile", "ca.key")
        times = ("-startdate", _moment(since_days), "-enddate", _moment(until_days))
        files = ("-in", f"{stem}.csr", "-out", f"{stem}.crt")
        self._openssl("ca", "-batch", "-notext", *signer, *times, *files)
        both = self._folder / f"{stem}.pem"
        parts = (self._folder / f"{stem}{ending}" for ending in (".crt", ".key"))
        both.write_text("".join(part.read_text() for part in parts))
        return both

    def _openssl(self, *arguments: str) -> None:
        done = subprocess.run(
            ["openssl", *arguments], cwd=self._folder, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr


class Proxy:
    """Stands before a server on loopback; a context manager."""

    def __init__(
        self, backend_port: int, certificate: Path | None = None, date_shift_s: float = 0.0
    ) -> None:
        context = None
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
        edit = (lambda data: shifted(data, date_shift_s)) if date_shift_s else (lambda data: data)

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                with contextlib.suppress(OSError):  # refused handshakes among them
                    _serve(self.request, context, backend_port, edit)

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = int(self._server.server_address[1])
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def __enter__(self) -> Proxy:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.socket.close()
        self._thread.join()


def shifted(data: bytes, seconds: float) -> bytes:
    """The same with another time in its `Date` header, which keeps its length."""

    def move(match: re.Match[bytes]) -> bytes:
        moment = parsedate_to_datetime(match[2].decode()) + timedelta(seconds=seconds)
        return match[1] + format_datetime(moment.astimezone(UTC), usegmt=True).encode()

    return _DATE.sub(move, data)


def _serve(
    client: socket.socket,
    context: ssl.SSLContext | None,
    backend_port: int,
    edit: Callable[[bytes], bytes],
) -> None:
    if context is not None:
        client = context.wrap_socket(client, server_side=True)
    with client, socket.create_connection(("127.0.0.1", backend_port)) as backend:
        up = threading.Thread(target=_pump, args=(client, backend, lambda data: data), daemon=True)
        up.start()
        _pump(backend, client, edit)
        up.join()


def _pump(source: socket.socket, target: socket.socket, edit: Callable[[bytes], bytes]) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            target.sendall(edit(data))
    for end in (source, target):
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


def _moment(days: float) -> str:
    return f"{datetime.now(UTC) + timedelta(days=days):%Y%m%d%H%M%SZ}"
