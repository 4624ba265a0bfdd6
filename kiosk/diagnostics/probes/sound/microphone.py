"""The microphone: is it there, does it open, is it muted, and what does four seconds of it show.

Raw sound, without the canceller, which would hide noise and hum. Takes the device that a meeting
would take, by the same choosing and opening.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np

from kiosk.base.errors import KioskError
from kiosk.devices.catalog import Direction, SoundChoice
from kiosk.devices.measure import FRAME_SAMPLES, SAMPLE_RATE_HZ, LevelMeter, Sound
from kiosk.devices.microphone import Microphone
from kiosk.devices.synthetic import SyntheticMicrophone
from kiosk.diagnostics.catalogue import judged
from kiosk.diagnostics.check import Level, Progress, Request, Tell
from kiosk.diagnostics.probes.sound import gear as sound_gear
from kiosk.diagnostics.probes.sound import recording
from kiosk.diagnostics.starved import Meter

CHECKS = (
    "microphone.present",
    "microphone.open",
    "microphone.muted",
    "microphone.volume",
    "microphone.rate",
    "microphone.lost",
    *recording.OF_SOUND,
)
SETTLE_S = 0.7
"""A device that was asleep begins with zeros and a click."""
LISTEN_S = 4.0
"""Long enough for a sentence and for hum; the whole group stays under eight seconds."""
_LATE_S = 2.0
"""A stream that has brought too little by then brings no more."""
_LEAST_S = 2.0
"""What hum needs; with less nothing is judged."""
_TICK_S = 0.1
"""The meter moves ten times a second."""
_ABOUT_S = 5.5
"""What the group takes, for its progress."""
_PER_S = SAMPLE_RATE_HZ / FRAME_SAMPLES


class Listener:
    """Collects frames in the device's thread."""

    def __init__(self) -> None:
        self.meter = LevelMeter()
        self.frames: list[Sound] = []
        self.times_ns: list[int] = []

    def take(self, frame: Sound, _captured_ns: int) -> None:
        """The next 10 ms."""
        self.times_ns.append(time.monotonic_ns())
        self.meter.feed(frame)
        self.frames.append(frame)

    def heard(self, begin: int, end: int) -> Sound:
        """Some of the frames as one wave."""
        return np.concatenate([np.empty(0, np.int16), *self.frames[begin:end]])


@dataclass(frozen=True, slots=True)
class Heard:
    """What was recorded behind the settling time."""

    sound: Sound
    times_ns: tuple[int, ...]
    waited_s: float
    lost: int
    """Blocks that PortAudio says were lost."""
    channels: int
    meter: Meter


def probe(request: Request, tell: Tell) -> None:
    """Check the microphone of the settings."""
    told = sound_gear.Teller(tell, CHECKS)
    told(Progress("microphone-look"))
    try:
        gear = sound_gear.look(Direction.MICROPHONE, request.settings.devices.microphone)
    except KioskError as error:
        told(sound_gear.no_sound_system(Direction.MICROPHONE, error))
        told.rest("no-microphone")
        return
    told(sound_gear.present(gear))
    if not gear.is_there:
        told.rest("no-microphone")
        return
    listener = Listener()
    device, choice, problem = open_microphone(gear, listener)
    told(sound_gear.opened(gear, choice, problem))
    subject = gear.subject(choice)
    if device is None:
        told.rest("no-microphone", subject)
        return
    server = sound_gear.server_checks(gear, choice)
    for check in server:
        told(check)
    try:
        heard = _listen(device, listener, told)
    finally:
        device.close()
    told(Progress("microphone-judge", 0.95))
    _judge(heard, told, subject, sound_gear.cause_of(server))


def open_microphone(
    gear: sound_gear.Gear, listener: Listener
) -> tuple[Microphone | SyntheticMicrophone | None, SoundChoice | None, KioskError | None]:
    """Open it as a meeting would."""
    if gear.is_synthetic:
        return SyntheticMicrophone(listener.take), None, None
    return sound_gear.open_first(gear, lambda choice: Microphone(choice, listener.take))


def _listen(
    device: Microphone | SyntheticMicrophone, listener: Listener, told: sound_gear.Teller
) -> Heard:
    """Wait for the first sound, let it settle, record; tell the level meanwhile."""
    _wait(listener, 1, _LATE_S, told, 0.0)
    _wait(listener, len(listener.frames) + round(SETTLE_S * _PER_S), _LATE_S, told, 0.05)
    meter = Meter()
    begin, begun_at, lost = len(listener.frames), time.monotonic(), _overruns(device)
    _wait(listener, begin + round(LISTEN_S * _PER_S), LISTEN_S + _LATE_S, told, 0.15)
    end = len(listener.frames)
    return Heard(
        listener.heard(begin, end),
        tuple(listener.times_ns[begin:end]),
        time.monotonic() - begun_at,
        _overruns(device) - lost,
        device.channels if isinstance(device, Microphone) else 1,
        meter.stop(),
    )


def _wait(
    listener: Listener, wanted: int, patience_s: float, told: sound_gear.Teller, share: float
) -> None:
    """Until so many frames have come, or for `patience_s`. `share`: of the whole, at its begin."""
    until, first = time.monotonic() + patience_s, len(listener.frames)
    while len(listener.frames) < wanted and time.monotonic() < until:
        time.sleep(_TICK_S)
        part = (len(listener.frames) - first) / max(wanted - first, 1)
        told(Progress("microphone-listen", min(0.9, share + part * LISTEN_S / _ABOUT_S)))
        told(Level(round(listener.meter.level_dbfs, 1)))


def _overruns(device: Microphone | SyntheticMicrophone) -> int:
    return device.overruns if isinstance(device, Microphone) else 0


def _judge(heard: Heard, told: sound_gear.Teller, subject: str, cause: str) -> None:
    rate = recording.judge_rate(
        heard.times_ns, heard.waited_s, subject=subject, channels=heard.channels
    )
    is_live = told(heard.meter.lost(rate)) or heard.sound.size >= _LEAST_S * SAMPLE_RATE_HZ
    lost = heard.meter.lost(judged("microphone.lost", heard.lost, subject=subject))
    told(sound_gear.unless("" if is_live else "too-little", lost))
    if heard.sound.size < _LEAST_S * SAMPLE_RATE_HZ:
        told.rest("too-little", subject)
        return
    for check in recording.judge(heard.sound, subject=subject, cause=cause):
        told(check)
    curve = recording.spectrum(heard.sound)
    if curve is not None:
        told(curve)
