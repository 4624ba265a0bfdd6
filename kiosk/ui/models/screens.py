"""Which screen is shown: one pure function of the session. No Qt here."""

from __future__ import annotations

from enum import StrEnum

from kiosk.model.room import Phase
from kiosk.session.state import SessionState


class Screen(StrEnum):
    """The screens of UI.md's flow; questions and lists lie on top of them."""

    HOME = "home"
    JOINING = "joining"
    MEETING = "meeting"
    RECONNECTING = "reconnecting"
    WAITING = "waiting"
    FAILED = "failed"


_BY_PHASE = {
    Phase.JOINED: Screen.MEETING,
    Phase.RECONNECTING: Screen.RECONNECTING,
    Phase.WAITING: Screen.WAITING,
    Phase.FAILED: Screen.FAILED,
}


def screen_of(session: SessionState, was_inside: bool) -> Screen:
    """The screen for this state.

    `was_inside`: we have been in `session.meeting` since it was pressed. Then anything short of
    being in it (the media process starts again, the room is joined anew) is a reconnection.
    What the media process says of another room is not about the meeting we want.
    """
    if session.meeting is None:
        return Screen.HOME
    under_way = Screen.RECONNECTING if was_inside else Screen.JOINING
    if not session.media_alive or session.room.key != session.meeting.key:
        return under_way
    return _BY_PHASE.get(session.room.phase, under_way)
