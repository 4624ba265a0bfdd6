"""Is that our screen? Judged by colours and by what has changed, not by words."""

from __future__ import annotations

import subprocess
from pathlib import Path

import numpy as np

from tests.screen import Pixels, share

PAPER = (0xF7, 0xF4, 0xED)
INK = (0x14, 0x21, 0x3D)
_CLOSE = 6
_CARD = (0xFF, 0xFF, 0xFF)
_LEAST_PAPER = 0.10
_LEAST_LIGHT = 0.40
"""Paper and the white cards on it, together."""
_LEAST_COLOURS = 300
"""A drawn screen with smoothed letters has thousands; a boot screen or a terminal has few."""


def is_ours(picture: Pixels) -> bool:
    """Our paper, white cards, our ink on them, and the many colours of smoothed letters."""
    coarse = picture[::3, ::3]
    paper = share(coarse, PAPER, _CLOSE)
    return (
        paper >= _LEAST_PAPER
        and paper + share(coarse, _CARD, 1) >= _LEAST_LIGHT
        and share(coarse, INK, _CLOSE) > 0.0005
        and colours(coarse) >= _LEAST_COLOURS
    )


def is_dark(picture: Pixels) -> bool:
    """Nothing at all is shown."""
    return bool(picture.max() < 40)


def colours(picture: Pixels) -> int:
    """How many different colours it has."""
    wide = picture.astype(np.uint32)
    return int(np.unique(wide[..., 0] << 16 | wide[..., 1] << 8 | wide[..., 2]).size)


def changed(before: Pixels, after: Pixels) -> float:
    """The share (0 to 1) of pixels that look different; 1 where even the sizes differ."""
    if before.shape != after.shape:
        return 1.0
    difference = np.abs(before.astype(np.int16) - after.astype(np.int16)).max(axis=2)
    return float((difference > 40).mean())


def describe(picture: Pixels) -> str:
    """Its size, its colours, and how much of it is our paper."""
    height, width = picture.shape[:2]
    paper = share(picture[::3, ::3], PAPER, _CLOSE)
    return f"{width}x{height}, {colours(picture[::3, ::3])} colours, {paper:.0%} paper"


def from_ppm(data: bytes) -> Pixels:
    """A binary PPM of 8 bits a channel, as qemu writes it."""
    kind, width, height, most, rest = data.split(maxsplit=4)
    if kind != b"P6" or most != b"255":
        raise ValueError("no PPM of eight bits")
    size = int(width) * int(height) * 3
    start = len(data) - len(rest)
    if len(rest) != size:  # white space that is a pixel
        start = len(data) - size
    flat = np.frombuffer(data, np.uint8, size, start)
    return flat.reshape(int(height), int(width), 3)


def save(picture: Pixels, path: Path) -> None:
    """Write it as a picture file."""
    height, width = picture.shape[:2]
    head = f"P6 {width} {height} 255\n".encode()
    command = ["convert", "ppm:-", str(path)]
    subprocess.run(command, input=head + picture.tobytes(), check=True)
