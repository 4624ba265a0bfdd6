"""The technician's door: a pin, and a growing wait after wrong ones that outlives a restart.

Lives on the core loop; implements `state.GatePort`. No pin is logged, shown or written anywhere.
"""

from __future__ import annotations

import asyncio
import hmac
import logging
import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import msgspec

from kiosk.base import secret, storage
from kiosk.base.errors import KioskError
from kiosk.base.onloop import Telling
from kiosk.base.secret import is_pin
from kiosk.base.storage import Tell, tell_nobody
from kiosk.settings.state import GateState

log = logging.getLogger(__name__)

FILE = "gate.json"
WAITS_S = (0, 0, 5, 15, 60, 300, 900)
"""The wait after the first, second, … wrong pin in a row; the last one from then on. Two slips of
the finger cost nothing; four digits hold for 100 days against somebody who never stops."""


class Kept(msgspec.Struct, frozen=True):
    """What is on disk. No time of day: a clock that is set forward must not open the door, one
    that is set back must not keep it shut. A wait that a restart cuts short begins anew.
    """

    wrong: Annotated[int, msgspec.Meta(ge=0)] = 0
    waited: bool = True
    """The wait after the last wrong pin was sat out."""


def _decode(data: bytes) -> Kept:
    return msgspec.json.decode(data, type=Kept)


def wait_s(wrong: int) -> int:
    """How long no pin is taken after so many wrong ones in a row."""
    return WAITS_S[min(wrong, len(WAITS_S)) - 1] if wrong > 0 else 0


class Gate(Telling[GateState]):
    """Make it anywhere; the verbs may be called on any thread and act on the loop."""

    def __init__(
        self,
        folder: Path,
        get_pin: Callable[[], str],
        loop: asyncio.AbstractEventLoop,
        *,
        on_event: Callable[[str], None] = lambda _kind: None,
        tell: Tell = tell_nobody,
        monotonic_ns: Callable[[], int] = time.monotonic_ns,
    ) -> None:
        """`get_pin` is called off the loop, because a keyring may block; empty: none is set.

        `on_event` hears `pin-wrong`, `pin-locked` and `technician-entered` on the loop; `tell`
        of a count of wrong pins that cannot be read.
        """
        kept = storage.load(folder / FILE, _decode, tell) or Kept()
        left_s = 0 if kept.waited else wait_s(kept.wrong)
        until_ns = monotonic_ns() + left_s * 10**9 if left_s else 0
        super().__init__(loop, GateState(wrong=kept.wrong, locked_until_ns=until_ns))
        self._folder = folder
        self._pin = secret.Asker(lambda _name: get_pin())
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
        self._spawn(self._read_pin())

    def _enter(self, pin: str) -> None:
        if self._state.checking or self._monotonic_ns() < self._state.locked_until_ns:
            return
        self._set(checking=True)
        self._spawn(self._compare(pin, self._visit))

    def _close(self) -> None:
        self._visit += 1
        self._set(is_open=False)

    async def _compare(self, pin: str, visit: int) -> None:
        try:
            right = await self._read_pin()
            if right and hmac.compare_digest(pin.encode(), right.encode()):
                await self._admit(visit)
            elif right:
                await self._refuse()
        finally:
            self._set(checking=False)

    async def _read_pin(self) -> str:
        """The pin that is set; empty when there is none that could be typed."""
        try:
            pin = await self._pin.ask(secret.PIN)
        except KioskError as error:
            log.error("%s", error)
            self._set(pin_is_set=None, problem=error.code.value)
            return ""
        if pin and not is_pin(pin):
            log.warning("the technician's pin is not 4 to 12 digits: it opens nothing")
            pin = ""
        self._set(pin_is_set=pin != "", problem="")
        return pin

    async def _admit(self, visit: int) -> None:
        if self._state.wrong:
            await self._keep(Kept())
        still_there = visit == self._visit
        self._set(wrong=0, locked_until_ns=0, is_open=still_there, checking=False)
        if still_there:
            self._on_event("technician-entered")

    async def _refuse(self) -> None:
        """On disk before it is said: a power cut must not buy another try."""
        wrong = self._state.wrong + 1
        seconds = wait_s(wrong)
        await self._keep(Kept(wrong, waited=seconds == 0))
        until_ns = self._monotonic_ns() + seconds * 10**9 if seconds else 0
        self._set(wrong=wrong, locked_until_ns=until_ns, checking=False)
        self._on_event("pin-wrong")
        if seconds:
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
        data = msgspec.json.encode(kept)
        async with self._one_at_a_time:
            try:
                await asyncio.to_thread(storage.write_atomically, self._folder / FILE, data)
            except OSError as error:
                log.error("the wrong pins were not written to disk: %s", error.strerror)
