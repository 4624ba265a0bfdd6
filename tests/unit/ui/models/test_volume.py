"""The volume that everybody may set: steps that are heard, a range of 18 dB, nothing lost."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication

from kiosk.base.config import DeviceChoice
from kiosk.settings.choices import Choices
from kiosk.ui.models.volume import STEPS, VolumeModel
from kiosk.ui.samples.technician import CHOICES, SampleChoices


class Port(SampleChoices):
    """Hears what is asked; with `slow` the disk does not answer."""

    def __init__(self, percent: int, slow: bool = False) -> None:
        super().__init__(replace(CHOICES, devices=DeviceChoice(volume_percent=percent)))
        self.slow = slow
        self.asked: list[int | None] = []

    def change(self, choices: Choices) -> None:
        self.asked.append(choices.volume_percent)
        if not self.slow:
            super().change(choices)


def bench(percent: int, slow: bool = False) -> tuple[VolumeModel, Port]:
    port = Port(percent, slow)
    model = VolumeModel(port)
    model.start()
    QCoreApplication.processEvents()
    return model, port


def gain_db(percent: int) -> float:
    return 60 * math.log10(percent / 100)


def test_the_range_is_18_db_at_least(qapp: QCoreApplication) -> None:
    model, port = bench(80)
    for _ in range(20):
        model.quieter()
        QCoreApplication.processEvents()
    quietest = model.percent
    assert not model.canQuieter
    for _ in range(20):
        model.louder()
        QCoreApplication.processEvents()
    assert not model.canLouder
    assert gain_db(model.percent) - gain_db(quietest) >= 18
    assert quietest > 0
    assert port.state.devices.volume_percent == 100


def test_presses_before_the_disk_answers_all_count(qapp: QCoreApplication) -> None:
    model, port = bench(80, slow=True)
    model.quieter()
    model.quieter()
    assert port.asked == [70, 60]
    assert model.percent == 60


@pytest.mark.parametrize(("set_to", "louder", "quieter"), [(75, 80, 70), (20, 40, 20), (0, 40, 0)])
def test_what_a_technician_chose_is_left_towards_the_next_step(
    qapp: QCoreApplication, set_to: int, louder: int, quieter: int
) -> None:
    model, _ = bench(set_to)
    model.quieter()
    assert model.percent == quieter
    model, _ = bench(set_to)
    model.louder()
    assert model.percent == louder


def test_the_technicians_choice_is_followed(qapp: QCoreApplication) -> None:
    model, port = bench(80)
    assert (model.percent, model.step, model.steps) == (80, 5, len(STEPS))
    port.change(Choices(volume_percent=40))
    QCoreApplication.processEvents()
    assert (model.percent, model.step) == (40, 1)


def test_without_choices_there_is_no_volume(qapp: QCoreApplication) -> None:
    model = VolumeModel(None)
    model.start()
    model.louder()
    assert not model.available
