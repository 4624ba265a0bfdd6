"""The messages between the UI process and the media process.

One JSON object a line over a pipe, tagged by type name. Pictures go through `kiosk.model.frames`,
sound never crosses. Times are `time.monotonic_ns()`, which both processes share on one machine.
Commands are wishes: the latest wins, and what is really so comes back in `RoomState`.
"""

from __future__ import annotations

import msgspec

from kiosk.model.gear import DeviceList, Devices, Levels, Vitals
from kiosk.model.room import PixelFormat, RoomState, Target, TileSize


class _Message(msgspec.Struct, frozen=True, tag=True):
    pass


# --- UI process -> media process -----------------------------------------------------------


class Prepare(_Message, frozen=True):
    """Have the connection to this room standing; show and send nothing. `None`: drop it."""

    target: Target | None


class Join(_Message, frozen=True):
    """Be in this room until `Leave`, whatever happens to the line."""

    target: Target
    microphone_on: bool = True
    camera_on: bool = True


class Leave(_Message, frozen=True):
    """Be in no room."""


class SetMicrophone(_Message, frozen=True):
    """Send our voice or not."""

    on: bool


class SetCamera(_Message, frozen=True):
    """Send our picture or not."""

    on: bool


class Show(_Message, frozen=True):
    """What the screen shows now: `gallery` pages through everyone by `page`, else who speaks."""

    tiles: tuple[TileSize, ...]
    pixel_format: PixelFormat
    gallery: bool = False
    page: int = 0
    small_tiles: int = 6
    """How many of `TILE_SMALL` the screen has room for."""


class PlaySound(_Message, frozen=True):
    """Play a sound file through the meeting's loudspeaker path (so that it is echo-cancelled).

    A WAV file's path, 16 bit mono 48 kHz.
    """

    path: str


class UseDevices(_Message, frozen=True):
    """Which devices to use: a stable id, `auto`, `synthetic`, or `none` to give one back."""

    camera: str = "auto"
    microphone: str = "auto"
    speaker: str = "auto"
    volume_percent: int = 80
    mirrored: bool = True
    """Self view only; what is sent is never mirrored."""


class ListDevices(_Message, frozen=True):
    """Tell which devices could be chosen; `DeviceList` comes back."""


class Quit(_Message, frozen=True):
    """Leave cleanly and end."""


Command = (
    Prepare
    | Join
    | Leave
    | SetMicrophone
    | SetCamera
    | Show
    | PlaySound
    | UseDevices
    | ListDevices
    | Quit
)

# --- media process -> UI process -----------------------------------------------------------


class Moment(_Message, frozen=True):
    """Something happened at a time, for measuring: `prepared`, `joined`, `decoded`, `sound`…"""

    name: str
    at_ns: int
    detail: str = ""


class Ready(_Message, frozen=True):
    """The media process can take commands."""

    pid: int


class Heartbeat(_Message, frozen=True):
    """Once a second from the loop that does the work."""

    at_ns: int


Event = Devices | Levels | Vitals | DeviceList | RoomState | Moment | Ready | Heartbeat

_encoder = msgspec.json.Encoder()
_commands: msgspec.json.Decoder[Command] = msgspec.json.Decoder(Command)
_events: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event)


def encode(message: Command | Event) -> bytes:
    """One message as one line, newline included."""
    return _encoder.encode(message) + b"\n"


def decode_command(line: bytes) -> Command:
    """Read a line of the UI process. Raises `msgspec.ValidationError` or `msgspec.DecodeError`."""
    return _commands.decode(line)


def decode_event(line: bytes) -> Event:
    """Read a line of the media process. Raises as `decode_command`."""
    return _events.decode(line)
