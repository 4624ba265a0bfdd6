"""Plays short sounds by itself: the press, the chime, a spoken sentence. Loads no numpy.

The loudspeaker is opened for a sound and closed when nothing has sounded for some seconds. Its
buffer is short, because a press must be heard at once, and an underrun in a click is not.
"""

from __future__ import annotations

import contextlib
import logging
import queue
import threading
import time
from array import array
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from kiosk.base.errors import Code, KioskError
from kiosk.base.faults import Faults
from kiosk.devices import portaudio, pulse
from kiosk.devices.catalog import NONE, SYNTHETIC, Direction, SoundChoice, sound_choices
from kiosk.devices.form import FRAME_SAMPLES
from kiosk.devices.wavefile import read_wave

log = logging.getLogger(__name__)

LATENCY_S = 0.03
OPEN_S = 5.0
"""So long after the last sound the loudspeaker stays open: somebody who presses presses again."""
_BLOCK_BYTES = 2 * FRAME_SAMPLES
_SILENCE = bytes(_BLOCK_BYTES)


class ShortSounds:
    """`play` from any one thread; a thread of its own opens and closes the loudspeaker.

    `done()` is called on that thread when what `play` was told is playing, or cannot be played.
    """

    def __init__(self, done: Callable[[], None], *, open_s: float = OPEN_S) -> None:
        self._done = done
        self._open_s = open_s
        self._wishes: queue.SimpleQueue[Path | None] = queue.SimpleQueue()
        self._speaker = ""
        self._gain = 1.0
        self._track = _Track()
        self._stream: Any = None
        self._hardware: tuple[object, ...] = ()
        self._problem = KioskError(Code.DEVICE_FAILED, "The loudspeaker was not tried yet.")
        self._faults = Faults(log, "a short sound met a bug")
        self._thread = threading.Thread(target=self._serve, name="short-sounds", daemon=True)
        self._thread.start()

    def use(self, speaker: str, gain: float) -> None:
        """Use this loudspeaker (as in the settings) and gain (0 to 1) from the next sound on."""
        if speaker != self._speaker:
            self._track.is_stale = True
        self._speaker, self._gain = speaker, gain

    def play(self, path: Path) -> None:
        """Play a WAV file, beside whatever plays. Returns at once."""
        self._wishes.put(path)

    def close(self, wait_s: float) -> None:
        """Let what plays end, give the loudspeaker back (idempotent); not longer than that."""
        self._wishes.put(None)
        self._thread.join(wait_s)

    def _warm(self) -> None:
        """Starting PortAudio takes longer than opening a loudspeaker: not at the first press."""
        self._hardware = portaudio.hardware()
        with contextlib.suppress(KioskError):
            portaudio.devices(Direction.SPEAKER)
        pulse.look()

    def _serve(self) -> None:
        self._faults.run(self._warm)
        while True:
            try:
                path = self._wishes.get(timeout=self._open_s if self._stream is not None else None)
            except queue.Empty:
                if self._track.is_silent:
                    self._release()
                continue
            if path is None:
                self._play_out()
                self._release()
                return
            self._faults.run(self._play, path)
            self._done()

    def _play(self, path: Path) -> None:
        try:
            samples = _scaled(read_wave(path), self._gain)
            self._open()
        except KioskError as error:
            log.warning("%s", error)
            return
        self._track.add(samples)

    def _open(self) -> None:
        if self._stream is not None and not self._track.is_stale and self._stream.active:
            return
        self._release()
        self._track = _Track()
        if self._speaker in (NONE, SYNTHETIC):
            return
        hardware = portaudio.hardware()
        if hardware != self._hardware or not self._try():
            self._hardware = hardware
            portaudio.restart()  # else it knows only the devices of before
            if not self._try():
                raise self._problem

    def _try(self) -> bool:
        """Open the first loudspeaker of the wish that opens."""
        self._problem = KioskError(Code.DEVICE_ABSENT, "There is no loudspeaker.", "Plug it in.")
        for choice in self._choices():
            try:
                self._stream = portaudio.open_stream(
                    Direction.SPEAKER, choice, self._fill, (1, 2), latency_s=LATENCY_S, raw=True
                )
                return True
            except KioskError as error:
                self._problem = error
        return False

    def _choices(self) -> Sequence[SoundChoice]:
        seen = pulse.look()
        served = None if seen is None else seen.devices(Direction.SPEAKER)
        return sound_choices(self._speaker, portaudio.devices(Direction.SPEAKER), served)

    def _release(self) -> None:
        stream, self._stream = self._stream, None
        if stream is not None:
            portaudio.close_stream(stream)

    def _play_out(self) -> None:
        deadline = time.monotonic() + self._open_s
        while self._stream is not None and not self._track.is_silent:
            if time.monotonic() > deadline:
                return
            time.sleep(0.02)
        if self._stream is not None:
            time.sleep(2 * LATENCY_S)  # what the device still has

    def _fill(self, block: Any, _count: int, _at: Any, _flags: Any) -> None:
        """On PortAudio's thread: mono, or the same on both sides."""
        frame = self._track.next()
        if len(block) == len(frame):
            block[:] = frame
            return
        both = array("h", bytes(2 * len(frame)))
        both[0::2] = both[1::2] = array("h", frame)
        block[:] = both.tobytes()


class _Track:
    """What plays now, mixed. `add` on one thread, `next` on another."""

    def __init__(self) -> None:
        self._playing: tuple[_Clip, ...] = ()
        self._lock = threading.Lock()
        self.is_stale = False
        """Another loudspeaker is wished."""

    @property
    def is_silent(self) -> bool:
        """Whether all of it has gone to the device."""
        return not self._playing

    def add(self, samples: bytes) -> None:
        with self._lock:
            self._playing = (*self._playing, _Clip(samples))

    def next(self) -> bytes:
        with self._lock:
            clips = self._playing
            frames = [clip.next() for clip in clips]
            self._playing = tuple(clip for clip in clips if not clip.is_over)
        if not frames:
            return _SILENCE
        return frames[0] if len(frames) == 1 else _sum(frames)


class _Clip:
    def __init__(self, samples: bytes) -> None:
        self._samples = samples
        self._place = 0

    @property
    def is_over(self) -> bool:
        return self._place >= len(self._samples)

    def next(self) -> bytes:
        frame = self._samples[self._place : self._place + _BLOCK_BYTES]
        self._place += _BLOCK_BYTES
        return frame.ljust(_BLOCK_BYTES, b"\0")


def _sum(frames: Sequence[bytes]) -> bytes:
    columns = zip(*(array("h", frame) for frame in frames), strict=True)
    return array("h", (max(-32768, min(32767, sum(column))) for column in columns)).tobytes()


def _scaled(samples: bytes, gain: float) -> bytes:
    """Sound made quieter. The machine's byte order is the file's: little-endian."""
    if gain >= 1:
        return samples
    return array("h", (int(each * gain) for each in array("h", samples))).tobytes()
