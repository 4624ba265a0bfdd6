"""Every measure of a picture against pictures whose truth is known, with a sensor's noise."""

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.devices import seeing, vision
from kiosk.devices.seeing import Cover
from kiosk.devices.synthetic import SyntheticCapture
from tests.unit.devices.truth import (
    HEIGHT,
    WIDTH,
    Luma,
    Values,
    backlit,
    blurred,
    scene,
    taken,
    texture,
    with_person,
)

seeds = st.integers(0, 10_000)
noises = st.sampled_from([0.0, 2.0, 4.0, 6.0])
some = settings(max_examples=20)


def full(luma: float) -> float:
    return (luma - 16) * 255 / 219


def flat(luma: float) -> Values:
    return np.full((HEIGHT, WIDTH), float(luma))


def pair(picture: Values, sigma: float, seed: int) -> tuple[Luma, Luma]:
    """Two successive pictures of the same."""
    return taken(picture, sigma, 2 * seed), taken(picture, sigma, 2 * seed + 1)


@some
@given(seeds, noises, st.floats(40, 210))
def test_brightness_within_1(seed: int, sigma: float, luma: float) -> None:
    assert seeing.brightness(taken(flat(luma), sigma, seed)) == pytest.approx(full(luma), abs=1)


@some
@given(seeds, noises)
def test_brightness_of_a_scene_within_1(seed: int, sigma: float) -> None:
    picture = scene(seed)
    luma = taken(picture, sigma, seed)
    assert seeing.brightness(luma) == pytest.approx(full(float(picture.mean())), abs=1)


def test_black_is_0_and_white_255() -> None:
    assert seeing.brightness(taken(flat(16), 0, 1)) == 0
    assert seeing.brightness(taken(flat(235), 0, 1)) == 255
    assert seeing.brightness(np.zeros((HEIGHT, WIDTH), np.uint8)) == 0  # not quite legal
    assert seeing.contrast(taken(flat(120), 0, 1)) == 0


