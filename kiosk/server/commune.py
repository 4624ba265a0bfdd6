"""What a commune is to its server: bridge points, rooms, ports. Immutable.

Everything that a server configuration is written from, and nothing of how Janus or Radicale want
it. Passwords, pins and keys are kept out of every `repr`.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from kiosk.base.errors import Code, KioskError

LOOPBACK = "127.0.0.1"

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,31}")
_MOST_TEXT = 200


@dataclass(frozen=True, slots=True)
class BridgePoint:
    """One bridge point: `id` in the rooms, `user` and `password` at the calendar."""

    id: str
    name: str
    user: str
    password: str = field(repr=False)
    place: str = ""

    def __post_init__(self) -> None:
        _check_id(self.id, "bridge point")
        _check_id(self.user, "calendar user")
        _check_text(self.name, "name of the bridge point")
        if not self.password or not self.password.isprintable():
            raise _bad(f"The password of the calendar user '{self.user}' is empty or unprintable.")


@dataclass(frozen=True, slots=True)
class Room:
    """One meeting room. `secret` lets its holder change the room: never on a kiosk.

    `publishers` is how many may send at once; the dummy publisher does not count.
    """

    id: int
    description: str
    secret: str = field(repr=False)
    pin: str = field(default="", repr=False)
    publishers: int = 130
    """A ward of 126 points, and some for technicians."""
    dummy_publisher: bool = True
    """A placeholder that fixed slots are negotiated with before anybody is there."""

    def __post_init__(self) -> None:
        if self.id < 1:
            raise _bad(f"Room {self.id}: the number must be 1 or more.")
        if self.publishers < 1:
            raise _bad(f"Room {self.id}: it must take at least one publisher.")
        if not self.secret:
            raise _bad(f"Room {self.id}: it has no secret, so anybody could change it.")
        for text in (self.description, self.pin, self.secret):
            _check_text(text, f"text of room {self.id}")


@dataclass(frozen=True, slots=True)
class Ports:
    """TCP ports, 0: find a free one; `rtp` is the UDP range of the media, both ends included."""

    janus: int = 8188
    calendar: int = 5232
    rtp: tuple[int, int] = (20000, 20199)
    """Two connections a kiosk, one port each: room for a hundred of them on one machine."""

    def __post_init__(self) -> None:
        first, last = self.rtp
        if not 1024 <= first < last <= 65535:
            raise _bad(f"The media ports {first}-{last} are not a range within 1024-65535.")
        for port in (self.janus, self.calendar):
            if not 0 <= port <= 65535:
                raise _bad(f"{port} is not a port.")


@dataclass(frozen=True, slots=True)
class Kiosks:
    """How the commune's kiosks reach its servers, and what they all have alike."""

    calendar: str
    """Address of the calendar server, as kiosks see it: `https://lich.example.vn`."""
    hosts: tuple[str, ...]
    server: str = ""
    relays: tuple[str, ...] = ()
    relay_user: str = ""
    relay_password: str = field(default="", repr=False)
    pin: str = field(default="", repr=False)
    """Of the technician's pages."""
    phone: str = ""
    contact: str = ""
    language: str = "vi"
    update: str = ""
    ca_file: str = ""
    """A private certificate authority, PEM, beside the description."""


@dataclass(frozen=True, slots=True)
class Commune:
    """The whole description. Raises `KioskError(SETTINGS)` for what no server could be given."""

    name: str
    points: tuple[BridgePoint, ...]
    rooms: tuple[Room, ...]
    admin_key: str = field(repr=False)
    """Needed to create rooms by request; without one anybody could."""
    ports: Ports = Ports()
    bind: str = LOOPBACK
    kiosks: Kiosks | None = None

    def __post_init__(self) -> None:
        _check_text(self.name, "name of the commune")
        if not self.admin_key:
            raise _bad("The commune has no admin key, so anybody could create rooms.")
        _check_unique((point.id for point in self.points), "bridge point")
        _check_unique((point.user for point in self.points), "calendar user")
        _check_unique((room.id for room in self.rooms), "room")
        try:
            ipaddress.ip_address(self.bind)
        except ValueError as error:
            raise _bad(f"'{self.bind}' is not an address to listen on.") from error

    def point(self, point_id: str) -> BridgePoint:
        """The bridge point of this id. Raises `KioskError(SETTINGS)`."""
        for point in self.points:
            if point.id == point_id:
                return point
        raise _bad(f"The commune has no bridge point '{point_id}'.")

    def room(self, room_id: int) -> Room:
        """The room of this number. Raises `KioskError(SETTINGS)`."""
        for room in self.rooms:
            if room.id == room_id:
                return room
        raise _bad(f"The commune has no room {room_id}.")


def _check_id(value: str, what: str) -> None:
    if not _ID.fullmatch(value):
        raise _bad(
            f"'{value}' cannot name a {what}: letters a-z, digits, '-' and '_', at most 32, please."
        )


def _check_text(value: str, what: str) -> None:
    """Texts end up on one line of a configuration file."""
    if len(value) > _MOST_TEXT or not (value.isprintable() or not value):
        raise _bad(f"The {what} is longer than {_MOST_TEXT} characters or not plain text.")


def _check_unique(values: Iterable[object], what: str) -> None:
    seen: set[object] = set()
    for value in values:
        if value in seen:
            raise _bad(f"The commune names the {what} '{value}' twice.")
        seen.add(value)


def _bad(what: str) -> KioskError:
    return KioskError(Code.SETTINGS, what, "Mend the description of the commune.")
