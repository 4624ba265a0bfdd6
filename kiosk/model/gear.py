"""Camera, microphone and loudspeaker as the processes tell each other of them."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from kiosk.base.config import DeviceChoice


class DeviceKind(StrEnum):
    """Which device. The values are field names of `DeviceChoice`, `Devices` and `UseDevices`."""

    CAMERA = "camera"
    MICROPHONE = "microphone"
    SPEAKER = "speaker"


def wish_of(choice: DeviceChoice, kind: DeviceKind) -> str:
    """Which device of this kind is chosen."""
    match kind:
        case DeviceKind.CAMERA:
            return choice.camera
        case DeviceKind.MICROPHONE:
            return choice.microphone
        case DeviceKind.SPEAKER:
            return choice.speaker


def gain_of(volume_percent: int) -> float:
    """The factor (0 to 1) of a volume: hearing is not linear, so the third power, as PulseAudio."""
    return (max(0, min(100, volume_percent)) / 100) ** 3


class DeviceStatus(StrEnum):
    """State of a device."""

    STARTING = "starting"
    RUNNING = "running"
    FAILED = "failed"


class DeviceState(msgspec.Struct, frozen=True):
    """One device as it is now; `problem` is an `errors.Code` value when failed."""

    status: DeviceStatus
    name: str = ""
    synthetic: bool = False
    problem: str = ""
    detail: str = ""
    """For the technician, for example `1280x720 30/s`."""


STARTING = DeviceState(status=DeviceStatus.STARTING)


class Devices(msgspec.Struct, frozen=True, tag=True):
    """All devices, whenever one changes."""

    camera: DeviceState = STARTING
    microphone: DeviceState = STARTING
    speaker: DeviceState = STARTING

    def of(self, kind: DeviceKind) -> DeviceState:
        """The one of this kind."""
        match kind:
            case DeviceKind.CAMERA:
                return self.camera
            case DeviceKind.MICROPHONE:
                return self.microphone
            case DeviceKind.SPEAKER:
                return self.speaker


class Levels(msgspec.Struct, frozen=True, tag=True):
    """Ten times a second: level meters in dBFS (-100 is silence)."""

    microphone_dbfs: float
    speaker_dbfs: float
    talking_while_muted: bool


class Vitals(msgspec.Struct, frozen=True, tag=True):
    """Every two seconds: what camera and microphone deliver, measured over that time.

    -1 and -100 dBFS where nothing came. A quick check needs no more than this.
    """

    camera_rate: float = -1.0
    camera_brightness: float = -1.0
    camera_covered: bool = False
    microphone_floor_dbfs: float = -100.0
    microphone_zero_share: float = -1.0
    """Of exact zeros, 0 to 1: all zeros come from a muted microphone or a dead one."""


class DeviceOption(msgspec.Struct, frozen=True):
    """A device that can be chosen: a stable id, and the name that it gives itself."""

    id: str
    name: str


class DeviceList(msgspec.Struct, frozen=True, tag=True):
    """All devices there are now."""

    cameras: tuple[DeviceOption, ...] = ()
    microphones: tuple[DeviceOption, ...] = ()
    speakers: tuple[DeviceOption, ...] = ()

    def of(self, kind: DeviceKind) -> tuple[DeviceOption, ...]:
        """Those of this kind."""
        match kind:
            case DeviceKind.CAMERA:
                return self.cameras
            case DeviceKind.MICROPHONE:
                return self.microphones
            case DeviceKind.SPEAKER:
                return self.speakers