@some
@given(seeds, noises, st.floats(40, 120), st.floats(0, 90))
def test_contrast(seed: int, sigma: float, dark: float, step: float) -> None:
    picture = flat(dark)
    picture[:, WIDTH // 2 :] += step
    contrast = seeing.contrast(taken(picture, sigma, seed))
    assert step * 255 / 219 - 3 <= contrast <= step * 255 / 219 + 3 + 4 * sigma


@some
@given(seeds, noises, st.floats(1, 4))
def test_blur_of_edges_within_a_fifth(seed: int, sigma: float, blur: float) -> None:
    luma, before = pair(blurred(scene(seed), blur), sigma, seed)
    assert seeing.blur_px(luma, before) == pytest.approx(blur, rel=0.2)


@some
@given(seeds, noises, st.sampled_from([scene, texture]), st.floats(0.5, 1.0), st.floats(-20, 20))
def test_sharp_and_blurred_are_told_apart(
    seed: int, sigma: float, make: type, gain: float, shift: float
) -> None:
    picture = (make(seed) - 110) * gain + 110 + shift
    assert not seeing.is_blurred(*pair(picture, sigma, seed))
    for blur in (5, 8):  # beyond that, with noise, nothing is left that could be seen blurred
        assert seeing.is_blurred(*pair(blurred(picture, blur), sigma, seed))


@some
@given(seeds, noises, st.sampled_from([scene, texture]))
def test_both_measures_follow_blur(seed: int, sigma: float, make: type) -> None:
    pairs = [pair(blurred(make(seed), blur), sigma, seed) for blur in (0.5, 1, 2, 4)]
    sharpness = [seeing.sharpness(*both) for both in pairs]
    blur_px = [seeing.blur_px(*both) for both in pairs]
    assert sharpness == sorted(sharpness, reverse=True)
    assert blur_px == sorted(blur_px)


@given(seeds, st.floats(0.3, 1.0))
@some
def test_sharpness_grows_with_the_square_of_contrast_and_blur_does_not(
    seed: int, gain: float
) -> None:
    picture = blurred(scene(seed), 1.5)
    full_contrast = taken(picture, 0, 1)
    less = taken((picture - 110) * gain + 110, 0, 1)
    share = seeing.sharpness(less) / seeing.sharpness(full_contrast)
    assert share == pytest.approx(gain**2, rel=0.1)
    assert seeing.blur_px(less) == pytest.approx(seeing.blur_px(full_contrast), rel=0.1)


@pytest.mark.parametrize("width", [640, 1280, 1920])
def test_blur_does_not_depend_on_the_mode(width: int) -> None:
    picture = blurred(scene(3, width, width * 9 // 16), 2)
    assert seeing.blur_px(*pair(picture, 3, 1)) == pytest.approx(2, rel=0.2)


@pytest.mark.parametrize("quality", [60, 80, 95])
def test_blur_is_seen_through_motion_jpeg(quality: int) -> None:
    for blur in (0, 5):
        shots = pair(blurred(scene(4), blur), 3, 1)
        ways = [cv2.IMWRITE_JPEG_QUALITY, quality]
        packed = [cv2.imencode(".jpg", shot, ways)[1] for shot in shots]
        luma, before = (cv2.imdecode(each, cv2.IMREAD_GRAYSCALE) for each in packed)
        assert seeing.is_blurred(luma, before) is (blur == 5)


def test_a_person_who_moves_is_not_noise() -> None:
    picture = scene(5)
    luma, before = (taken(with_person(picture, at), 3, round(at * 100)) for at in (0.4, 0.45))
    assert not seeing.is_blurred(luma, before)
    shaken = taken(np.roll(picture, (9, 14), (0, 1)), 3, 2)
    assert not seeing.is_blurred(shaken, taken(picture, 3, 1))


def test_nothing_is_not_sharp() -> None:
    assert seeing.sharpness(taken(flat(120), 0, 1)) == 0
    assert seeing.blur_px(taken(flat(120), 0, 1)) == seeing.MOST_BLUR_PX


@some
@given(seeds, st.sampled_from([0.5, 1.0, 2.0, 6.0]), st.floats(30, 200))
def test_a_live_picture_is_never_the_same(seed: int, sigma: float, luma: float) -> None:
    first, second = (seeing.sample_of(each) for each in pair(flat(luma), sigma, seed))
    assert not seeing.same_content(first, second)
    assert seeing.same_content(first, first.copy())


def test_a_sample_is_a_small_copy() -> None:
    luma = taken(scene(1), 2, 1)
    sample = seeing.sample_of(luma)
    kept = sample.copy()
    luma += 1
    assert seeing.same_content(sample, kept)
    assert not seeing.same_content(sample, seeing.sample_of(luma))
    assert not seeing.same_content(sample, sample[1:])
    assert sample.size < 60_000


@some
@given(seeds, noises, st.floats(16, 30), st.floats(0, 8))
def test_a_lid_is_dark(seed: int, sigma: float, luma: float, leak: float) -> None:
    picture = flat(luma) + np.linspace(0, leak, WIDTH)[None, :]
    assert seeing.cover(taken(picture, sigma, seed)) is Cover.DARK


@some
@given(seeds, noises, st.floats(70, 200), st.floats(-30, 30), st.floats(0, 25))
def test_tape_is_flat(seed: int, sigma: float, luma: float, shade: float, corner: float) -> None:
    across, down = np.linspace(-1, 1, WIDTH)[None, :], np.linspace(-1, 1, HEIGHT)[:, None]
    picture = luma + shade * across - corner * (across**2 + down**2)
    covered = taken(picture, sigma, seed)
    assert seeing.cover(covered) is Cover.FLAT
    assert seeing.is_covered(covered)


@some
@given(
    seeds, noises, st.sampled_from([scene, texture]), st.floats(0.25, 1), st.sampled_from([0, 4, 8])
)
def test_a_scene_is_not_covered_dim_or_blurred(
    seed: int, sigma: float, make: type, dim: float, blur: float
) -> None:
    picture = 16 + (blurred(make(seed), blur) - 16) * dim
    assert seeing.cover(taken(picture, sigma, seed)) is Cover.NONE


@some
@given(seeds, noises, st.floats(35, 120), st.floats(35, 230))
def test_light_against_the_middle_within_a_tenth(
    seed: int, sigma: float, middle: float, around: float
) -> None:
    picture = flat(around)
    picture[HEIGHT * 35 // 100 :, WIDTH * 30 // 100 : WIDTH * 70 // 100] = middle
    light = seeing.light(taken(picture, sigma, seed))
    assert light.middle == pytest.approx(full(middle), abs=1)
    assert light.ratio == pytest.approx(full(around) / full(middle), rel=0.1)


@some
@given(seeds, noises)
def test_people_before_a_window_are_backlit(seed: int, sigma: float) -> None:
    luma = taken(backlit(seed), sigma, seed)
    assert seeing.light(luma).is_backlit
    assert not seeing.is_covered(luma)
    assert not seeing.is_blurred(*pair(backlit(seed), sigma, seed))


@some
@given(seeds, noises, st.floats(0.2, 0.8), st.floats(30, 120))
def test_people_in_an_evenly_lit_room_are_not_backlit(
    seed: int, sigma: float, at: float, luma: float
) -> None:
    picture = with_person(scene(seed), at, luma)
    assert not seeing.light(taken(picture, sigma, seed)).is_backlit


def test_a_lamp_and_a_white_wall_are_no_backlight() -> None:
    lamp = with_person(scene(1), 0.5)
    lamp[20:80, 300:600] = 250
    assert not seeing.light(taken(lamp, 3, 1)).is_backlit
    wall = with_person(flat(190), 0.5, 40)
    assert not seeing.light(taken(wall, 3, 1)).is_backlit
    assert not seeing.light(taken(flat(235), 3, 1)).is_backlit
    assert not seeing.light(taken(flat(18), 3, 1)).is_backlit


def test_the_synthetic_picture_is_a_good_one() -> None:
    camera = SyntheticCapture()
    first, *_, second = (vision.planes_of(camera.read().planes)[0] for _ in range(5))
    assert seeing.cover(first) is Cover.NONE
    assert not seeing.is_blurred(second, first)
    assert not seeing.light(first).is_backlit
    assert not seeing.same_content(seeing.sample_of(first), seeing.sample_of(second))
