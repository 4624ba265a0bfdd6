"""Point files for a whole commune, with a sheet of QR codes each, and the list of codes.

The list and the files go to the technician by different ways: one without the other is worth
little. Files that exist are replaced, and are new ones: those before them stay valid until their
day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from kiosk.base import texts
from kiosk.base.config import field_of
from kiosk.base.errors import Code, KioskError
from kiosk.base.storage import write_atomically
from kiosk.provision import pointfile, sealing, sheets
from kiosk.provision.description import Description
from kiosk.provision.errors import ProvisionError
from kiosk.server.commune import BridgePoint, Commune, Kiosks
from kiosk.server.radicale import calendar_path

LIST = "codes.html"


@dataclass(frozen=True, slots=True)
class Created:
    """One point's file."""

    description: Description
    file: Path
    code: str = field(repr=False)
    """Empty: it is not locked."""


def create(
    commune: Commune,
    folder: Path,
    *,
    now: datetime,
    locked: bool = True,
    with_sheets: bool = False,
    valid: timedelta = pointfile.VALID,
) -> tuple[Created, ...]:
    """Write everything into the folder. Raises `KioskError(SETTINGS)` before anything is written
    for a point that no kiosk would take, OSError for a disk.
    """
    wanted = descriptions(commune)
    made = []
    for description in wanted:
        code = sealing.new_code() if locked else ""
        made.append((description, code, pointfile.seal(description, code, now=now, valid=valid)))
    created = []
    for description, code, data in made:
        file = folder / f"{description.id}{pointfile.SUFFIX}"
        write_atomically(file, data)
        if with_sheets:
            page = sheets.sheet(description, data, now + valid)
            write_atomically(file.with_suffix(".html"), page.encode())
        created.append(Created(description, file, code))
    if locked:
        write_atomically(folder / LIST, sheets.code_list(commune.name, _listed(created)).encode())
    return tuple(created)


def descriptions(commune: Commune) -> tuple[Description, ...]:
    """What each of the commune's points is to become. Raises `KioskError(SETTINGS)`."""
    if commune.kiosks is None:
        raise KioskError(
            Code.SETTINGS,
            "The description of the commune has no section [kiosks].",
            "docs/provisioning.md shows what it holds.",
        )
    authorities = _authorities(commune.kiosks.ca_file)
    return tuple(
        _description(commune, commune.kiosks, point, authorities) for point in commune.points
    )


def _description(
    commune: Commune, kiosks: Kiosks, point: BridgePoint, authorities: tuple[bytes, ...]
) -> Description:
    fields = {
        "id": point.id,
        "name": texts.clean(point.name),
        "commune": texts.clean(commune.name),
        "place": texts.clean(point.place),
        "calendar": kiosks.calendar.rstrip("/") + calendar_path(point.user),
        "calendar_user": point.user,
        "hosts": kiosks.hosts,
        "server": kiosks.server,
        "relays": kiosks.relays,
        "relay_user": kiosks.relay_user,
        "phone": texts.clean(kiosks.phone),
        "contact": texts.clean(kiosks.contact),
        "language": kiosks.language,
        "update": kiosks.update,
        "authorities": authorities,
        "secrets": {
            "calendar": point.password,
            "relay": kiosks.relay_password,
            "pin": kiosks.pin,
        },
    }
    try:
        found = msgspec.convert(fields, Description)
        pointfile.check(found)
    except msgspec.ValidationError as error:
        name, reason = field_of(str(error))
        raise _wrong(point.id, f"{name}: {reason}") from error
    except ProvisionError as error:
        raise _wrong(point.id, error.detail) from error
    return found


def _authorities(file: str) -> tuple[bytes, ...]:
    if not file:
        return ()
    try:
        return sealing.der_of(Path(file).read_bytes())
    except (OSError, ValueError) as error:
        raise KioskError(
            Code.SETTINGS, f"{file}: no certificates in PEM form can be read from it."
        ) from error


def _listed(created: Sequence[Created]) -> list[tuple[str, str, str]]:
    return [(each.description.id, each.description.name, each.code) for each in created]


def _wrong(point: str, what: str) -> KioskError:
    return KioskError(
        Code.SETTINGS,
        f"The bridge point '{point}' cannot be set up so: {what}.",
        "Mend the description of the commune.",
    )
