"""What every kind of meeting looks like to the engine: one adapter protocol, its events.

An adapter is one attempt at one room: made, prepared, entered, closed; never reused. Rejoining is
the engine's and makes a new one. Feeds are participants that send something.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from kiosk.base.errors import Code
from kiosk.media.link import LinkState, Sound
from kiosk.media.linkstats import LinkStats
from kiosk.model.frames import Picture

VIDEO_SLOTS = 7
"""Pictures received at a time: slot 0 is the large one, 1 to 6 are small."""
VOICE_SLOTS = 14
"""Voices received at a time; one costs 0.4 % of a core, so a usual meeting's all stay open."""


@dataclass(frozen=True, slots=True)
class Feed:
    """Somebody in the room. `name` is a stranger's text. None: not said."""

    id: str
    name: str
    has_video: bool = True
    has_voice: bool = True
    microphone_on: bool | None = None
    camera_on: bool | None = None
    is_screen: bool = False
    """A shared screen: a second picture of somebody who has a feed of their own."""
    can_be_shown: bool = True
    """Whether its pictures can be decoded here."""


@dataclass(frozen=True, slots=True)
class FeedsChanged:
    """Who is in the room now, ourselves not included, in order of arrival."""

    feeds: tuple[Feed, ...]


@dataclass(frozen=True, slots=True)
class Talking:
    """The server says that a feed speaks, or no longer does."""

    feed: str
    talking: bool


@dataclass(frozen=True, slots=True)
class Ended:
    """The adapter is over; `code` says why (kicked, room closed, lost …)."""

    code: Code


@dataclass(frozen=True, slots=True)
class Moderated:
    """Whoever moderates the room has taken our voice or our picture away, or given it back."""

    microphone: bool
    camera: bool


@dataclass(frozen=True, slots=True)
class PictureRefused:
    """The room takes no picture of a kind that we can send; our voice is in it."""


@dataclass(frozen=True, slots=True)
class Arriving:
    """The server says whether what we send arrives there."""

    arriving: bool


@dataclass(frozen=True, slots=True)
class LinkChanged:
    """A peer connection's state; the engine decides what it means."""

    state: LinkState


AdapterEvent = FeedsChanged | Talking | Moderated | PictureRefused | Arriving | Ended | LinkChanged


@dataclass(frozen=True, slots=True)
class Wanted:
    """A feed in a video slot at a simulcast layer, 0 (smallest) to 2."""

    feed: str
    layer: int


@dataclass(frozen=True, slots=True)
class AdapterHandlers:
    """What an adapter calls, always on its loop. `slot` counts video slots from 0."""

    on_event: Callable[[AdapterEvent], None]
    on_picture: Callable[[int, Picture], None]
    on_sound: Callable[[str, Sound], None]
    """With the feed's id."""


class Adapter(Protocol):
    """One attempt at one room. Every coroutine raises `KioskError` with a code for the screen."""

    async def prepare(self) -> None:
        """Stand ready: nothing of the room seen or heard here, nothing of us there."""

    async def enter(self, *, microphone_on: bool, camera_on: bool) -> None:
        """Be in the room, sending."""

    async def announce(self, *, microphone_on: bool, camera_on: bool) -> None:
        """Tell the others what we send, for the signs on their screens."""

    async def show(self, video: Mapping[int, Wanted], voices: Sequence[str]) -> None:
        """Receive these pictures by slot and these voices, and nothing else."""

    async def ask_key_frame(self, slot: int) -> None:
        """The slot's picture is stuck: ask for a fresh start."""

    async def restart_link(self) -> None:
        """Look for a network path anew, the room kept."""

    async def stats(self) -> LinkStats:
        """Counters over all connections."""

    async def is_reachable(self) -> bool:
        """Whether the server answers now: tells a blocked way of the media from an outage."""

    def send_picture(self, picture: Picture) -> None:
        """Our picture, 1280x720; dropped before `enter`."""

    def send_sound(self, frame: Sound) -> None:
        """10 ms of our voice; dropped before `enter`."""

    async def aclose(self) -> None:
        """Leave and close everything (idempotent, at most three seconds)."""
