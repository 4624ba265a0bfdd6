"""The small set of checks that runs by itself: what is known anyway, and the quick probes.

It disturbs nothing: camera and sound are judged by what the media process delivers, calendar and
line by what the kiosk has just done with them. Only network, meeting server and computer are asked
by probes, for less than five seconds. One check a group, for the home screen.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from kiosk.base.clockcheck import WRONG_S
from kiosk.base.errors import Code
from kiosk.diagnostics.catalogue import found
from kiosk.diagnostics.check import Check, Finding, Group, Request, State
from kiosk.diagnostics.runner import Plan, RunHandlers, Runner
from kiosk.model.gear import DeviceKind, Devices, DeviceState, DeviceStatus, Vitals
from kiosk.model.meeting import Agenda, AgendaState
from kiosk.model.room import Network

ALL_S = 4.5
"""The set is to be over within five seconds on a PC that starts the kiosk in `START_S`."""
START_S = 1.5
"""Start to home on a quick PC (docs/performance.md); who takes longer has that much more time."""
MOST_PATIENCE = 4.0
QUESTION = "quick"
PROBED = (Group.NETWORK, Group.MEETING, Group.COMPUTER)
CLOCK = "network.clock"
_MUTED_SHARE = 0.999
"""Of exact zeros: a live microphone has noise in its last bit, however quiet the room."""

_DEVICE_FAULTS = {
    Code.DEVICE_ABSENT.value: "absent",
    Code.DEVICE_BUSY.value: "busy",
    Code.DEVICE_SILENT.value: "silent",
}


@dataclass(frozen=True, slots=True)
class Live:
    """What the kiosk knows of itself without asking."""

    now: datetime
    devices: Devices
    vitals: Vitals
    volume_percent: int
    agenda: Agenda
    network: Network
    clock_ahead_s: float | None = None
    """How far the PC's clock is ahead of a server's; None: not known."""
    failing: tuple[str, ...] = ()
    """Parts of the core that die again and again."""
    resting: bool = False
    """The devices are closed: what was found last holds."""

    @property
    def clock_is_wrong(self) -> bool:
        """By so much that people see it."""
        return self.clock_ahead_s is not None and abs(self.clock_ahead_s) > WRONG_S


def from_live(live: Live) -> tuple[Check, ...]:
    """The program itself, the clock, camera, microphone, loudspeaker, line and calendar.

    Devices that rest are not looked at.
    """
    devices = () if live.resting else (_camera(live), _microphone(live), _speaker(live))
    return (
        _program(live.failing),
        _clock(live),
        *devices,
        _line(live.network),
        _calendar(live.agenda),
    )


def renewed(checks: Sequence[Check], live: Live) -> tuple[Check, ...]:
    """Earlier checks with what is known without asking brought up to date.

    What a probe found wrong with the line stays until the next probe.
    """
    fresh = {check.id: check for check in from_live(live)}
    probed = {check.id: check for check in checks if check.fault == "quick-network"}
    if fresh["network.quick"].state is State.OK:
        fresh |= probed
    return tuple(fresh.pop(check.id, check) for check in checks) + tuple(fresh.values())


def patience(start_s: float) -> float:
    """By what the set's time is multiplied on a PC whose kiosk took so long to its home screen."""
    return min(MOST_PATIENCE, max(1.0, start_s / START_S))


async def measure(
    make_request: Callable[[Group, str], Request],
    live: Callable[[], Live],
    plans: dict[Group, Plan],
    all_s: float = ALL_S,
    hear: Callable[[Check], None] = lambda _check: None,
) -> tuple[Check, ...]:
    """Ask the quick probes, then take what is known. A probe that is too slow says nothing.

    `hear` is told of the clock that a probe has compared; `live` judges it.
    """
    found_by: dict[Group, list[Check]] = {group: [] for group in PROBED}

    async def begin(_group: Group) -> None:
        """Nothing is lent to them."""

    def take(group: Group, finding: Finding) -> None:
        if isinstance(finding, Check) and finding.id == CLOCK:
            hear(finding)
        elif isinstance(finding, Check) and not finding.id.endswith(".probe"):
            found_by[group].append(finding)

    handlers = RunHandlers(begin, take, lambda _group: None)
    own_lanes = {group: _alone(plans[group], group) for group in PROBED}
    runner = Runner(
        lambda group: make_request(group, QUESTION),
        handlers,
        plans=own_lanes,
        all_s=all_s,
        slow=logging.INFO,  # nothing is said of it on the screen either
    )
    await runner.run(PROBED)
    checks = {check.id: check for check in from_live(live())}
    if checks["network.quick"].state is State.OK:
        checks["network.quick"] = _summed(Group.NETWORK, found_by[Group.NETWORK])
    for group in (Group.MEETING, Group.COMPUTER):
        check = _summed(group, found_by[group])
        checks[check.id] = check
    return tuple(checks.values())


