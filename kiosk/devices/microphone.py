"""The microphone: PortAudio's blocks become 10 ms frames. Opened and reopened by `sound`."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from kiosk.base.faults import Faults
from kiosk.devices import portaudio
from kiosk.devices.catalog import Direction, SoundChoice
from kiosk.devices.measure import Sound

log = logging.getLogger(__name__)


class Microphone:
    """An open microphone. `on_frame(frame, captured_ns)` comes in PortAudio's thread.

    `blocks` counts callbacks, for the watchdog; `overruns` what PortAudio says was lost.
    """

    synthetic = False

    def __init__(self, choice: SoundChoice, on_frame: Callable[[Sound, int], None]) -> None:
        """Open it. Raises `KioskError`."""
        self.name = choice.name
        self.blocks = 0
        self.overruns = 0
        self._on_frame = on_frame
        self._faults = Faults(log, "a microphone frame was lost")
        self._stream = portaudio.open_stream(Direction.MICROPHONE, choice, self._callback)

    @property
    def active(self) -> bool:
        """Whether PortAudio believes that it runs; also true on a suspended device."""
        return bool(self._stream.active)

    @property
    def channels(self) -> int:
        """How many come from the device; the first one is taken."""
        return int(self._stream.channels)

    def close(self) -> None:
        """Abort and close."""
        if self.overruns:
            log.info("%s: %d overruns in %d blocks", self.name, self.overruns, self.blocks)
        portaudio.close_stream(self._stream)

    def _callback(self, block: npt.NDArray[np.int16], _count: int, at: Any, flags: Any) -> None:
        self.blocks += 1
        self.overruns += bool(flags.input_overflow)
        age_s = at.currentTime - at.inputBufferAdcTime
        captured_ns = time.monotonic_ns() - int(max(0.0, min(age_s, 1.0)) * 1e9)
        # A bug that got out would end the stream for good. PortAudio takes the block's memory back
        # when the callback returns.
        self._faults.run(self._on_frame, block[:, 0].copy(), captured_ns)
