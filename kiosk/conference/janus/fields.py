"""Reading what a server has sent: whatever it is, the types are ours from here on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kiosk.base.errors import Code, KioskError

Json = dict[str, Any]

MAX_ID_CHARACTERS = 256
_MAX_ID = 2**64


def mapping(value: object) -> Json:
    """A JSON object; anything else is an empty one."""
    return value if isinstance(value, dict) else {}


def entries(value: object) -> list[Json]:
    """The objects of a JSON array; anything else in it is left out."""
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def text(value: object, default: str = "") -> str:
    """A string that can be encoded; anything else is the default."""
    return value.encode(errors="replace").decode() if isinstance(value, str) else default


def whole(value: object) -> int | None:
    """A whole number; JSON's `true` is none."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def identity(value: object) -> int | str | None:
    """The id of a room, a participant or a publisher, as the server keeps it; None: it is none."""
    if isinstance(value, str):
        return value if 0 < len(value) <= MAX_ID_CHARACTERS and text(value) == value else None
    number = whole(value)
    return number if number is not None and 0 <= number < _MAX_ID else None


def needed(value: int | None, what: str) -> int:
    """A number that there is no way on without. Raises `KioskError(PROTOCOL)`."""
    if value is None:
        raise not_understood(f"has left out {what}")
    return value


def sdp_of(message: Mapping[str, Any]) -> tuple[str, str]:
    """Type and text of a message's session description, both empty where there is none."""
    jsep = mapping(message.get("jsep"))
    return text(jsep.get("type")), text(jsep.get("sdp"))


def not_understood(what: str) -> KioskError:
    """The server breaks its protocol. `what` holds none of its words."""
    return KioskError(
        Code.PROTOCOL,
        f"The meeting server {what}.",
        "The machine tries again by itself; if it stays so, check the server.",
    )