def _alone(plan: Plan, group: Group) -> Plan:
    return Plan(group.value, plan.limit_s, plan.command)


def _summed(group: Group, checks: Sequence[Check]) -> Check:
    """One check for a probed group: only what has failed is worth a sentence at home."""
    failed = next((check for check in checks if check.state is State.FAILED), None)
    if failed is None:
        told = any(check.state is not State.NOT_APPLICABLE for check in checks)
        return found(f"{group.value}.quick", State.OK if told else State.NOT_APPLICABLE)
    return found(
        f"{group.value}.quick",
        State.FAILED,
        fault=f"quick-{group.value}",
        facts={"cause": failed.id, "subject": failed.subject},
    )


def _program(failing: tuple[str, ...]) -> Check:
    if not failing:
        return found("computer.program", State.OK)
    facts = {"parts": ", ".join(failing)}
    return found("computer.program", State.FAILED, fault="quick-program", facts=facts)


def _clock(live: Live) -> Check:
    """How far it is off stands in the history and in the technician's own check."""
    if live.clock_ahead_s is None:
        return found("computer.clock", State.NOT_APPLICABLE)
    if live.clock_is_wrong:
        return found("computer.clock", State.FAILED, fault="quick-clock")
    return found("computer.clock", State.OK)


def _camera(live: Live) -> Check:
    device = live.devices.camera
    if device.status is DeviceStatus.RUNNING and live.vitals.camera_covered:
        return found("camera.quick", State.WARNING, fault="quick-camera-covered")
    return _device(DeviceKind.CAMERA, device)


def _microphone(live: Live) -> Check:
    device = live.devices.microphone
    is_muted = live.vitals.microphone_zero_share >= _MUTED_SHARE
    if device.status is DeviceStatus.RUNNING and is_muted and not device.synthetic:
        return found("microphone.quick", State.FAILED, fault="quick-microphone-muted")
    return _device(DeviceKind.MICROPHONE, device)


def _speaker(live: Live) -> Check:
    if live.devices.speaker.status is DeviceStatus.RUNNING and live.volume_percent == 0:
        return found("speaker.quick", State.WARNING, fault="quick-speaker-off")
    return _device(DeviceKind.SPEAKER, live.devices.speaker)


def _device(kind: DeviceKind, device: DeviceState) -> Check:
    """A device that still starts is not judged."""
    check_id = f"{kind}.quick"
    if device.status is DeviceStatus.RUNNING:
        return found(check_id, State.OK, subject=device.name)
    if device.status is DeviceStatus.STARTING:
        return found(check_id, State.NOT_APPLICABLE)
    if device.problem == Code.MEDIA_PROCESS:
        return found(check_id, State.FAILED, fault="quick-media")
    cause = _DEVICE_FAULTS.get(device.problem, "failed")
    if cause == "silent" and kind is not DeviceKind.CAMERA:
        cause = "failed"
    return found(check_id, State.FAILED, fault=f"quick-{kind}-{cause}")


def _line(network: Network) -> Check:
    if network is Network.UNKNOWN:
        return found("network.quick", State.NOT_APPLICABLE)
    if network is Network.GOOD:
        return found("network.quick", State.OK)
    state = State.FAILED if network is Network.LOST else State.WARNING
    return found("network.quick", state, fault=f"quick-network-{network.value}")


def _calendar(agenda: Agenda) -> Check:
    if agenda.state in (AgendaState.NOT_SET, AgendaState.LOADING):
        return found("calendar.quick", State.NOT_APPLICABLE)
    if agenda.problem == Code.CLOCK.value:  # told by the clock itself
        return found("calendar.quick", State.NOT_APPLICABLE)
    if not agenda.problem:
        return found("calendar.quick", State.OK, f"{len(agenda.meetings)}")
    is_login = agenda.problem in (Code.CALENDAR_LOGIN.value, Code.SECRET.value)
    state = State.FAILED if is_login or agenda.state is AgendaState.FAILED else State.WARNING
    return found(
        "calendar.quick", state, fault="quick-calendar-login" if is_login else "quick-calendar"
    )
