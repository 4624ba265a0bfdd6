"""Where the technician's pin lies: its hash among the secrets, never the pin itself.

For the core loop: nothing here waits for a keyring or reckons a hash on it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass

from kiosk.base import pinhash, secret, unwaited
from kiosk.base.errors import KioskError
from kiosk.base.secret import NoAnswerError

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PinPlace:
    """What reads and writes the stored pin: any thread, may block, raise `KioskError(SECRET)`."""

    get: Callable[[], str]
    """Empty: none is set."""
    put: Callable[[str], None]


SYSTEM = PinPlace(lambda: secret.get(secret.PIN), lambda stored: secret.put(secret.PIN, stored))
"""The credential of the service manager, or the keyring."""


class StoredPin:
    """Reads, compares and replaces."""

    def __init__(self, place: PinPlace) -> None:
        self._place = place
        self._asker = secret.Asker(lambda _name: place.get())
        self._hardened = False
        self._one_at_a_time = asyncio.Lock()

    async def read(self) -> str:
        """What is stored; empty when no pin can fit it. Raises `KioskError(SECRET)`."""
        stored = await self._asker.ask(secret.PIN)
        if stored and not pinhash.is_usable(stored):
            log.warning("the technician's pin is not 4 to 12 digits: it opens nothing")
            return ""
        return stored

    async def fits(self, pin: str, stored: str) -> bool:
        """Whether this pin is the stored one; reckoned on a thread of its own."""
        return await asyncio.to_thread(pinhash.fits, pin, stored)

    async def write(self, pin: str) -> None:
        """Store this pin in the place of what is stored. Raises `KioskError(SECRET)`."""
        async with self._one_at_a_time:
            await self._write(pin)

    async def harden(self, stored: str) -> None:
        """A bare pin, of a machine set up before there were hashes, is replaced by its hash.

        Tried once a run: a store that takes nothing now does not take it a minute later.
        """
        async with self._one_at_a_time:
            if self._hardened or not stored or pinhash.is_hash(stored):
                return
            try:
                await self._write(stored)
            except KioskError as error:
                log.warning("the technician's pin is stored as it is, not as a hash: %s", error)
            else:
                log.info("the technician's pin is stored as a hash from now on")

    async def _write(self, pin: str) -> None:
        self._hardened = True  # whatever was bare is about to be replaced
        hashed = await asyncio.to_thread(pinhash.make, pin)
        writing = unwaited.begin(self._place.put, hashed)
        try:
            async with asyncio.timeout(secret.ANSWER_S):
                await asyncio.wrap_future(writing)
        except TimeoutError:
            raise NoAnswerError(secret.PIN) from None
