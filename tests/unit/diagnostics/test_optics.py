"""What is said of pictures whose faults are known, without a device."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.base.errors import Code, KioskError
from kiosk.devices import vision
from kiosk.diagnostics import optics
from kiosk.diagnostics.check import Check, State
from kiosk.diagnostics.starved import Meter
from kiosk.model.frames import Picture, Pixels
from tests.films import Kind, pictures

BAD = (State.WARNING, State.FAILED)


def take_of(bgr: list[Pixels], fps: float = 30.0, seconds: float = 2.0) -> optics.Take:
    """A take of these pictures, over and over, at an even pace."""
    planes = [vision.bgr_to_i420(each) for each in bgr]
    take = optics.Take()
    for number in range(round(fps * seconds)):
        take.add(Picture(planes[number % len(planes)], round(number / fps * 1e9)))
    return take


def judged(take: optics.Take) -> dict[str, Check]:
    found = list(optics.judge(take, "cam"))
    assert tuple(check.id for check in found) == optics.CHECKS
    assert {check.subject for check in found} == {"cam"}
    return {check.id: check for check in found}


def bad(take: optics.Take) -> dict[str, str]:
    return {check.id: check.fault for check in judged(take).values() if check.state in BAD}


@pytest.fixture(scope="module")
def good() -> list[Pixels]:
    return list(pictures(Kind.GOOD, 20, 30))


def scaled(bgr: list[Pixels], factor: float, more: float = 0.0) -> list[Pixels]:
    return [np.clip(each * factor + more, 0, 255).astype(np.uint8) for each in bgr]


def test_good_room_is_good(good: list[Pixels]) -> None:
    assert bad(take_of(good)) == {}


def test_dark_room_is_dark_and_nothing_more(good: list[Pixels]) -> None:
    found = judged(take_of(scaled(good, 0.28)))
    assert found["camera.brightness"].fault == "camera-dark"
    assert [key for key, check in found.items() if check.state in BAD] == ["camera.brightness"]
    assert found["camera.sharpness"].state is State.NOT_APPLICABLE


def test_glaring_picture_is_bright_and_nothing_more(good: list[Pixels]) -> None:
    assert bad(take_of(scaled(good, 0.6, 150))) == {"camera.brightness": "camera-bright"}


def test_greasy_picture_is_pale_and_nothing_more(good: list[Pixels]) -> None:
    assert bad(take_of(scaled(good, 0.2, 100))) == {"camera.contrast": "camera-pale"}


def test_one_long_gap_is_uneven_while_the_rate_is_good(good: list[Pixels]) -> None:
    take = take_of(good, seconds=1.5)
    late = 1.5 + 0.8
    for number in range(60):
        take.add(Picture(vision.bgr_to_i420(good[number % 20]), round((late + number / 60) * 1e9)))
    found = judged(take)
    assert found["camera.gap"].fault == "camera-uneven"
    assert found["camera.gap"].value == pytest.approx(833, abs=2)
    assert found["camera.rate"].state is State.OK


@pytest.mark.parametrize(("waited_s", "state"), [(0.0, State.WARNING), (1.5, State.NOT_APPLICABLE)])
def test_few_pictures_are_the_cameras_fault_only_when_the_computer_was_free(
    good: list[Pixels], waited_s: float, state: State
) -> None:
    take, clocks = optics.Take(), iter([0.0, waited_s])
    take.starved = Meter(lambda: next(clocks), lambda: 0.0, iter([0.0, 3.0]).__next__).stop()
    for number in range(45):
        planes = vision.bgr_to_i420(good[number % 20])
        take.add(Picture(planes, round(number / 15 * 1e9)))
    assert judged(take)["camera.rate"].state is state


def test_camera_that_repeats_each_picture_often_stands_still(good: list[Pixels]) -> None:
    stuttering = [each for each in good[:4] for _ in range(15)]
    assert bad(take_of(stuttering)) == {"camera.frozen": "camera-frozen"}
    twice = [each for each in good for _ in range(2)]  # half the rate is no standstill
    assert "camera.frozen" not in bad(take_of(twice))


def test_somebody_who_walks_past_does_not_cover_the_lens(good: list[Pixels]) -> None:
    hand = [np.full_like(good[0], 90)] * 10
    assert "camera.covered" not in bad(take_of([*good, *good, *good, *hand], seconds=3.0))


class Failing:
    """A camera that sends some pictures and stops."""

    name, detail, synthetic = "cam", "1280x720", False

    def __init__(self, pictures: list[Pixels]) -> None:
        self._left = [Picture(vision.bgr_to_i420(each), n) for n, each in enumerate(pictures)]

    def read(self) -> Picture:
        if not self._left:
            raise KioskError(Code.DEVICE_FAILED, "The camera has stopped.")
        return self._left.pop()

    def close(self) -> None:
        """Nothing to give back."""


@pytest.mark.parametrize("count", [0, 5])
def test_camera_that_stops_is_told_so_and_nothing_else(good: list[Pixels], count: int) -> None:
    shares: list[float] = []
    take = optics.film(Failing(good[:count]), shares.append, warm_up_s=0.0)
    assert take.stopped
    assert bad(take) == {"camera.rate": "camera-stopped"}


def test_no_picture_is_not_a_rate_of_zero_without_advice() -> None:
    assert bad(optics.Take()) == {"camera.rate": "camera-stopped"}


@given(st.lists(st.floats(0.001, 2.0), min_size=0, max_size=200))
def test_intervals_are_those_between_the_pictures(gaps_s: list[float]) -> None:
    take = optics.Take(times_s=[5.0, *(5.0 + np.cumsum(gaps_s)).tolist()])
    curve = optics.intervals(take)
    assert len(curve.x) == len(curve.y) == len(gaps_s)
    assert curve.y == pytest.approx([gap * 1000 for gap in gaps_s], abs=0.06)
