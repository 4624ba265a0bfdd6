"""Camera, microphone, loudspeaker and line as the screen shows them, and the level meter."""

# ruff: noqa: N802 - properties are spelt as QML spells them
from __future__ import annotations

import math

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk.base.errors import Code
from kiosk.model.gear import DeviceKind, Devices, DeviceState, DeviceStatus, Levels
from kiosk.model.room import Network
from kiosk.ui import words
from kiosk.ui.models.status_rows import StatusText

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

METER_BARS = 8
_METER_FLOOR_DBFS = -56.0
"""Where the first bar lights: a quiet room is below it, quiet speech is above it."""
_METER_STEP_DB = 6.0


def bars_of(level_dbfs: float) -> int:
    """How many bars of the meter a level lights: 6 dB each, all of them from -14 dBFS."""
    return max(
        0, min(METER_BARS, math.floor((level_dbfs - _METER_FLOOR_DBFS) / _METER_STEP_DB) + 1)
    )


_SIGNS = {DeviceStatus.RUNNING: "good", DeviceStatus.STARTING: "wait", DeviceStatus.FAILED: "bad"}
_ICONS = {
    DeviceKind.CAMERA: "videocam",
    DeviceKind.MICROPHONE: "mic",
    DeviceKind.SPEAKER: "volume_up",
}
_LINE_ICONS = {Network.WEAK: "warning-fill", Network.LOST: "wifi_off"}
_LINE_SIGNS = {
    Network.GOOD: "good",
    Network.UNKNOWN: "wait",
    Network.WEAK: "warn",
    Network.LOST: "bad",
}


@QmlElement
class DeviceModel(QObject):
    """Follows `wire.Devices`, `wire.Levels` and the line."""

    changed = Signal()
    level_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._devices = Devices()
        self._network = Network.UNKNOWN
        self._bars = 0

    def show(self, devices: Devices, network: Network) -> None:
        """Follow what is so now."""
        if (devices, network) != (self._devices, self._network):
            self._devices, self._network = devices, network
            self.changed.emit()

    def retranslate(self) -> None:
        """The language has changed."""
        self.changed.emit()

    def show_levels(self, levels: Levels) -> None:
        """Ten times a second; only a change of the meter is drawn."""
        bars = bars_of(levels.microphone_dbfs)
        if bars != self._bars:
            self._bars = bars
            self.level_changed.emit()

    def rows(self) -> list[StatusText]:
        """What is so now: the devices, and last the line."""
        rows = [
            StatusText(
                kind.value,
                _ICONS[kind],
                _SIGNS[self._devices.of(kind).status],
                words.device(self._devices.of(kind), kind),
            )
            for kind in DeviceKind
        ]
        line = self._network
        icon = _LINE_ICONS.get(line, "wifi")
        return [*rows, StatusText("network", icon, _LINE_SIGNS[line], words.network(line))]

    @Property(str, notify=changed)
    def camera(self) -> str:
        """The camera's sign: good, wait or bad."""
        return _SIGNS[self._devices.camera.status]

    @Property(str, notify=changed)
    def microphone(self) -> str:
        """The microphone's sign: good, wait or bad."""
        return _SIGNS[self._devices.microphone.status]

    @Property(str, notify=changed)
    def microphoneLine(self) -> str:
        """The microphone's state in words."""
        return words.device(self._devices.microphone, DeviceKind.MICROPHONE)

    @Property(str, notify=changed)
    def lost(self) -> str:
        """Which devices do not work and what to do, for a meeting; empty: all do."""
        states = {kind: self._devices.of(kind) for kind in DeviceKind}
        return words.lost(
            {kind: one for kind, one in states.items() if one.status is DeviceStatus.FAILED}
        )

    @Property(bool, notify=changed)
    def microphoneLost(self) -> bool:
        """The microphone does not work: nobody hears us, whatever is switched on."""
        return self._devices.microphone.status is DeviceStatus.FAILED

    @Property(bool, notify=changed)
    def cameraLost(self) -> bool:
        """The camera does not work: nobody sees us, whatever is switched on."""
        return self._devices.camera.status is DeviceStatus.FAILED

    @Property(bool, notify=changed)
    def microphoneAbsent(self) -> bool:
        """The microphone is lost because it is not plugged in."""
        return self._devices.microphone.problem == Code.DEVICE_ABSENT.value

    @Property(bool, notify=changed)
    def cameraAbsent(self) -> bool:
        """The camera is lost because it is not plugged in."""
        return self._devices.camera.problem == Code.DEVICE_ABSENT.value

    @Property(str, notify=changed)
    def network(self) -> str:
        """`wire.Network`."""
        return self._network.value

    @Property(str, notify=changed)
    def networkLine(self) -> str:
        """The line's state in words."""
        return words.network(self._network)

    @Property(bool, notify=changed)
    def syntheticPicture(self) -> bool:
        """The camera is a test pattern."""
        return self._devices.camera.synthetic

    @Property(bool, notify=changed)
    def syntheticSound(self) -> bool:
        """The microphone or the loudspeaker is not a real one."""
        return self._devices.microphone.synthetic or self._devices.speaker.synthetic

    @Property(int, notify=level_changed)
    def bars(self) -> int:
        """Lit bars of the level meter."""
        return self._bars

    @Property(str, notify=changed)
    def longestLine(self) -> str:
        """What stands beside the level meter, so that the column is wide enough for it."""
        return words.device(DeviceState(DeviceStatus.RUNNING), DeviceKind.MICROPHONE)

    @Property(int, constant=True)
    def allBars(self) -> int:
        """Bars of the level meter."""
        return METER_BARS
