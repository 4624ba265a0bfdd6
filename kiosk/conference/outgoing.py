"""Our own picture and voice on their way from the device threads to the engine's loop.

The switches live here, so that what is shown and what is sent cannot differ: a picture that was
taken while the camera was on, but comes after it was switched off, is not sent.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable

import numpy as np

from kiosk.frames import Picture
from kiosk.media.webrtc import Sound

WIDTH, HEIGHT = 1280, 720
BLACK_EVERY_S = 1.0
"""While the camera is off a black picture goes out this often: a foreign client then shows black
instead of the last frame, for some bytes a second. Browsers do the same for a disabled track."""


class Outgoing:
    """`offer_picture` and `offer_sound` from any thread, the rest on the loop."""

    def __init__(
        self,
        send_picture: Callable[[Picture], None],
        send_sound: Callable[[Sound], None],
    ) -> None:
        self._loop = asyncio.get_running_loop()
        self._send_picture = send_picture
        self._send_sound = send_sound
        self._lock = threading.Lock()
        self._newest: Picture | None = None
        self._camera_on = True
        self._timer: asyncio.TimerHandle | None = None
        planes = np.full((HEIGHT * 3 // 2, WIDTH), 128, np.uint8)
        planes[:HEIGHT] = 16
        self._black = planes

    @property
    def camera_on(self) -> bool:
        """Whether the camera's pictures are sent."""
        return self._camera_on

    def set_camera(self, on: bool) -> None:
        """From this call on nothing else is sent."""
        self._camera_on = on
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if not on:
            self._send_black()

    def offer_picture(self, picture: Picture) -> None:
        """A picture of the camera; newest wins while the loop is busy."""
        with self._lock:
            is_first = self._newest is None
            self._newest = picture
        if is_first:
            self._on_loop(self._take_picture)

    def offer_sound(self, frame: Sound) -> None:
        """10 ms, already zeros when muted."""
        self._on_loop(self._send_sound, frame)

    def close(self) -> None:
        """Stop (idempotent)."""
        if self._timer is not None:
            self._timer.cancel()

    def _take_picture(self) -> None:
        with self._lock:
            picture, self._newest = self._newest, None
        if picture is not None and self._camera_on:
            self._send_picture(picture)

    def _send_black(self) -> None:
        self._send_picture(Picture(self._black, time.monotonic_ns()))
        self._timer = self._loop.call_later(BLACK_EVERY_S, self._send_black)

    def _on_loop(self, call: Callable[..., None], *args: object) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(call, *args)
