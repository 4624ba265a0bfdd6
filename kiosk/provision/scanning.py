"""The camera's process while QR codes are looked for: `python -m kiosk.provision.scanning WISH`.

OpenCV's reader works on whatever is held before the camera, so it is not let near the screen's
process. Lines of JSON on standard output: what was read, and a small picture a few times a second.
Ends with its standard input.
"""

from __future__ import annotations

import base64
import os
import sys
import time

import msgspec

from kiosk.base import log as logs
from kiosk.base.errors import KioskError
from kiosk.base.pipe import NobodyError, die_with, own_standard_output, say_line
from kiosk.devices import vision
from kiosk.devices.camera_source import open_first

WIDTH = 640
_PICTURE_S = 0.2
_MOST_LETTERS = 1000
"""More than a code of ours has."""


class Seen(msgspec.Struct, frozen=True):
    """One line."""

    codes: tuple[str, ...] = ()
    picture: str = ""
    """JPEG in base 64, at most `WIDTH` wide."""


def main(wish: str) -> None:
    """Look until the process is ended; status 1 when the camera fails."""
    logs.set_up("scan", as_json=True)
    output = own_standard_output()
    die_with(sys.stdin.buffer)
    shown_s = 0.0
    try:
        source, _ = open_first(wish)
        while True:
            picture = source.read().planes
            luma = vision.planes_of(picture)[0]
            codes = tuple(text for text in vision.read_codes(luma) if len(text) <= _MOST_LETTERS)
            now_s = time.monotonic()
            is_due = now_s - shown_s >= _PICTURE_S
            if not codes and not is_due:
                continue
            shown_s = now_s
            jpeg = base64.b64encode(vision.jpeg_of(picture, WIDTH, 60)).decode("ascii")
            say_line(output, msgspec.json.encode(Seen(codes, jpeg)) + b"\n")
    except (KioskError, NobodyError):
        os._exit(1)


if __name__ == "__main__":
    main(sys.argv[1])
