"""The technician's side of the core: history, diagnostics, door, choices, logbook, put together.

Everything here lives on the core loop; the screen gets the four ports.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from kiosk.agenda.day import Day, server_to_check
from kiosk.base.clockcheck import ClockCheck
from kiosk.base.hosts import needs_loopback
from kiosk.core.keeping import Keeper, Part
from kiosk.core.resting import Reason, Resting
from kiosk.diagnostics import quick
from kiosk.diagnostics.service import Diagnostics, Surroundings
from kiosk.diagnostics.watch import QuickWatch
from kiosk.journal.history import History
from kiosk.journal.logbook import Logbook
from kiosk.journal.recorder import Recorder
from kiosk.model.gear import DeviceKind, DeviceStatus
from kiosk.model.meeting import POINT_ZONE, Agenda, Meeting
from kiosk.session.session import Session
from kiosk.session.state import SessionState, line_of
from kiosk.settings import pin
from kiosk.settings.choosing import Choosing
from kiosk.settings.gate import Gate

OPEN_S = 10.0
"""What opening all devices may take, the start of the media process included, on a quick PC."""
VITALS_S = 4.5
"""Twice the time over which the media process measures what they deliver, and a little."""
FREE_S = 3.0
"""How long a probe waits for a device to be given back: V4L2 gives up a read after two seconds."""


class Technician:
    """Watches the session and borrows its devices."""

    def __init__(
        self,
        session: Session,
        choices: Choosing,
        history: History,
        folder: Path,
        loop: asyncio.AbstractEventLoop,
        day: Callable[[], Day],
        resting: Resting,
    ) -> None:
        """`choices` knows the settings that hold; `day` says what of the agenda matters now."""
        self._resting = resting
        self._loop = loop
        self._day = day
        self._was_idle = True
        self._made_s, self._patience = time.monotonic(), 1.0
        self._session = session
        self._changed = asyncio.Event()
        self.history = history
        self.clock = ClockCheck(self._on_clock)
        self.recorder = Recorder(
            history, lent=lambda: session.lent, media_hung=lambda: session.media_was_hanging
        )
        self._choices = choices
        tell = history.add
        self.gate = Gate(folder, pin.SYSTEM, loop, on_event=tell, tell=tell)
        self.logbook = Logbook(self.history, loop)
        around = Surroundings(
            settings=lambda: self._choices.settings,
            meeting_url=lambda: server_to_check(day(), self._choices.settings),
            lend=self._lend,
            may_run=self._is_idle,
            live=self._live,
            tell=self.history.add,
            hear_clock=self.clock.hear,
            is_day_sure=lambda: self.clock.is_day_sure,
            loopback=needs_loopback(choices.settings),
        )
        self.diagnostics = Diagnostics(loop, folder, around)
        self.keeper = Keeper(self.diagnostics.refresh_quick, self.history.add)
        self._watch = QuickWatch(
            self._run_quick, is_idle=self._is_idle, coming=self._coming, now=_now
        )
        session.subscribe(self._on_state)

    @property
    def parts(self) -> dict[str, Part]:
        """What is to be kept running, by name."""
        return {"watch": self._watch.run}

    def home_stands(self) -> None:
        """On any thread: the home screen's first picture is on the screen."""
        self._loop.call_soon_threadsafe(self._on_home)

    def _on_home(self) -> None:
        self._patience = quick.patience(time.monotonic() - self._made_s)
        self._watch.home_stands()

    async def _run_quick(self) -> bool:
        """Devices that rest are opened for it, and judged once they have begun to deliver."""
        async with self._resting.awake(Reason.CHECK) as rested:
            if rested:
                await self._devices_deliver()
            is_whole = await self.diagnostics.run_quick(self._patience)
        if is_whole:
            self._resting.let_go(Reason.START)
        return is_whole

    async def _devices_deliver(self) -> None:
        """Bounded: a device that does not open in time is judged as it is."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(OPEN_S * self._patience):
                while any(self._is_starting(kind) for kind in DeviceKind):
                    self._changed.clear()
                    await self._changed.wait()
        await asyncio.sleep(VITALS_S)

    def _is_starting(self, kind: DeviceKind) -> bool:
        return self._session.state.devices.of(kind).status is DeviceStatus.STARTING

    def stop(self) -> None:
        """The kiosk's own end begins: what goes down now is meant to."""
        self.recorder.stop()

    async def aclose(self) -> None:
        """End what runs and say good-bye to the history (idempotent)."""
        await self.diagnostics.aclose()
        await self.gate.aclose()
        await asyncio.to_thread(self.history.close)

    def on_agenda(self, agenda: Agenda) -> None:
        """What the calendar says now."""
        self.recorder.on_agenda(agenda)
        self.diagnostics.refresh_quick()

    def _on_state(self, state: SessionState) -> None:
        self._changed.set()
        if self._is_idle() is not self._was_idle:
            self._was_idle = self._is_idle()
            self._watch.disturbed()
            self.diagnostics.drop_quick()
        self.recorder.on_state(state)
        self.diagnostics.refresh_quick()

    def _on_clock(self) -> None:
        if self.clock.is_day_sure:
            self.history.forget()
        if self.clock.is_wrong and self.clock.ahead_s is not None:
            days, minutes = divmod(round(abs(self.clock.ahead_s) / 60), 24 * 60)
            self.history.add(
                "clock-wrong",
                side="ahead" if self.clock.ahead_s > 0 else "behind",
                days=str(days),
                time=f"{minutes // 60}:{minutes % 60:02}",
            )
        self.diagnostics.refresh_quick()

    def _is_idle(self) -> bool:
        return self._session.state.meeting is None

    def _coming(self) -> Meeting | None:
        return self._day().coming

    def _live(self) -> quick.Live:
        state = self._session.state
        return quick.Live(
            now=_now(),
            devices=state.devices,
            vitals=self._session.vitals,
            volume_percent=self._choices.settings.devices.volume_percent,
            agenda=self._day().agenda,
            network=line_of(state),
            clock_ahead_s=self.clock.ahead_s,
            failing=self.keeper.failing,
            resting=state.resting,
        )

    async def _lend(self, kinds: frozenset[DeviceKind]) -> None:
        """Wait until the media process has let go, but not for ever: a driver may hang."""
        self._session.lend_devices(kinds)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(FREE_S):
                while any(self._is_held(kind) for kind in kinds):
                    self._changed.clear()
                    await self._changed.wait()

    def _is_held(self, kind: DeviceKind) -> bool:
        state = self._session.state
        return state.media_alive and state.devices.of(kind).status is DeviceStatus.RUNNING


def _now() -> datetime:
    return datetime.now(POINT_ZONE)
