"""One thread that scales pictures for their tiles; newest wins, no tile waits for an old one."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from kiosk.base.faults import Faults
from kiosk.model.frames import Picture

log = logging.getLogger(__name__)


class PicturePump:
    """`offer` from any thread; `draw(tile, picture)` runs on the pump's own."""

    def __init__(self, draw: Callable[[int, Picture], None]) -> None:
        self._draw = draw
        self.faults = Faults(log, "a picture was not drawn")
        self._newest: dict[int, Picture] = {}
        self._wake = threading.Condition()
        self._is_open = True
        self.replaced = 0
        """Pictures that a newer one took the place of before they were drawn."""
        self._thread = threading.Thread(target=self._run, name="pictures", daemon=True)
        self._thread.start()

    def offer(self, tile: int, picture: Picture) -> None:
        """Have this picture drawn, unless a newer one comes first."""
        with self._wake:
            self.replaced += tile in self._newest
            self._newest[tile] = picture
            self._wake.notify()

    def close(self) -> None:
        """End the thread (idempotent)."""
        with self._wake:
            self._is_open = False
            self._wake.notify()
        self._thread.join(timeout=2)

    def _run(self) -> None:
        while True:
            with self._wake:
                self._wake.wait_for(lambda: self._newest or not self._is_open)
                if not self._is_open:
                    return
                tile = next(iter(self._newest))
                picture = self._newest.pop(tile)
            self.faults.run(self._draw, tile, picture)  # this one may be lost, the next is not
