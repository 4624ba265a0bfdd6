"""Whether camera, microphone and loudspeaker rest: no meeting is near, and nobody needs them.

The calendar's part is decided in `agenda/day.py` (`Day.is_quiet`). Here are the reasons to be awake
all the same: somebody tries the devices, a technician is at the screen, a check looks at them, the
kiosk has just started. What a person wants of a meeting wakes them by itself (`session`).
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from enum import StrEnum

from kiosk.agenda.day import Day
from kiosk.base.onloop import Telling
from kiosk.session.state import Rest

TRIAL_S = 60.0
START_S = 180.0
"""The first check of the devices has come by then, or there is no screen and none will come."""
CHECK_S = 60.0


class Reason(StrEnum):
    """Why the devices are open although no meeting is near."""

    START = "start"
    TRIAL = "trial"
    TECHNICIAN = "technician"
    CHECK = "check"


class Resting(Telling[Rest]):
    """On the core loop; the verbs of `RestPort` on any thread."""

    def __init__(self, loop: asyncio.AbstractEventLoop, let_rest: Callable[[bool], None]) -> None:
        """`let_rest`: tell the session."""
        super().__init__(loop, Rest())
        self._let_rest = let_rest
        self._is_quiet = False
        self._reasons: dict[Reason, asyncio.TimerHandle | None] = {}

    # --- verbs, on any thread ---------------------------------------------------------------

    def try_devices(self) -> None:
        """See `RestPort`."""
        self._post(self.hold, Reason.TRIAL, TRIAL_S)

    def end_trial(self) -> None:
        """See `RestPort`."""
        self._post(self.let_go, Reason.TRIAL)

    def technician(self, there: bool) -> None:
        """See `RestPort`."""
        self._post(self._follow_technician, there)

    # --- on the core loop -------------------------------------------------------------------

    def on_day(self, day: Day) -> None:
        """What the calendar says now."""
        self._is_quiet = day.is_quiet
        self._decide()

    def hold(self, reason: Reason, seconds: float | None) -> None:
        """The devices are needed, for so long at most; None: until `let_go`."""
        self._stop(reason)
        timer = None
        if seconds is not None:
            timer = self._loop.call_later(seconds, self.let_go, reason)
        self._reasons[reason] = timer
        self._decide()

    def let_go(self, reason: Reason) -> None:
        """They are no longer needed for this (idempotent)."""
        self._stop(reason)
        if self._reasons.pop(reason, self) is not self:
            self._decide()

    @contextlib.asynccontextmanager
    async def awake(self, reason: Reason) -> AsyncIterator[bool]:
        """Have the devices open meanwhile; whether they rested before."""
        rested = self._rests
        self.hold(reason, CHECK_S)
        try:
            yield rested
        finally:
            self.let_go(reason)

    def _follow_technician(self, there: bool) -> None:
        if there:
            self.hold(Reason.TECHNICIAN, None)
        else:
            self.let_go(Reason.TECHNICIAN)

    @property
    def _rests(self) -> bool:
        return self._is_quiet and not self._reasons

    def _stop(self, reason: Reason) -> None:
        timer = self._reasons.get(reason)
        if timer is not None:
            timer.cancel()

    def _decide(self) -> None:
        self._let_rest(self._rests)
        self._put(Rest(trial=self._is_quiet and Reason.TRIAL in self._reasons))
