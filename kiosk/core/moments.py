"""Moments: what happened when, as log lines that measuring and tests read.

Logger `kiosk.moments`, `data` holds `name`, `at_ns` (`time.monotonic_ns()`) and what belongs to it.
docs/testing.md lists them.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from kiosk.diagnostics.state import DiagnosticsState
from kiosk.model.gear import DeviceKind, Devices, DeviceStatus
from kiosk.model.meeting import Agenda
from kiosk.model.wire import Moment
from kiosk.session.session import Session
from kiosk.session.state import SessionState

log = logging.getLogger("kiosk.moments")


def tell_moment(name: str, **data: object) -> None:
    """Something happened; `at_ns` in `data` overrides now."""
    log.info(name, extra={"data": {"name": name, "at_ns": time.monotonic_ns(), **data}})


class SessionMoments:
    """Tells what the session says, once each time it changes. Lives on the core thread."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._room: dict[str, object] = {}
        self._devices: dict[str, object] = {}
        self._synthetic: str | None = None
        self._media_pid = 0
        self._resting = False
        session.subscribe(self._on_state)
        session.moments.subscribe(_on_moment)

    def _on_state(self, state: SessionState) -> None:
        self._tell_media()
        self._tell_rest(state.resting)
        self._tell_room(state)
        self._tell_synthetic(state.devices)
        self._tell_devices(state.devices)

    def _tell_media(self) -> None:
        pid = self._session.media_pid
        if pid != self._media_pid:
            self._media_pid = pid
            tell_moment("media", pid=pid)

    def _tell_rest(self, resting: bool) -> None:
        if resting != self._resting:
            self._resting = resting
            tell_moment("rest", on=resting)

    def _tell_room(self, state: SessionState) -> None:
        room = state.room
        fields: dict[str, object] = {
            "phase": room.phase.value,
            "problem": room.problem,
            "microphone_on": room.microphone_on,
            "camera_on": room.camera_on,
            "participants": room.participants,
            "network": room.network.value,
            "tiles": len(room.tiles),
            "in_meeting": state.meeting is not None,
        }
        if fields != self._room:
            self._room = fields
            tell_moment("room", **fields)

    def _tell_synthetic(self, devices: Devices) -> None:
        if any(devices.of(kind).status is DeviceStatus.STARTING for kind in DeviceKind):
            return
        synthetic = ",".join(kind.value for kind in DeviceKind if devices.of(kind).synthetic)
        if synthetic != self._synthetic:
            self._synthetic = synthetic
            tell_moment("synthetic", detail=synthetic)

    def _tell_devices(self, devices: Devices) -> None:
        fields: dict[str, object] = {}
        for kind in DeviceKind:
            device = devices.of(kind)
            fields |= {kind.value: device.status.value, f"{kind}_name": device.name}
        if fields != self._devices:
            self._devices = fields
            tell_moment("devices", **fields)


class AgendaMoments:
    """Tells how far the agenda can be trusted and how much is in it. Lives on the core thread."""

    def __init__(self, subscribe: Callable[[Callable[[Agenda], None]], None]) -> None:
        self._told: dict[str, object] = {}
        subscribe(self._on_agenda)

    def _on_agenda(self, agenda: Agenda) -> None:
        fields: dict[str, object] = {
            "state": agenda.state.value,
            "problem": agenda.problem,
            "meetings": len(agenda.meetings),
            "refused": len(agenda.refused),
        }
        if fields != self._told:
            self._told = fields
            tell_moment("agenda", **fields)


def _on_moment(moment: Moment) -> None:
    if moment.name != "left":  # the screen says when home is there again
        tell_moment(moment.name, at_ns=moment.at_ns, detail=moment.detail)


class DiagnosticsMoments:
    """Tells what the diagnostics do, once each time it changes. Lives on the core thread."""

    def __init__(self, subscribe: Callable[[Callable[[DiagnosticsState], None]], None]) -> None:
        self._told: dict[str, object] = {}
        self._quick: dict[str, object] = {}
        subscribe(self._on_state)

    def _on_state(self, state: DiagnosticsState) -> None:
        checks = [check for group in state.groups for check in group.checks]
        fields: dict[str, object] = {
            "running": state.running,
            "report": state.export.file,
            "bad": ",".join(sorted(check.id for check in checks if check.fault)),
        }
        if (fields["running"], fields["report"]) != tuple(
            self._told.get(name) for name in ("running", "report")
        ):
            self._told = fields
            tell_moment("diagnostics", seconds=state.seconds, **fields)
        quick: dict[str, object] = {
            "faults": ",".join(sorted(check.fault for check in state.quick.checks if check.fault))
        }
        if state.quick.at is not None and quick != self._quick:
            self._quick = quick
            tell_moment("quick", **quick)
