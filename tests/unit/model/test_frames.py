import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.model.frames import FrameStore, Picture, fit
from kiosk.model.room import TILE_COUNT, TILE_MAIN, TILE_SELF, PixelFormat


@pytest.fixture
def store():
    with FrameStore.create() as made:
        yield made


def i420(width: int, height: int, value: int) -> np.ndarray:
    return np.full((height * 3 // 2, width), value, np.uint8)


def test_a_slot_is_empty_at_first(store) -> None:
    assert store.sequence(TILE_MAIN) == 0
    assert store.read(TILE_MAIN) is None


@pytest.mark.parametrize("tile", range(TILE_COUNT))
def test_each_tile_keeps_its_newest_picture(store, tile: int) -> None:
    for value in (1, 2, 3, 4, 5):
        store.write(tile, i420(320, 180, value), PixelFormat.I420, value * 1000)
    picture = store.read(tile)
    assert picture is not None
    assert (picture.sequence, picture.width, picture.height) == (5, 320, 180)
    assert picture.captured_ns == 5000
    assert (picture.pixels == 5).all()
    assert all(store.read(other) is None for other in range(TILE_COUNT) if other != tile)


def test_bgra_has_four_bytes_a_pixel(store) -> None:
    store.write(TILE_SELF, np.full((180, 320, 4), 7, np.uint8), PixelFormat.BGRA, 1)
    picture = store.read(TILE_SELF)
    assert picture is not None
    assert picture.pixels.shape == (180, 320, 4)
    assert picture.pixel_format is PixelFormat.BGRA


def test_what_was_read_stays_until_two_more_came(store) -> None:
    store.write(TILE_MAIN, i420(64, 48, 1), PixelFormat.I420, 1)
    held = store.read(TILE_MAIN)
    assert held is not None
    for value in (2, 3):
        store.write(TILE_MAIN, i420(64, 48, value), PixelFormat.I420, value)
        assert (held.pixels == 1).all()


def test_a_picture_that_does_not_fit_is_refused(store) -> None:
    with pytest.raises(ValueError, match="does not fit"):
        store.write(TILE_SELF, np.zeros((2160, 3840, 4), np.uint8), PixelFormat.BGRA, 1)


@given(st.integers(0, TILE_COUNT - 1), st.integers(1, 20000), st.integers(1, 20000))
def test_a_fitted_size_is_even_and_no_larger(tile: int, width: int, height: int) -> None:
    fitted = fit(tile, width, height)
    most = (3840, 2160) if tile == TILE_MAIN else (1280, 720)
    assert all(
        side % 2 == 0 and 2 <= side <= limit for side, limit in zip(fitted, most, strict=True)
    )


def test_a_picture_knows_its_size() -> None:
    picture = Picture(i420(1280, 720, 0), 1)
    assert (picture.width, picture.height) == (1280, 720)


WRITER = """
import sys, time
import numpy as np
from kiosk.model.frames import FrameStore
from kiosk.model.wire import PixelFormat
store = FrameStore(sys.argv[1])
sizes = [(640, 360), (64, 48), (320, 180)]
for n in range(1, 3001):
    width, height = sizes[n % 3]
    value = width // 64 + n % 5
    store.write(1, np.full((height * 3 // 2, width), value, np.uint8), PixelFormat.I420, n)
    if n % 50 == 0:
        time.sleep(0.001)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the memory has a name there, not a handle")
def test_another_process_writes_and_no_description_is_torn(store) -> None:
    """Sizes change with every picture: each must be read with its own size and number."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, store.handle], pass_fds=store.inherited_fds
    ) as writer:
        seen = 0
        while writer.poll() is None or seen == 0:
            picture = store.read(1)
            if picture is None:
                continue
            seen += 1
            assert (picture.width, picture.height) in {(640, 360), (64, 48), (320, 180)}
            assert picture.pixels.shape == (picture.height * 3 // 2, picture.width)
        assert writer.returncode == 0
    last = store.read(1)
    assert last is not None
    assert (last.sequence, last.captured_ns, last.width) == (3000, 3000, 640)
    assert (last.pixels == 640 // 64).all()


def test_closing_twice_is_closing_once() -> None:
    store = FrameStore.create()
    store.close()
    store.close()
    assert store.inherited_fds == ()
