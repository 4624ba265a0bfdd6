"""One direction of sound: the wish, the open device, its state, and whether it still lives."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Protocol

from kiosk.devices import portaudio, pulse
from kiosk.devices.catalog import Direction, PulseDevice, SoundChoice, sound_choices
from kiosk.devices.microphone import Microphone
from kiosk.devices.speaker import Speaker
from kiosk.errors import KioskError
from kiosk.retry import jittered
from kiosk.wire import DeviceState, DeviceStatus

log = logging.getLogger(__name__)

_RETRY_S = 3.0
_SILENT_S = 1.0
"""Without a callback for this long a stream is dead."""
_GRACE_S = 3.0
"""A fresh null sink needs this long to settle."""


class Device(Protocol):
    """An open microphone or loudspeaker."""

    name: str
    synthetic: bool

    def close(self) -> None:
        """Give it back (idempotent)."""


class Channel:
    """One direction: what is wished, what is open, how it is."""

    def __init__(
        self,
        direction: Direction,
        make: Callable[[SoundChoice | None], Device],
        on_state: Callable[[DeviceState], None],
    ) -> None:
        self.direction = direction
        self.wish = ""
        self.retry_at = 0.0
        self.choice: SoundChoice | None = None
        self._make = make
        self._on_state = on_state
        self._state: DeviceState | None = None
        self._device: Device | None = None
        self._blocks = 0
        self._alive_at = 0.0

    @property
    def is_real(self) -> bool:
        """Whether a stream of PortAudio is open."""
        return self._device is not None and not self._device.synthetic

    @property
    def is_open(self) -> bool:
        """Whether a device, real or synthetic, is open."""
        return self._device is not None

    def open(self, choice: SoundChoice | None) -> None:
        """Open a device, None for the synthetic one. Raises `KioskError`."""
        self._device = self._make(choice)
        self.choice = choice
        self._blocks = 0
        self._alive_at = time.monotonic() + _GRACE_S - _SILENT_S
        self.tell(
            DeviceState(
                DeviceStatus.RUNNING, name=self._device.name, synthetic=self._device.synthetic
            )
        )

    def close(self) -> None:
        """Give the device back (idempotent)."""
        device, self._device, self.choice = self._device, None, None
        if device is not None:
            device.close()

    def is_dead(self) -> bool:
        """Whether the open stream has stopped."""
        device, now = self._device, time.monotonic()
        if not isinstance(device, Microphone | Speaker):
            return False
        if device.blocks != self._blocks:
            self._blocks, self._alive_at = device.blocks, max(now, self._alive_at)
        return not device.active or now - self._alive_at > _SILENT_S

    def fail(self, error: KioskError) -> None:
        """Say it and have it tried again later."""
        self.retry_at = time.monotonic() + jittered(_RETRY_S)
        self.tell(DeviceState(DeviceStatus.FAILED, problem=error.code, detail=error.what))

    def follow(self, best: SoundChoice) -> None:
        """The sound server has moved the stream to another device: say its name."""
        if self.choice is not None and self.choice != best:
            self.choice = best
            self.tell(DeviceState(DeviceStatus.RUNNING, name=best.name))

    def tell(self, state: DeviceState) -> None:
        """Report a state when it is another one."""
        if state != self._state:
            self._state = state
            log.info("%s %s %s %s", self.direction, state.status, state.name, state.detail)
            self._on_state(state)

    def choices(self, seen: pulse.PulseView | None) -> list[SoundChoice]:
        """What may be opened now, the best first. Raises `KioskError`."""
        served: tuple[PulseDevice, ...] | None = None
        if seen is not None:
            served = seen.sources if self.direction is Direction.MICROPHONE else seen.sinks
        return sound_choices(self.wish, portaudio.devices(self.direction), served)
