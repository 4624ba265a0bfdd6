"""The settings page's model: every step acts, none is lost, all can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication

from kiosk.base.config import DeviceChoice, Language, Screen
from kiosk.model.gear import DeviceList, DeviceOption
from kiosk.settings.choices import Choices
from kiosk.settings.state import ChoicesState
from kiosk.ui.models.choices import DISTANCE_CM, SCALE, ChoicesModel
from kiosk.ui.models.options import AUTO, OptionText, is_absent, name_of, options_of
from kiosk.ui.samples.technician import CHOICES, SampleChoices


class Slow(SampleChoices):
    """A disk that has not answered yet: changes are heard, and shown when `answer` is called."""

    def __init__(self, state: ChoicesState) -> None:
        super().__init__(state)
        self.asked: list[Choices] = []

    def change(self, choices: Choices) -> None:
        self.asked.append(choices)

    def answer(self) -> None:
        for choices in self.asked:
            super().change(choices)
        self.asked.clear()


class Bench:
    """The model on its port; counts chimes."""

    def __init__(self, port: SampleChoices) -> None:
        self.port = port
        self.chimes = 0
        self.model = ChoicesModel(port, self.chime)
        self.model.start()
        self.settle()
        self.model.begin()

    def chime(self) -> None:
        self.chimes += 1

    def settle(self) -> None:
        QCoreApplication.processEvents()


@pytest.fixture
def bench(qapp: QCoreApplication) -> Bench:
    return Bench(SampleChoices(CHOICES))


def test_steps_go_on_from_what_was_asked(qapp: QCoreApplication) -> None:
    """Three presses before the disk has answered are three steps."""
    port = Slow(CHOICES)
    bench = Bench(port)
    for _ in range(3):
        bench.model.volume(1)
    assert [one.volume_percent for one in port.asked] == [85, 90, 95]
    assert bench.model.volumePercent == 80
    port.answer()
    bench.settle()
    assert bench.model.volumePercent == 95
    bench.model.volume(-1)
    assert [one.volume_percent for one in port.asked] == [90]


def test_several_steps_are_one_chime(bench: Bench, qtbot: object) -> None:
    for _ in range(4):
        bench.model.volume(-1)
    qtbot.waitUntil(lambda: bench.chimes > 0, timeout=20_000)  # type: ignore[attr-defined]
    assert bench.chimes == 1


@pytest.mark.parametrize(("step", "end"), [(1, SCALE[-1]), (-1, SCALE[0])])
def test_the_scale_ends(bench: Bench, step: int, end: int) -> None:
    for _ in range(30):
        bench.model.scale(step)
        bench.settle()
    assert bench.model.scalePercent == end


@pytest.mark.parametrize(("step", "end"), [(1, DISTANCE_CM[-1]), (-1, DISTANCE_CM[0])])
def test_the_distance_ends(bench: Bench, step: int, end: int) -> None:
    for _ in range(30):
        bench.model.distance(step)
        bench.settle()
    assert bench.model.distanceCm == end


def test_a_value_of_the_file_between_two_steps_is_left_towards_the_next(
    qapp: QCoreApplication,
) -> None:
    bench = Bench(SampleChoices(replace(CHOICES, devices=DeviceChoice(volume_percent=33))))
    bench.model.volume(1)
    bench.settle()
    assert bench.model.volumePercent == 35
    bench.model.volume(-1)
    bench.settle()
    assert bench.model.volumePercent == 30


def test_everything_can_be_taken_back(bench: Bench) -> None:
    assert not bench.model.canRestore
    bench.model.offer("camera")
    bench.model.pick(AUTO)
    bench.model.volume(1)
    bench.model.mirror(False)
    bench.model.say(False)
    bench.model.speak(1)
    bench.model.scale(1)
    bench.settle()
    assert bench.model.canRestore
    assert bench.port.state.screen.language is Language.ENGLISH
    bench.model.restore()
    bench.settle()
    assert bench.port.state == CHOICES
    assert not bench.model.canRestore


def test_a_list_shows_what_is_there_and_is_closed_by_a_choice(bench: Bench) -> None:
    bench.model.offer("speaker")
    assert [row.key for row in bench.model.options] == [AUTO, "usb-jabra", "hdmi"]
    bench.model.pick("hdmi")
    bench.settle()
    assert bench.model.kind == ""
    assert bench.model.speaker == "Built-in Audio Digital Stereo (HDMI)"


def test_a_device_that_comes_while_the_list_is_open_is_listed(bench: Bench) -> None:
    bench.model.offer("camera")
    more = (*CHOICES.offered.cameras, DeviceOption("new", "New camera"))
    bench.port.state = replace(bench.port.state, offered=DeviceList(cameras=more))
    bench.port.change(Choices())
    bench.settle()
    assert bench.model.options[-1].name == "New camera"


def test_what_is_set_and_not_there_is_listed_last() -> None:
    offered = (DeviceOption("a", "A"),)
    assert options_of(offered, "gone")[-1] == OptionText("gone", "gone", True, True)
    assert is_absent(offered, "gone")
    assert not is_absent(offered, "a")
    assert not is_absent(offered, AUTO)
    assert not is_absent((), "gone")  # not looked yet


def test_names_of_strangers_are_short_and_on_one_line() -> None:
    offered = (DeviceOption("a", "Camera\n" + "x" * 500),)
    assert name_of(offered, "a") == "Camera " + "x" * 52 + "…"


def test_own_names_are_in_the_language(
    qapp: QCoreApplication, speak: Callable[[Language], None]
) -> None:
    speak(Language.VIETNAMESE)
    bench = Bench(SampleChoices(replace(CHOICES, screen=Screen())))
    bench.model.offer("camera")
    assert bench.model.options[0].name == "Tự động chọn"
    speak(Language.ENGLISH)
    bench.model.retranslate()
    assert bench.model.options[0].name == "Choose by itself"
