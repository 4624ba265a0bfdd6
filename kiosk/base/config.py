"""The settings: one TOML file, every value with a default that runs.

Documented for technicians in `docs/settings.md`. No secret stands in it: passwords come from
`kiosk.base.secret` under the names that `[calendar] user` and the like imply.
"""

from __future__ import annotations

import re
import tomllib
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec

from kiosk.base.errors import Code, KioskError


class CalendarKind(StrEnum):
    """How the agenda is fetched."""

    CALDAV = "caldav"
    ICS = "ics"


class Language(StrEnum):
    """Languages that are complete."""

    VIETNAMESE = "vi"
    ENGLISH = "en"


class Graphics(StrEnum):
    """Who draws: `auto` looks for a real graphics card."""

    AUTO = "auto"
    GPU = "gpu"
    SOFTWARE = "software"


Text = Annotated[str, msgspec.Meta(max_length=200)]
Id = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,31}\Z")]
Url = Annotated[str, msgspec.Meta(pattern=r"^(https?://[^\s/?#@]+([/?]\S*)?)?\Z", max_length=2000)]
"""A web address without user or password in it, or nothing."""
SocketUrl = Annotated[
    str, msgspec.Meta(pattern=r"^(wss?://[^\s/?#@]+(/[^\s?#]*)?)?\Z", max_length=2000)
]
"""A WebSocket address without user, password or query, or nothing."""
RelayUrl = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^turns?:([A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?(\?transport=(udp|tcp))?\Z",
        max_length=300,
    ),
]
"""A TURN server as RFC 7065 writes it: `turn:turn.example.vn:3478?transport=udp`."""
Host = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^([A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?\Z",
        max_length=200,
    ),
]
"""A host, or a host and a port; no scheme, no path."""


class _Section(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pass


class Point(_Section, frozen=True):
    """Who we are. `id` names us on the server, `name` is what people call the point."""

    id: Id = "diem-cau"
    name: Text = "Điểm cầu"
    place: Text = ""


class Calendar(_Section, frozen=True):
    """Where the agenda is. Empty `url`: none. The password is the secret `calendar`."""

    kind: CalendarKind = CalendarKind.CALDAV
    url: Url = ""
    user: Text = ""
    poll_s: Annotated[int, msgspec.Meta(ge=10, le=3600)] = 60
    ca_file: Text = ""
    """A private certificate authority, PEM; empty: the system's."""


class MeetingRules(_Section, frozen=True):
    """Which meetings may be opened and when the join button shows."""

    allowed_hosts: tuple[Host, ...] = ()
    """Hosts of meeting servers: `hop.example.vn` (any port) or `hop.example.vn:8989`."""
    join_before_min: Annotated[int, msgspec.Meta(ge=0, le=240)] = 15
    join_after_min: Annotated[int, msgspec.Meta(ge=0, le=240)] = 30
    """A meeting that runs over can be joined this long after its end."""
    reminders_min: tuple[Annotated[int, msgspec.Meta(ge=1, le=240)], ...] = (10, 1)
    ca_file: Text = ""
    """A private certificate authority for the meeting server, PEM; empty: the system's."""
    server: SocketUrl = ""
    """The meeting server that the diagnostics check while no meeting is announced."""
    relays: tuple[RelayUrl, ...] = ()
    """TURN servers. The password that belongs to `relay_user` is the secret `relay`."""
    relay_user: Text = ""


class DeviceChoice(_Section, frozen=True):
    """Devices: a stable id, `auto`, or `synthetic` (labelled on the screen)."""

    camera: Text = "auto"
    microphone: Text = "auto"
    speaker: Text = "auto"
    volume_percent: Annotated[int, msgspec.Meta(ge=0, le=100)] = 80
    mirrored: bool = True


class Screen(_Section, frozen=True):
    """How the screen looks. `width_mm` 0: believe what the monitor says."""

    language: Language = Language.VIETNAMESE
    fullscreen: bool = True
    viewing_distance_cm: Annotated[int, msgspec.Meta(ge=30, le=300)] = 60
    width_mm: Annotated[int, msgspec.Meta(ge=0, le=3000)] = 0
    scale_percent: Annotated[int, msgspec.Meta(ge=50, le=200)] = 100
    graphics: Graphics = Graphics.AUTO
    voice: bool = True
    lunar_date: bool = True


class Help(_Section, frozen=True):
    """Whom to call."""

    phone: Text = ""
    contact: Text = ""


class Settings(_Section, frozen=True):
    """The whole file."""

    point: Point = Point()
    calendar: Calendar = Calendar()
    meeting: MeetingRules = MeetingRules()
    devices: DeviceChoice = DeviceChoice()
    screen: Screen = Screen()
    help: Help = Help()


def load(path: Path) -> Settings:
    """Read and check the file. Raises `KioskError(SETTINGS)` naming the line and the field."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise KioskError(
            Code.SETTINGS, f"{path}: cannot be read: {reason}.", "Check the path and its rights."
        ) from error
    return parse(text, str(path))


def parse(text: str, name: str = "settings") -> Settings:
    """Check the text of a settings file. `name` stands in the error. Raises as `load`."""
    try:
        tree = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise KioskError(
            Code.SETTINGS, f"{name}: this is not TOML: {error}.", "Mend that line."
        ) from error
    try:
        return msgspec.convert(tree, Settings)
    except msgspec.ValidationError as error:
        field, reason = _field_of(str(error))
        line = _line_of(text, field)
        raise KioskError(
            Code.SETTINGS,
            f"{name}:{line}: {field}: {reason}.",
            "docs/settings.md lists every field and what it may hold.",
        ) from error


def _field_of(message: str) -> tuple[str, str]:
    """Split msgspec's "… - at `$.point.id`" into the dotted field and the reason."""
    reason, _, path = message.partition(" - at `$")
    field = path.rstrip("`").lstrip(".")
    unknown = re.search(r"unknown field `([^`]*)`", reason)
    if unknown:
        field = f"{field}.{unknown[1]}".lstrip(".")
        reason = "there is no such field"
    return field, reason[:1].lower() + reason[1:]


def _line_of(text: str, field: str) -> int:
    """The line (from 1) where a dotted field stands, or where its table begins."""
    table, _, key = re.sub(r"\[.*?\]", "", field).rpartition(".")
    current, fallback = "", 1
    for number, line in enumerate(text.splitlines(), 1):
        header = re.match(r"\s*\[([^\[\]]+)\]", line)
        if header:
            current = header[1].strip()
            if current in (table, field):
                fallback = number
        elif current == table and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line):
            return number
    return fallback
