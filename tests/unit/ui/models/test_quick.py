from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.base.config import Language
from kiosk.base.errors import Code
from kiosk.diagnostics import catalogue
from kiosk.diagnostics.catalogue import found
from kiosk.diagnostics.check import Check, State
from kiosk.diagnostics.state import QuickState
from kiosk.model.meeting import AgendaState
from kiosk.model.wire import Devices, DeviceState, DeviceStatus, Network
from kiosk.ui.models.devices import DeviceModel
from kiosk.ui.models.quick import QuickModel, worst_to_say

RUNNING = DeviceState(DeviceStatus.RUNNING)
ABSENT = DeviceState(DeviceStatus.FAILED, problem=Code.DEVICE_ABSENT.value)
COVERED = found("camera.quick", State.WARNING, fault="quick-camera-covered")
CALENDAR = found("calendar.quick", State.FAILED, fault="quick-calendar-login")
MEETING = found("meeting.quick", State.FAILED, fault="quick-meeting")
LINE = found("network.quick", State.FAILED, fault="quick-network")
DISK = found("computer.quick", State.FAILED, fault="quick-computer")

Speak = Callable[[Language], None]


@pytest.fixture
def devices(speak: Speak) -> DeviceModel:
    speak(Language.VIETNAMESE)
    model = DeviceModel()
    model.show(Devices(RUNNING, RUNNING, RUNNING), Network.GOOD)
    return model


@pytest.fixture
def model(devices: DeviceModel) -> QuickModel:
    return QuickModel(devices, Language.VIETNAMESE)


def tell(model: QuickModel, *checks: Check) -> None:
    model.show(QuickState(checks))


def test_without_findings_the_devices_speak(model: QuickModel, devices: DeviceModel) -> None:
    assert model.camera == devices.camera == "good"
    assert model.cameraLine == devices.cameraLine
    assert model.networkLine == devices.networkLine
    assert (model.extra, model.sentence) == ("", "")


def test_a_finding_changes_its_row_and_only_that(model: QuickModel, devices: DeviceModel) -> None:
    tell(model, COVERED)
    assert (model.camera, model.cameraLine) == ("warn", "Máy quay: bị che")
    assert devices.camera == "good"
    assert (model.microphone, model.speaker, model.network) == ("good", "good", "good")


def test_a_worse_live_state_wins(model: QuickModel, devices: DeviceModel) -> None:
    tell(model, COVERED, LINE)
    devices.show(Devices(ABSENT, RUNNING, RUNNING), Network.LOST)
    assert (model.camera, model.cameraLine) == ("bad", devices.cameraLine)
    assert model.networkLine == devices.networkLine


def test_devices_that_change_are_told_on(model: QuickModel, devices: DeviceModel) -> None:
    changes: list[None] = []
    model.changed.connect(lambda: changes.append(None))
    devices.show(Devices(ABSENT, RUNNING, RUNNING), Network.GOOD)
    assert changes
    assert model.camera == "bad"


def test_the_line(model: QuickModel) -> None:
    tell(model, LINE)
    assert (model.network, model.networkLine) == ("bad", "Mạng: trục trặc")


def test_what_has_no_row_gets_one_while_it_lasts(model: QuickModel) -> None:
    tell(model, MEETING, DISK)
    assert (model.extra, model.extraLine) == ("bad", "Phòng họp: chưa kết nối được")
    tell(model, found("meeting.quick", State.OK))
    assert (model.extra, model.extraLine) == ("", "")


def test_one_sentence_the_worst_first(model: QuickModel) -> None:
    tell(model, COVERED, DISK)
    assert model.sentence == catalogue.advice(DISK, Language.VIETNAMESE)
    assert model.failed
    tell(model, COVERED)
    assert model.sentence == catalogue.advice(COVERED, Language.VIETNAMESE)
    assert not model.failed


@pytest.mark.parametrize(
    ("agenda", "said"),
    [
        (AgendaState.STALE, CALENDAR),
        (AgendaState.FAILED, COVERED),
        (AgendaState.LOADING, COVERED),
    ],
)
def test_the_calendar_is_not_told_twice(agenda: AgendaState, said: Check) -> None:
    """Where there is no agenda at all, the middle of the screen says so."""
    assert worst_to_say(QuickState((CALENDAR, COVERED)), agenda) == said


def test_agenda_decides_on_the_screen_too(model: QuickModel) -> None:
    tell(model, CALENDAR)
    model.show_agenda(AgendaState.FAILED)
    assert (model.sentence, model.extra) == ("", "")
    model.show_agenda(AgendaState.STALE)
    assert model.sentence
    assert model.extraLine == "Lịch họp: chưa mở được"


def test_language(model: QuickModel, speak: Speak) -> None:
    tell(model, COVERED)
    speak(Language.ENGLISH)
    model.speak(Language.ENGLISH)
    assert model.cameraLine == "Camera: covered"
    assert model.sentence == catalogue.advice(COVERED, Language.ENGLISH)
