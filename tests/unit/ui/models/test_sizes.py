from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.ui.models.sizes import CAP_HEIGHT, Panel, _fits, apart_px, fitted, side_px, wished


def panel(width: int, height: int, inches: float, distance_cm: int = 60) -> Panel:
    width_mm = inches * 25.4 * width / math.hypot(width, height)
    return Panel(width, height, width_mm, distance_cm)


@pytest.mark.parametrize("inches", [15.6, 21.5, 24, 32])
def test_full_hd_panels_keep_the_millimetres(inches: float) -> None:
    at = panel(1920, 1080, inches)
    sizes = fitted(at)
    assert sizes.main_button >= 60 * at.px_per_mm - 1
    assert sizes.control >= 20 * at.px_per_mm - 1
    assert sizes.body * CAP_HEIGHT >= 7.2 * at.px_per_mm - 1
    assert sizes.small * CAP_HEIGHT >= 5.2 * at.px_per_mm - 1


def test_large_panel_keeps_the_designs_proportions() -> None:
    sizes = fitted(panel(1920, 1080, 32))
    assert (sizes.main_button, sizes.control, sizes.body) == (256, 100, 36)


def test_gaps_give_way_before_anything_else() -> None:
    at = panel(1920, 1080, 15.6)
    wish, sizes = wished(at), fitted(at)
    assert sizes.gap < wish.gap - 1
    assert sizes.body == math.floor(wish.body)
    assert sizes.main_button == math.floor(wish.main_button)


def test_further_away_is_larger() -> None:
    near, far = panel(1920, 1080, 24, 60), panel(1920, 1080, 24, 100)
    assert fitted(far).body > fitted(near).body


@given(
    st.integers(640, 4096), st.integers(480, 4096), st.floats(7, 60), st.integers(30, 300)
)  # fmt: skip
def test_whatever_the_panel_the_estimate_fits(
    width: int, height: int, inches: float, distance_cm: int
) -> None:
    at = panel(width, height, inches, distance_cm)
    sizes = fitted(at)
    assert _fits(sizes, at)
    assert sizes.small <= sizes.body


def test_scale_makes_everything_larger_where_there_is_room() -> None:
    at = panel(3840, 2160, 43)
    larger = Panel(at.width_px, at.height_px, at.width_mm, at.distance_cm, 120)
    smaller = Panel(at.width_px, at.height_px, at.width_mm, at.distance_cm, 80)
    for name in ("control", "body", "small", "gap"):
        plain = getattr(wished(at), name)
        assert getattr(wished(larger), name) == pytest.approx(1.2 * plain)
        assert getattr(wished(smaller), name) == pytest.approx(0.8 * plain)
    assert fitted(larger).body > fitted(at).body
    assert fitted(smaller) == fitted(at)


@pytest.mark.parametrize("scale", [80, 100, 150])
@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1920, 1080), (1080, 1920)])
def test_what_is_scaled_still_fits(width: int, height: int, scale: int) -> None:
    at = panel(width, height, 15.6, 200)
    scaled = Panel(at.width_px, at.height_px, at.width_mm, at.distance_cm, scale)
    assert _fits(fitted(scaled), scaled)


@given(
    st.sampled_from([(1366, 768), (1920, 1080), (1280, 800), (1080, 1920), (3840, 2160)]),
    st.floats(10, 45),
    st.integers(50, 200),
    st.integers(40, 200),
)
def test_no_wish_makes_anything_smaller_than_usual(
    size: tuple[int, int], inches: float, scale: int, distance_cm: int
) -> None:
    """A wish for 120 % made the green button 47 mm high, one for 80 % controls of 15.8 mm."""
    usual = panel(*size, inches, distance_cm)
    wish = replace(usual, scale_percent=scale)
    for name in ("main_button", "control", "gap", "title", "body", "small"):
        assert getattr(fitted(wish), name) >= getattr(fitted(usual), name), name


@pytest.mark.parametrize(
    ("width", "height", "inches"), [(1366, 768, 15.6), (1920, 1080, 15.6), (1920, 1080, 21.5)]
)
def test_large_text_is_larger_and_the_millimetres_stay(
    width: int, height: int, inches: float
) -> None:
    usual = panel(width, height, inches)
    sizes = fitted(replace(usual, scale_percent=130))
    assert sizes.body >= 1.08 * fitted(usual).body
    assert sizes.main_button >= 60 * usual.px_per_mm - 1
    assert sizes.control >= 20 * usual.px_per_mm - 1


@pytest.mark.parametrize("inches", [15.6, 21.5, 24, 32])
def test_controls_are_5_mm_apart_and_the_sides_as_the_design_has_them(inches: float) -> None:
    for width, height in ((1366, 768), (1920, 1080), (1080, 1920)):
        at = panel(width, height, inches)
        assert apart_px(at, fitted(at)) >= 5 * at.px_per_mm - 1
        assert side_px(at, fitted(at)) >= 0.028 * width
