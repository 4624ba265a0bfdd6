"""A picture file of Xvfb's screen, read from the frame buffer file that `-fbdir` keeps.

No further X client, no imaging library: the file is in XWD form (`XWDFile.h`, version 7), the
picture in PNG (ISO/IEC 15948).
"""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import numpy as np

from kiosk.model.frames import Pixels

_HEADER = struct.Struct(">25I")
_VERSION = 7
_COLOUR_BYTES = 12
_FAST = 1


def read_frame_buffer(file: Path) -> Pixels:
    """The screen as (height, width, 3) RGB. Raises OSError, and ValueError for another form."""
    data = file.read_bytes()
    if len(data) < _HEADER.size:
        raise ValueError("the frame buffer is not there yet")
    fields = _HEADER.unpack_from(data)
    size, version, width, height = fields[0], fields[1], fields[4], fields[5]
    bits, stride, colours = fields[11], fields[12], fields[19]
    if version != _VERSION or bits != 32:
        raise ValueError(f"frame buffer version {version} with {bits} bits is not known")
    start = size + colours * _COLOUR_BYTES
    rows = np.frombuffer(data, np.uint8, count=stride * height, offset=start)
    pixels = rows.reshape(height, stride)[:, : width * 4].reshape(height, width, 4)
    return np.ascontiguousarray(pixels[:, :, 2::-1])  # little-endian BGRX


def png(rgb: Pixels) -> bytes:
    """A PNG file of (height, width, 3) RGB."""
    height, width = rgb.shape[:2]
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = np.zeros((height, 1 + width * 3), np.uint8)  # each row begins with filter type 0
    rows[:, 1:] = rgb.reshape(height, -1)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows.tobytes(), _FAST)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def save(frame_buffer: Path, picture: Path) -> None:
    """Write the picture file anew, whole at any moment. Raises as `read_frame_buffer`."""
    half = picture.with_suffix(".part")
    half.write_bytes(png(read_frame_buffer(frame_buffer)))
    half.replace(picture)


def _chunk(name: bytes, data: bytes) -> bytes:
    check = zlib.crc32(name + data)
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", check)
