"""The settings: one TOML file, every value with a default that runs.

Documented for technicians in `docs/settings.md`. No secret stands in it: passwords come from
`kiosk.base.secret` under the names that `[calendar] user` and the like imply.
"""

from __future__ import annotations

import codecs
import re
import tomllib
import unicodedata
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec

from kiosk.base import config_words, hosts
from kiosk.base.errors import Code, KioskError
from kiosk.base.texts import clean


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


_ID = r"^[A-Za-z0-9][A-Za-z0-9_-]{0,31}\Z"
_URL = r"^(https?://[^\s/?#@]+([/?]\S*)?)?\Z"
_SOCKET_URL = r"^(wss?://[^\s/?#@]+(/[^\s?#]*)?)?\Z"
_RELAY = r"^turns?:([A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?(\?transport=(udp|tcp))?\Z"
_HOST = r"^([A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?\Z"
_SHAPES = {
    _ID: "1 to 32 letters (without accents), digits, - or _, the first a letter or a digit",
    _URL: "an address http://… or https://… without user, password or spaces",
    _SOCKET_URL: "an address ws://… or wss://… without user, password, spaces or ?…",
    _RELAY: "written turn:host:port?transport=udp (or tcp, or turns:…)",
    _HOST: "host or host:port, without https:// and without a path",
}
"""What each pattern wants, for people."""

Text = Annotated[str, msgspec.Meta(max_length=200)]
Id = Annotated[str, msgspec.Meta(pattern=_ID)]
Url = Annotated[str, msgspec.Meta(pattern=_URL, max_length=2000)]
"""A web address without user or password in it, or nothing."""
SocketUrl = Annotated[str, msgspec.Meta(pattern=_SOCKET_URL, max_length=2000)]
"""A WebSocket address without user, password or query, or nothing."""
RelayUrl = Annotated[str, msgspec.Meta(pattern=_RELAY, max_length=300)]
"""A TURN server as RFC 7065 writes it: `turn:turn.example.vn:3478?transport=udp`."""
Host = Annotated[str, msgspec.Meta(pattern=_HOST, max_length=200)]
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
        data = path.read_bytes()
    except OSError as error:
        raise KioskError(
            Code.SETTINGS,
            f"{path}: cannot be read: {error.strerror}.",
            "Check the path and its rights.",
        ) from error
    return parse(_text_of(data, str(path)), str(path))


def parse(text: str, name: str = "settings") -> Settings:
    """Check the text of a settings file. `name` stands in the error. Raises as `load`."""
    text = text.removeprefix("\ufeff")  # Windows' editor writes a byte order mark
    tree = _tree_of(text, name)
    try:
        settings = msgspec.convert(tree, Settings)
    except msgspec.ValidationError as error:
        field, reason = _field_of(str(error))
        raise _refusal(name, text, field, reason) from error
    for field, reason in _unusable(settings):
        raise _refusal(name, text, field, reason)
    return _readable(settings)


def _readable(settings: Settings) -> Settings:
    """What people read, without the invisible characters that come along from a table or a page."""
    point, help_ = settings.point, settings.help
    return msgspec.structs.replace(
        settings,
        point=msgspec.structs.replace(point, name=clean(point.name), place=clean(point.place)),
        help=msgspec.structs.replace(help_, phone=clean(help_.phone), contact=clean(help_.contact)),
    )


def _text_of(data: bytes, name: str) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise KioskError(
            Code.SETTINGS,
            f"{name}: it is saved as UTF-16 ('Unicode').",
            "Save it again with the encoding UTF-8.",
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise KioskError(
            Code.SETTINGS,
            f"{name}:{line}: it is not UTF-8 text.",
            "Save the file again with the encoding UTF-8.",
        ) from error


def _tree_of(text: str, name: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a number of 5000 digits, [[[[…
        found = config_words.of_toml(str(error), len(text.splitlines()))
        if not isinstance(error, tomllib.TOMLDecodeError):
            what = "a value is too long or too deeply nested"
            found = config_words.Mistake(_worst_line(text), what, config_words.LISTED)
        raise KioskError(
            Code.SETTINGS, f"{name}:{found.line}: {found.what}.", found.to_do
        ) from error


def _worst_line(text: str) -> int:
    """The longest line (from 1): where a value may be that is too long to be read at all."""
    lines = text.splitlines()
    return 1 + max(range(len(lines)), key=lambda number: len(lines[number]), default=0)


def _refusal(name: str, text: str, field: str, reason: str) -> KioskError:
    return KioskError(
        Code.SETTINGS,
        f"{name}:{_line_of(text, field)}: {field}: {reason}.",
        config_words.LISTED,
    )


def _field_of(message: str) -> tuple[str, str]:
    """Split msgspec's "… - at `$.point.id`" into the dotted field and a reason in words."""
    reason, has_path, path = message.rpartition(" - at `$")
    if not has_path:
        reason, path = message, ""
    field = clean(path.rstrip("`").lstrip("."))
    unknown = re.search(r"unknown field `(.*)`$", reason, re.S)
    if unknown:
        return f"{field}.{clean(unknown[1])}".lstrip("."), "there is no such field"
    return field, config_words.of_value(reason, _SHAPES)


def _unusable(settings: Settings) -> list[tuple[str, str]]:
    """What the patterns let through and nobody could use: fields and reasons."""
    found = []
    for section in settings.__struct_fields__:
        values = getattr(settings, section)
        for field in values.__struct_fields__:
            value = getattr(values, field)
            texts = value if isinstance(value, tuple) else (value,)
            if any(_has_controls(each) for each in texts if isinstance(each, str)):
                found.append((f"{section}.{field}", "it holds a line break, a tab or the like"))
    rules = settings.meeting
    places = [
        (f"meeting.allowed_hosts[{place}]", f"//{host}")
        for place, host in enumerate(rules.allowed_hosts)
    ]
    places += [
        (f"meeting.relays[{place}]", f"//{relay.partition(':')[2]}")
        for place, relay in enumerate(rules.relays)
    ]
    places += [("calendar.url", settings.calendar.url), ("meeting.server", rules.server)]
    wanted = "its host or its port cannot be one (ports are 1 to 65535)"
    found += [(field, wanted) for field, url in places if url and not hosts.is_usable(url)]
    return found


def _has_controls(text: str) -> bool:
    return any(unicodedata.category(letter) == "Cc" for letter in text)


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
