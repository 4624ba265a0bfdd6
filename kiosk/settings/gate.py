"""The technician's door: a pin, and a growing wait after wrong ones that outlives a restart.

Lives on the core loop; implements `state.GatePort`. No pin is logged, shown or written anywhere.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from pathlib import Path

from kiosk.base.errors import KioskError
from kiosk.base.onloop import Telling
from kiosk.base.secret import is_pin
from kiosk.base.storage import Tell, tell_nobody
from kiosk.settings import waits
from kiosk.settings.pin import PinPlace, StoredPin
from kiosk.settings.state import GateState, PinChange
from kiosk.settings.waits import Kept

log = logging.getLogger(__name__)


class Gate(Telling[GateState]):
    """Make it anywhere; the verbs may be called on any thread and act on the loop."""

    def __init__(
        self,
        folder: Path,
        place: PinPlace,
        loop: asyncio.AbstractEventLoop,
        *,
        on_event: Callable[[str], None] = lambda _kind: None,
        tell: Tell = tell_nobody,
        monotonic_ns: Callable[[], int] = time.monotonic_ns,
    ) -> None:
        """`on_event` hears `pin-wrong`, `pin-locked`, `pin-changed` and `technician-entered` on the
        loop; `tell` of a count of wrong pins that cannot be read.
        """
        now_ns = monotonic_ns()
        kept = waits.load(folder, now_ns, tell)
        left_ns = kept.left_ns(now_ns)
        until_ns = now_ns + left_ns if left_ns else 0
        super().__init__(loop, GateState(wrong=kept.wrong, locked_until_ns=until_ns))
        self._folder = folder
        self._pin = StoredPin(place)
        self._on_event = on_event
        self._monotonic_ns = monotonic_ns
        self._one_at_a_time = asyncio.Lock()
        self._timer: asyncio.TimerHandle | None = None
        self._visit = 0

    # --- verbs, on any thread ---------------------------------------------------------------

    def look(self) -> None:
        """See `GatePort`."""
        self._post(self._look)

    def enter(self, pin: str) -> None:
        """See `GatePort`. Not taken while one is being compared, or during a wait."""
        self._post(self._enter, pin)

    def change(self, old: str, new: str) -> None:
        """See `GatePort`. Not taken while one is being compared, during a wait, or from outside."""
        self._post(self._change, old, new)

    def close(self) -> None:
        """See `GatePort`. A pin that is being compared opens nothing any more."""
        self._post(self._close)

    # --- on the core loop -------------------------------------------------------------------

    async def aclose(self) -> None:
        """End what goes on (idempotent)."""
        if self._timer is not None:
            self._timer.cancel()
        await self._end_tasks()

    def _subscribe(self, on_state: Callable[[GateState], None]) -> None:
        super()._subscribe(on_state)
        self._sit_out()

    def _look(self) -> None:
        self._set(change=PinChange.NONE)
        self._spawn(self._read_pin())

    def _takes_pins(self) -> bool:
        return not self._state.checking and self._monotonic_ns() >= self._state.locked_until_ns

    def _enter(self, pin: str) -> None:
        if self._takes_pins():
            self._set(checking=True)
            self._spawn(self._compare(pin, self._visit))

    def _change(self, old: str, new: str) -> None:
        if not (self._takes_pins() and self._state.is_open):
            return
        if not is_pin(new):
            self._set(change=PinChange.NO_PIN)
            return
        self._set(checking=True, change=PinChange.NONE)
        self._spawn(self._replace(old, new))

    def _close(self) -> None:
        self._visit += 1
        self._set(is_open=False, change=PinChange.NONE)

    async def _compare(self, pin: str, visit: int) -> None:
        try:
            stored = await self._read_pin()
            if stored and await self._pin.fits(pin, stored):
                await self._admit(visit)
            elif stored:
                await self._refuse()
        finally:
            self._set(checking=False)

    async def _replace(self, old: str, new: str) -> None:
        try:
            stored = await self._read_pin()
            if not stored:
                self._set(change=PinChange.NOT_STORED)
            elif not await self._pin.fits(old, stored):
                self._set(change=PinChange.WRONG)
                await self._refuse()
            else:
                await self._forgive()
                await self._pin.write(new)
                self._set(change=PinChange.DONE)
                self._on_event("pin-changed")
        except KioskError as error:
            log.error("%s", error)
            self._set(change=PinChange.NOT_STORED)
        finally:
            self._set(checking=False)

    async def _read_pin(self) -> str:
        """What is stored of the pin; empty when there is none that could be typed."""
        try:
            stored = await self._pin.read()
        except KioskError as error:
            log.error("%s", error)
            self._set(pin_is_set=None, problem=error.code.value)
            return ""
        self._set(pin_is_set=stored != "", problem="")
        self._spawn(self._pin.harden(stored))
        return stored

    async def _admit(self, visit: int) -> None:
        await self._forgive()
        still_there = visit == self._visit
        self._set(is_open=still_there, checking=False)
        if still_there:
            self._on_event("technician-entered")

    async def _forgive(self) -> None:
        if self._state.wrong:
            await self._keep(Kept())
        self._set(wrong=0, locked_until_ns=0)

    async def _refuse(self) -> None:
        """On disk before it is said: a power cut must not buy another try."""
        kept = waits.after(self._state.wrong + 1, self._monotonic_ns())
        await self._keep(kept)
        self._set(wrong=kept.wrong, locked_until_ns=kept.until_ns, checking=False)
        self._on_event("pin-wrong")
        if kept.until_ns:
            self._on_event("pin-locked")
            self._sit_out()

    def _sit_out(self) -> None:
        """Once the wait is over, a restart need not begin it anew."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._state.locked_until_ns:
            left_s = (self._state.locked_until_ns - self._monotonic_ns()) / 1e9
            if left_s > 0:
                self._timer = self._loop.call_later(left_s, self._sit_out)
            else:
                self._set(locked_until_ns=0)
                self._spawn(self._keep(Kept(self._state.wrong)))

    async def _keep(self, kept: Kept) -> None:
        async with self._one_at_a_time:
            try:
                await asyncio.to_thread(waits.save, self._folder, kept)
            except OSError as error:
                log.error("the wrong pins were not written to disk: %s", error.strerror)
