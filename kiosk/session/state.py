"""What the screen is told of the meeting it is in, and the verbs it has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from kiosk.base.onloop import Tells
from kiosk.model.gear import Devices, Levels
from kiosk.model.meeting import Meeting
from kiosk.model.room import Network, PixelFormat, RoomState, TileSize


@dataclass(frozen=True, slots=True)
class SessionState:
    """One consistent picture of the session; replaced as a whole, never changed.

    `room` is what the media process says. `meeting` is what we want to be in: it is on disk before
    it is here, so it is set from the press on, through crashes, until we have left.
    """

    meeting: Meeting | None = None
    room: RoomState = field(default_factory=RoomState)
    devices: Devices = field(default_factory=Devices)
    media_alive: bool = False
    media_pid: int = 0
    """Which process that is."""
    resting: bool = False
    """No meeting is near: the devices are closed, and what `devices` says is of no use."""
    network: Network = Network.UNKNOWN
    """The line to the servers that the kiosk needs, while no room tells more."""
    microphone_wish: bool = True
    """What the person asked for; while it differs from `room.microphone_on` we are busy with it."""
    camera_wish: bool = True
    waiting_since_ns: int = 0
    """`time.monotonic_ns()` since which the person waits for the meeting; 0: not waiting."""


def line_of(state: SessionState, *, calendar_answers: bool = False) -> Network:
    """How the line is, for everybody who asks.

    The room's connection knows best, then the watch on the servers; a calendar that has just
    answered came over the line.
    """
    for network in (state.room.network, state.network):
        if network is not Network.UNKNOWN:
            return network
    return Network.GOOD if calendar_answers else Network.UNKNOWN


class SessionPort(Protocol):
    """The session as the screen sees it. Verbs may be called on any thread and return at once."""

    def subscribe(self, on_state: Callable[[SessionState], None]) -> None:
        """Call back on the core thread, first with what is known now, then on every change."""

    @property
    def levels(self) -> Tells[Levels]:
        """Ten times a second."""

    def join(self, meeting: Meeting) -> None:
        """Be in this meeting until `leave`."""

    def leave(self) -> None:
        """Be in no meeting."""

    def set_microphone(self, on: bool) -> None:
        """Latest wish wins."""

    def set_camera(self, on: bool) -> None:
        """Latest wish wins."""

    def show(
        self,
        tiles: tuple[TileSize, ...],
        pixel_format: PixelFormat,
        gallery: bool,
        page: int,
        small_tiles: int,
    ) -> None:
        """Tell how large each tile is on the screen, and which page of everyone is open."""

    def play_sound(self, path: str) -> None:
        """Play a WAV file (16 bit, mono, 48 kHz) at the loudspeaker, echo-cancelled."""


@dataclass(frozen=True, slots=True)
class Rest:
    """What the screen is told of the rest, beside `SessionState.resting`."""

    trial: bool = False
    """Somebody tries camera and microphone, and without that they would rest."""


class RestPort(Protocol):
    """Who needs camera and microphone while no meeting is near. Verbs on any thread."""

    def subscribe(self, on_state: Callable[[Rest], None]) -> None:
        """As `SessionPort.subscribe`."""

    def try_devices(self) -> None:
        """Open them for a minute from now on."""

    def end_trial(self) -> None:
        """That was enough."""

    def technician(self, there: bool) -> None:
        """A technician's page is open, or not any more."""
