"""What the kiosk and its calendar parser say to each other: JSON lines over pipes.

The kiosk writes one `Request` and closes; the parser answers `Found`, then for each series of
events `Begun` and `Done`, and at the end `Finished`. When the process dies in between, the last
`Begun` without its `Done` names the culprit, and a new process goes on behind it.
"""

from __future__ import annotations

from datetime import datetime

import msgspec

from kiosk.model.meeting import Meeting, RefusedEvent

MAX_TEXT_BYTES = 2 * 1024 * 1024
"""Of one calendar file or object: a commune's calendar of several years has a few hundred KiB."""
MAX_TOTAL_BYTES = 8 * 1024 * 1024
"""Of all objects of one calendar within the window."""
MAX_SERIES = 5000
MAX_PER_SERIES = 400
"""Occurrences of one series within the window of 16 days (24 a day is 384)."""
EVENT_CPU_S = 2.0
"""Processor time that one series may cost; ordinary ones take a millisecond."""
PROCESS_CPU_S = 30
MEMORY_BYTES = 384 * 1024 * 1024
"""Address space. The process needs 60 MB with both libraries loaded and 2 MiB of events."""


class Window(msgspec.Struct, frozen=True):
    """Which part of the calendar is wanted; aware, `start` inclusive, `end` exclusive."""

    start: datetime
    end: datetime


class Request(msgspec.Struct, frozen=True):
    """Expand these iCalendar texts, beginning with series number `first`."""

    texts: tuple[str, ...]
    window: Window
    allowed_hosts: tuple[str, ...]
    first: int = 0


class _Answer(msgspec.Struct, frozen=True, tag=True):
    pass


class Found(_Answer, frozen=True):
    """The texts hold this many series of events."""

    series: int
    dropped: int
    """Series beyond `MAX_SERIES` that are not looked at."""


class Begun(_Answer, frozen=True):
    """Series number `index` is being expanded."""

    index: int
    uid: str
    title: str


class Done(_Answer, frozen=True):
    """What series number `index` came to; `reasons` say what was left out of it, and why."""

    index: int
    meetings: tuple[Meeting, ...] = ()
    reasons: tuple[str, ...] = ()


class Finished(_Answer, frozen=True):
    """All series were looked at."""


Answer = Found | Begun | Done | Finished


class Expanded(msgspec.Struct, frozen=True):
    """All meetings of a calendar in a window, sorted, and the events that were left out."""

    meetings: tuple[Meeting, ...]
    refused: tuple[RefusedEvent, ...]


_encoder = msgspec.json.Encoder()
_requests: msgspec.json.Decoder[Request] = msgspec.json.Decoder(Request)
_answers: msgspec.json.Decoder[Answer] = msgspec.json.Decoder(Answer)


def encode(message: Request | Answer) -> bytes:
    """One message as one line, newline included."""
    return _encoder.encode(message) + b"\n"


def decode_request(data: bytes) -> Request:
    """Read what the kiosk asks. Raises `msgspec.ValidationError` or `msgspec.DecodeError`."""
    return _requests.decode(data)


def decode_answer(line: bytes) -> Answer:
    """Read a line of the parser. Raises as `decode_request`."""
    return _answers.decode(line)
