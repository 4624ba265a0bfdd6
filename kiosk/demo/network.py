"""Where the demo's traffic goes: the machine's network, or one of its own where that has no use.

Janus offers no loopback address for media. On a machine with nothing else the demo begins anew
inside a network of its own (`server.netns`). Only a door stays outside: the socket that a VNC
viewer connects to, which was opened before and keeps its network.
"""

from __future__ import annotations

import contextlib
import os
import socket
import sys
import threading
from dataclasses import dataclass
from typing import NoReturn

from kiosk.server import netns

_DOOR = "KIOSK_DEMO_DOOR"
"""Tells the program that began anew which of its open files is the door."""


@dataclass(frozen=True, slots=True)
class Network:
    """What `settle` decided."""

    said: str = ""
    """For whoever started the demo; empty when there is nothing to say."""
    is_useless: bool = False
    """Nobody will be seen or heard."""
    door: socket.socket | None = None
    """Listens outside; None when the demo is outside itself."""


def settle() -> Network:
    """Decide, and begin anew inside when that is needed and allowed: then it does not return."""
    if (number := os.environ.pop(_DOOR, "")) != "":
        said = "Only loopback is here, so the demo has a network of its own; nothing leaves it."
        return Network(said, door=socket.socket(fileno=int(number)))
    if not netns.is_needed():
        return Network()
    if reason := netns.why_not():
        said = "Only loopback is here, and no network of its own can be made"
        return Network(f"{said} ({reason}): nobody will be seen or heard.", is_useless=True)
    door = socket.create_server(("127.0.0.1", 0))
    door.set_inheritable(True)
    os.environ[_DOOR] = str(door.fileno())
    command = netns.command_inside([sys.executable, *sys.orig_argv[1:]])
    sys.stdout.flush()
    return _begin_anew(command)


def _begin_anew(command: list[str]) -> NoReturn:
    os.execvp(command[0], command)


def address_of(door: socket.socket) -> str:
    """Where it is reached from outside."""
    host, port = door.getsockname()[:2]
    return f"{host}:{port}"


def keep_open(door: socket.socket, port: int) -> None:
    """Bring everybody who comes to this port on our side, until the process ends."""
    threading.Thread(target=_bring, args=(door, port), name="door", daemon=True).start()


def _bring(door: socket.socket, port: int) -> None:
    while True:
        try:
            visitor = door.accept()[0]
        except OSError:
            return
        try:
            host = socket.create_connection(("127.0.0.1", port), 5.0)
        except OSError:  # not up yet, or gone: the viewer is told by the end of its connection
            visitor.close()
            continue
        host.settimeout(None)
        for pair in ((visitor, host), (host, visitor)):
            threading.Thread(target=_pass_on, args=pair, name="door-pass", daemon=True).start()


def _pass_on(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):  # whoever ends first
        while data := source.recv(65536):
            target.sendall(data)
    for end in (source, target):
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
