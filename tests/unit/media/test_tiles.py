"""What the screen finds in its slots."""

import threading
from collections.abc import Iterator

import numpy as np
import pytest

from kiosk.devices import vision
from kiosk.media.tiles import Tiles
from kiosk.model.frames import FrameStore, Picture
from kiosk.model.room import TILE_MAIN, TILE_SELF, PixelFormat, TileSize
from tests.unit.devices.test_vision import BLUE, RED, halves, is_near


@pytest.fixture
def store() -> Iterator[FrameStore]:
    with FrameStore.create() as store:
        yield store


def picture(width: int = 1280, height: int = 720, at_ns: int = 7) -> Picture:
    return Picture(halves(width, height), at_ns)


def test_tile_is_drawn_at_its_own_size(store: FrameStore) -> None:
    tiles = Tiles(store)
    tiles.set_sizes((TileSize(TILE_MAIN, 1600, 900),), PixelFormat.BGRA)
    tiles.show(TILE_MAIN, picture())
    found = store.read(TILE_MAIN)
    assert found is not None
    assert (found.width, found.height, found.captured_ns) == (1600, 900, 7)
    assert found.pixel_format is PixelFormat.BGRA
    assert is_near(found.pixels[450, 50], RED)
    assert is_near(found.pixels[450, 1550], BLUE)


def test_self_view_is_mirrored_when_asked(store: FrameStore) -> None:
    tiles = Tiles(store)
    tiles.set_sizes((TileSize(TILE_SELF, 320, 180),), PixelFormat.BGRA)
    tiles.show(TILE_SELF, picture(), mirror=True)
    found = store.read(TILE_SELF)
    assert found is not None
    assert is_near(found.pixels[90, 10], BLUE)


def test_invisible_tiles_cost_nothing(store: FrameStore) -> None:
    tiles = Tiles(store)
    tiles.show(TILE_MAIN, picture())
    tiles.set_sizes((TileSize(TILE_MAIN, 0, 0), TileSize(2, 320, 180)), PixelFormat.BGRA)
    tiles.show(TILE_MAIN, picture())
    tiles.show(TILE_SELF, picture())
    assert [store.sequence(tile) for tile in (TILE_SELF, TILE_MAIN, 2)] == [0, 0, 0]
    tiles.show(2, picture())
    assert store.sequence(2) == 1


def test_fitted_picture_has_bars(store: FrameStore) -> None:
    tiles = Tiles(store)
    tiles.set_sizes((TileSize(3, 400, 400, crop=False),), PixelFormat.BGRA)
    tiles.show(3, picture())
    found = store.read(3)
    assert found is not None
    assert (found.pixels[0, 0] == vision.BARS_BGRA).all()


def test_odd_and_huge_sizes_become_what_a_slot_holds(store: FrameStore) -> None:
    tiles = Tiles(store)
    sizes = (TileSize(TILE_MAIN, 7680, 4320), TileSize(2, 333, 187))
    tiles.set_sizes(sizes, PixelFormat.BGRA)
    tiles.show(TILE_MAIN, picture())
    tiles.show(2, picture())
    main, small = store.read(TILE_MAIN), store.read(2)
    assert main is not None
    assert small is not None
    assert (main.width, main.height) == (3840, 2160)
    assert (small.width, small.height) == (332, 186)


def test_graphics_card_gets_planes_as_they_came(store: FrameStore) -> None:
    tiles = Tiles(store)
    tiles.set_sizes((TileSize(TILE_MAIN, 1600, 900), TileSize(2, 200, 100)), PixelFormat.I420)
    sent = picture()
    tiles.show(TILE_MAIN, sent)
    found = store.read(TILE_MAIN)
    assert found is not None
    assert found.pixel_format is PixelFormat.I420
    assert (found.pixels == sent.planes).all()
    tiles.show(2, picture(1920, 1080))
    small = store.read(2)
    assert small is not None
    assert (small.width, small.height) == (1280, 720)


def test_graphics_card_gets_mirrored_planes(store: FrameStore) -> None:
    tiles = Tiles(store)
    tiles.set_sizes((TileSize(TILE_SELF, 320, 180),), PixelFormat.I420)
    tiles.show(TILE_SELF, picture(), mirror=True)
    found = store.read(TILE_SELF)
    assert found is not None
    out = np.zeros((720, 1280, 4), np.uint8)
    vision.Painter().draw(found.pixels, out, crop=True, mirror=False)
    assert is_near(out[300, 20], BLUE)


def test_sizes_change_while_pictures_come(store: FrameStore) -> None:
    tiles, stop = Tiles(store), threading.Event()
    errors: list[BaseException] = []

    def show() -> None:
        try:
            while not stop.is_set():
                tiles.show(2, picture(320, 180))
        except BaseException as error:
            errors.append(error)
            raise

    threads = [threading.Thread(target=show) for _ in range(2)]
    for thread in threads:
        thread.start()
    for number in range(100):
        size = TileSize(2, 100 + number, 60 + number)
        tiles.set_sizes((size,), (PixelFormat.BGRA, PixelFormat.I420)[number % 2])
    stop.set()
    for thread in threads:
        thread.join()
    assert not errors
