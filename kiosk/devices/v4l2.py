"""What a camera on Linux says it can deliver, asked from its driver without opening a stream.

The layouts and numbers are the kernel's, `include/uapi/linux/videodev2.h` ("enumerate image
formats", "enumerate frame sizes"); they are the same on every 64-bit machine and never change.
"""

from __future__ import annotations

import errno
import os
import struct
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

if sys.platform == "linux":
    import fcntl

_FORMAT = struct.Struct("=III32sII12x")
"""struct v4l2_fmtdesc: index, type, flags, description, pixelformat, mbus_code, reserved."""
_SIZE = struct.Struct("=III6I8x")
"""struct v4l2_frmsizeenum: index, pixel_format, type, then {width, height} or {min width, max
width, step, min height, max height, step}, reserved."""
_READ_WRITE = 3 << 30
_ENUM_FORMAT = _READ_WRITE | _FORMAT.size << 16 | ord("V") << 8 | 2
_ENUM_SIZE = _READ_WRITE | _SIZE.size << 16 | ord("V") << 8 | 74
_VIDEO_CAPTURE = 1
_DISCRETE = 1
_MOST = 64
"""Of each kind: a driver that never says that it is done must not keep us."""

Ask = Callable[[int, bytes], bytes]
"""`ask(request, struct)` returns the struct filled in, or raises OSError(EINVAL) after the last."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A pixel format that a camera offers, with its sizes, the largest first."""

    fourcc: str
    sizes: tuple[tuple[int, int], ...]

    def __str__(self) -> str:
        """For example `MJPG 1920x1080`: the largest; the format alone where no size is told."""
        return " ".join([self.fourcc, *(f"{w}x{h}" for w, h in self.sizes[:1])])


def offers(node: str) -> tuple[Offer, ...]:
    """All that the camera at this path offers. Raises OSError (no rights, gone, no camera)."""
    if sys.platform != "linux":
        raise OSError(errno.ENOSYS, "only Linux can be asked")
    handle = os.open(node, os.O_RDWR | os.O_NONBLOCK)
    try:
        return read_offers(lambda request, block: fcntl.ioctl(handle, request, block))
    finally:
        os.close(handle)


def read_offers(ask: Ask) -> tuple[Offer, ...]:
    """The same from whoever answers. Raises OSError when the first question is not understood."""
    found = []
    for index in range(_MOST):
        try:
            answer = ask(_ENUM_FORMAT, _FORMAT.pack(index, _VIDEO_CAPTURE, 0, b"", 0, 0))
        except OSError as error:
            if error.errno != errno.EINVAL:
                raise
            break
        code = _FORMAT.unpack(answer)[4]
        sizes = sorted(set(_sizes(ask, code)), key=lambda size: size[0] * size[1], reverse=True)
        found.append(Offer(fourcc_text(code), tuple(sizes)))
    return tuple(found)


def fourcc_text(code: int) -> str:
    """Four letters as people write them: `MJPG`, `YUYV`; dots for what cannot be printed."""
    letters = code.to_bytes(4, "little").decode("latin-1")
    return "".join(each if each.isprintable() and each.isascii() else "." for each in letters)


def _sizes(ask: Ask, code: int) -> Iterator[tuple[int, int]]:
    for index in range(_MOST):
        try:
            answer = ask(_ENUM_SIZE, _SIZE.pack(index, code, 0, 0, 0, 0, 0, 0, 0))
        except OSError:  # the last has been told, or the driver tells no sizes
            return
        kind, first, second, _step, _low, high = _SIZE.unpack(answer)[2:8]
        if kind != _DISCRETE:
            yield second, high  # any size in steps: the largest says enough
            return
        yield first, second
