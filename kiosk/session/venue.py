"""Where a meeting happens, as the session sees it: the seam for other kinds of meetings.

A venue does what it is told last, and keeps that over its own crashes: whoever comes up anew is
told all wishes again. Lending devices and whether it is alive are its own; what a person wants,
and what of that is on disk, is the session's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from kiosk.base.config import DeviceChoice
from kiosk.model.gear import DeviceKind, DeviceList, Devices, Levels, Vitals
from kiosk.model.room import RoomState, Target
from kiosk.model.wire import Moment, SetCamera, SetMicrophone, Show

VenueEvent = RoomState | Devices | Levels | Vitals | DeviceList | Moment


@dataclass(frozen=True, slots=True)
class VenueHandlers:
    """Who hears of it; all on the core loop."""

    on_event: Callable[[VenueEvent], None]
    on_alive: Callable[[bool], None]
    """It can do what it is told from now on, or not any more. Told before what follows from it."""


class Venue(Protocol):
    """`run` it as a task on the core loop; everything else is called there too, and at any time."""

    async def run(self) -> None:
        """Keep it alive until cancelled; then leave in good order."""

    def prepare(self, target: Target | None) -> None:
        """Have the connection standing, unseen by the others; None: none."""

    def enter(self, target: Target, *, microphone_on: bool, camera_on: bool) -> None:
        """Be in this room until `leave`, unless we are sent away (`Phase.FAILED`)."""

    def leave(self) -> None:
        """Be in no room."""

    def switch(self, wish: SetMicrophone | SetCamera) -> None:
        """At once."""

    def show(self, show: Show) -> None:
        """How large which tile is."""

    def play_sound(self, path: str) -> None:
        """A WAV file at the loudspeaker; not kept."""

    def use_devices(self, devices: DeviceChoice) -> None:
        """From now on."""

    def lend(self, kinds: frozenset[DeviceKind]) -> None:
        """Let go of these and have the others; what they do is told as `Devices`."""

    def list_devices(self) -> None:
        """A `DeviceList` comes."""

    @property
    def lent(self) -> frozenset[DeviceKind]:
        """What `lend` was last told."""

    @property
    def pid(self) -> int:
        """Process id of where it happens, 0 while there is none."""

    @property
    def is_well(self) -> bool:
        """Whether it is alive, or somebody sees to it, or it is not meant to be there."""

    @property
    def was_hanging(self) -> bool:
        """Whether it was last ended because it did not answer."""


MakeVenue = Callable[[VenueHandlers], Venue]
