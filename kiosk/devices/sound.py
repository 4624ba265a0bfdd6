"""Keeps microphone and loudspeaker running: the one owner of PortAudio's streams.

One thread opens, watches and reopens both, because PortAudio's restart, which alone finds new
devices, kills every stream. What it watches: callbacks (a suspended device stops them and nothing
else tells), the stream's own state, and on Linux the sound server, which silently moves the
microphone's stream to a monitor when the last microphone is unplugged.

A device that is named is preferred: while it is missing another one stands in, and when it is
back it is taken again. Without a loudspeaker the frames are pulled and thrown away, so that chimes
end and voices do not pile up (`heard_ns` is 0 then); without a microphone silence comes, so that
a meeting's line stays warm.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence

from kiosk.base.errors import Code, KioskError
from kiosk.base.faults import Faults
from kiosk.devices import portaudio, pulse
from kiosk.devices.catalog import (
    NONE,
    SYNTHETIC,
    Direction,
    SoundChoice,
    bridge,
    sound_options,
)
from kiosk.devices.channel import Channel, Device
from kiosk.devices.measure import Sound
from kiosk.devices.microphone import Microphone
from kiosk.devices.speaker import Speaker
from kiosk.devices.synthetic import SyntheticMicrophone, SyntheticSpeaker
from kiosk.model.gear import STARTING, DeviceState

log = logging.getLogger(__name__)

_TICK_S = 0.25
_LOOK_S = 1.0
_CLOSING_S = 3.0
"""Closing takes milliseconds, or for ever: Debian's PortAudio 19.6.0 can spin when the last device
of a sound server goes."""
_STARTING_S = 30.0
"""PortAudio tries every device when it starts, which takes long on some machines."""


class SoundDevices:
    """Microphone and loudspeaker. All callbacks come from threads of the devices."""

    def __init__(
        self,
        on_frame: Callable[[Sound, int], None],
        pull: Callable[[int], Sound],
        on_microphone_state: Callable[[DeviceState], None],
        on_speaker_state: Callable[[DeviceState], None],
    ) -> None:
        def microphone(choice: SoundChoice | None) -> Device:
            return Microphone(choice, on_frame) if choice else SyntheticMicrophone(on_frame)

        def speaker(choice: SoundChoice | None) -> Device:
            return Speaker(choice, pull) if choice else SyntheticSpeaker(pull)

        self._microphone = Channel(Direction.MICROPHONE, microphone, on_microphone_state)
        self._speaker = Channel(Direction.SPEAKER, speaker, on_speaker_state)
        self._channels = (self._microphone, self._speaker)
        self._wishes: dict[Direction, str] = {}
        self._drain = _StandIn(lambda: SyntheticSpeaker(lambda _due_ns: pull(0)))
        self._silence = _StandIn(lambda: SyntheticMicrophone(on_frame, silent=True))
        self._hardware = portaudio.HardwareWatch()
        self._seen: pulse.PulseView | None = None
        self._listed_for: frozenset[str] = frozenset()
        self._options: dict[Direction, tuple[tuple[str, str], ...]] = {}
        self._is_listing = False
        self._look_at = 0.0
        self._faults = Faults(log, "the sound devices' thread met a bug")
        self._since = 0.0
        self._closing_since = 0.0
        self._wake = threading.Event()
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="sound", daemon=True)

    def use(self, microphone: str, speaker: str) -> None:
        """Use these from now on: ids, `auto`, `synthetic` or `none`. Returns at once."""
        self._wishes = {Direction.MICROPHONE: microphone, Direction.SPEAKER: speaker}
        self._wake.set()
        if not self._thread.is_alive() and not self._end.is_set():
            self._thread.start()

    def options(self, direction: Direction) -> tuple[tuple[str, str], ...]:
        """Id and name of every device there is, as of the last look; at first perhaps none."""
        if not self._is_listing:
            self._is_listing = True
            self._wake.set()
        return self._options.get(direction, ())

    @property
    def is_stuck(self) -> bool:
        """Whether a driver has not returned for seconds: only a new process helps."""
        now = time.monotonic()
        return any(
            since > 0 and now - since > limit_s
            for since, limit_s in ((self._closing_since, _CLOSING_S), (self._since, _STARTING_S))
        )

    def close(self) -> None:
        """Close both (idempotent). Waits two seconds, then leaves a hanging driver behind."""
        self._end.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(2.0)

    def _serve(self) -> None:
        while not self._end.is_set():
            self._since = time.monotonic()
            if not self._faults.run(self._tick):
                self._fail_what_does_not_run()
            self._since = 0.0
            self._wake.wait(_TICK_S)
            self._wake.clear()
        for channel in self._channels:
            channel.close()
        self._drain.set(False)
        self._silence.set(False)

    def _fail_what_does_not_run(self) -> None:
        for channel in self._wished_real():
            if not channel.is_open:
                channel.fail(KioskError(Code.DEVICE_FAILED, "The sound devices met a bug."))

    def _tick(self) -> None:
        self._take_wishes()
        try:
            self._look()
            self._restart_if_needed()
        except KioskError as error:  # no PortAudio, or none that starts
            for channel in self._wished_real():
                self._close(channel)
                channel.fail(error)
        now = time.monotonic()
        for channel in self._channels:
            if channel.wish != NONE and not channel.is_open and now >= channel.retry_at:
                self._open(channel)
        self._drain.set(not self._speaker.is_open)
        self._silence.set(not self._microphone.is_open)

    def _take_wishes(self) -> None:
        for channel in self._channels:
            wish = self._wishes[channel.direction]
            if wish != channel.wish:
                self._close(channel)
                channel.wish = wish
                channel.tell(STARTING)

    def _wished_real(self) -> list[Channel]:
        return [channel for channel in self._channels if channel.wants_real]

    def _look(self) -> None:
        """See what the sound server has now, and leave a device that is no longer the right one."""
        now, wished = time.monotonic(), self._wished_real()
        if now < self._look_at or not (wished or self._is_listing):
            return
        self._look_at = now + _LOOK_S
        self._seen = pulse.look()
        self._list_options()
        if self._seen is None:
            return
        for channel in wished:
            self._follow_server(channel, self._seen)

    def _list_options(self) -> None:
        for direction in Direction:
            served = None if self._seen is None else self._seen.devices(direction)
            self._options[direction] = sound_options(portaudio.devices(direction), served)

    def _follow_server(self, channel: Channel, seen: pulse.PulseView) -> None:
        best = channel.best(seen)
        if best is not None and not channel.is_open:
            channel.retry_at = 0.0
        if not channel.is_real:
            return
        if best is None or (channel is self._microphone and self._hears_itself(seen)):
            log.warning("the %s has gone", channel.direction)
            self._close(channel)
        elif not channel.runs_on(best, seen):
            log.info("the %s changes to %s", channel.direction, best.name)
            self._close(channel)
        else:
            channel.follow(best, seen)

    def _hears_itself(self, seen: pulse.PulseView) -> bool:
        """Whether the server has moved the microphone to a monitor that nobody asked for."""
        choice, monitor = self._microphone.choice, seen.hears_monitor
        return bool(monitor) and choice is not None and choice.pulse_name != monitor

    def _restart_if_needed(self) -> None:
        """Restart PortAudio, which interrupts what still runs, only where that may help."""
        is_new = self._seen is None and self._hardware.has_changed()
        wished = self._wished_real()
        for channel in wished:
            if is_new and not channel.is_open:
                channel.retry_at = 0.0
        dead = [channel for channel in self._channels if channel.is_dead()]
        now = time.monotonic()
        due = [c for c in wished if not c.is_open and now >= c.retry_at]
        hopes = due or [c for c in wished if c.is_makeshift]
        if not dead and not (is_new and hopes) and not (due and self._list_is_old(due)):
            return
        for channel in dead:
            log.warning("the %s has stopped", channel.direction)
        for channel in self._channels:
            if channel.is_real:
                self._close(channel)
        portaudio.restart()

    def _list_is_old(self, due: Sequence[Channel]) -> bool:
        """Whether PortAudio's list may lack what `due` needs although no hardware has changed."""
        is_quiet = not any(channel.is_real for channel in self._channels)
        if self._seen is None:
            return is_quiet
        real = [each.name for d in Direction for each in self._seen.devices(d) if each.is_real]
        is_news, self._listed_for = self._listed_for != frozenset(real), frozenset(real)
        # With the way to the server listed, the server knows the rest.
        cut_off = any(bridge(portaudio.devices(channel.direction)) is None for channel in due)
        return cut_off and (is_news or is_quiet)

    def _open(self, channel: Channel) -> None:
        (self._drain if channel is self._speaker else self._silence).set(False)
        if channel.wish == SYNTHETIC:
            channel.open(None)
            return
        problem = KioskError(Code.DEVICE_ABSENT, f"There is no {channel.direction}.", "Plug it in.")
        try:
            for choice in channel.choices(self._seen):
                try:
                    channel.open(choice)
                    return
                except KioskError as error:
                    problem = error
        except KioskError as error:
            problem = error
        channel.fail(problem)

    def _close(self, channel: Channel) -> None:
        """Close what is open there, to be opened again at once."""
        self._closing_since = time.monotonic()
        channel.close()
        self._closing_since = 0.0
        channel.retry_at = 0.0


class _StandIn:
    """Keeps the frames going while a device is missing."""

    def __init__(self, make: Callable[[], Device]) -> None:
        self._make = make
        self._device: Device | None = None

    def set(self, on: bool) -> None:
        """Start it, or end it; returns when its last frame is over."""
        if on and self._device is None:
            self._device = self._make()
        elif not on and self._device is not None:
            self._device.close()
            self._device = None
