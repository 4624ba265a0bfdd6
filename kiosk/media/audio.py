"""The sound path of a meeting: microphone to network, voices and chimes to loudspeaker.

Microphone -> echo canceller -> `send`; voices -> mixer -> volume -> loudspeaker, with every frame
played shown to the canceller first. Runs in the devices' threads; nothing here waits for a
network or a screen. Knows no room: voices are ids.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from kiosk.base.errors import KioskError
from kiosk.devices.catalog import Direction
from kiosk.devices.measure import FRAME_SAMPLES, SILENCE_DBFS, LevelMeter, Sound, level_dbfs
from kiosk.devices.sound import SoundDevices
from kiosk.media.audio_talk import TalkDetector
from kiosk.media.echo import EchoCanceller
from kiosk.media.mixer import Mixer, read_clip, scaled
from kiosk.media.vitals import MicrophoneVitals
from kiosk.model.gear import DeviceState, DeviceStatus, Levels, gain_of
from kiosk.model.wire import UseDevices

log = logging.getLogger(__name__)

AUDIBLE_DBFS = -50.0
"""A voice above this is heard; comfort noise and a quiet room lie below."""
_STALE_S = 0.3
_SILENCE: Sound = np.zeros(FRAME_SAMPLES, np.int16)


def _nothing() -> None:
    """Nobody waits for the end of a sound."""


class AudioGraph:
    """All sound of the media process. Methods from any one thread; callbacks from device threads.

    `on_first_sound(heard_ns)`, once set, is called one time: with the `time.monotonic_ns()` at
    which the next audible frame of a voice reaches the loudspeaker. Set it again for the next.
    """

    def __init__(self, send: Callable[[Sound, int], None]) -> None:
        """`send(frame, captured_ns)` takes every 10 ms of microphone: zeros while it is off."""
        self.on_microphone_state: Callable[[DeviceState], None] | None = None
        self.on_speaker_state: Callable[[DeviceState], None] | None = None
        self.on_first_sound: Callable[[int], None] | None = None
        self._send = send
        self._gate = threading.Lock()
        self._microphone_on = False
        self._is_synthetic = False
        self._gain = 1.0
        self._captured_at = 0.0
        self._microphone_meter = LevelMeter()
        self._speaker_meter = LevelMeter()
        self._talk = TalkDetector()
        self.vitals = MicrophoneVitals()
        """Of the raw microphone."""
        self._mixer = Mixer()
        self._echo = EchoCanceller()
        self._devices = SoundDevices(
            self._on_captured, self._pull, self._tell_microphone, self._tell_speaker
        )

    @property
    def microphone_on(self) -> bool:
        """Whether our voice is sent."""
        return self._microphone_on

    def set_microphone_on(self, on: bool) -> bool:
        """Send our voice or not; returns what is so. Off: no sound of ours after the return."""
        with self._gate:  # a frame on its way is sent before, or not at all
            self._microphone_on = on
        return on

    def use_devices(self, wish: UseDevices) -> None:
        """Use these devices and this volume. Returns at once; states follow."""
        self._gain = gain_of(wish.volume_percent)
        self._devices.use(wish.microphone, wish.speaker)

    def add_voice(self, voice: str) -> Callable[[Sound], None]:
        """A new voice; answers where its 10 ms frames go, from one thread."""
        return self._mixer.add_voice(voice).push

    def remove_voice(self, voice: str) -> None:
        """The voice falls silent."""
        self._mixer.remove_voice(voice)

    def voice_levels(self) -> dict[str, float]:
        """Smoothed level of every voice in dBFS, for choosing who speaks."""
        return self._mixer.levels()

    def play(self, path: str, done: Callable[[], None] = _nothing) -> None:
        """Play a WAV file (16 bit mono 48 kHz), then call `done`, also when it cannot be read."""
        try:
            self._mixer.play(read_clip(Path(path)), done)
        except KioskError as error:
            log.warning("%s", error)
            done()

    def levels(self) -> Levels:
        """What the meters show now."""
        is_fresh = time.monotonic() - self._captured_at < _STALE_S
        return Levels(
            microphone_dbfs=self._microphone_meter.level_dbfs if is_fresh else SILENCE_DBFS,
            speaker_dbfs=self._speaker_meter.level_dbfs,
            talking_while_muted=is_fresh and not self._microphone_on and self._talk.is_talking,
        )

    def options(self, direction: Direction) -> tuple[tuple[str, str], ...]:
        """Id and name of every device that could be chosen for a direction."""
        return self._devices.options(direction)

    @property
    def is_stuck(self) -> bool:
        """Whether a sound driver hangs so that only a new process helps."""
        return self._devices.is_stuck

    def close(self) -> None:
        """Give the devices back (idempotent)."""
        self._devices.close()

    def _on_captured(self, frame: Sound, captured_ns: int) -> None:
        """In the microphone's thread."""
        self.vitals.feed(frame)
        if not self._is_synthetic:  # a test tone has no echo, and would be taken for noise
            frame = self._echo.process(frame)
        level = self._microphone_meter.feed(frame)
        self._captured_at = time.monotonic()
        if self._echo.is_ready or self._is_synthetic:  # before, it may be the loudspeaker
            self._talk.feed(level)
        with self._gate:
            self._send(frame if self._microphone_on else _SILENCE, captured_ns)

    def _pull(self, heard_ns: int) -> Sound:
        """In the loudspeaker's thread; `heard_ns` 0 when nobody hears it."""
        mixed, voices = self._mixer.pull()
        frame = scaled(mixed, self._gain)
        self._echo.process_reverse(frame)
        self._speaker_meter.feed(frame)
        if voices is not None and heard_ns and self.on_first_sound is not None:
            self._tell_first_sound(voices, heard_ns)
        return frame

    def _tell_first_sound(self, voices: Sound, heard_ns: int) -> None:
        tell = self.on_first_sound
        if tell is not None and level_dbfs(voices) > AUDIBLE_DBFS:
            self.on_first_sound = None
            tell(heard_ns)

    def _tell_microphone(self, state: DeviceState) -> None:
        self._is_synthetic = state.synthetic
        if state.status is not DeviceStatus.RUNNING:
            self._talk.forget()
        if self.on_microphone_state is not None:
            self.on_microphone_state(state)

    def _tell_speaker(self, state: DeviceState) -> None:
        if self.on_speaker_state is not None:
            self.on_speaker_state(state)
