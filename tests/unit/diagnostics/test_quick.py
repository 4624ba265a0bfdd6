"""The quick set: what the home screen is told of the machine without disturbing it."""

from __future__ import annotations

import logging
import sys
import time
from dataclasses import replace
from datetime import datetime

import pytest

from kiosk.base.config import Language, Settings
from kiosk.base.errors import Code
from kiosk.diagnostics import quick
from kiosk.diagnostics.catalogue import advice
from kiosk.diagnostics.check import Check, Group, Request, State, encode
from kiosk.diagnostics.runner import Plan
from kiosk.diagnostics.state import QuickState
from kiosk.model.gear import STARTING, Devices, DeviceState, DeviceStatus, Vitals
from kiosk.model.meeting import POINT_ZONE, Agenda, AgendaState
from kiosk.model.room import Network

RUNNING = DeviceState(DeviceStatus.RUNNING, name="USB")
WELL = quick.Live(
    now=datetime(2026, 11, 25, 12, tzinfo=POINT_ZONE),
    devices=Devices(RUNNING, RUNNING, RUNNING),
    vitals=Vitals(30.0, 120.0, False, -60.0, 0.01),
    volume_percent=80,
    agenda=Agenda(AgendaState.FRESH),
    network=Network.GOOD,
)


def failed(code: Code) -> DeviceState:
    return DeviceState(DeviceStatus.FAILED, problem=code.value)


def faults(live: quick.Live) -> dict[str, tuple[str, str]]:
    checks = quick.from_live(live)
    return {one.id: (one.state.value, one.fault) for one in checks if one.fault}


def test_nothing_is_said_of_a_healthy_machine() -> None:
    assert faults(WELL) == {}
    assert QuickState(quick.from_live(WELL)).worst is None


@pytest.mark.parametrize("kind", ["camera", "microphone", "speaker"])
@pytest.mark.parametrize(
    ("code", "cause"),
    [(Code.DEVICE_ABSENT, "absent"), (Code.DEVICE_BUSY, "busy"), (Code.DEVICE_FAILED, "failed")],
)
def test_a_broken_device_is_told_and_no_other(kind: str, code: Code, cause: str) -> None:
    states = {"camera": RUNNING, "microphone": RUNNING, "speaker": RUNNING, kind: failed(code)}
    live = replace(WELL, devices=Devices(**states))
    assert faults(live) == {f"{kind}.quick": ("failed", f"quick-{kind}-{cause}")}


def test_a_media_process_that_does_not_start_is_told_in_its_own_words() -> None:
    broken = failed(Code.MEDIA_PROCESS)
    live = replace(WELL, devices=Devices(broken, broken, broken))
    assert set(faults(live).values()) == {("failed", "quick-media")}
    worst = QuickState(quick.from_live(live)).worst
    assert worst is not None
    assert "hình và tiếng" in advice(worst, Language.VIETNAMESE)


def test_a_frozen_picture_is_told() -> None:
    live = replace(WELL, devices=Devices(failed(Code.DEVICE_SILENT), RUNNING, RUNNING))
    assert faults(live) == {"camera.quick": ("failed", "quick-camera-silent")}


def test_a_covered_lens_and_a_muted_microphone_are_told() -> None:
    live = replace(WELL, vitals=Vitals(30.0, 3.0, True, -100.0, 1.0))
    assert faults(live) == {
        "camera.quick": ("warning", "quick-camera-covered"),
        "microphone.quick": ("failed", "quick-microphone-muted"),
    }


def test_a_test_tone_with_pauses_is_no_muted_microphone() -> None:
    tone = DeviceState(DeviceStatus.RUNNING, name="synthetic", synthetic=True)
    live = replace(
        WELL, devices=Devices(tone, tone, tone), vitals=Vitals(microphone_zero_share=1.0)
    )
    assert faults(live) == {}


def test_what_still_starts_is_not_judged() -> None:
    live = replace(
        WELL,
        devices=Devices(STARTING, STARTING, STARTING),
        network=Network.UNKNOWN,
        agenda=Agenda(AgendaState.LOADING),
    )
    devices = [one for one in quick.from_live(live) if one.id != "computer.program"]
    assert "computer.clock" in [one.id for one in devices]
    assert {one.state for one in devices} == {State.NOT_APPLICABLE}


def test_part_of_the_program_that_keeps_dying_is_told_in_one_sentence_until_it_runs() -> None:
    failing = replace(WELL, failing=("session",))
    assert faults(failing) == {"computer.program": ("failed", "quick-program")}
    checks = quick.from_live(failing)
    worst = QuickState(checks).worst
    assert worst is not None
    assert "gọi kỹ thuật" in advice(worst, Language.VIETNAMESE)
    assert "call for help" in advice(worst, Language.ENGLISH)
    assert QuickState(quick.renewed(checks, WELL)).worst is None


@pytest.mark.parametrize(
    ("agenda", "expected"),
    [
        (Agenda(AgendaState.STALE, problem=Code.CALENDAR_UNREACHABLE), ("warning", "")),
        (Agenda(AgendaState.FAILED, problem=Code.CALENDAR_UNREACHABLE), ("failed", "")),
        (Agenda(AgendaState.STALE, problem=Code.CALENDAR_LOGIN), ("failed", "-login")),
    ],
)
def test_a_calendar_that_is_away(agenda: Agenda, expected: tuple[str, str]) -> None:
    state, more = expected
    assert faults(replace(WELL, agenda=agenda)) == {
        "calendar.quick": (state, f"quick-calendar{more}")
    }


