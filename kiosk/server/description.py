"""A commune's description as a file: read once by its server, and by `kiosk provision --create`.

Strict: a field that is not known is a mistake. The file holds passwords; keep it readable by its
owner only.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec

from kiosk.base.config import field_of
from kiosk.base.errors import Code, KioskError
from kiosk.server import commune as parts

_MOST_BYTES = 1 << 20
_LISTED = "docs/provisioning.md shows a whole description."


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pass


class _Point(_Table, frozen=True):
    id: str
    name: str
    password: str
    user: str = ""
    place: str = ""


class _Room(_Table, frozen=True):
    id: int
    description: str
    secret: str
    pin: str = ""
    publishers: int = 130


class _Ports(_Table, frozen=True):
    janus: int = 8188
    calendar: int = 5232
    rtp: tuple[int, int] = (20000, 20199)


class _Kiosks(_Table, frozen=True):
    calendar: str
    hosts: tuple[str, ...]
    server: str = ""
    relays: tuple[str, ...] = ()
    relay_user: str = ""
    relay_password: str = ""
    pin: str = ""
    phone: str = ""
    contact: str = ""
    language: str = "vi"
    update: str = ""
    ca_file: str = ""


class _File(_Table, frozen=True):
    name: str
    admin_key: str
    point: tuple[_Point, ...]
    room: tuple[_Room, ...] = ()
    bind: str = parts.LOOPBACK
    ports: _Ports = _Ports()
    kiosks: _Kiosks | None = None


def load(file: Path) -> parts.Commune:
    """The commune. `ca_file` becomes a path from here. Raises `KioskError(SETTINGS)`."""
    try:
        with file.open("rb") as opened:
            data = opened.read(_MOST_BYTES)
        found = msgspec.convert(tomllib.loads(data.decode("utf-8-sig")), _File)
    except OSError as error:
        raise _wrong(file, f"cannot be read ({error.strerror})") from error
    except msgspec.ValidationError as error:
        field, reason = field_of(str(error))
        raise _wrong(file, f"{field or 'a field'}: {reason}") from error
    except (ValueError, RecursionError) as error:
        raise _wrong(file, f"this is no TOML: {str(error)[:100]}") from error
    return _commune(found, file.parent)


def _commune(found: _File, folder: Path) -> parts.Commune:
    kiosks = found.kiosks
    common = msgspec.structs.asdict(kiosks) if kiosks is not None else {}
    if kiosks is not None and kiosks.ca_file:
        common["ca_file"] = str(folder / kiosks.ca_file)
    return parts.Commune(
        name=found.name,
        points=tuple(
            parts.BridgePoint(each.id, each.name, each.user or each.id, each.password, each.place)
            for each in found.point
        ),
        rooms=tuple(parts.Room(**msgspec.structs.asdict(each)) for each in found.room),
        admin_key=found.admin_key,
        ports=parts.Ports(**msgspec.structs.asdict(found.ports)),
        bind=found.bind,
        kiosks=parts.Kiosks(**common) if common else None,
    )


def _wrong(file: Path, what: str) -> KioskError:
    return KioskError(Code.SETTINGS, f"{file}: {what}.", _LISTED)
