"""Which devices there are and which of them a wish means: pure choosing and cheap looking.

Stable ids, as the settings hold them:

- camera: a path below `/dev/v4l/by-id`, a device path, `index:0` (Windows), `file:/path/x.mkv`
- sound: `pulse:<name of source or sink>`, or `<PortAudio name>|<host API>`
- `auto`: the first that works. Never the synthetic one: that takes the word `synthetic`.
- a device that is named is preferred: while it is missing the others are taken as by `auto`
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

AUTO = "auto"
SYNTHETIC = "synthetic"
NONE = "none"
"""The device is given back, so that a probe can have it."""
_FILE = "file:"
_INDEX = "index:"
_PULSE = "pulse:"
_DUMMY = "auto_null"
"""What a sound server puts in the place of the last loudspeaker."""
_VIRTUAL = re.compile(
    r"\b(virtual|v4l2loopback|loopback|dummy|obs|droidcam|manycam|xsplit|snap camera)\b", re.I
)
"""Names of programs' own cameras: black or a logo while nobody feeds them."""
_INFRARED = re.compile(r"\b(ir|infra-?red|hello face|depth)\b", re.I)
"""Names of cameras for face sign-in and depth: what they see is grey and dark."""
_WINDOWS_CAMERAS = 4
"""How many indices are worth a try on Windows, where OpenCV cannot list cameras."""


@dataclass(frozen=True, slots=True)
class CameraChoice:
    """A camera to try. `source` is what `vision.Capture` opens."""

    id: str
    source: str | int
    name: str
    is_file: bool = False
    is_virtual: bool = False
    """The kernel knows no device behind it."""


Look = Callable[[str], list[CameraChoice]]
"""Which cameras a wish means now: `camera_choices`, or a made-up machine's."""


class Direction(StrEnum):
    """Which way the sound goes."""

    MICROPHONE = "microphone"
    SPEAKER = "speaker"


@dataclass(frozen=True, slots=True)
class PortDevice:
    """A device as PortAudio lists it, for one direction."""

    index: int
    name: str
    host_api: str
    channels: int
    is_default: bool
    """Of its host API."""

    @property
    def id(self) -> str:
        """Stable as long as the device keeps its name."""
        return f"{self.name}|{self.host_api}"


@dataclass(frozen=True, slots=True)
class PulseDevice:
    """A source or sink of the sound server. `is_monitor`: it only repeats what is played."""

    name: str
    description: str
    is_monitor: bool
    is_default: bool
    channels: int = 0
    is_muted: bool = False
    volume_percent: float = 100.0
    """The server's own volume; 100 leaves the sound as it is."""

    @property
    def is_real(self) -> bool:
        """Whether a person could speak into it or hear it."""
        return not self.is_monitor and self.name != _DUMMY


@dataclass(frozen=True, slots=True)
class SoundChoice:
    """A sound device to try. `pulse_name` empty: the server's default, or no server at all."""

    id: str
    name: str
    device: PortDevice
    pulse_name: str = ""


def camera_choices(
    wish: str, *, dev: Path = Path("/dev"), sys_class: Path = Path("/sys/class/video4linux")
) -> list[CameraChoice]:
    """Cameras to try, the best first; empty when there is none. Quick, opens nothing.

    A camera or file that is named is preferred, not exclusive: the real cameras follow, so that a
    meeting has a picture while it is missing. A named file comes first even when it is not there.
    """
    if wish in (SYNTHETIC, NONE):
        return []
    if sys.platform == "win32":
        indices = range(_WINDOWS_CAMERAS)
        real = [CameraChoice(f"{_INDEX}{i}", i, f"camera {i + 1}") for i in indices]
    else:
        real = _linux_cameras(dev, sys_class)
    if wish.startswith(_FILE):
        path = wish.removeprefix(_FILE)
        return [CameraChoice(wish, path, Path(path).name, is_file=True), *real]
    return sorted(real, key=lambda camera: (not is_named(camera, wish), worth(camera)))


def worth(camera: CameraChoice) -> int:
    """How likely it shows people as they are, by its name; the smallest number is the best."""
    if camera.is_virtual or _VIRTUAL.search(camera.name):
        return 2
    return int(bool(_INFRARED.search(camera.name)))


