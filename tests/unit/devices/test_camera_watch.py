"""When the camera that is wished for is tried again while another stands in for it."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest

from kiosk.devices.camera_watch import Preference, SamePictureError, SamePictureWatch
from kiosk.devices.catalog import CameraChoice
from kiosk.model.frames import Picture

SPARE = CameraChoice("spare", "/nowhere/spare", "spare")


class Machine:
    """A chosen camera whose node comes and goes, and a spare one."""

    def __init__(self, folder: Path) -> None:
        self.node = folder / "video0"
        self.chosen = CameraChoice("chosen", str(self.node), "chosen")
        self.preference = Preference("chosen", self.look)

    def look(self, wish: str) -> list[CameraChoice]:
        assert wish == "chosen"
        return [self.chosen, SPARE] if self.node.exists() else [SPARE]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_chosen_camera_that_runs_is_never_left(machine: Machine) -> None:
    machine.node.touch()
    machine.preference.opened(machine.chosen, 0.0)
    assert not machine.preference.is_due(10_000.0)


def test_chosen_camera_that_comes_is_tried_at_once(machine: Machine) -> None:
    machine.preference.opened(SPARE, 0.0)
    assert not machine.preference.is_due(100.0)
    machine.node.touch()
    assert machine.preference.is_due(100.1)


def test_chosen_camera_that_does_not_open_is_tried_less_and_less(machine: Machine) -> None:
    machine.node.touch()
    machine.preference.opened(SPARE, 0.0)
    tries = []
    for tick in range(3000):
        if machine.preference.is_due(float(tick)):
            tries.append(tick)
            machine.preference.opened(SPARE, float(tick))
    gaps = [second - first for first, second in itertools.pairwise(tries)]
    assert tries[0] <= 2
    assert 600 <= gaps[-1] <= 901
    assert len(tries) < 10


def test_chosen_camera_that_was_plugged_in_again_is_new(machine: Machine) -> None:
    machine.node.touch()
    machine.preference.opened(SPARE, 0.0)
    assert not machine.preference.is_due(0.5)
    machine.node.rename(machine.node.with_name("pulled"))
    assert not machine.preference.is_due(0.6)
    machine.node.touch()
    assert machine.preference.is_due(0.7)


def test_auto_and_the_synthetic_camera_have_nothing_better(tmp_path: Path) -> None:
    (tmp_path / "video1").touch()
    first = CameraChoice("other", str(tmp_path / "video1"), "other")
    preference = Preference("auto", lambda _wish: [first, SPARE])
    preference.opened(SPARE, 0.0)
    assert not preference.is_due(10_000.0)
    preference.opened(None, 0.0)
    assert not preference.is_due(10_000.0)


def test_same_picture_is_a_failure_and_one_changed_pixel_in_256_is_life() -> None:
    planes = np.zeros((72, 64), np.uint8)
    watch = SamePictureWatch(0.0)
    assert watch.lives(Picture(planes, 0))
    changed = planes.copy()
    changed[16, 32] = 1
    assert watch.lives(Picture(changed, 1))
    with pytest.raises(SamePictureError):
        watch.lives(Picture(changed, 2))


def test_picture_at_which_it_froze_is_not_shown_again_until_it_has_moved() -> None:
    dark, light = (Picture(np.full((72, 64), value, np.uint8), 0) for value in (0, 200))
    first = SamePictureWatch(0.0)
    assert first.lives(dark)
    with pytest.raises(SamePictureError) as stopped:
        first.lives(dark)
    watch = SamePictureWatch(60.0, stopped.value.sample)
    assert not watch.lives(dark)
    assert watch.lives(light)
    assert watch.lives(dark)  # the lens cover, closed once more
