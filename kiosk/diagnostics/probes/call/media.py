"""What the test call sends: a picture that needs the bits that it may have, and a made-up voice.

The synthetic camera's landscape hardly moves: a line that carries it may yet be too weak for a
room full of people.
"""

from __future__ import annotations

import numpy as np

from kiosk.media.link import Sound
from kiosk.media.webrtc import FRAME_SAMPLES, SAMPLE_RATE_HZ
from kiosk.model.frames import Pixels

WIDTH, HEIGHT, RATE = 1280, 720, 30
_MARGIN = 256
_TILE, _TILE_CONTRAST = 64, 60
"""Large plain tiles: as with a camera's picture, a key frame costs a few ordinary ones. With a
fine texture it cost so many that at 10 % loss two pictures a second were sent (measured)."""
_WANDER = 0.3
"""Radians a second on the way of the tiles: a camera that pans slowly."""
_GRAIN, _GRAIN_HEIGHT, _GRAIN_CONTRAST = 16, 400, 14
"""Squares that change with every picture, over the lower half: people who move. With them the
large layer reaches four fifths of its 1.5 Mbit/s (measured: 1220 packets in 9 s)."""
_GRAINS = 16

_VOICE_HZ = 150.0
_HARMONICS = 20
_SYLLABLES_HZ = 4
_VOICE_S = 1
_VOICE_PEAK = 8000


class BusyPicture:
    """Tiles that wander to and fro behind something restless."""

    def __init__(self) -> None:
        noise = np.random.default_rng(seed=720)
        shape = ((HEIGHT + _MARGIN) // _TILE + 1, (WIDTH + _MARGIN) // _TILE)
        tiles = noise.integers(128 - _TILE_CONTRAST, 128 + _TILE_CONTRAST, shape)
        self._tiles = tiles.astype(np.int16).repeat(_TILE, 0).repeat(_TILE, 1)
        size = (_GRAINS, _GRAIN_HEIGHT // _GRAIN, WIDTH // _GRAIN)
        grains = noise.integers(-_GRAIN_CONTRAST, _GRAIN_CONTRAST, size, endpoint=True)
        self._grains = grains.astype(np.int16).repeat(_GRAIN, 1).repeat(_GRAIN, 2)

    def draw(self, number: int) -> Pixels:
        """Picture `number` as I420 planes (1080, 1280)."""
        angle = _WANDER * number / RATE
        left = int(_MARGIN / 2 * (1 + np.sin(angle)))
        top = int(_MARGIN / 2 * (1 + np.cos(1.3 * angle)))
        grey = self._tiles[top : top + HEIGHT, left : left + WIDTH].copy()
        grey[-_GRAIN_HEIGHT:] += self._grains[number % _GRAINS]
        planes = np.full((HEIGHT * 3 // 2, WIDTH), 128, np.uint8)
        planes[:HEIGHT] = grey
        return planes


def voice_frames() -> list[Sound]:
    """A second of four syllables on one pitch, in 10 ms frames; fits itself without a click."""
    seconds = np.arange(SAMPLE_RATE_HZ * _VOICE_S) / SAMPLE_RATE_HZ
    orders = np.arange(1, _HARMONICS + 1)[:, None]
    buzz = (np.sin(2 * np.pi * _VOICE_HZ * orders * seconds) / orders).sum(axis=0)
    wave = buzz / np.abs(buzz).max() * np.sin(np.pi * _SYLLABLES_HZ * seconds) ** 2
    return list((_VOICE_PEAK * wave).astype(np.int16).reshape(-1, FRAME_SAMPLES))
