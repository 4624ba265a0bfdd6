"""A TURN server on this machine: coturn as a child, over UDP, TCP and, with a certificate, TLS.

It listens on the machine's own address, because Janus offers no candidate on loopback.
"""

from __future__ import annotations

import shutil
import socket
import time
from pathlib import Path
from types import TracebackType

from kiosk.server.children import Child

USER, PASSWORD = "kp01", "relay-password"
_START_TIMEOUT_S = 20.0


def own_address() -> str:
    """The address that this machine is reached at; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("198.51.100.1", 9))
        return str(probe.getsockname()[0])


class TurnServer:
    """coturn in a folder of the caller's; ended at the end of the `with`."""

    def __init__(self, folder: Path, ports: tuple[int, int], certificate: Path | None = None):
        """`ports`: where it relays. `certificate`: certificate and key in one PEM file."""
        self.ports = ports
        self.address = own_address()
        self._folder = folder
        self._certificate = certificate
        self._port, self._tls_port = _free_ports(self.address)
        self._child: Child | None = None

    @property
    def udp_url(self) -> str:
        return f"turn:{self.address}:{self._port}?transport=udp"

    @property
    def tcp_url(self) -> str:
        return f"turn:{self.address}:{self._port}?transport=tcp"

    @property
    def tls_url(self) -> str:
        return f"turns:{self.address}:{self._tls_port}?transport=tcp"

    def __enter__(self) -> TurnServer:
        program = shutil.which("turnserver")
        assert program is not None, "install the Debian package 'coturn'"
        self._folder.mkdir(parents=True, exist_ok=True)
        self._child = Child([program, *self._arguments()], self._folder / "turn.log")
        deadline = time.monotonic() + _START_TIMEOUT_S
        while not self._answers():
            assert self._child.running, (self._folder / "turn.log").read_text()[-2000:]
            assert time.monotonic() < deadline, "coturn does not answer"
            time.sleep(0.05)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._child is not None:
            self._child.close()

    def _arguments(self) -> list[str]:
        first, last = self.ports
        tls = [f"--cert={self._certificate}", f"--pkey={self._certificate}"]
        return [
            "-n",  # no configuration file
            f"--listening-ip={self.address}",
            f"--relay-ip={self.address}",
            f"--listening-port={self._port}",
            f"--tls-listening-port={self._tls_port}",
            f"--min-port={first}",
            f"--max-port={last}",
            "--lt-cred-mech",
            f"--user={USER}:{PASSWORD}",
            "--realm=kiosk",
            f"--userdb={self._folder / 'users'}",
            f"--pidfile={self._folder / 'pid'}",
            "--log-file=stdout",
            "--no-cli",
            "--no-dtls",
            *(tls if self._certificate is not None else ["--no-tls"]),
        ]

    def _answers(self) -> bool:
        port = self._port if self._certificate is None else self._tls_port
        try:
            socket.create_connection((self.address, port), timeout=1.0).close()
        except OSError:
            return False
        return True


def _free_ports(address: str) -> tuple[int, int]:
    with socket.socket() as first, socket.socket() as second:
        for probe in (first, second):
            probe.bind((address, 0))
        return int(first.getsockname()[1]), int(second.getsockname()[1])
