"""Where the kiosk's window goes: the screen that is there, or a virtual one that can be watched.

The virtual screen is Xvfb on a display number that it finds itself, with a key of its own, and
x11vnc on loopback with a password made for the run. Both end with the demo.
"""

from __future__ import annotations

import logging
import os
import secrets
import shutil
import socket
import struct
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kiosk.base.errors import Code, KioskError
from kiosk.base.program import run
from kiosk.base.storage import write_atomically
from kiosk.demo import network, screenshot
from kiosk.server.children import Child
from kiosk.server.displays import candidates

log = logging.getLogger(__name__)

SIZE = "1920x1080x24"
_START_S = 15.0
_POLL_S = 0.05
_COOKIE = b"MIT-MAGIC-COOKIE-1"
_ANY_HOST = 0xFFFF
"""`FamilyWild` of Xauth(3): the key counts for every display, as we do not know the number yet."""
_VNC_PASSWORD_CHARS = 8
"""The VNC protocol uses no more of it."""


@dataclass(frozen=True, slots=True)
class Vnc:
    """How to look at the virtual screen."""

    address: str
    password: str


def has_screen(environment: Mapping[str, str] = os.environ, *, for_pointer: bool) -> bool:
    """Whether a window can be shown here; `for_pointer`: and an X pointer moved over it."""
    if environment.get("DISPLAY") and _answers(environment):
        return True
    return bool(environment.get("WAYLAND_DISPLAY")) and not for_pointer


def _answers(environment: Mapping[str, str]) -> bool:
    tool = shutil.which("xdotool")
    if tool is None:
        return True  # the window itself will tell
    done = run([tool, "getdisplaygeometry"], 10.0, env=environment)
    return done is not None and done.status == 0


class VirtualScreen:
    """Xvfb, and on request x11vnc. The owner calls `close`; the folder is the caller's."""

    def __init__(self, folder: Path) -> None:
        """Start it and wait until it takes clients. Raises `KioskError`."""
        self._folder = folder
        self._vnc: Child | None = None
        self._authority = folder / "xauthority"
        write_atomically(self._authority, _authority_record())
        self._xvfb, self._number = self._start()
        self.picture = folder / "screen.png"

    @property
    def environment(self) -> dict[str, str]:
        """To be added to the environment of a program that shall appear there."""
        return {
            "DISPLAY": f":{self._number}",
            "XAUTHORITY": str(self._authority),
            "QT_QPA_PLATFORM": "xcb",
        }

    def open_vnc(self, door: socket.socket | None = None) -> Vnc | None:
        """Let people look at it, through the door if there is one; None without x11vnc.

        Raises OSError.
        """
        program = shutil.which("x11vnc")
        if program is None:
            return None
        password = secrets.token_hex(_VNC_PASSWORD_CHARS // 2)
        file = self._folder / "vnc-password"
        write_atomically(file, password.encode() + b"\n")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        command = [program, "-display", f":{self._number}", "-auth", str(self._authority)]
        command += ["-localhost", "-noipv6", "-rfbport", str(port), "-passwdfile", str(file)]
        command += ["-forever", "-shared", "-quiet"]
        self._vnc = Child(command, self._folder / "x11vnc.log")
        if door is None:
            return Vnc(f"127.0.0.1:{port}", password)
        network.keep_open(door, port)
        return Vnc(network.address_of(door), password)

    def save_picture(self) -> None:
        """Write `picture` anew; a screen that is just being drawn is tried again next time."""
        try:
            screenshot.save(self._folder / "Xvfb_screen0", self.picture)
        except (OSError, ValueError) as error:
            log.info("no picture of the screen this time: %s", error)

    def close(self) -> None:
        """End both (idempotent)."""
        if self._vnc is not None:
            self._vnc.close()
        self._xvfb.close()

    def _start(self) -> tuple[Child, int]:
        program = shutil.which("Xvfb")
        if program is None:
            raise KioskError(
                Code.DEVICE_ABSENT,
                "There is no screen, and no Xvfb to make a virtual one.",
                "Install the Debian package 'xvfb'.",
            )
        file = self._folder / "xvfb.log"
        deadline = time.monotonic() + _START_S
        for number in candidates():
            # It writes its number to standard output, our log file, when it takes clients.
            command = [program, f":{number}", "-displayfd", "1", "-screen", "0", SIZE]
            command += ["-auth", str(self._authority), "-nolisten", "tcp", "-nocursor"]
            child = Child([*command, "-fbdir", str(self._folder)], file)
            if _says(file, child, number, deadline):
                return child, number
            child.close()
            if time.monotonic() > deadline:
                break
        raise KioskError(
            Code.DEVICE_FAILED, "The virtual screen does not start.", f"Look into {file}."
        )


def _says(file: Path, child: Child, number: int, deadline: float) -> bool:
    """Whether it takes clients; False when it has ended, as when another has its number."""
    while time.monotonic() < deadline:
        is_running = child.running
        if f"{number}\n" in file.read_text(errors="replace").splitlines(keepends=True):
            return True
        if not is_running:
            return False
        time.sleep(_POLL_S)
    return False


def _authority_record() -> bytes:
    """One entry of an Xauthority file (Xauth(3)): family, address, display, name, key."""
    record = struct.pack(">H", _ANY_HOST)
    for part in (b"", b"", _COOKIE, secrets.token_bytes(16)):
        record += struct.pack(">H", len(part)) + part
    return record
