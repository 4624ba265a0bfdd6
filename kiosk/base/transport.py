"""Connections that end in time, and trust what the system trusts.

A timeout of a socket holds from byte to byte: a server that sends one now and then holds whoever
reads a line of it for ever. So a clock of our own shuts the connections when a request is over its
time, in whatever step it is.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import weakref
from collections.abc import Iterator
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.poolmanager import PoolManager

from kiosk.base.errors import Code, KioskError


class Deadline:
    """Shuts the connections of one session when a request takes too long."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._connections: weakref.WeakSet[HTTPConnection] = weakref.WeakSet()
        self._opening: socket.socket | None = None
        self.is_over = False
        """Whether the time of the present request is over."""

    @contextlib.contextmanager
    def after(self, seconds: float) -> Iterator[None]:
        """While this lasts no longer than `seconds`, nothing happens."""
        with self._lock:
            self.is_over = False
        timer = threading.Timer(seconds, self._cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    @contextlib.contextmanager
    def opening(self, connection: HTTPConnection) -> Iterator[None]:
        """Watch a connection, also while it shakes hands."""
        try:
            yield
        finally:
            with self._lock:
                self._connections.add(connection)
                if self._opening is not None:
                    self._opening.close()
                    self._opening = None

    def opened(self, plain: socket.socket) -> None:
        """TCP is there. TLS will take the socket away from its owner, so a copy is held."""
        with self._lock:
            self._opening = plain.dup()

    def _cut(self) -> None:
        with self._lock:
            self.is_over = True
            sockets = [self._opening, *(each.sock for each in self._connections)]
            for each in sockets:
                if isinstance(each, socket.socket):
                    with contextlib.suppress(OSError):  # it is closed already
                        # Not that of TLS, which would change what another thread is reading.
                        socket.socket.shutdown(each, socket.SHUT_RDWR)


class Adapter(HTTPAdapter):
    """Trusts the system's authorities, or only `ca_file`; `requests` alone has its own list."""

    def __init__(self, ca_file: str, deadline: Deadline) -> None:
        """Raises `KioskError(CALENDAR_BROKEN)` when `ca_file` cannot be used."""
        try:
            self._context = ssl.create_default_context(cafile=ca_file or None)
        except (OSError, ssl.SSLError) as error:
            raise KioskError(
                Code.CALENDAR_BROKEN,
                "The certificate file of [calendar] ca_file cannot be read.",
                "Check its path and that it is in PEM form.",
            ) from error
        self._pools = _pools(deadline)
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Make connections with our context and our clock."""
        super().init_poolmanager(*args, **kwargs, ssl_context=self._context)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> PoolManager:
        """The same behind a proxy."""
        manager: PoolManager = super().proxy_manager_for(*args, **kwargs, ssl_context=self._context)
        manager.pool_classes_by_scheme = self._pools
        return manager

    def cert_verify(self, conn: Any, *_: Any, **__: Any) -> None:
        """Leave the trust to our context; verification and host name check stay on."""
        conn.cert_reqs = "CERT_REQUIRED"


def _pools(deadline: Deadline) -> dict[str, type[HTTPConnectionPool]]:
    """Pools whose connections are watched."""

    class Watched(HTTPConnection):
        def connect(self) -> None:
            with deadline.opening(self):
                super().connect()

        def _new_conn(self) -> socket.socket:
            made = super()._new_conn()
            deadline.opened(made)
            return made

    class Encrypted(Watched, HTTPSConnection):
        """Before `HTTPSConnection`, so that its handshake is within the time too."""

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Watched

    class EncryptedPool(HTTPSConnectionPool):
        ConnectionCls = Encrypted

    return {"http": PlainPool, "https": EncryptedPool}
