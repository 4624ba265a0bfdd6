"""What the screen shows of the rest, and what its button asks for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.model.gear import STARTING, Devices, DeviceState, DeviceStatus
from kiosk.session.state import SessionState
from kiosk.ui.models.rest import RestModel
from kiosk.ui.samples.ports import SampleRest
from tests.qml.conftest import until

RUNS = DeviceState(DeviceStatus.RUNNING)
ASLEEP = SessionState(media_alive=True, resting=True)
OPENING = replace(ASLEEP, resting=False)


@pytest.fixture
def port(qapp: object) -> SampleRest:
    return SampleRest(trial=True)


def test_it_follows_the_session_and_a_trial(port: SampleRest) -> None:
    model = RestModel(port)
    model.start()
    model.show(ASLEEP)
    assert model.rests
    assert until(lambda: model.trial)
    model.show(OPENING)
    assert not model.rests


def test_a_rest_that_does_not_work_is_no_rest(port: SampleRest) -> None:
    model = RestModel(port)
    model.show(replace(ASLEEP, media_alive=False))
    assert not model.rests


def test_the_chime_of_a_trial_waits_until_everything_is_open_and_comes_once(
    port: SampleRest,
) -> None:
    model = RestModel(port)
    chimes: list[None] = []
    model.ready.connect(lambda: chimes.append(None))
    model.show(replace(OPENING, devices=Devices(RUNS, RUNS, RUNS)))
    assert not chimes  # nobody tries anything
    model.show(ASLEEP)
    model.try_devices()
    assert port.told == ["try"]
    model.show(replace(OPENING, devices=Devices(RUNS, RUNS, STARTING)))
    assert not chimes
    lost = DeviceState(DeviceStatus.FAILED)
    model.show(replace(OPENING, devices=Devices(lost, RUNS, RUNS)))
    model.show(replace(OPENING, devices=Devices(RUNS, RUNS, RUNS)))
    assert len(chimes) == 1


def test_a_technician_is_told_once_each_way(port: SampleRest) -> None:
    model = RestModel(port)
    for there in (False, True, True, False):
        model.technician(there)
    assert port.told == ["technician True", "technician False"]


def test_without_a_port_nothing_happens(qapp: object) -> None:
    model = RestModel(None)
    model.start()
    model.try_devices()
    model.technician(True)
    assert not model.trial