def test_the_worst_is_what_the_home_screen_says() -> None:
    live = replace(
        WELL,
        network=Network.WEAK,
        devices=Devices(RUNNING, failed(Code.DEVICE_ABSENT), RUNNING),
    )
    worst = QuickState(quick.from_live(live)).worst
    assert worst is not None
    assert worst.id == "microphone.quick"
    assert advice(worst, Language.VIETNAMESE) == "Chưa thấy micrô. Xin cắm lại dây micrô."


@pytest.mark.parametrize("ahead_s", [0.4, -59.0, 300.0, -300.0])
def test_a_clock_that_is_nearly_right_is_not_told_of(ahead_s: float) -> None:
    assert faults(replace(WELL, clock_ahead_s=ahead_s)) == {}


@pytest.mark.parametrize("ahead_s", [3600.0, -3600.0, 365 * 86_400.0, -365 * 86_400.0])
def test_a_clock_that_is_wrong_is_told_once_with_whom_to_call(ahead_s: float) -> None:
    agenda = Agenda(AgendaState.FAILED, problem=Code.CLOCK.value)
    live = replace(WELL, clock_ahead_s=ahead_s, agenda=agenda)
    assert faults(live) == {"computer.clock": ("failed", "quick-clock")}
    worst = QuickState(quick.from_live(live)).worst
    assert worst is not None
    said = advice(worst, Language.VIETNAMESE)
    assert said == "Đồng hồ của máy sai. Xin gọi kỹ thuật chỉnh giờ."
    assert QuickState(quick.renewed(quick.from_live(live), WELL)).worst is None


async def test_the_clock_that_a_probe_has_compared_is_handed_on_and_not_summed_up() -> None:
    clock = Check("network.clock", State.FAILED, 86_400.0, fault="network-clock-ahead")
    heard: list[Check] = []
    asked = plans(
        network=printing(clock, Check("network.link", State.OK, "eth0")),
        meeting=printing(),
        computer=printing(),
    )
    found = await quick.measure(request, lambda: WELL, asked, hear=heard.append)
    assert [one.value for one in heard] == [86_400.0]
    assert {one.id: one.state for one in found}["network.quick"] is State.OK, "no fault of cables"
    assert [one.fault for one in found if one.fault] == []


def plans(**scripts: str) -> dict[Group, Plan]:
    return {
        Group(name): Plan("servers", 60.0, (sys.executable, "-c", script))
        for name, script in scripts.items()
    }


def printing(*checks: Check) -> str:
    return "\n".join(f"print({encode(check).decode().strip()!r})" for check in checks)


def request(group: Group, question: str) -> Request:
    assert question == quick.QUESTION
    return Request(group, Settings())


async def test_probes_are_asked_and_summed_up() -> None:
    disk = Check("computer.probe", State.FAILED, fault="probe-died", subject="C:")
    asked = plans(
        network=printing(Check("network.link", State.OK, "eth0")),
        meeting=printing(),
        computer=printing(msgspec_replace(disk, "computer.disk")),
    )
    checks = {one.id: one for one in await quick.measure(request, lambda: WELL, asked)}
    assert checks["network.quick"].state is State.OK
    assert checks["meeting.quick"].state is State.NOT_APPLICABLE
    assert checks["computer.quick"].fault == "quick-computer"
    assert checks["computer.quick"].facts["cause"] == "computer.disk"


def msgspec_replace(check: Check, check_id: str) -> Check:
    return Check(check_id, check.state, fault=check.fault, subject=check.subject)


async def test_probes_that_hang_neither_hold_it_up_nor_raise_an_alarm(
    caplog: pytest.LogCaptureFixture,
) -> None:
    sleeping = "import time; time.sleep(600)"
    begun = time.monotonic()
    checks = await quick.measure(
        request, lambda: WELL, plans(network=sleeping, meeting=sleeping, computer=sleeping)
    )
    assert time.monotonic() - begun < 30, "far more than its bound"
    assert [one.fault for one in checks if one.fault] == []
    assert [one.message for one in caplog.records if one.levelno >= logging.WARNING] == []


def test_a_device_that_comes_back_is_no_longer_told_of() -> None:
    gone = replace(WELL, devices=Devices(failed(Code.DEVICE_ABSENT), RUNNING, RUNNING))
    before = (
        *quick.from_live(gone),
        Check("computer.quick", State.FAILED, fault="quick-computer"),
    )
    after = QuickState(quick.renewed(before, WELL))
    assert [one.fault for one in after.checks if one.fault] == ["quick-computer"]


def test_what_a_probe_found_wrong_with_the_line_stays_until_the_next_one() -> None:
    before = (Check("network.quick", State.FAILED, fault="quick-network"),)
    after = quick.renewed(before, WELL)
    assert [one.fault for one in after if one.fault] == ["quick-network"]


@pytest.mark.parametrize(("start_s", "factor"), [(0.5, 1.0), (1.5, 1.0), (3.0, 2.0), (60.0, 4.0)])
def test_a_slow_machine_gets_more_time(start_s: float, factor: float) -> None:
    assert quick.patience(start_s) == factor
