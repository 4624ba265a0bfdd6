"""A room as the processes tell each other of it: where it is, who is on which tile, how it goes."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from kiosk.model.meeting import JoinAddress

TILE_SELF = 0
TILE_MAIN = 1
TILE_SMALL = (2, 3, 4, 5, 6, 7)
TILE_COUNT = 8


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


class RoomState(msgspec.Struct, frozen=True, tag=True):
    """All that the screen needs of the room; sent on every change."""

    phase: Phase = Phase.IDLE
    key: str = ""
    step: Step = Step.CONNECTING
    problem: str = ""
    """`errors.Code` value for reconnecting, waiting and failed."""
    attempt: int = 0
    can_send: bool = True
    """The meeting takes our voice and picture: there are switches for them."""
    can_raise_hand: bool = False
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
