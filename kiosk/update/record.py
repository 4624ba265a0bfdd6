"""What is remembered of updates, in two small files that everybody on this machine may read.

`probation.json` is there while a new version has to prove itself; `record.json` says which versions
are bad, and what happened last. Root writes them, the screen and the diagnostics read them. Older
and newer versions read each other's: fields are only ever added, with a default.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import msgspec

from kiosk.base import storage
from kiosk.update.version import Version, version_or_none

PROBATION = "probation.json"
RECORD = "record.json"
KEPT_BAD = 20
"""So many bad versions are remembered; older ones are below what is installed by then."""

Text = Annotated[str, msgspec.Meta(max_length=200)]
Name = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{1,6}(\.[0-9]{1,6}){1,3}\Z")]
Count = Annotated[int, msgspec.Meta(ge=0, le=10**6)]
Seconds = Annotated[float, msgspec.Meta(ge=0, le=2e11)]


class Why(StrEnum):
    """Why a version was taken back."""

    CRASHES = "crashes"
    STARTS = "starts"
    """The PC was started anew again and again before it had run long enough."""
    NOT_HEALTHY = "not-healthy"
    BY_HAND = "by-hand"


class Kind(StrEnum):
    """What happened last."""

    NOTHING = ""
    KEPT = "kept"
    TAKEN_BACK = "taken-back"


class Probation(msgspec.Struct, frozen=True):
    """A new version that has to prove itself."""

    version: Name
    previous: Name
    begun: Seconds = 0.0
    """Unix time, for people."""
    failures: Count = 0
    """Ends that were not meant, with a display."""
    boots: Count = 0
    """Starts of the PC in which it ran with a display."""
    boot: Text = ""
    """The start of the PC that was counted last."""
    watched_s: Seconds = 0.0
    """With a display, in all."""
    seen_s: Seconds = 0.0
    """Seconds since the start of the PC when it was looked at last."""
    back: str = ""
    """A `Why`: it is being taken back. Whoever finds this after a power cut finishes it."""


class Last(msgspec.Struct, frozen=True):
    """What happened last."""

    kind: Kind = Kind.NOTHING
    version: Text = ""
    """The version that was new."""
    other: Text = ""
    """The one before."""
    why: Text = ""
    at: Seconds = 0.0
    """Unix time."""


class Record(msgspec.Struct, frozen=True):
    """Bad versions, and what happened last."""

    bad: tuple[Name, ...] = ()
    last: Last = Last()
    checked: Seconds = 0.0
    """Unix time of the last answer of the update's server."""
    offered: Text = ""
    """The version that it offered then."""
    problem: Text = ""
    """Why the last try to get it failed: a sentence."""

    def is_bad(self, version: Version) -> bool:
        """Whether it was taken back before."""
        return version in map(version_or_none, self.bad)


def load_probation(folder: Path) -> Probation | None:
    """The version that has to prove itself; None: none has to."""
    return storage.load(folder / PROBATION, lambda data: _decoded(data, Probation))


def load_record(folder: Path) -> Record:
    """Never fails: one that cannot be read is as good as none."""
    return storage.load(folder / RECORD, lambda data: _decoded(data, Record)) or Record()


def save(folder: Path, found: Probation | Record) -> None:
    """On the disk on return. Raises OSError."""
    name = PROBATION if isinstance(found, Probation) else RECORD
    if not folder.is_dir():
        storage.make_folder(folder)
        folder.chmod(0o755)
    storage.write_atomically(folder / name, msgspec.json.encode(found), mode=0o644)


def with_bad(found: Record, version: str, last: Last) -> Record:
    """Remember a bad version."""
    bad = (*(one for one in found.bad if one != version), version)
    return msgspec.structs.replace(found, bad=bad[-KEPT_BAD:], last=last)


def without_bad(found: Record, version: Version) -> Record:
    """Forget that a version was bad."""
    bad = tuple(one for one in found.bad if version_or_none(one) != version)
    return msgspec.structs.replace(found, bad=bad)


def _decoded(data: bytes, kind: type[Any]) -> Any:
    return msgspec.json.decode(data, type=kind)
