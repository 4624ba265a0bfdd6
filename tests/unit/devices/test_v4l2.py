"""What a driver answers is read as the kernel lays it out."""

from __future__ import annotations

import errno
import struct
from pathlib import Path

import pytest

from kiosk.devices import v4l2

ENUM_FORMAT, ENUM_SIZE = 0xC0405602, 0xC02C564A
"""VIDIOC_ENUM_FMT and VIDIOC_ENUM_FRAMESIZES, as `strace` prints them on x86-64 and ARM."""
MJPG, YUYV = 0x47504A4D, 0x56595559


class Driver:
    """Answers as a webcam does: MJPG in two sizes, YUYV in steps, no size for a third format."""

    formats = (MJPG, YUYV, 0x00000147)

    def ask(self, request: int, block: bytes) -> bytes:
        index = struct.unpack_from("=I", block)[0]
        if request == ENUM_FORMAT:
            assert len(block) == 64
            assert struct.unpack_from("=I", block, 4)[0] == 1  # video capture
            if index >= len(self.formats):
                raise OSError(errno.EINVAL, "no more")
            head = struct.pack("=III32s", index, 1, 0, b"Motion-JPEG")
            return head + struct.pack("=I", self.formats[index]) + bytes(16)
        assert request == ENUM_SIZE
        assert len(block) == 44
        return self.size(index, struct.unpack_from("=I", block, 4)[0])

    def size(self, index: int, code: int) -> bytes:
        if code == MJPG and index < 3:
            size = ((640, 480), (1920, 1080), (1920, 1080))[index]
            return struct.pack("=IIIII", index, code, 1, *size) + bytes(24)
        if code == YUYV and index == 0:
            return struct.pack("=III6I", index, code, 3, 160, 1280, 16, 120, 720, 8) + bytes(8)
        raise OSError(errno.EINVAL, "no more")


def test_formats_and_sizes_the_largest_first() -> None:
    found = v4l2.read_offers(Driver().ask)
    assert found[0] == v4l2.Offer("MJPG", ((1920, 1080), (640, 480)))
    assert found[1] == v4l2.Offer("YUYV", ((1280, 720),))
    assert [str(each) for each in found] == ["MJPG 1920x1080", "YUYV 1280x720", "G..."]


def test_driver_that_never_ends_is_left() -> None:
    class Endless(Driver):
        formats = (MJPG,) * 10_000

        def size(self, index: int, code: int) -> bytes:
            return struct.pack("=IIIII", index, code, 1, 16 + index, 16) + bytes(24)

    found = v4l2.read_offers(Endless().ask)
    assert len(found) <= 64
    assert all(len(offer.sizes) <= 64 for offer in found)


def test_what_is_no_camera_is_an_os_error(tmp_path: Path) -> None:
    plain = tmp_path / "video0"
    plain.touch()
    with pytest.raises(OSError, match="ioctl"):
        v4l2.offers(str(plain))
    with pytest.raises(FileNotFoundError):
        v4l2.offers(str(tmp_path / "gone"))
