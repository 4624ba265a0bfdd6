"""Pixels keep their place and colour through every conversion."""

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.devices import vision

Pixels = npt.NDArray[np.uint8]

RED, BLUE = (30, 30, 220), (220, 60, 30)  # BGR
even = st.integers(4, 200).map(lambda n: n * 2)


def halves(width: int, height: int) -> Pixels:
    """Left half red, right half blue, as I420."""
    bgr = np.empty((height, width, 3), np.uint8)
    bgr[:, : width // 2], bgr[:, width // 2 :] = RED, BLUE
    return vision.bgr_to_i420(bgr)


def drawn(
    source: Pixels, width: int, height: int, *, crop: bool = True, mirror: bool = False
) -> Pixels:
    out = np.full((height, width, 4), 77, np.uint8)
    vision.Painter().draw(source, out, crop=crop, mirror=mirror)
    return out


def is_near(pixel: Pixels, colour: tuple[int, int, int]) -> bool:
    return bool(np.abs(pixel[:3].astype(int) - colour).max() < 12)


def test_red_left_blue_right() -> None:
    out = drawn(halves(1280, 720), 320, 180)
    assert is_near(out[90, 20], RED)
    assert is_near(out[90, 300], BLUE)
    assert (out[..., 3] == 255).all()


def test_mirror_swaps_sides() -> None:
    out = drawn(halves(1280, 720), 320, 180, mirror=True)
    assert is_near(out[90, 20], BLUE)
    assert is_near(out[90, 300], RED)


def test_same_size_is_only_converted() -> None:
    out = drawn(halves(320, 180), 320, 180)
    assert is_near(out[10, 159 - 4], RED)
    assert is_near(out[10, 160 + 4], BLUE)


def test_bars_lie_above_and_below_a_wide_picture() -> None:
    out = drawn(halves(1280, 720), 400, 400, crop=False)
    assert (out[0, 200] == vision.BARS_BGRA).all()
    assert (out[399, 200] == vision.BARS_BGRA).all()
    assert is_near(out[200, 20], RED)
    assert is_near(out[200, 380], BLUE)


def test_bars_lie_beside_a_narrow_picture() -> None:
    out = drawn(halves(360, 640), 640, 360, crop=False)
    assert (out[180, 0] == vision.BARS_BGRA).all()
    assert (out[180, 639] == vision.BARS_BGRA).all()
    assert is_near(out[180, 300], RED)
    assert is_near(out[180, 340], BLUE)


@settings(max_examples=60, deadline=None)
@given(even, even, even, even, st.booleans(), st.booleans())
def test_every_pixel_is_drawn_and_the_middle_stays_in_the_middle(
    width: int, height: int, wide: int, high: int, crop: bool, mirror: bool
) -> None:
    bgr = np.full((height, width, 3), RED, np.uint8)
    out = drawn(vision.bgr_to_i420(bgr), wide, high, crop=crop, mirror=mirror)
    middle = out[high // 2 - 1 : high // 2 + 1, wide // 2 - 1 : wide // 2 + 1].reshape(-1, 4)
    assert any(is_near(pixel, RED) for pixel in middle)
    assert (out[..., 3] == 255).all()
    if crop:
        assert all(is_near(out[y, x], RED) for y in (0, -1) for x in (0, -1))


@given(even, even, even, even)
def test_centred_part_is_even_inside_and_of_the_shape(
    width: int, height: int, wide: int, high: int
) -> None:
    left, top, part_w, part_h = vision.centred(width, height, wide, high)
    assert all(value % 2 == 0 for value in (left, top, part_w, part_h))
    assert left >= 0
    assert top >= 0
    assert left + part_w <= width
    assert top + part_h <= height
    assert width - part_w <= 2 or height - part_h <= 2


def test_odd_camera_size_is_cut_and_scaled() -> None:
    bgr = np.full((481, 641, 3), BLUE, np.uint8)
    planes = vision.bgr_to_sized_i420(bgr, 1280, 720)
    assert planes.shape == (1080, 1280)
    assert is_near(drawn(planes, 1280, 720)[5, 5], BLUE)


def test_odd_i420_is_refused() -> None:
    with pytest.raises(ValueError, match="641x481"):
        vision.blank(641, 481)


def test_resize_keeps_planes_apart() -> None:
    small = vision.blank(320, 180)
    vision.resize_i420(halves(1280, 720), small)
    luma, u, v = vision.planes_of(small)
    assert luma.shape == (180, 320)
    assert u.shape == v.shape == (90, 160)
    assert int(v[45, 10]) > 150 > int(v[45, 150])  # red is left
    assert int(u[45, 150]) > 150 > int(u[45, 10])  # blue is right
