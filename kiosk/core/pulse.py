"""Whether everything lives that must, decided here alone: only then the watchdog is fed.

A beat begins on the GUI thread, goes over to the core loop and asks there for the media process.
Whatever hangs on this way ends it, and the watchdog ends the program (docs/reliability.md).
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from kiosk.base.notify import Notifier
from kiosk.base.onloop import OnLoop

log = logging.getLogger(__name__)


class Pulse(OnLoop):
    """`beat` on the GUI thread, every `Notifier.feed_s`."""

    def __init__(
        self, loop: asyncio.AbstractEventLoop, notifier: Notifier, is_well: Callable[[], bool]
    ) -> None:
        """`is_well`, on the loop: the media process is as it should be, which may be absent."""
        super().__init__(loop)
        self._notifier = notifier
        self._is_well = is_well
        self._is_said = False

    def beat(self) -> None:
        """The GUI thread is alive."""
        self._post(self._feed)

    def _feed(self) -> None:
        is_well = self._is_well()
        if is_well:
            self._notifier.feed()
        elif not self._is_said:
            log.error("nobody sees to the media process: the watchdog is not fed")
        self._is_said = not is_well
