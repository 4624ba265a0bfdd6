"""Turns what session and agenda say into events of the history: changes only, each once.

Lives on the core loop. `stop` it before the session is taken down: from then on an end is meant.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from kiosk.base.errors import Code
from kiosk.model.gear import DeviceKind, Devices, DeviceState, DeviceStatus
from kiosk.model.meeting import Agenda, AgendaState, Meeting
from kiosk.model.room import Network, Phase, RoomState
from kiosk.session.state import SessionState, line_of

UNKNOWN = "unknown"
"""The problem of somebody who names none."""

_TROUBLE = {
    Phase.RECONNECTING: "reconnecting",
    Phase.WAITING: "waiting",
    Phase.FAILED: "failed",
}
_AWAY = (AgendaState.STALE, AgendaState.FAILED)


class Events(Protocol):
    """Where events go: a `History`."""

    def add(self, kind: str, **facts: str) -> None:
        """Something of this kind happened now."""


def nothing_lent() -> frozenset[DeviceKind]:
    """For whoever lends no device to a probe."""
    return frozenset()


class Recorder:
    """Subscribe `on_state` to the session and `on_agenda` to the agenda."""

    def __init__(
        self,
        history: Events,
        *,
        lent: Callable[[], frozenset[DeviceKind]] = nothing_lent,
        media_hung: Callable[[], bool] = lambda: False,
    ) -> None:
        """`lent`: the devices a probe has, which are not lost; `media_hung`: it was killed."""
        self._history = history
        self._media_hung = media_hung
        self._is_stopped = False
        self._devices = _DeviceRecorder(history, lent)
        self._media_alive = False
        self._media_broken = False
        self._meeting: Meeting | None = None
        self._inside = ""
        """Key of the meeting that we have been in since the press."""
        self._room: tuple[Phase, str] = (Phase.IDLE, "")
        self._network = Network.GOOD
        self._is_calendar_away = False

    def on_state(self, state: SessionState) -> None:
        """See `SessionPort.subscribe`."""
        if self._is_stopped:
            return
        self._note_media(state.media_alive, state.devices.camera.problem)
        self._note_meeting(state)
        self._devices.note(state.devices)
        self._note_network(line_of(state))

    def on_agenda(self, agenda: Agenda) -> None:
        """The agenda as it is now."""
        is_away = agenda.state in _AWAY
        if self._is_stopped or is_away == self._is_calendar_away:
            return
        if is_away:
            self._history.add("calendar-away", problem=agenda.problem or UNKNOWN)
        elif agenda.state is AgendaState.FRESH:
            self._history.add("calendar-back")
        else:
            return
        self._is_calendar_away = is_away

    def stop(self) -> None:
        """What comes from now on belongs to the kiosk's own end (idempotent)."""
        self._is_stopped = True

    def _note_media(self, is_alive: bool, problem: str) -> None:
        if self._media_alive and not is_alive:
            self._history.add("media-hung" if self._media_hung() else "media-crashed")
        self._media_alive = is_alive
        is_broken = problem == Code.MEDIA_PROCESS
        if is_broken and not self._media_broken:
            self._history.add("media-broken")
        self._media_broken = is_broken

    def _note_meeting(self, state: SessionState) -> None:
        left, self._meeting = self._meeting, state.meeting
        if left is not None and (state.meeting is None or state.meeting.key != left.key):
            self._history.add("left" if self._inside else "gave-up", title=left.title)
            self._inside, self._room = "", (Phase.IDLE, "")
        if state.meeting is not None:
            self._note_room(state.meeting, state.room)

    def _note_room(self, meeting: Meeting, room: RoomState) -> None:
        told = (room.phase, room.problem)
        if room.key not in ("", meeting.key) or told == self._room:
            return
        if room.phase is Phase.JOINED:
            if self._room[0] is not Phase.JOINED:
                self._history.add(
                    "back" if self._inside == meeting.key else "joined", title=meeting.title
                )
            self._inside = meeting.key
        elif room.phase in _TROUBLE:
            self._history.add(
                _TROUBLE[room.phase], title=meeting.title, problem=room.problem or UNKNOWN
            )
        else:
            return  # joining: the press is no event, coming in is
        self._room = told

    def _note_network(self, network: Network) -> None:
        if network not in (Network.UNKNOWN, self._network):
            self._network = network
            self._history.add(f"network-{network.value}")


class _DeviceRecorder:
    """Which device is lost, back or another. One that starts says nothing yet."""

    def __init__(self, history: Events, lent: Callable[[], frozenset[DeviceKind]]) -> None:
        self._history = history
        self._lent = lent
        self._settled: dict[DeviceKind, DeviceState] = {}
        self._while_lent: dict[DeviceKind, DeviceState] = {}

    def note(self, devices: Devices) -> None:
        """These are the devices now."""
        lent = self._lent()
        for kind in DeviceKind:
            device = devices.of(kind)
            if kind in lent:
                self._while_lent[kind] = device
            elif device.status is DeviceStatus.STARTING or device.problem == Code.MEDIA_PROCESS:
                self._while_lent.pop(kind, None)
            elif device != self._while_lent.get(kind):  # else not taken back yet
                self._while_lent.pop(kind, None)
                self._note(kind, device)

    def _note(self, kind: DeviceKind, device: DeviceState) -> None:
        before = self._settled.get(kind)
        self._settled[kind] = device
        was_running = before is not None and before.status is DeviceStatus.RUNNING
        if device.status is DeviceStatus.FAILED:
            if was_running or before is None:
                name = device.name or (before.name if before is not None else "")
                self._history.add(
                    "device-lost", device=kind.value, name=name, problem=device.problem or UNKNOWN
                )
        elif before is not None and not was_running:
            self._history.add("device-back", device=kind.value, name=device.name)
        elif before is not None and before.name != device.name:
            self._history.add("device-changed", device=kind.value, name=device.name)
