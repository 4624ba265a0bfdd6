"""A real pointer on the X screen, moved and pressed through `xdotool` kept running.

One process for all presses: starting one costs tens of milliseconds that would count as the
kiosk's. It is fed on standard input and carries out a line as soon as it has come.
"""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

from kiosk.base.errors import Code, KioskError
from kiosk.server.children import Child

HOLD_S = 0.06
"""How long a finger stays down; a short tap of a person takes 50 to 100 ms."""


class Pointer:
    """The owner calls `close`."""

    def __init__(self, environment: Mapping[str, str], log_file: Path) -> None:
        """Start it. Raises `KioskError`."""
        program = shutil.which("xdotool")
        if program is None:
            raise KioskError(
                Code.DEVICE_ABSENT,
                "There is no xdotool to press the button with.",
                "Install the Debian package 'xdotool'.",
            )
        self._child = Child([program, "-"], log_file, env=environment, stdin=subprocess.PIPE)

    def press(self, x: int, y: int) -> int:
        """Press at this place; answers `time.monotonic_ns()` just before the release was sent."""
        self._send(f"mousemove {x} {y} mousedown 1")
        time.sleep(HOLD_S)
        at_ns = time.monotonic_ns()
        self._send("mouseup 1")
        return at_ns

    def close(self) -> None:
        """End it (idempotent)."""
        self._child.close()

    def _send(self, line: str) -> None:
        stdin = self._child.stdin
        assert stdin is not None  # it was started with a pipe
        try:
            stdin.write(f"{line}\n".encode())
            stdin.flush()
        except BrokenPipeError as error:
            raise KioskError(
                Code.DEVICE_FAILED, "The pointer of the screen has gone.", "Is there an X server?"
            ) from error
