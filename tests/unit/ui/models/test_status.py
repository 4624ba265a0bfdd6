from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.base.config import Language
from kiosk.base.errors import Code
from kiosk.diagnostics import catalogue
from kiosk.diagnostics.catalogue import found
from kiosk.diagnostics.check import Check, State
from kiosk.diagnostics.state import QuickState
from kiosk.model.gear import Devices, DeviceState, DeviceStatus
from kiosk.model.meeting import AgendaState
from kiosk.model.room import Network
from kiosk.ui.models.devices import DeviceModel
from kiosk.ui.models.status import StatusModel, to_say
from kiosk.ui.models.status_rows import StatusEntry

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
def model(devices: DeviceModel) -> StatusModel:
    return StatusModel(devices, Language.VIETNAMESE)


def tell(model: StatusModel, *checks: Check) -> None:
    model.show(QuickState(checks))


def row(model: StatusModel, kind: str) -> tuple[str, str] | None:
    """Sign and words of this kind's row; None: it has none."""
    rows: list[StatusEntry] = model.rows  # type: ignore[assignment]
    return next(((str(one.sign), str(one.line)) for one in rows if one.kind == kind), None)


def live(devices: DeviceModel, kind: str) -> tuple[str, str]:
    return next((one.sign, one.line) for one in devices.rows() if one.kind == kind)


def kinds(model: StatusModel) -> list[object]:
    rows: list[StatusEntry] = model.rows  # type: ignore[assignment]
    return [one.kind for one in rows]


def test_without_findings_the_devices_speak(model: StatusModel, devices: DeviceModel) -> None:
    assert kinds(model) == ["camera", "microphone", "speaker", "network"]
    for kind in ("camera", "microphone", "speaker", "network"):
        assert row(model, kind) == live(devices, kind)
    assert row(model, "camera") == ("good", "Máy quay: tốt")
    assert model.sentence == ""


def test_a_finding_changes_its_row_and_only_that(model: StatusModel, devices: DeviceModel) -> None:
    tell(model, COVERED)
    assert row(model, "camera") == ("warn", "Máy quay: bị che")
    assert devices.camera == "good"
    for kind in ("microphone", "speaker", "network"):
        assert row(model, kind) == live(devices, kind)


def test_a_worse_live_state_wins(model: StatusModel, devices: DeviceModel) -> None:
    tell(model, COVERED, LINE)
    devices.show(Devices(ABSENT, RUNNING, RUNNING), Network.LOST)
    assert live(devices, "camera")[0] == live(devices, "network")[0] == "bad"
    assert row(model, "camera") == live(devices, "camera")
    assert row(model, "network") == live(devices, "network")


def test_devices_that_change_are_told_on(model: StatusModel, devices: DeviceModel) -> None:
    changes: list[None] = []
    rows: list[StatusEntry] = model.rows  # type: ignore[assignment]
    rows[0].changed.connect(lambda: changes.append(None))
    devices.show(Devices(ABSENT, RUNNING, RUNNING), Network.GOOD)
    assert changes
    assert rows[0].sign == "bad"
    assert model.rows == rows


def test_the_line(model: StatusModel) -> None:
    tell(model, LINE)
    assert row(model, "network") == ("bad", "Mạng: trục trặc")


def test_what_has_no_row_gets_one_while_it_lasts(model: StatusModel) -> None:
    tell(model, MEETING, DISK)
    assert row(model, "") == ("bad", "Phòng họp: chưa kết nối được")
    tell(model, found("meeting.quick", State.OK))
    assert row(model, "") is None


def test_one_sentence_the_worst_first(model: StatusModel) -> None:
    tell(model, COVERED, DISK)
    assert model.sentence.startswith(catalogue.advice(DISK, Language.VIETNAMESE))
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
    assert to_say(QuickState((CALENDAR, COVERED)), agenda).worst == said


def test_agenda_decides_on_the_screen_too(model: StatusModel) -> None:
    tell(model, CALENDAR)
    model.show_agenda(AgendaState.FAILED)
    assert (model.sentence, row(model, "")) == ("", None)
    model.show_agenda(AgendaState.STALE)
    assert model.sentence
    assert row(model, "") == ("bad", "Lịch họp: chưa mở được")


def test_language(model: StatusModel, speak: Speak) -> None:
    tell(model, COVERED)
    speak(Language.ENGLISH)
    model.speak(Language.ENGLISH)
    assert row(model, "camera") == ("warn", "Camera: covered")
    assert model.sentence == catalogue.advice(COVERED, Language.ENGLISH)


MUTED = found("microphone.quick", State.FAILED, fault="quick-microphone-muted")
DEAD = [
    found(f"{name}.quick", State.FAILED, fault="quick-media")
    for name in ("camera", "microphone", "speaker")
]
MORE = {
    Language.VIETNAMESE: ["Còn 1 chỗ nữa cần chú ý.", "Còn 2 chỗ nữa cần chú ý."],
    Language.ENGLISH: ["1 more thing needs attention.", "2 more things need attention."],
}


@pytest.mark.parametrize(
    ("checks", "count"),
    [
        ([found("camera.quick", State.OK)], 0),
        ([found("camera.quick", State.OK), DISK], 1),
        ([COVERED, MUTED, MEETING], 3),
        (DEAD, 1),  # one cause
    ],
)
def test_every_fault_is_counted(model: StatusModel, checks: list[Check], count: int) -> None:
    tell(model, *checks)
    assert model.faults == count


def test_what_the_screen_says_already_is_not_counted(model: StatusModel) -> None:
    tell(model, MUTED, CALENDAR)
    assert model.faults == 1
    model.show_agenda(AgendaState.STALE)
    assert model.faults == 2


@pytest.mark.parametrize("language", list(Language))
def test_the_sentence_says_how_much_more_there_is(model: StatusModel, language: Language) -> None:
    model.speak(language)
    said = []
    for count in (1, 2, 3):
        tell(model, *(MUTED, COVERED, MEETING)[:count])
        said.append(model.sentence)
    assert said[1:] == [f"{said[0]} {more}" for more in MORE[language]]


@pytest.mark.parametrize(
    ("network", "sign"),
    [
        (Network.GOOD, "good"),
        (Network.UNKNOWN, "wait"),
        (Network.WEAK, "warn"),
        (Network.LOST, "bad"),
    ],
)
def test_a_weak_line_is_a_warning_and_a_lost_one_a_fault(
    devices: DeviceModel, model: StatusModel, network: Network, sign: str
) -> None:
    devices.show(Devices(RUNNING, RUNNING, RUNNING), network)
    assert live(devices, "network")[0] == sign
    assert row(model, "network") == live(devices, "network")
