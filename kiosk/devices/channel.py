"""One direction of sound: the wish, the open device, its state, and whether it still lives."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Protocol

from kiosk.base.errors import KioskError
from kiosk.base.retry import jittered
from kiosk.devices import portaudio, pulse
from kiosk.devices.catalog import AUTO, NONE, SYNTHETIC, Direction, SoundChoice, sound_choices
from kiosk.devices.microphone import Microphone
from kiosk.devices.speaker import Speaker
from kiosk.model.gear import DeviceState, DeviceStatus

log = logging.getLogger(__name__)

_RETRY_S = 3.0
_REFUSED_S = 5.0
"""A better device that did not open is left alone for this long, then for twice as long and so on:
every attempt interrupts the one that runs."""
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
        self._refused: dict[str, tuple[float, float]] = {}

    @property
    def is_real(self) -> bool:
        """Whether a stream of PortAudio is open."""
        return self._device is not None and not self._device.synthetic

    @property
    def is_open(self) -> bool:
        """Whether a device, real or synthetic, is open."""
        return self._device is not None

    @property
    def wants_real(self) -> bool:
        """Whether a device that can be plugged in is wished."""
        return self.wish not in (SYNTHETIC, NONE)

    @property
    def is_makeshift(self) -> bool:
        """Whether another device runs in the place of the one that is named."""
        return self.choice is not None and self.wish != AUTO and self.choice.id != self.wish

    def open(self, choice: SoundChoice | None) -> None:
        """Open a device, None for the synthetic one. Raises `KioskError`."""
        try:
            self._device = self._make(choice)
        except KioskError:
            if choice is not None:
                _, wait_s = self._refused.get(choice.id, (0.0, _REFUSED_S / 2))
                self._refused[choice.id] = (time.monotonic() + 2 * wait_s, 2 * wait_s)
            raise
        self.choice = choice
        if choice is not None:
            self._refused.pop(choice.id, None)
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

    def runs_on(self, best: SoundChoice, seen: pulse.PulseView) -> bool:
        """Whether our stream is where it should be: after an unplug the server moves it."""
        if self.choice is None or self.choice.id != best.id:
            return False
        used = seen.used(self.direction)
        return not best.pulse_name or not used or best.pulse_name in used

    def follow(self, best: SoundChoice, seen: pulse.PulseView) -> None:
        """Say the name of the device that the sound server has our stream on."""
        used = seen.used(self.direction)
        names = [d.description for d in seen.devices(self.direction) if d.name in used]
        self.choice = best
        self.tell(
            DeviceState(DeviceStatus.RUNNING, name=names[0] if len(names) == 1 else best.name)
        )

    def tell(self, state: DeviceState) -> None:
        """Report a state when it is another one."""
        if state != self._state:
            self._state = state
            log.info("%s %s %s %s", self.direction, state.status, state.name, state.detail)
            self._on_state(state)

    def choices(self, seen: pulse.PulseView | None) -> list[SoundChoice]:
        """What may be opened now, the best first. Raises `KioskError`."""
        served = None if seen is None else seen.devices(self.direction)
        return sound_choices(self.wish, portaudio.devices(self.direction), served)

    def best(self, seen: pulse.PulseView) -> SoundChoice | None:
        """The first choice that has not refused to open of late. Raises `KioskError`."""
        choices, now = self.choices(seen), time.monotonic()
        listed = {choice.id for choice in choices}
        self._refused = {key: each for key, each in self._refused.items() if key in listed}
        resting = {key for key, (until, _) in self._refused.items() if now < until}
        return next((choice for choice in choices if choice.id not in resting), None)
