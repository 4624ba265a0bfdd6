"""How the kiosk is, written down for the updates; and its restart at night, when nothing is on.

Lives on the core loop. The screen tells by `set_display`, on any thread, whether it has one.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kiosk import __version__
from kiosk.base.onloop import OnLoop
from kiosk.model.meeting import POINT_ZONE, Agenda
from kiosk.update import health
from kiosk.update.health import Health
from kiosk.update.night import Answer, may_restart

log = logging.getLogger(__name__)

EVERY_S = 20.0
"""Four to five times while the news are fresh (`health.FRESH_S`)."""


@dataclass(frozen=True, slots=True)
class Around:
    """What is asked each time, on the loop."""

    in_meeting: Callable[[], bool]
    agenda: Callable[[], Agenda]
    technician: Callable[[], bool]
    """Somebody has come in through the technician's door."""
    is_well: Callable[[], bool]
    """Media process and all parts of the core are as they should be."""


class Nights(OnLoop):
    """`run` it as a part of the core."""

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        folder: Path | None,
        around: Around,
        *,
        look: Callable[[], None] = lambda: None,
        may_restart: bool = False,
        machine: str = "",
        now: Callable[[], datetime] = lambda: datetime.now(POINT_ZONE),
        uptime_s: Callable[[], float] = health.uptime_s,
    ) -> None:
        """`folder`: the runtime folder. `look`: done each time, off the loop. `may_restart`:
        somebody starts us anew when we end.

        `machine` names this one among all.
        """
        super().__init__(loop)
        self._folder = folder
        self._around = around
        self._look = look
        self._restart: Callable[[], None] | None = None
        self._may_restart = may_restart
        self._machine = machine
        self._now = now
        self._uptime_s = uptime_s
        self._begun_s = uptime_s()
        self._display = False
        self._shown_since_s: float | None = None
        self._changed = asyncio.Event()
        self._is_refused = False

    def set_display(self, there: bool) -> None:
        """On any thread: whether the kiosk has a monitor to be seen on."""
        self._post(self._set_display, there)

    def on_restart(self, restart: Callable[[], None]) -> None:
        """On any thread: what starts the kiosk anew; it is called on the loop."""
        self._restart = restart

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            now = self.health()
            await asyncio.to_thread(self._write, now)
            await asyncio.to_thread(self._look)
            if self._restart is not None and self._is_time(now):
                self._may_restart = False
                self._restart()
            try:
                async with asyncio.timeout(EVERY_S):
                    await self._changed.wait()
            except TimeoutError:
                continue
            self._changed.clear()

    def health(self) -> Health:
        """How it is now."""
        now_s = self._uptime_s()
        if not (self._display and self._around.is_well()):
            self._shown_since_s = None
        elif self._shown_since_s is None:
            self._shown_since_s = now_s
        since_s = self._shown_since_s
        return Health(
            version=__version__,
            written_s=now_s,
            up_s=now_s - self._begun_s,
            shown_s=0.0 if since_s is None else now_s - since_s,
            display=self._display,
            in_meeting=self._around.in_meeting(),
            next_meeting=next_meeting(self._around.agenda(), self._now()),
            technician=self._around.technician(),
        )

    def _set_display(self, there: bool) -> None:
        if there is not self._display:
            self._display = there
            self._changed.set()

    def _is_time(self, now: Health) -> bool:
        if not self._may_restart:
            return False
        return may_restart(self._now(), self._machine, now) is Answer.NOW

    def _write(self, now: Health) -> None:
        if self._folder is None:
            return
        try:
            health.save(self._folder, now)
        except OSError as error:
            if not self._is_refused:
                log.warning("%s is not written: %s", health.FILE, error.strerror)
            self._is_refused = True
        else:
            self._is_refused = False


def next_meeting(agenda: Agenda, now: datetime) -> float | None:
    """Unix time of the start of the first meeting that is not over; None: none is known.

    A day that is marked as a whole is no meeting unless it can be entered.
    """
    starts = (
        one.start
        for one in agenda.meetings
        if not one.cancelled and now < one.end and (not one.all_day or one.address is not None)
    )
    first = min(starts, default=None)
    return None if first is None else first.timestamp()
