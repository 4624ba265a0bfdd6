"""How long the technician's door takes no pin, and what of it is on disk.

No time of day anywhere: a clock that is set forward must not open the door, one that is set back
must not keep it shut. What counts is `time.monotonic`, the time that the PC is on.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Annotated

import msgspec

from kiosk.base import storage
from kiosk.base.storage import Tell

log = logging.getLogger(__name__)

FILE = "gate.json"
WAITS_S = (0, 0, 5, 15, 60, 300, 900)
"""The wait after the first, second, … wrong pin in a row; the last one from then on. Two slips of
the finger cost nothing; four digits hold for 100 days against somebody who never stops."""


class Kept(msgspec.Struct, frozen=True):
    """What is on disk: wrong pins in a row, and until when no pin is taken."""

    wrong: Annotated[int, msgspec.Meta(ge=0)] = 0
    until_ns: Annotated[int, msgspec.Meta(ge=0)] = 0
    """`time.monotonic_ns()`; 0: the wait was sat out, or there was none.

    After a restart of the PC that clock begins anew, near 0, so the number means more time than is
    left: `left_ns` gives at most the whole wait, and together with what the PC was on before never
    less than it."""

    def left_ns(self, now_ns: int) -> int:
        """What is left of the wait."""
        return min(max(0, self.until_ns - now_ns), wait_s(self.wrong) * 10**9)


def wait_s(wrong: int) -> int:
    """How long no pin is taken after so many wrong ones in a row."""
    return WAITS_S[min(wrong, len(WAITS_S)) - 1] if wrong > 0 else 0


def after(wrong: int, now_ns: int) -> Kept:
    """What is kept of so many wrong pins in a row, the last one now."""
    seconds = wait_s(wrong)
    return Kept(wrong, now_ns + seconds * 10**9 if seconds else 0)


def load(folder: Path, now_ns: int, tell: Tell) -> Kept:
    """What is on disk. A file that cannot be read counts as the longest wait, beginning now: what
    it said is not known, and damage must not buy a try. One that is not there counts as none: that
    is a new machine, and whoever takes files from the locked user's folder needs no pin. Blocks.
    """
    damaged = False

    def hear(kind: str, **facts: str) -> None:
        nonlocal damaged
        damaged = True
        tell(kind, **facts)

    kept = storage.load(folder / FILE, _decode, hear)
    if not damaged:
        return kept or Kept()
    longest = after(len(WAITS_S), now_ns)
    try:
        save(folder, longest)  # else a restart would find no file at all
    except OSError as error:
        log.error("the wait for the next pin was not written to disk: %s", error.strerror)
    return longest


def save(folder: Path, kept: Kept) -> None:
    """On disk on return. Raises OSError; blocks."""
    storage.write_atomically(folder / FILE, msgspec.json.encode(kept))


def _decode(data: bytes) -> Kept:
    return msgspec.json.decode(data, type=Kept)
