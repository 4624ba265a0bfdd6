"""Plays frames through a loudspeaker and notes what happens, frame by frame, in one order.

`pull` and `take` are the devices' callbacks and run in their threads.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence

import numpy as np

from kiosk.devices.chirp import Side, on_side
from kiosk.devices.measure import FRAME_SAMPLES, SAMPLE_RATE_HZ, Sound
from kiosk.diagnostics.probes.sound.loopback import Event

SETTLE_S = 0.7
"""A device that was asleep swallows the first sound."""
TAIL_S = 1.0
"""What is in the buffers, and the longest echo that is looked for."""
_PATIENCE_S = 3.0
"""A stream that is so late does not run."""
_TICK_S = 0.1
_SILENCE: Sound = np.zeros(FRAME_SAMPLES, np.int16)

_TONE_S = 1.5
_TONE_HZ = (523.25, 659.25, 783.99)
"""C major: pleasant, and no single frequency that a room may swallow."""
_TONE_DBFS = -18.0
_TONE_RISE_S = 0.03
_TONE_FALL_S = 0.6


class Stage:
    """Silence until `play`, then the frames, then silence again."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        """What was played and captured since `play` began, settling and tail included."""
        self._lock = threading.Lock()
        self._frames: Sequence[Sound] = ()
        self._next = 0
        self._is_noting = False
        self._pulled = 0

    def pull(self, _heard_ns: int) -> Sound:
        """The loudspeaker's next frame: (480,), or (480, 2) when such are played."""
        with self._lock:
            self._pulled += 1
            number = self._next if self._is_noting else -1
            frame = _SILENCE
            if 0 <= number < len(self._frames):
                frame = self._frames[number]
                self._next += 1
            else:
                number = -1
            if self._is_noting:
                self.events.append(Event(True, frame, number))
            return frame

    def take(self, frame: Sound, _captured_ns: int) -> None:
        """The microphone's next frame."""
        with self._lock:
            if self._is_noting:
                self.events.append(Event(False, frame))

    def play(self, frames: Sequence[Sound], on_share: Callable[[float], None]) -> bool:
        """Settle, play, wait for the tail; whether the loudspeaker took all of it in time."""
        if not self._wait(lambda: self._pulled > 0, _PATIENCE_S):
            return False
        time.sleep(SETTLE_S)
        with self._lock:
            self._frames, self._next, self._is_noting = frames, 0, True
        seconds = len(frames) * FRAME_SAMPLES / SAMPLE_RATE_HZ

        def is_over() -> bool:
            on_share(self._next / len(frames))
            return self._next == len(frames)

        if not self._wait(is_over, seconds + _PATIENCE_S):
            return False
        time.sleep(TAIL_S)
        with self._lock:
            self._is_noting = False
        return True

    def _wait(self, is_over: Callable[[], bool], patience_s: float) -> bool:
        until = time.monotonic() + patience_s
        while not is_over():
            if time.monotonic() > until:
                return False
            time.sleep(_TICK_S)
        return True


def tone(side: Side, gain: float, channels: int) -> list[Sound]:
    """A soft chord of 1.5 s as frames: on one side with two channels, everywhere with one."""
    count = round(_TONE_S * SAMPLE_RATE_HZ)
    at = np.arange(count) / SAMPLE_RATE_HZ
    wave = sum(np.sin(2 * np.pi * hz * at) for hz in _TONE_HZ)
    edge = np.minimum(1.0, np.minimum(at / _TONE_RISE_S, (_TONE_S - at) / _TONE_FALL_S))
    peak = 32768 * gain * 10 ** (_TONE_DBFS / 20) * np.sqrt(2 / len(_TONE_HZ))
    sound = np.round(peak * np.sin(np.pi / 2 * edge) ** 2 * wave).astype(np.int16)
    block = on_side(sound, side) if channels == 2 else sound
    return np.split(block, count // FRAME_SAMPLES)
