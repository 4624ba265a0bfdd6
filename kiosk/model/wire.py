"""The messages between the UI process and the media process.

One JSON object a line over a pipe, tagged by type name. Pictures go through `kiosk.model.frames`,
sound never crosses. Times are `time.monotonic_ns()`, which both processes share on one machine.
Commands are wishes: the latest wins, and what is really so comes back in `RoomState`.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from kiosk.model.meeting import JoinAddress

TILE_SELF = 0
TILE_MAIN = 1
TILE_SMALL = (2, 3, 4, 5, 6, 7)
TILE_COUNT = 8


class _Message(msgspec.Struct, frozen=True, tag=True):
    pass


# --- UI process -> media process -----------------------------------------------------------


class Relay(msgspec.Struct, frozen=True):
    """A TURN server (RFC 7065) and the way in. `password` is a secret: never log this object."""

    url: str
    user: str
    password: str

    def __repr__(self) -> str:
        return f"Relay({self.url}, …)"

    __str__ = __repr__


class Target(msgspec.Struct, frozen=True):
    """A room to join and under which name. `key` is `Meeting.key`."""

    key: str
    address: JoinAddress
    display: str
    """Our name in the room, as others see it."""
    point: str
    """Our id in the room without its generation, for example `kp01`."""
    relays: tuple[Relay, ...] = ()
    """Ways around a network that lets no UDP through."""
    over_at: int = 0
    """When the meeting is over for good (Unix time): a room closed after that is not waited for.
    0 where that is not known."""


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


class PixelFormat(StrEnum):
    """How a tile's pixels lie in its slot."""

    BGRA = "bgra"  # 4 bytes a pixel, at the tile's own size, alpha 255: drawn as it is
    I420 = "i420"  # planes as received: for a graphics card


class TileSize(msgspec.Struct, frozen=True):
    """How large a tile is on the screen, in device pixels; 0 x 0 when it is not visible."""

    tile: int
    width: int
    height: int
    crop: bool = True
    """Fill the tile and cut what stands over; otherwise fit and leave bars."""


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


class Devices(_Message, frozen=True):
    """All devices, whenever one changes."""

    camera: DeviceState = STARTING
    microphone: DeviceState = STARTING
    speaker: DeviceState = STARTING


class Levels(_Message, frozen=True):
    """Ten times a second: level meters in dBFS (-100 is silence)."""

    microphone_dbfs: float
    speaker_dbfs: float
    talking_while_muted: bool


class Vitals(_Message, frozen=True):
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


class DeviceList(_Message, frozen=True):
    """All devices there are now."""

    cameras: tuple[DeviceOption, ...] = ()
    microphones: tuple[DeviceOption, ...] = ()
    speakers: tuple[DeviceOption, ...] = ()


class Phase(StrEnum):
    """Where we are with a room."""

    IDLE = "idle"
    PREPARING = "preparing"
    PREPARED = "prepared"
    JOINING = "joining"
    JOINED = "joined"
    RECONNECTING = "reconnecting"
    WAITING = "waiting"  # a reason that time may mend (room not open, full): tries again by itself
    FAILED = "failed"  # a reason that needs a person (wrong pin, kicked)


class Step(StrEnum):
    """What joining is doing, for the sentence on the screen."""

    CONNECTING = "connecting"
    ENTERING = "entering"
    OPENING = "opening"


class PictureState(StrEnum):
    """What a tile shows."""

    NONE = "none"  # nobody there
    WAITING = "waiting"  # somebody, no picture yet
    LIVE = "live"
    STALLED = "stalled"  # last picture, nothing new for a second
    OFF = "off"  # they have switched the camera off
    UNSUPPORTED = "unsupported"  # their pictures cannot be decoded here


class Tile(msgspec.Struct, frozen=True):
    """Who is on a tile."""

    tile: int
    feed: str = ""
    name: str = ""
    picture: PictureState = PictureState.NONE
    talking: bool = False
    microphone_on: bool = True
    screen: bool = False
    """A screen that `name` shares: to be shown whole."""


class Network(StrEnum):
    """Network quality in words."""

    UNKNOWN = "unknown"
    GOOD = "good"
    WEAK = "weak"
    LOST = "lost"


class RoomState(_Message, frozen=True):
    """All that the screen needs of the room; sent on every change."""

    phase: Phase = Phase.IDLE
    key: str = ""
    step: Step = Step.CONNECTING
    problem: str = ""
    """`errors.Code` value for reconnecting, waiting and failed."""
    attempt: int = 0
    microphone_on: bool = False
    """What is really sent."""
    camera_on: bool = False
    microphone_moderated: bool = False
    """Whoever moderates the room has taken our voice away."""
    camera_moderated: bool = False
    unheard: bool = False
    """What we send does not arrive: the others neither see nor hear us."""
    unseen: bool = False
    """The room takes no picture of a kind that we can send: the others only hear us."""
    tiles: tuple[Tile, ...] = ()
    participants: int = 0
    """All in the room, ourselves included."""
    speaker: str = ""
    """Name of who speaks, empty when nobody does."""
    gallery: bool = False
    page: int = 0
    pages: int = 1
    network: Network = Network.UNKNOWN
    rtt_ms: float = -1.0
    loss_percent: float = -1.0


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
