"""Our own picture and voice on their way from the device threads to the engine's loop.

The switches live here, so that what is shown and what is sent cannot differ: a picture that was
taken while the camera was on, but comes after it was switched off, is not sent.
"""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Callable

import numpy as np

from kiosk.base.faults import Faults
from kiosk.media.link import Sound
from kiosk.model.frames import Picture, Pixels

log = logging.getLogger(__name__)

WIDTH, HEIGHT = 1280, 720
STILL_EVERY_S = 1.0
"""While the camera is off, or sends nothing, a still goes out this often: a foreign client then
shows it instead of the last frame, and who comes later sees something, for some bytes a second.
Browsers do the same for a disabled track."""
GAP_S = 2.0
"""How long the last picture stands when the camera has failed; then the card takes its place. A
camera that is plugged in again, or another one, is usually back before."""
_BLACK_LUMA = 16
_CARD_LUMA = 50
"""Dark grey: nobody takes it for a camera that is switched off, and it does not glare."""


class Outgoing:
    """`offer_picture` and `offer_sound` from any thread, the rest on the loop."""

    def __init__(
        self,
        send_picture: Callable[[Picture], None],
        send_sound: Callable[[Sound], None],
        *,
        gap_s: float = GAP_S,
        still_every_s: float = STILL_EVERY_S,
    ) -> None:
        self._loop = asyncio.get_running_loop()
        self._send_picture = send_picture
        self._send_sound = send_sound
        self._gap_s = gap_s
        self._still_every_s = still_every_s
        self._faults = Faults(log, "what we send met a bug")
        self._lock = threading.Lock()
        self._newest: Picture | None = None
        self._camera_on = True
        self._black = _plain(_BLACK_LUMA)
        self._card = _plain(_CARD_LUMA)
        self._live_at_s = self._loop.time()
        """When the camera's last picture was sent."""
        self._timer = self._loop.call_later(gap_s, self._keep_alive)

    @property
    def camera_on(self) -> bool:
        """Whether the camera's pictures are sent."""
        return self._camera_on

    def set_camera(self, on: bool) -> None:
        """From this call on nothing else is sent."""
        self._camera_on = on
        self._live_at_s = self._loop.time()
        self._timer.cancel()
        self._keep_alive()

    def offer_picture(self, picture: Picture) -> None:
        """A picture of the camera; newest wins while the loop is busy."""
        with self._lock:
            is_first = self._newest is None
            self._newest = picture
        if is_first:
            self._on_loop(self._take_picture)

    def offer_sound(self, frame: Sound) -> None:
        """10 ms, already zeros when muted."""
        self._on_loop(self._faults.run, self._send_sound, frame)

    def close(self) -> None:
        """Stop (idempotent)."""
        self._timer.cancel()

    def _take_picture(self) -> None:
        with self._lock:
            picture, self._newest = self._newest, None
        if picture is not None and self._camera_on:
            self._live_at_s = self._loop.time()
            self._faults.run(self._send_picture, picture)

    def _keep_alive(self) -> None:
        """Send a still when it is time for one, and come back when the next may be."""
        left_s = self._live_at_s + self._gap_s - self._loop.time()
        if not self._camera_on or left_s <= 0:
            still = self._card if self._camera_on else self._black
            self._faults.run(self._send_picture, Picture(still, time.monotonic_ns()))
            left_s = self._still_every_s
        self._timer = self._loop.call_later(left_s, self._keep_alive)

    def _on_loop(self, call: Callable[..., object], *args: object) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(call, *args)


def _plain(luma: int) -> Pixels:
    """A 1280x720 picture of one grey, as I420 planes."""
    planes = np.full((HEIGHT * 3 // 2, WIDTH), 128, np.uint8)
    planes[:HEIGHT] = luma
    return planes
