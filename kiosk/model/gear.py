"""Camera, microphone and loudspeaker as the processes tell each other of them."""

from __future__ import annotations

from enum import StrEnum

import msgspec


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
