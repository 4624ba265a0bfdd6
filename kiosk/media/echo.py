"""Echo cancelling, noise suppression, high-pass and gain control: WebRTC's, from `livekit`.

The only importer of `livekit`. Every frame that goes to the loudspeaker must pass
`process_reverse`, every captured one `process`, 10 ms each. No delay hint is ever given: the
canceller finds delays of 20 to 450 ms by itself, and a wrong hint is an error.
"""

from __future__ import annotations

import logging
import threading
from typing import Any

import numpy as np

from kiosk.devices.measure import FRAME_SAMPLES, SAMPLE_RATE_HZ, Sound

log = logging.getLogger(__name__)


class EchoCanceller:
    """Loads in a thread of its own (0.5 s cold); until then sound passes through unchanged.

    `process` and `process_reverse` may be called from two threads, each from one.
    """

    def __init__(self) -> None:
        self._module: Any = None
        self._captured: _Way | None = None
        self._played: _Way | None = None
        self._broken = False
        self._loader = threading.Thread(target=self._load, name="echo-loader", daemon=True)
        self._loader.start()

    @property
    def is_ready(self) -> bool:
        """Whether it works; False while it loads or when it cannot."""
        return self._module is not None and not self._broken

    def wait_ready(self, timeout_s: float) -> bool:
        """Wait for the loading to end; returns `is_ready`."""
        self._loader.join(timeout_s)
        return self.is_ready

    def process_reverse(self, frame: Sound) -> None:
        """Take note of what the loudspeaker plays next."""
        if self.is_ready and self._played is not None:
            self._guarded(self._played, frame)

    def process(self, frame: Sound) -> Sound:
        """The captured frame without echo and noise; a new array."""
        if self.is_ready and self._captured is not None:
            return self._guarded(self._captured, frame)
        return frame

    def _guarded(self, way: _Way, frame: Sound) -> Sound:
        """A canceller that fails is left out for good: a meeting with echo beats none."""
        try:
            return way.process(frame)
        except Exception:
            self._broken = True
            log.exception("the echo canceller failed and is left out")
            return frame

    def _load(self) -> None:
        try:
            from livekit.rtc import AudioFrame
            from livekit.rtc.apm import AudioProcessingModule

            module = AudioProcessingModule(
                echo_cancellation=True,
                noise_suppression=True,
                high_pass_filter=True,
                auto_gain_control=True,
            )
        except Exception:
            log.exception("no echo canceller: sound goes out as it is captured")
            return
        self._played = _Way(AudioFrame, module.process_reverse_stream)
        self._captured = _Way(AudioFrame, module.process_stream)
        self._module = module


class _Way:
    """One direction through the module, with a frame of its own that it works on in place."""

    def __init__(self, frame_type: Any, step: Any) -> None:
        memory = bytearray(2 * FRAME_SAMPLES)
        self._frame = frame_type(memory, SAMPLE_RATE_HZ, 1, FRAME_SAMPLES)
        self._samples = np.frombuffer(memory, np.int16)
        self._step = step

    def process(self, frame: Sound) -> Sound:
        self._samples[:] = frame
        self._step(self._frame)
        return self._samples.copy()
