"""Pictures on their way into the screen's slots, at the size and in the format it draws.

The screen then copies nothing and scales nothing: this process does, off the GUI thread, and only
for tiles that are visible.
"""

from __future__ import annotations

import threading

from kiosk.devices import vision
from kiosk.model.frames import FrameStore, Picture, fit
from kiosk.model.room import TILE_COUNT, PixelFormat, TileSize


class Tiles:
    """Writes pictures into a `FrameStore`. Safe for use by any threads, one tile or several."""

    def __init__(self, store: FrameStore) -> None:
        self._tiles = [_TileWriter(store, tile) for tile in range(TILE_COUNT)]

    def set_sizes(self, sizes: tuple[TileSize, ...], pixel_format: PixelFormat) -> None:
        """What is visible now, in device pixels; a tile that is not named is not visible."""
        wished = {size.tile: size for size in sizes}
        for number, tile in enumerate(self._tiles):
            tile.set_size(wished.get(number), pixel_format)

    def show(self, tile: int, picture: Picture, mirror: bool = False) -> None:
        """Scale and convert the picture into the tile's slot, if the tile is visible."""
        self._tiles[tile].show(picture, mirror)


class _TileWriter:
    """One tile, drawn by one thread at a time."""

    def __init__(self, store: FrameStore, tile: int) -> None:
        self._store = store
        self._tile = tile
        self._lock = threading.Lock()
        self._painter = vision.Painter()
        self._size: TileSize | None = None
        self._format = PixelFormat.BGRA

    def set_size(self, size: TileSize | None, pixel_format: PixelFormat) -> None:
        visible = size is not None and size.width > 0 and size.height > 0
        with self._lock:
            self._size = size if visible else None
            self._format = pixel_format

    def show(self, picture: Picture, mirror: bool) -> None:
        with self._lock:
            if self._size is None:
                return
            if self._format is PixelFormat.BGRA:
                self._paint(picture, self._size, mirror)
            else:
                self._pass_on(picture, mirror)

    def _paint(self, picture: Picture, size: TileSize, mirror: bool) -> None:
        width, height = fit(self._tile, size.width, size.height)
        out = self._store.buffer(self._tile, (height, width, 4))
        self._painter.draw(picture.planes, out, crop=size.crop, mirror=mirror)
        self._store.publish(self._tile, out.shape, PixelFormat.BGRA, picture.captured_ns)

    def _pass_on(self, picture: Picture, mirror: bool) -> None:
        """For a graphics card: planes as received, smaller only where the slot ends."""
        width, height = fit(self._tile, picture.width, picture.height)
        planes = picture.planes
        if (width, height) != (picture.width, picture.height):
            planes = vision.blank(width, height)
            vision.resize_i420(picture.planes, planes)
        out = self._store.buffer(self._tile, planes.shape)
        if mirror:
            vision.mirror_i420(planes, out)
        else:
            out[:] = planes
        self._store.publish(self._tile, out.shape, PixelFormat.I420, picture.captured_ns)
