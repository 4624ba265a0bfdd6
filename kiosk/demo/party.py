"""Everything of a demo together: servers, screen, people, kiosk; started, watched, ended.

Nothing outlives it. Children end with this process by the kernel's doing (`server.children`); the
folder is removed by us, or, when we are killed, by a shell that waits for our end of a pipe.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import msgspec

from kiosk.base.program import Program
from kiosk.demo import auto, commune, devices
from kiosk.demo.display import VirtualScreen, Vnc, has_screen
from kiosk.demo.facts import Facts
from kiosk.demo.hall import Order
from kiosk.demo.pointer import Pointer
from kiosk.server.children import Child
from kiosk.server.running import CommuneServer

PICTURE_EVERY_S = 3.0
_POLL_S = 0.2
_KIOSK_PATIENCE_S = 10.0
"""It leaves the room and ends its media process; a kill after this long."""
_WHEN_OUR_END_CLOSES = 'cat >/dev/null; for _ in 1 2 3 4 5 6; do sleep 1; rm -rf -- "$1"; done'


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line says."""

    auto: bool = False
    points: int = 3
    virtual: bool = False
    language: str = "vi"
    door: socket.socket | None = None
    """Where a viewer of the virtual screen comes in; None: straight to x11vnc."""


class Party:
    """A context manager. Start it from the main thread."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._closing = contextlib.ExitStack()
        self._environment: dict[str, str] = {}
        self.folder = Path()
        self.screen: VirtualScreen | None = None
        self.vnc: Vnc | None = None
        self.devices = devices.Devices()
        self.pin = ""
        """Opens the technician's pages."""

    def __enter__(self) -> Party:
        with contextlib.ExitStack() as stack:
            self._start(stack)
            self._closing = stack.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._closing.close()

    @property
    def kiosk_log(self) -> Path:
        """What the kiosk says."""
        return self.folder / "kiosk.log"

    def watch(self) -> int:
        """Until the kiosk is closed: keep the picture file fresh; the kiosk's exit status."""
        next_picture = 0.0
        while (status := self._kiosk.wait(_POLL_S)) is None:
            if self.screen is not None and time.monotonic() >= next_picture:
                self.screen.save_picture()
                next_picture = time.monotonic() + PICTURE_EVERY_S
        return status

    def measure(self) -> auto.Result:
        """Press the buttons. Raises `KioskError`."""
        pointer = Pointer(self._environment, self.folder / "pointer.log")
        try:
            kiosk = Facts(self.kiosk_log, lambda: self._kiosk.running)
            run = auto.Run(kiosk, self._hall_says, pointer, commune.POINT_NAME, self._started_ns)
            return run.measure()
        finally:
            pointer.close()

    def _start(self, stack: contextlib.ExitStack) -> None:
        self.folder = _temporary_folder(stack)
        self._environment = dict(os.environ)
        if self._options.virtual or not has_screen(for_pointer=self._options.auto):
            self._open_virtual_screen(stack)
        self._server = CommuneServer(commune.describe(), self.folder / "server")
        stack.callback(self._server.close)
        self._server.start()
        commune.put_meeting(self._server)
        self._hall = self._invite(stack)
        self._hall_says = Facts(self.folder / "hall.log", lambda: self._hall.running)
        if self._options.auto:  # their start would count as the kiosk's on a small machine
            self._hall_says.wait_for(lambda fact: "ready" in fact, auto.HOME_S)
        self.devices = devices.look()
        self._kiosk = self._start_kiosk(stack)

    def _open_virtual_screen(self, stack: contextlib.ExitStack) -> None:
        folder = self.folder / "screen"
        folder.mkdir(mode=0o700)
        self.screen = VirtualScreen(folder)
        stack.callback(self.screen.close)
        if not self._options.auto:  # it takes processor time that the measurement would miss
            self.vnc = self.screen.open_vnc(self._options.door)
        self._environment |= self.screen.environment
        self._environment.pop("WAYLAND_DISPLAY", None)

    def _invite(self, stack: contextlib.ExitStack) -> Child:
        hall = Child(
            [sys.executable, "-m", "kiosk.demo.hall"],
            self.folder / "hall.log",
            stdin=subprocess.PIPE,
            signal_name="TERM",
        )
        stack.callback(hall.close)
        assert hall.stdin is not None  # it was started with a pipe
        order = Order(commune.join_address(self._server), self._options.points)
        hall.stdin.write(msgspec.json.encode(order) + b"\n")
        hall.stdin.flush()
        return hall

    def _start_kiosk(self, stack: contextlib.ExitStack) -> Child:
        files = commune.write_kiosk_files(
            self._server, self.folder, self.devices, self._options.language
        )
        self.pin = files.pin
        command = [sys.executable, "-m", "kiosk", "run", "--config", str(files.settings)]
        command += ["--log-json"]
        if self._options.auto:
            command += [word for name in auto.BUTTONS for word in ("--announce", name)]
        self._started_ns = time.monotonic_ns()
        environment = self._environment | files.environment
        kiosk = Child(command, self.kiosk_log, env=environment, signal_name="TERM")
        stack.callback(kiosk.close, _KIOSK_PATIENCE_S)
        return kiosk


def _temporary_folder(stack: contextlib.ExitStack) -> Path:
    """A folder of ours alone that goes with us, whichever way we go."""
    folder = Path(tempfile.mkdtemp(prefix="kiosk-demo-"))
    stack.callback(shutil.rmtree, folder, ignore_errors=True)
    if shell := shutil.which("sh"):
        command = [shell, "-c", _WHEN_OUR_END_CLOSES, "kiosk-demo-remover", str(folder)]
        remover = Program(command, stdin=subprocess.PIPE)
        remover.watch()
        stack.callback(_stop_remover, remover)
    return folder


def _stop_remover(remover: Program) -> None:
    remover.end(0.0)
    if remover.stdin is not None:
        remover.stdin.close()
