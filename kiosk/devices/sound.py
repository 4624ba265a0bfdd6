"""Keeps microphone and loudspeaker running: the one owner of PortAudio's streams.

One thread opens, watches and reopens both, because PortAudio's restart, which alone finds new
devices, kills every stream. What it watches: callbacks (a suspended device stops them and nothing
else tells), the stream's own state, and on Linux the sound server, which silently moves the
microphone's stream to a monitor when the last microphone is unplugged.

Without a loudspeaker the frames are pulled and thrown away, so that chimes end and voices do not
pile up; `heard_ns` is 0 then.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from kiosk.devices import portaudio, pulse
from kiosk.devices.catalog import SYNTHETIC, Direction, SoundChoice
from kiosk.devices.channel import Channel, Device
from kiosk.devices.measure import Sound
from kiosk.devices.microphone import Microphone
from kiosk.devices.speaker import Speaker
from kiosk.devices.synthetic import SyntheticMicrophone, SyntheticSpeaker
from kiosk.errors import Code, KioskError
from kiosk.wire import STARTING, DeviceState

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

        self._pull = pull
        self._microphone = Channel(Direction.MICROPHONE, microphone, on_microphone_state)
        self._speaker = Channel(Direction.SPEAKER, speaker, on_speaker_state)
        self._channels = (self._microphone, self._speaker)
        self._wishes: dict[Direction, str] = {}
        self._drain: SyntheticSpeaker | None = None
        self._hardware: tuple[object, ...] = ()
        self._seen: pulse.PulseView | None = None
        self._look_at = 0.0
        self._since = 0.0
        self._closing_since = 0.0
        self._wake = threading.Event()
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="sound", daemon=True)

    def use(self, microphone: str, speaker: str) -> None:
        """Use these devices from now on: ids, `auto` or `synthetic`. Returns at once."""
        self._wishes = {Direction.MICROPHONE: microphone, Direction.SPEAKER: speaker}
        self._wake.set()
        if not self._thread.is_alive() and not self._end.is_set():
            self._thread.start()

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
            try:
                self._tick()
            except Exception:
                log.exception("the sound devices' thread met a bug")
            self._since = 0.0
            self._wake.wait(_TICK_S)
            self._wake.clear()
        for channel in self._channels:
            channel.close()
        self._set_drain(False)

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
            if not channel.is_open and now >= channel.retry_at:
                self._open(channel)
        self._set_drain(not self._speaker.is_open)

    def _take_wishes(self) -> None:
        for channel in self._channels:
            wish = self._wishes[channel.direction]
            if wish != channel.wish:
                self._close(channel)
                channel.wish = wish
                channel.tell(STARTING)

    def _wished_real(self) -> list[Channel]:
        return [channel for channel in self._channels if channel.wish != SYNTHETIC]

    def _look(self) -> None:
        """See what the sound server has now, and leave a device that is no longer the right one."""
        now = time.monotonic()
        if now < self._look_at or not self._wished_real():
            return
        self._look_at = now + _LOOK_S
        self._seen = pulse.look()
        if self._seen is None:
            return
        for channel in self._wished_real():
            self._follow_server(channel, self._seen)

    def _follow_server(self, channel: Channel, seen: pulse.PulseView) -> None:
        best = next(iter(channel.choices(seen)), None)
        if best is not None and not channel.is_open:
            channel.retry_at = 0.0
        if not channel.is_real:
            return
        is_same = best is not None and channel.choice is not None and channel.choice.id == best.id
        if not is_same or (channel is self._microphone and self._hears_itself(seen)):
            log.warning("the %s has gone", channel.direction)
            self._close(channel)
        elif best is not None:
            channel.follow(best)

    def _hears_itself(self, seen: pulse.PulseView) -> bool:
        """Whether the server has moved the microphone to a monitor that nobody asked for."""
        return bool(seen.hears_monitor) and seen.hears_monitor not in self._microphone.wish

    def _restart_if_needed(self) -> None:
        """Restart PortAudio, which interrupts what still runs, only where that may help."""
        now = time.monotonic()
        dead = [channel for channel in self._channels if channel.is_dead()]
        due = [c for c in self._wished_real() if not c.is_open and now >= c.retry_at]
        if not dead and not (due and self._list_is_old()):
            return
        for channel in dead:
            log.warning("the %s has stopped", channel.direction)
        for channel in self._channels:
            if channel.is_real:
                self._close(channel)
        portaudio.restart()

    def _list_is_old(self) -> bool:
        """Whether PortAudio's list may lack what is there now. Nothing running: always."""
        served = self._seen is not None
        hardware = ("server",) if served else portaudio.hardware()
        changed, self._hardware = hardware != self._hardware, hardware
        if served and all(portaudio.devices(channel.direction) for channel in self._channels):
            return False  # the way to the server is listed, and the server knows the rest
        return changed or not any(channel.is_real for channel in self._channels)

    def _open(self, channel: Channel) -> None:
        if channel is self._speaker:
            self._set_drain(False)
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

    def _set_drain(self, on: bool) -> None:
        """Pull and throw away while there is no loudspeaker."""
        if on and self._drain is None:
            self._drain = SyntheticSpeaker(lambda _due_ns: self._pull(0))
        elif not on and self._drain is not None:
            self._drain.close()
            self._drain = None
