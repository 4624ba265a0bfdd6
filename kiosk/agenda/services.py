"""Meeting services that are held on a web page, as data: one TOML file each, no code.

Ours lie in `assets/meetings/`, the commune's own in `meetings/` beside its settings file; a file of
the commune takes the place of ours of the same name. docs/meetings.md describes the fields.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Annotated

import msgspec

from kiosk.base.errors import Code, KioskError
from kiosk.base.paths import ASSETS

FOLDER = "meetings"
ANY_HOST = "*"
"""Of services that people run themselves: any host that the settings allow, and no other."""
NO_HOST = "-"
"""Of an app's addresses that name none: `msteams:/l/…`."""
NAME, NAME_JSON = "name", "name_json"
"""In a template: what the point is called; the same as a text of JSON, in quotes."""
_HOST = re.compile(r"(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+|[*-]", re.ASCII)
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,31}", re.ASCII)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{0,20}", re.ASCII)
_MAX_BYTES = 64 * 1024

Line = Annotated[str, msgspec.Meta(min_length=1, max_length=300)]


class Shape(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One form that addresses of a service have, and what is opened for it."""

    hosts: tuple[Line, ...]
    """`zoom.us`, `*.zoom.us` (at any depth, not `zoom.us` itself), `*` or `-`."""
    path: Line = "/.*"
    """A regular expression for the whole path; its named groups can be used below."""
    schemes: tuple[Line, ...] = ("https", "http")
    query: dict[str, Line] = {}
    """Parameter -> expression for its whole value, which may be used below; all must be there."""
    optional: dict[str, Line] = {}
    """The same, for parameters that may be missing or different; then they are left out."""
    open: str = ""
    """The address to open, without parameters. Values are put in percent-encoded. Empty: the link
    as it is, with everything in it."""
    params: dict[str, Line] = {}
    """Parameters of the opened address; one whose value is empty is left out."""
    fragment: dict[str, Line] = {}
    """The same behind `#`."""


class Service(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is known of one service. `id` is the file's name."""

    name: dict[str, Line]
    """Language -> plain name."""
    address: tuple[Shape, ...]
    hosts: tuple[Line, ...] = ()
    """That its meetings move to: allowed when the technician switches the service on."""
    sign_in: tuple[Line, ...] = ()
    """Where people sign in."""
    rank: int = 0
    """Of services on anybody's host: the lower is tried first."""
    id: str = ""

    def called(self, language: str) -> str:
        """Its name in this language."""
        return self.name.get(language) or self.name["en"]


@cache
def known() -> tuple[Service, ...]:
    """The services that come with the program, the most particular first."""
    return tuple(_sorted(read(file) for file in sorted((ASSETS / FOLDER).glob("*.toml"))))


def with_own(folder: Path) -> tuple[Service, ...]:
    """The same with the commune's own of `folder`. Raises `KioskError` for a broken one."""
    own = {file.stem: read(file) for file in sorted(folder.glob("*.toml"))}
    return tuple(_sorted([one for one in known() if one.id not in own] + list(own.values())))


def read(file: Path) -> Service:
    """One file. Raises `KioskError(SETTINGS)` that names the file and the field."""
    try:
        data = file.read_bytes()
        if len(data) > _MAX_BYTES:
            raise ValueError(f"it is longer than {_MAX_BYTES} bytes")
        service = msgspec.toml.decode(data, type=Service)
        if service.id:
            raise ValueError("its id is the file's name and does not stand in it")
        _check(file.stem, service)
    except (OSError, ValueError, RecursionError) as error:  # msgspec's are ValueErrors
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise KioskError(
            Code.SETTINGS,
            f"{file.name}: {reason}.",
            "Mend the file; docs/meetings.md has them all.",
        ) from error
    return msgspec.structs.replace(service, id=file.stem)


def _check(name: str, service: Service) -> None:
    if not _ID.fullmatch(name):
        raise ValueError("the file's name may have small letters, digits and hyphens")
    for language in ("vi", "en"):
        if language not in service.name:
            raise ValueError(f"name.{language} is missing")
    if not service.address:
        raise ValueError("there is no [[address]]")
    for host in (*service.hosts, *service.sign_in):
        _check_host(host, any_host=False)
    for number, shape in enumerate(service.address, 1):
        try:
            _check_shape(shape)
        except ValueError as error:
            raise ValueError(f"address {number}: {error}") from None


def _check_shape(shape: Shape) -> None:
    for host in shape.hosts:
        _check_host(host, any_host=True)
    if not shape.hosts:
        raise ValueError("hosts is empty")
    for scheme in shape.schemes:
        if not _SCHEME.fullmatch(scheme):
            raise ValueError(f"'{scheme}' is no scheme")
    values = {"host", "path", NAME, NAME_JSON, *shape.query, *shape.optional}
    values |= set(_compiled("path", shape.path).groupindex)
    for field, expressions in (("query", shape.query), ("optional", shape.optional)):
        for parameter, expression in expressions.items():
            _compiled(f"{field}.{parameter}", expression)
    if shape.open and not shape.open.startswith("https://"):
        raise ValueError("open is no https:// address")
    if not shape.open and (shape.params or shape.fragment):
        raise ValueError("params and fragment need open")
    for template in (shape.open, *shape.params.values(), *shape.fragment.values()):
        for used in placeholders(template):
            if used not in values:
                raise ValueError(f"'{{{used}}}' is neither a group of the path nor a parameter")


def _check_host(host: str, *, any_host: bool) -> None:
    if not _HOST.fullmatch(host) or (host in (ANY_HOST, NO_HOST) and not any_host):
        raise ValueError(f"'{host}' is no host")


def _compiled(field: str, expression: str) -> re.Pattern[str]:
    try:
        return re.compile(expression, re.ASCII)
    except re.error as error:
        raise ValueError(f"{field} is no regular expression: {error}") from None


def placeholders(template: str) -> list[str]:
    """The names in braces. Raises ValueError for braces that are not closed, or hold more."""
    found = []
    for _, name, form, conversion in string.Formatter().parse(template):
        if name is not None:
            if form or conversion or not name.isidentifier():
                raise ValueError(f"'{{{name}}}' is not understood")
            found.append(name)
    return found


def _sorted(services: Iterable[Service]) -> list[Service]:
    """Those that name their hosts come before those that any host may have."""

    def is_anybodys(service: Service) -> bool:
        return any(ANY_HOST in shape.hosts for shape in service.address)

    return sorted(services, key=lambda one: (is_anybodys(one), one.rank, one.id))


def by_id(services: Iterable[Service]) -> Mapping[str, Service]:
    """The services by their ids."""
    return {service.id: service for service in services}
