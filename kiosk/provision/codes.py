"""A point file as QR codes, and back: the same bytes, in one code or in several.

A code reads `KIOSK.SET.NUMBER.OF.DATA` in capitals, digits and points, which QR codes hold more
densely than anything else. SET is the beginning of the file's checksum, so that codes of two points
are not mixed. Cameras are wide and codes small: many small codes are read where one large is not.
"""

from __future__ import annotations

import base64
import hashlib
import math
import re

from kiosk.provision import pointfile
from kiosk.provision.errors import ProvisionError, Reason

PER_CODE = 240
"""Letters of a file in one code: 57 modules a side with error correction M (version 10)."""
_MOST_CODES = 40
_CODE = re.compile(r"KIOSK\.([A-Z2-7]{8})\.([0-9]{1,2})\.([0-9]{1,2})\.([A-Z2-7 0-9]+)\Z", re.ASCII)


def texts_of(data: bytes) -> tuple[str, ...]:
    """The texts of the codes for a point file. Raises `ProvisionError` for what is none."""
    pointfile.read(data)
    _, version, _, *lines = data.decode("ascii").split()
    letters = "".join(lines)
    count = math.ceil(len(letters) / PER_CODE)
    length = math.ceil(len(letters) / count)  # alike, or the last would be a crumb
    pieces = [letters[at : at + length] for at in range(0, len(letters), length)]
    name = _name_of(data)
    pieces[0] = f"{version} {pieces[0]}"
    return tuple(
        f"KIOSK.{name}.{number}.{len(pieces)}.{piece}" for number, piece in enumerate(pieces, 1)
    )


class Collector:
    """Puts the codes together that a camera sees, in any order and any number of times."""

    def __init__(self) -> None:
        self._set = ""
        self.of = 0
        """How many codes belong together; 0 before the first."""
        self._pieces: dict[int, str] = {}

    @property
    def have(self) -> int:
        """How many of them were seen."""
        return len(self._pieces)

    def add(self, text: str) -> bytes | None:
        """The point file once this was the last of its codes; None before.

        What is no code of ours is passed over: other codes hang on walls. Raises `ProvisionError`:
        `MIXED_CODES` for one of another set (those seen before still count), else as
        `pointfile.read`.
        """
        found = _CODE.fullmatch(text)
        if found is None:
            return None
        name, number, of, piece = found[1], int(found[2]), int(found[3]), found[4]
        if not 1 <= number <= of <= _MOST_CODES:
            return None
        if self._set and (name, of) != (self._set, self.of):
            raise ProvisionError(Reason.MIXED_CODES)
        self._set, self.of = name, of
        self._pieces[number] = piece
        return self._whole() if self.have == of else None

    def _whole(self) -> bytes:
        version, _, letters = "".join(self._pieces[n] for n in sorted(self._pieces)).partition(" ")
        if not version.isdecimal():
            raise ProvisionError(Reason.DAMAGED)
        data = pointfile.framed(int(version), letters.encode("ascii"))
        pointfile.read(data)
        if _name_of(data) != self._set:
            raise ProvisionError(Reason.DAMAGED)
        return data


def _name_of(data: bytes) -> str:
    return base64.b32encode(hashlib.sha256(data).digest()[:5]).decode("ascii")
