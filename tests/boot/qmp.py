"""qemu's control socket (QMP): one command, one answer; what happens meanwhile is passed over."""

from __future__ import annotations

import json
import socket
import time
from pathlib import Path
from typing import Any


class QmpError(RuntimeError):
    """qemu refused a command, or is gone."""


class Qmp:
    """A connection to a running qemu."""

    def __init__(self, path: Path, timeout_s: float = 30.0) -> None:
        self._socket = _connect(path, timeout_s)
        self._socket.settimeout(120.0)
        self._file = self._socket.makefile("rw", encoding="utf-8")
        self._file.readline()  # the greeting
        self.ask("qmp_capabilities")

    def ask(self, execute: str, **arguments: object) -> Any:
        """Run a command; what it returned."""
        line = json.dumps({"execute": execute, "arguments": arguments})
        self._file.write(line + "\n")
        self._file.flush()
        while text := self._file.readline():
            answer = json.loads(text)
            if "return" in answer:
                return answer["return"]
            if "error" in answer:
                raise QmpError(f"{execute}: {answer['error']['desc']}")
        raise QmpError(f"{execute}: qemu has ended")

    def keys(self, *names: str, hold_ms: int = 120) -> None:
        """Press keys together and release them; qemu's names: `ctrl`, `alt`, `f4`, `meta_l`."""
        keys = [{"type": "qcode", "data": name} for name in names]
        self.ask("send-key", keys=keys, **{"hold-time": hold_ms})

    def press(self, x: float, y: float, button: str = "left") -> None:
        """Press a pointer's button at a place (0 to 1 of the screen)."""
        self.move(x, y)
        for down in (True, False):
            self._events({"type": "btn", "data": {"down": down, "button": button}})

    def move(self, x: float, y: float) -> None:
        """Move the pointer (0 to 1 of the screen)."""
        self._events(
            *(
                {"type": "abs", "data": {"axis": axis, "value": round(share * 0x7FFF)}}
                for axis, share in (("x", x), ("y", y))
            )
        )

    def drag(self, start: tuple[float, float], end: tuple[float, float], steps: int = 12) -> None:
        """Press at one place, move to another, release there."""
        self.move(*start)
        self._events({"type": "btn", "data": {"down": True, "button": "left"}})
        for step in range(1, steps + 1):
            share = step / steps
            self.move(*(a + (b - a) * share for a, b in zip(start, end, strict=True)))  # type: ignore[arg-type]
            time.sleep(0.03)
        self._events({"type": "btn", "data": {"down": False, "button": "left"}})

    def close(self) -> None:
        """Leave qemu alone."""
        self._file.close()
        self._socket.close()

    def _events(self, *events: dict[str, object]) -> None:
        self.ask("input-send-event", events=list(events))


def _connect(path: Path, timeout_s: float) -> socket.socket:
    end = time.monotonic() + timeout_s
    while True:
        link = socket.socket(socket.AF_UNIX)
        try:
            link.connect(str(path))
        except OSError as error:
            link.close()
            if time.monotonic() > end:
                raise QmpError(f"qemu's control socket does not answer: {error}") from error
            time.sleep(0.1)
        else:
            return link
