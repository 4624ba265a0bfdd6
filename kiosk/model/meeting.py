"""What a meeting is to the kiosk, and the address it is held at.

Shared by agenda (which makes them), conference (which joins them) and the screen. Immutable and
serialisable with msgspec. Knows nothing of iCalendar, Janus or Qt.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

import msgspec

POINT_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
"""Vietnam has one zone without daylight saving; a PC that is set wrong must not move a meeting."""


YEARS = range(1900, 9000)
"""Of times that are taken: days and zones can be added to them without leaving the calendar."""


class AddressKind(StrEnum):
    """Kinds of meeting that an adapter exists for. A new adapter adds its kind here."""

    JANUS = "janus"


class JoinAddress(msgspec.Struct, frozen=True):
    """Where a meeting is held. `url` and `pin` are secrets: never log or show this object.

    For Janus `url` is the plain WebSocket address (`wss://hop.example.vn/janus`).
    """

    kind: AddressKind
    url: str
    room: str
    pin: str = ""

    def __repr__(self) -> str:
        return f"JoinAddress({self.kind}, …)"

    __str__ = __repr__


class Meeting(msgspec.Struct, frozen=True):
    """One occurrence of a meeting; `start` and `end` are aware, in the point's zone.

    Exactly one of `address` and `refused` is set; `refused` is the `errors.Code` value that says
    why this machine cannot open it. Texts come from strangers: show them as clipped plain text.
    """

    uid: str
    occurrence: str
    """Which one of a series: the original start in UTC, `20261124T010000Z`; stable when moved."""
    title: str
    start: datetime
    end: datetime
    all_day: bool = False
    organiser: str = ""
    location: str = ""
    cancelled: bool = False
    address: JoinAddress | None = None
    refused: str = ""
    service: str = ""
    """What the service is called that holds it, where that is known: Zoom, Microsoft Teams…"""
    hour_from: str = ""
    """The name of its zone where no known zone has it, so that the hour was derived from an offset
    in it or in its calendar: for the technician. Empty when the zone is known."""

    def __post_init__(self) -> None:
        """Raises ValueError for a time without zone or beyond `YEARS`, whoever wrote it."""
        check_moment(self.start)
        check_moment(self.end)

    @property
    def key(self) -> str:
        """Names this occurrence across moves and restarts."""
        return f"{self.uid}/{self.occurrence}"


def check_moment(moment: datetime) -> None:
    """Raise ValueError for a time that cannot be compared or reckoned with."""
    if moment.tzinfo is None or moment.year not in YEARS:
        raise ValueError("a time is without zone or beyond the calendar")


class RefusedEvent(msgspec.Struct, frozen=True):
    """A calendar event that was left out, for the technician: which one and why."""

    uid: str
    title: str
    reason: str
    """A plain English sentence without personal text of the event."""


class AgendaState(StrEnum):
    """How far the agenda on the screen can be trusted."""

    LOADING = "loading"  # nothing known yet, first fetch under way
    FRESH = "fresh"
    STALE = "stale"  # the last good one, the server is away
    FAILED = "failed"  # nothing known and the server is away, or what is known may be false
    NOT_SET = "not-set"  # no calendar in the settings


class Agenda(msgspec.Struct, frozen=True):
    """The meetings of the coming weeks, sorted by start, and how old that knowledge is."""

    state: AgendaState
    meetings: tuple[Meeting, ...] = ()
    fetched_at: datetime | None = None
    refused: tuple[RefusedEvent, ...] = ()
    problem: str = ""
    """`errors.Code` value of the last failure, empty when fresh."""

    def __post_init__(self) -> None:
        """Raises ValueError as `Meeting` does."""
        if self.fetched_at is not None:
            check_moment(self.fetched_at)


msgspec.json.Decoder(Agenda)
# Prepares the types above. msgspec does so when a type is first used, and crashes where two threads
# do that at once (0.22.0): agenda and session both read meetings from the disk at the start.
