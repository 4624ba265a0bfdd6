"""What Janus's error numbers mean to us. Numbers: `janus_videoroom.c` and `apierror.h`, 1.1.2."""

from __future__ import annotations

from kiosk.base.errors import Code, KioskError
from kiosk.conference.janus.gateway import JanusError

NO_SUCH_ROOM = 426
NO_SUCH_FEED = 428
INVALID_ELEMENT = 430
PUBLISHERS_FULL = 432
UNAUTHORISED = 433
ID_EXISTS = 436

_MEANINGS: dict[int, tuple[Code, str, str]] = {
    NO_SUCH_ROOM: (
        Code.ROOM_NOT_OPEN,
        "The meeting room is not open yet.",
        "The machine goes in by itself as soon as it opens.",
    ),
    PUBLISHERS_FULL: (
        Code.ROOM_FULL,
        "The meeting room is full.",
        "Ask the host to make room; the machine tries again by itself.",
    ),
    UNAUTHORISED: (
        Code.WRONG_PIN,
        "The meeting room does not take the password of this invitation.",
        "Ask the host for a new invitation.",
    ),
    ID_EXISTS: (
        Code.ID_TAKEN,
        "Another machine is in the meeting under the name of this point.",
        "Check that no second machine has the same point id.",
    ),
    403: (
        Code.REFUSED,
        "The meeting server does not let this machine in.",
        "Check the access token of this point on the server.",
    ),
    458: (Code.UNREACHABLE, "The meeting server has forgotten this session.", ""),
    459: (Code.UNREACHABLE, "The meeting server has forgotten this session.", ""),
}


def translate(error: JanusError) -> KioskError:
    """The failure as a person is told it."""
    code, what, next_step = _MEANINGS.get(
        error.number,
        (
            Code.PROTOCOL,
            f"The meeting server gave an answer that this machine does not know ({error.number}).",
            "The machine tries again by itself.",
        ),
    )
    return KioskError(code, what, next_step)
