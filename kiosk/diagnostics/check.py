"""What a probe finds: checks, series for plots, pictures, progress; and how they cross the pipe.

A probe is a short-lived process for one group of checks (`probe.py`); the runner reads its
findings as one JSON object a line. Knows no device, no server and no sentence: a check names a
fault, and `catalogue` has the words.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

import msgspec

from kiosk.base.config import Language, Settings


class Group(StrEnum):
    """What can be checked by itself: a line on the screen, a word after `--only`."""

    CAMERA = "camera"
    MICROPHONE = "microphone"
    SPEAKER = "speaker"
    NETWORK = "network"
    CALENDAR = "calendar"
    MEETING = "meeting"
    CALL = "call"
    COMPUTER = "computer"
    SCREEN = "screen"


class State(StrEnum):
    """How a check came out, the best first."""

    OK = "ok"
    NOT_APPLICABLE = "not-applicable"
    WARNING = "warning"
    FAILED = "failed"


_ORDER = list(State)


def worst(states: list[State]) -> State:
    """The worst of several; `NOT_APPLICABLE` only where nothing else is said."""
    told = [state for state in states if state is not State.NOT_APPLICABLE]
    return max(told, key=_ORDER.index, default=State.NOT_APPLICABLE)


class _Finding(msgspec.Struct, frozen=True, tag=True):
    pass


class Check(_Finding, frozen=True):
    """One measured thing. `id` is `<group>.<what>`; the catalogue knows its name and its limit."""

    id: str
    state: State
    value: float | str | None = None
    unit: str = ""
    """A unit of `assets/diagnostics/common.toml`, for example `fps`."""
    limit: str = ""
    """For example `≥ 24`; empty where nothing is limited."""
    fault: str = ""
    """Names the advice in the catalogue; set exactly when the state is warning or failed."""
    subject: str = ""
    """Which of several: a device's stable id, a host. Never an address with a password."""
    facts: dict[str, str] = {}
    """Named values for the advice and the report, for example `{"program": "obs"}`."""
    seconds: float = 0.0
    """How long the check took; the runner fills in what the probe leaves at 0."""

    @property
    def group(self) -> Group:
        """What it belongs to."""
        return Group(self.id.partition(".")[0])


class Series(_Finding, frozen=True):
    """A curve for the report, at most 2000 points. `x` and `y` are equally long.

    `name` is a key of the catalogue's `[series]`, for example `call.bitrate`; several curves of one
    plot have the same name and a `label` each (a key as well).
    """

    name: str
    x: tuple[float, ...]
    y: tuple[float, ...]
    label: str = ""


class Snapshot(_Finding, frozen=True):
    """A picture of the camera as JPEG; only ever made when the technician has agreed."""

    name: str
    jpeg: bytes


class Progress(_Finding, frozen=True):
    """What the probe is doing now: a key of the catalogue's `[step]`, and how far (0 to 1)."""

    step: str
    share: float = 0.0


class Level(_Finding, frozen=True):
    """The microphone's level now in dBFS, for the meter, while the probe holds the microphone."""

    dbfs: float


Finding = Check | Series | Snapshot | Progress | Level
Tell = Callable[[Finding], None]


class Request(msgspec.Struct, frozen=True):
    """What a probe is asked. Comes over its standard input, because it holds addresses."""

    group: Group
    settings: Settings
    state_dir: str = ""
    """The kiosk's state folder: history, stored agenda."""
    meeting_url: str = ""
    """WebSocket address of the meeting server to check; empty: none is known."""
    pictures: bool = False
    """The technician agrees to pictures in the report."""
    loopback: bool = False
    """Media may use loopback addresses: a server on this machine."""
    question: str = ""
    """For what is not the usual check of the group: `tone-left`, `tone-right`."""
    groups: tuple[Group, ...] = ()
    """All groups of this run; the runner fills it in. What another group tells is not told twice:
    with the certificate wrong, the calendar says "see the network" when that is checked too."""


class Report(msgspec.Struct, frozen=True):
    """One run: what was found, for the screen, the files and the command line."""

    point: str
    started: str
    """ISO 8601 with the offset of the point's zone."""
    seconds: float
    language: Language
    groups: tuple[Group, ...]
    checks: tuple[Check, ...] = ()
    series: tuple[Series, ...] = ()
    snapshots: tuple[Snapshot, ...] = ()

    @property
    def state(self) -> State:
        """The worst of all."""
        return worst([check.state for check in self.checks])


_encoder = msgspec.json.Encoder()
_findings: msgspec.json.Decoder[Finding] = msgspec.json.Decoder(Finding)
_requests: msgspec.json.Decoder[Request] = msgspec.json.Decoder(Request)


def encode(message: Finding | Request) -> bytes:
    """One message as one line, newline included."""
    return _encoder.encode(message) + b"\n"


def decode_finding(line: bytes) -> Finding:
    """Read a probe's line. Raises `msgspec.ValidationError` or `msgspec.DecodeError`."""
    return _findings.decode(line)


def decode_request(line: bytes) -> Request:
    """Read the runner's line. Raises as `decode_finding`."""
    return _requests.decode(line)