def is_named(camera: CameraChoice, wish: str) -> bool:
    """Whether the wish means just this camera: by its stable id or by its path."""
    return wish in (camera.id, camera.source)


def identity(camera: CameraChoice) -> tuple[int, int] | None:
    """What its node or file is now; None while it is not there.

    A camera that was pulled and plugged in again has the same path and another identity. Where
    cameras have only numbers (Windows) nothing can be seen from outside: always the same.
    """
    if isinstance(camera.source, int):
        return (0, camera.source)
    try:
        seen = Path(camera.source).stat()
    except OSError:
        return None
    return (seen.st_dev, seen.st_ino)


def _linux_cameras(dev: Path, sys_class: Path) -> list[CameraChoice]:
    """Capture nodes, named by-id where udev has made such links (a stable name over restarts)."""
    links = sorted((dev / "v4l" / "by-id").glob("*"))
    ids = {os.path.realpath(link): str(link) for link in links}
    found = []
    for node in sorted(sys_class.glob("video*"), key=lambda path: (len(path.name), path.name)):
        if _first_line(node / "index") not in ("", "0"):
            continue  # the second node of a camera carries metadata, not pictures
        path = str(dev / node.name)
        name = _first_line(node / "name") or node.name
        stable = ids.get(os.path.realpath(path), path)
        is_virtual = "virtual" in Path(os.path.realpath(node)).parts
        found.append(CameraChoice(stable, path, name, is_virtual=is_virtual))
    return found


def _first_line(path: Path) -> str:
    try:
        return path.read_text(errors="replace").strip()
    except OSError:  # unplugged while we look
        return ""


def sound_choices(
    wish: str, devices: Sequence[PortDevice], pulse: Sequence[PulseDevice] | None
) -> list[SoundChoice]:
    """Devices of one direction to try, the best first; empty when there is none.

    A device that is named is preferred, not exclusive: the others follow as `auto` orders them.
    `devices` and `pulse` are what PortAudio and the sound server list for this direction, `pulse`
    None when no server answers. With a server everything goes through it: it moves streams when
    something is unplugged, and holds the hardware, so that PortAudio could not open it.
    """
    if wish in (SYNTHETIC, NONE):
        return []
    if pulse is not None:
        way = bridge(devices)
        return _through_server(wish, way, pulse) if way is not None else []
    named = [_direct(device) for device in devices if wish == device.id]
    others = [_direct(device) for device in sorted(devices, key=_worth) if wish != device.id]
    return named + others


def sound_options(
    devices: Sequence[PortDevice], pulse: Sequence[PulseDevice] | None
) -> tuple[tuple[str, str], ...]:
    """Stable id and name of every device of one direction that a person could want."""
    if pulse is not None:
        return tuple((_PULSE + each.name, each.description) for each in pulse if each.is_real)
    return tuple((each.id, each.name) for each in sorted(devices, key=_worth))


def bridge(devices: Sequence[PortDevice]) -> PortDevice | None:
    """PortAudio's way to the sound server, by ALSA's plugin."""
    for name in ("pulse", "default"):
        for device in devices:
            if device.name == name:
                return device
    return None


def _through_server(wish: str, way: PortDevice, pulse: Sequence[PulseDevice]) -> list[SoundChoice]:
    """`auto` takes the default, but no monitor: with no microphone left the server offers that."""
    named = [device for device in pulse if _PULSE + device.name == wish]
    choices = [SoundChoice(wish, device.description, way, device.name) for device in named]
    real = [device for device in pulse if device.is_real and device not in named]
    for device in real:
        if device.is_default:
            return [*choices, SoundChoice(AUTO, device.description, way)]
    return choices + [SoundChoice(_PULSE + d.name, d.description, way, d.name) for d in real]


def _direct(device: PortDevice) -> SoundChoice:
    return SoundChoice(device.id, device.name, device)


def _worth(device: PortDevice) -> tuple[bool, int, int]:
    """Sort key: defaults first; on Windows WASAPI, then MME, which converts every format."""
    order = ("ALSA", "Core Audio", "Windows WASAPI", "MME")
    rank = order.index(device.host_api) if device.host_api in order else len(order)
    return (not device.is_default, rank, device.index)
