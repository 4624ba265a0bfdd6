"""The loudspeaker: PortAudio asks for blocks, 10 ms each. Opened and reopened by `sound`."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from kiosk.base.faults import Faults
from kiosk.devices import portaudio
from kiosk.devices.catalog import Direction, SoundChoice
from kiosk.devices.measure import Sound

log = logging.getLogger(__name__)


class Speaker:
    """An open loudspeaker. `pull(heard_ns)` is asked in PortAudio's thread for the next frame.

    `heard_ns` is when the frame will sound, by the device's own clock where it tells. A frame is
    (480,), or (480, 2) for left and right, which needs `widths` that end with a stream of two.
    `blocks` counts callbacks, for the watchdog; `underruns` what PortAudio says was missed.
    """

    synthetic = False

    def __init__(
        self,
        choice: SoundChoice,
        pull: Callable[[int], Sound],
        widths: Sequence[int] = (1, 2),
    ) -> None:
        """Open it; `widths` as for `portaudio.open_stream`. Raises `KioskError`."""
        self.name = choice.name
        self.blocks = 0
        self.underruns = 0
        self._pull = pull
        self._faults = Faults(log, "a loudspeaker frame was lost")
        self._latency_s = portaudio.LATENCY_S[Direction.SPEAKER]
        self._stream = portaudio.open_stream(Direction.SPEAKER, choice, self._callback, widths)

    @property
    def active(self) -> bool:
        """Whether PortAudio believes that it runs; also true on a suspended device."""
        return bool(self._stream.active)

    @property
    def channels(self) -> int:
        """1, or 2 for left and right."""
        return int(self._stream.channels)

    def close(self) -> None:
        """Abort and close."""
        if self.underruns:
            log.info("%s: %d underruns in %d blocks", self.name, self.underruns, self.blocks)
        portaudio.close_stream(self._stream)

    def _callback(self, block: npt.NDArray[np.int16], _count: int, at: Any, flags: Any) -> None:
        self.blocks += 1
        self.underruns += bool(flags.output_underflow)
        ahead_s = at.outputBufferDacTime - at.currentTime
        if not 0 < ahead_s < 1:  # some host APIs leave the times empty
            ahead_s = self._latency_s
        block.fill(0)
        # A bug that got out would end the stream for good.
        self._faults.run(self._fill, block, time.monotonic_ns() + int(ahead_s * 1e9))

    def _fill(self, block: npt.NDArray[np.int16], heard_ns: int) -> None:
        frame = self._pull(heard_ns)
        block[:] = frame if frame.ndim == 2 else frame[:, np.newaxis]
