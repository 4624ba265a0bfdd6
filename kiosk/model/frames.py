"""Pictures that cross from the media process to the screen through shared memory.

One slot a tile; a slot holds the newest picture only. Each slot has three buffers and a header:
the writer fills a buffer that the reader cannot be holding and then publishes it, so neither ever
waits for the other. Nothing here knows what a camera, a codec or a window is.

The memory has no name that could be left behind: on Linux it is an anonymous `memfd` that the
child process inherits, on Windows a named mapping that dies with its last user.

numpy is loaded by whoever writes, or looks at pixels as numbers: the screen only hands them on, and
would start a tenth later for it.
"""

from __future__ import annotations

import mmap
import os
import struct
import sys
import uuid
from dataclasses import dataclass
from math import prod
from types import TracebackType
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

from kiosk.model.room import TILE_COUNT, TILE_MAIN, PixelFormat

Pixels: TypeAlias = "npt.NDArray[np.uint8]"

_MAX_MAIN = (3840, 2160)
_MAX_OTHER = (1280, 720)
_BUFFERS = 3
_HEADER = 128
_SEQUENCE = struct.Struct("=Q")
"""0: nothing yet; modulo `_BUFFERS` it names the buffer. Eight-byte aligned and written last as
one machine word, so a reader sees all or nothing of it."""
_DESCRIPTION = struct.Struct("=IIIxxxxQ")
"""Width, height, format, captured_ns. Each buffer has its own, behind the sequence, so that what
describes a picture stays untouched for as long as the picture itself."""
_FORMATS = (PixelFormat.BGRA, PixelFormat.I420)


@dataclass(frozen=True, slots=True)
class Picture:
    """An I420 picture: `planes` is (height * 3 / 2, width) uint8, contiguous, sizes even."""

    planes: Pixels
    captured_ns: int

    @property
    def width(self) -> int:
        """Pixels."""
        return int(self.planes.shape[1])

    @property
    def height(self) -> int:
        """Pixels."""
        return int(self.planes.shape[0]) * 2 // 3


@dataclass(frozen=True, slots=True)
class SlotPicture:
    """A picture in a slot. `memory` is a view into shared memory, good until two more came."""

    sequence: int
    memory: memoryview
    """Bytes; (height, width, 4) for BGRA, (height * 3 / 2, width) for I420."""
    pixel_format: PixelFormat
    width: int
    height: int
    captured_ns: int

    @property
    def pixels(self) -> Pixels:
        """The same memory as an array."""
        import numpy as np

        return np.asarray(self.memory)


def fit(tile: int, width: int, height: int) -> tuple[int, int]:
    """The largest even size of the same shape that the tile's slot has room for."""
    most = _MAX_MAIN if tile == TILE_MAIN else _MAX_OTHER
    scale = min(1.0, most[0] / max(width, 1), most[1] / max(height, 1))
    return max(2, int(width * scale) & ~1), max(2, int(height * scale) & ~1)


def _buffer_bytes(tile: int) -> int:
    width, height = _MAX_MAIN if tile == TILE_MAIN else _MAX_OTHER
    return width * height * 4


class FrameStore:
    """All slots. The UI process creates it, the media process opens it by `handle`."""

    def __init__(self, handle: str, *, create: bool = False) -> None:
        self._offsets = [0]
        for tile in range(TILE_COUNT):
            self._offsets.append(self._offsets[-1] + _HEADER + _BUFFERS * _buffer_bytes(tile))
        size = self._offsets[-1]
        self.handle = handle
        self._fd = -1
        if sys.platform == "win32":
            self._memory = mmap.mmap(-1, size, tagname=f"Local\\{handle}")
        else:
            self._fd = int(handle)
            if create:
                os.ftruncate(self._fd, size)  # sparse: only touched pages cost memory
            self._memory = mmap.mmap(self._fd, size)
        self._all = memoryview(self._memory)

    @classmethod
    def create(cls) -> FrameStore:
        """Make the memory. Pass `handle` to the child, on Linux with `pass_fds`."""
        if sys.platform == "win32":
            return cls(f"kiosk-{uuid.uuid4().hex}", create=True)
        return cls(str(os.memfd_create("kiosk-frames", 0)), create=True)

    @property
    def inherited_fds(self) -> tuple[int, ...]:
        """For `pass_fds` of the child process; empty where the handle is a name."""
        return (self._fd,) if self._fd >= 0 else ()

    def write(self, tile: int, pixels: Pixels, pixel_format: PixelFormat, captured_ns: int) -> None:
        """Publish a picture: BGRA (height, width, 4) or I420 (height * 3 / 2, width)."""
        self.buffer(tile, pixels.shape)[:] = pixels
        self.publish(tile, pixels.shape, pixel_format, captured_ns)

    def buffer(self, tile: int, shape: tuple[int, ...]) -> Pixels:
        """The buffer to draw the next picture into, without a copy; then call `publish`."""
        import numpy as np

        size = prod(shape)
        if size > _buffer_bytes(tile):
            raise ValueError(f"a picture of {shape} does not fit a slot")
        start = self._start(tile, (self.sequence(tile) + 1) % _BUFFERS)
        return np.frombuffer(self._all, np.uint8, size, start).reshape(shape)

    def publish(
        self, tile: int, shape: tuple[int, ...], pixel_format: PixelFormat, captured_ns: int
    ) -> None:
        """Make what was drawn into `buffer` the tile's newest picture."""
        sequence = self.sequence(tile) + 1
        height = shape[0] if pixel_format is PixelFormat.BGRA else shape[0] * 2 // 3
        fields = (shape[1], height, _FORMATS.index(pixel_format), captured_ns)
        _DESCRIPTION.pack_into(self._memory, self._description(tile, sequence), *fields)
        _SEQUENCE.pack_into(self._memory, self._offsets[tile], sequence)

    def sequence(self, tile: int) -> int:
        """Counts the tile's pictures; 0 when there is none."""
        return int(_SEQUENCE.unpack_from(self._memory, self._offsets[tile])[0])

    def read(self, tile: int) -> SlotPicture | None:
        """The tile's newest picture, or None."""
        sequence = self.sequence(tile)
        if sequence == 0:
            return None
        width, height, fmt, captured_ns = _DESCRIPTION.unpack_from(
            self._memory, self._description(tile, sequence)
        )
        pixel_format = _FORMATS[fmt]
        shape = (height, width, 4) if fmt == 0 else (height * 3 // 2, width)
        start = self._start(tile, sequence % _BUFFERS)
        memory = self._all[start : start + prod(shape)].cast("B", shape)
        return SlotPicture(sequence, memory, pixel_format, width, height, captured_ns)

    def close(self) -> None:
        """Give the memory back (idempotent). Views that are still out keep it alive."""
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1
        self._all = memoryview(b"")

    def __enter__(self) -> FrameStore:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        self.close()

    def _description(self, tile: int, sequence: int) -> int:
        return self._offsets[tile] + 8 + (sequence % _BUFFERS) * _DESCRIPTION.size

    def _start(self, tile: int, buffer: int) -> int:
        return self._offsets[tile] + _HEADER + buffer * _buffer_bytes(tile)
