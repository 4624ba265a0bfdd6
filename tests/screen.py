"""A virtual screen: an X server of our own, a real pointer, and the pixels that a person would see.

Xvfb keeps its picture in a memory-mapped XWD file, so looking at the screen costs no process and
no X request. Knows nothing of the kiosk.
"""

from __future__ import annotations

import os
import secrets
import shutil
import struct
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import numpy as np
import numpy.typing as npt

from kiosk.server.children import mortal
from kiosk.server.displays import candidates

Pixels = npt.NDArray[np.uint8]
Colour = tuple[int, int, int]

_XWD_FIELDS = struct.Struct(">25I")
_XWD_COLOUR_BYTES = 12
_FAMILY_WILD = 0xFFFF
_START_TIMEOUT_S = 20.0


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle of the screen in pixels."""

    x: int
    y: int
    width: int
    height: int

    def of(self, picture: Pixels) -> Pixels:
        """The part of a picture that lies in the region."""
        return picture[self.y : self.y + self.height, self.x : self.x + self.width]


class Screen:
    """Xvfb on a free display, closed to everybody without this run's cookie."""

    def __init__(self, width: int = 1366, height: int = 768, options: Sequence[str] = ()) -> None:
        self.width, self.height = width, height
        self._options = options
        self._folder = Path(tempfile.mkdtemp(prefix="kiosk-screen-"))
        self._authority = self._folder / "authority"
        self._authority.write_bytes(_authority_entry(secrets.token_bytes(16)))
        self._authority.chmod(0o600)
        self._server, self.display = self._start()
        self._pixels = _framebuffer(self._folder / "Xvfb_screen0")
        self._pointer = subprocess.Popen(
            mortal(["xdotool", "-"]),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            env={**os.environ, **self.environment},
            text=True,
        )

    @property
    def environment(self) -> dict[str, str]:
        """What a program needs to open its window here."""
        return {"DISPLAY": self.display, "XAUTHORITY": str(self._authority)}

    @property
    def whole(self) -> Region:
        """The whole screen."""
        return Region(0, 0, self.width, self.height)

    def press(self, x: int, y: int, hold_s: float = 0.06) -> int:
        """Press and release the pointer at a place; returns `time.monotonic_ns()` of the press."""
        assert self._pointer.stdin is not None
        pressed_ns = time.monotonic_ns()
        # One command a line: xdotool runs a line when it has read it.
        lines = (f"mousemove {x} {y}", "mousedown 1", f"sleep {hold_s}", "mouseup 1")
        self._pointer.stdin.write("\n".join(lines) + "\n")
        self._pointer.stdin.flush()
        return pressed_ns

    def type(self, *chords: str, apart_ms: int = 12) -> None:
        """Press real keys, one chord after the other (`ctrl+alt+Delete`); returns afterwards."""
        self._run("key", "--delay", str(apart_ms), *chords)

    def try_pointer(self) -> None:
        """What a pointer can do beside pressing: other buttons, wheels, drags, double presses.

        On a grid, and along and from the edges; the primary button only drags from edge to edge.
        """
        places = [(x * (self.width - 1) // 4, y * (self.height - 1) // 4)
                  for x in range(5) for y in range(5)]  # fmt: skip
        for x, y in places:
            others = (
                f"click --repeat 2 --delay 30 {button}" for button in (2, 3, 4, 5, 6, 7, 8, 9)
            )
            self._run("mousemove", str(x), str(y), *" ".join(others).split())
        far = (self.width - 1, self.height - 1)
        drags = [((0, far[1]), (far[0], 0)), ((far[0], 0), (0, far[1])), ((0, 2), (far[0], 2))]
        for (x, y), (to_x, to_y) in drags:
            moves = f"mousemove {x} {y} mousedown 1 mousemove {to_x} {to_y} mouseup 1"
            self._run(*moves.split())

    def _run(self, *words: str) -> None:
        environment = {**os.environ, **self.environment}
        subprocess.run(
            ["xdotool", *words], env=environment, check=True, timeout=_START_TIMEOUT_S * 3
        )

    def glance(self, step: int = 16) -> Pixels:
        """Every `step`th pixel of every `step`th line, RGB: cheap enough to look all the time."""
        return np.ascontiguousarray(self._pixels[::step, ::step, 2::-1])

    def grab(self) -> Pixels:
        """A copy of the screen now, (height, width, 3) RGB."""
        return np.ascontiguousarray(self._pixels[:, :, 2::-1])

    def moving(self, region: Region, seconds: float = 1.0) -> float:
        """How much a region changes: the largest mean difference (0 to 255) to its first picture.

        Looks ten times a second.
        """
        first = region.of(self.grab()).astype(np.int16)
        most = 0.0
        for _ in _ticks(seconds, 0.1):
            now = region.of(self.grab()).astype(np.int16)
            most = max(most, float(np.abs(now - first).mean()))
        return most

    def wait_for_colour(self, colour: Colour, least: float, timeout_s: float) -> int:
        """`time.monotonic_ns()` when a colour first covers this share of the screen."""
        for _ in _ticks(timeout_s, 0.005):
            if share(self.glance(), colour) >= least:
                return time.monotonic_ns()
        raise AssertionError(f"{colour} does not cover {least:.0%} of the screen in {timeout_s} s")

    def save(self, path: Path) -> None:
        """Write the screen as a picture file; the ending says which kind."""
        picture = self.grab()
        head = f"P6 {self.width} {self.height} 255\n".encode()
        subprocess.run(["convert", "ppm:-", str(path)], input=head + picture.tobytes(), check=True)

    def kill(self) -> None:
        """The server dies, and with it what was drawn and pressed."""
        self._server.kill()
        self._server.wait(_START_TIMEOUT_S)
        self._pointer.kill()
        self._pointer.wait(_START_TIMEOUT_S)

    def start_again(self) -> int:
        """The same display once more, with neither picture nor pointer; `time.monotonic_ns()`."""
        server = self._start_at(int(self.display.removeprefix(":")))
        assert server is not None, "somebody else has taken the display"
        self._server = server
        return time.monotonic_ns()

    def close(self) -> None:
        """End pointer and server and take their files away (idempotent)."""
        for process in (self._pointer, self._server):
            if process.stdin is not None and not process.stdin.closed:
                process.stdin.close()
            process.terminate()
            process.wait(10)
        shutil.rmtree(self._folder, ignore_errors=True)

    def __enter__(self) -> Screen:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        self.close()

    def _start(self) -> tuple[subprocess.Popen[str], str]:
        for number in candidates():
            if (server := self._start_at(number)) is not None:
                return server, f":{number}"
        raise RuntimeError("Xvfb did not start")

    def _start_at(self, number: int) -> subprocess.Popen[str] | None:
        """None when somebody else has the number."""
        read_end, write_end = os.pipe()
        command = ["Xvfb", f":{number}", "-displayfd", str(write_end), "-fbdir", str(self._folder)]
        command += ["-screen", "0", f"{self.width}x{self.height}x24", "-dpi", "96"]
        command += [
            "-auth",
            str(self._authority),
            "-nolisten",
            "tcp",
            "-nocursor",
            "-noreset",
            *self._options,
        ]
        server = subprocess.Popen(
            mortal(command), pass_fds=(write_end,), text=True, stderr=subprocess.DEVNULL
        )
        os.close(write_end)
        with os.fdopen(read_end) as pipe:
            told = pipe.readline().strip()  # ends without a number when the server cannot start
        if told == str(number):
            return server
        server.wait(_START_TIMEOUT_S)
        return None


def share(picture: Pixels, colour: Colour, tolerance: int = 60) -> float:
    """The share (0 to 1) of pixels whose every channel is within `tolerance` of a colour."""
    near = np.abs(picture.astype(np.int16) - np.array(colour, np.int16)).max(axis=2) <= tolerance
    return float(near.mean())


def mean_colour(picture: Pixels) -> Colour:
    """The average colour."""
    red, green, blue = picture.reshape(-1, 3).mean(axis=0)
    return round(red), round(green), round(blue)


def _ticks(seconds: float, interval_s: float) -> Iterator[None]:
    """Yield every `interval_s`, the last time when `seconds` are over."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        time.sleep(min(interval_s, left))
        yield


def _authority_entry(cookie: bytes) -> bytes:
    """An Xauthority file with one cookie for every display (Xau(3): counted strings)."""
    fields = (b"", b"", b"MIT-MAGIC-COOKIE-1", cookie)
    counted = b"".join(struct.pack(">H", len(field)) + field for field in fields)
    return struct.pack(">H", _FAMILY_WILD) + counted


def _framebuffer(path: Path) -> Pixels:
    """Xvfb's picture, (height, width, 4) BGRX, live. Layout: X11/XWDFile.h."""
    fields = _XWD_FIELDS.unpack(path.read_bytes()[: _XWD_FIELDS.size])
    header_bytes, width, height = fields[0], fields[4], fields[5]
    bytes_per_line, colours = fields[12], fields[19]
    start = header_bytes + colours * _XWD_COLOUR_BYTES
    memory = np.memmap(path, np.uint8, "r", offset=start, shape=(height, bytes_per_line // 4, 4))
    return memory[:, :width]
