"""The loudspeaker and the room: is it there, how loud is it set, and does the microphone hear it.

Plays chirps with the kiosk's own volume, as a meeting would be heard, and finds them again in the
raw microphone. `tone-left` and `tone-right` play a tone there for a human ear and check nothing.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass

import numpy as np

from kiosk.base.config import DeviceChoice
from kiosk.base.errors import KioskError
from kiosk.devices.catalog import Direction, SoundChoice
from kiosk.devices.chirp import Side
from kiosk.devices.measure import FRAME_SAMPLES, SAMPLE_RATE_HZ
from kiosk.devices.microphone import Microphone
from kiosk.devices.speaker import Speaker
from kiosk.devices.synthetic import SyntheticSpeaker
from kiosk.diagnostics.catalogue import found, judged
from kiosk.diagnostics.check import Progress, Request, State, Tell
from kiosk.diagnostics.probes.sound import gear as sound_gear
from kiosk.diagnostics.probes.sound import loopback
from kiosk.diagnostics.probes.sound.gear import Gear, Teller
from kiosk.diagnostics.probes.sound.stage import Stage, tone
from kiosk.diagnostics.starved import Meter
from kiosk.media.echo import EchoCanceller

CHECKS = (
    "speaker.present",
    "speaker.open",
    "speaker.own_volume",
    "speaker.muted",
    "speaker.volume",
    "speaker.plays",
    "speaker.lost",
    *loopback.OF_ROOM,
)
TONE = "tone-"
_LEAST_SHARE = 0.8
"""Of the frames played so many must have been captured too, or the microphone does not run."""
_CANCELLER_S = 10.0
"""It loads in 0.5 s; a cold disk takes longer."""

Loudspeaker = Speaker | SyntheticSpeaker


@dataclass(frozen=True, slots=True)
class Ear:
    """The microphone that listens. `reason`: a word for why there is none, or it hears nothing."""

    reason: str = ""
    cause: str = ""
    """A word for why it hears little."""


def probe(request: Request, tell: Tell) -> None:
    """Check the loudspeaker of the settings, or play the tone that `question` names."""
    devices = request.settings.devices
    if request.question.startswith(TONE):
        _play_tone(devices, Side[request.question.removeprefix(TONE).upper()])
        return
    told = Teller(tell, CHECKS)
    told(Progress("speaker-look"))
    try:
        gear = sound_gear.look(Direction.SPEAKER, devices.speaker)
    except KioskError as error:
        told(sound_gear.no_sound_system(Direction.SPEAKER, error))
        told.rest("no-speaker")
        return
    told(sound_gear.present(gear))
    if gear.is_there:
        with ExitStack() as stack:
            _check(gear, devices, told, stack)
    else:
        told.rest("no-speaker")


def _check(gear: Gear, devices: DeviceChoice, told: Teller, stack: ExitStack) -> None:
    stage, canceller = Stage(), EchoCanceller()  # it loads meanwhile
    speaker, choice, problem = _open(gear, stage)
    told(sound_gear.opened(gear, choice, problem))
    if speaker is None:
        told.rest("no-speaker")
        return
    stack.callback(speaker.close)
    subject = gear.subject(choice)
    if not _is_audible(gear, choice, devices.volume_percent, told):
        told.rest("speaker-off", subject)
        return
    ear = _open_ear(devices.microphone, stage, stack)
    if gear.is_synthetic:
        ear = Ear("synthetic-sound")
    score = loopback.compose(_gain(devices.volume_percent), _channels(speaker))
    meter = Meter()
    if not _perform(score, ear, stage, speaker, told, subject):
        told.rest("no-speaker", subject)
        return
    meter.stop()
    take = loopback.Take(stage.events, score)
    is_short = take.recording.size < _LEAST_SHARE * len(score.frames) * FRAME_SAMPLES
    if ear.reason or is_short:
        told.rest(ear.reason or "too-little", subject)
        return
    told(Progress("speaker-judge", 0.95))
    canceller.wait_ready(_CANCELLER_S)
    facts = {"used": speaker.name, "others": _others(gear, subject)}
    facts = {key: sound_gear.clipped(text) for key, text in facts.items()}
    for check in loopback.judge(take, canceller, subject=subject, facts=facts, cause=ear.cause):
        # A canceller that got its sound in pieces takes less of the echo away.
        told(meter.lost(check) if check.id == "speaker.cancelled" else check)


def _open(
    gear: Gear, stage: Stage
) -> tuple[Loudspeaker | None, SoundChoice | None, KioskError | None]:
    """With two channels where the device has them; mono would sound on both sides anyway."""
    if gear.is_synthetic:
        return SyntheticSpeaker(stage.pull), None, None

    def make(choice: SoundChoice) -> Speaker:
        widths = (2, 1) if gear.channels(choice) >= 2 else (1, 2)
        return Speaker(choice, stage.pull, widths)

    return sound_gear.open_first(gear, make)


def _is_audible(gear: Gear, choice: SoundChoice | None, percent: int, told: Teller) -> bool:
    """Tell the volumes; whether something can be heard with them."""
    own = judged("speaker.own_volume", percent, subject=gear.subject(choice))
    checks = [own, *sound_gear.server_checks(gear, choice)]
    for check in checks:
        told(check)
    return all(check.state is not State.FAILED for check in checks)


def _open_ear(wish: str, stage: Stage, stack: ExitStack) -> Ear:
    """The microphone that a meeting would take; its own faults are the microphone group's."""
    try:
        gear = sound_gear.look(Direction.MICROPHONE, wish)
    except KioskError:
        return Ear("no-microphone")
    if gear.is_synthetic:
        return Ear("synthetic-sound")
    microphone, choice, _ = sound_gear.open_first(gear, lambda c: Microphone(c, stage.take))
    if microphone is None:
        return Ear("no-microphone")
    stack.callback(microphone.close)
    cause = sound_gear.cause_of(sound_gear.server_checks(gear, choice))
    return Ear(cause) if cause == "microphone-off" else Ear(cause=cause)


def _perform(
    score: loopback.Score, ear: Ear, stage: Stage, speaker: Loudspeaker, told: Teller, subject: str
) -> bool:
    """Play the chirps, or a second of silence when nobody can hear them; tell how it went."""
    frames = score.frames
    if ear.reason:
        frames = tuple(np.zeros_like(frame) for frame in frames[: SAMPLE_RATE_HZ // FRAME_SAMPLES])
    before, meter = _underruns(speaker), Meter()
    if not stage.play(frames, lambda share: _tell_share(told, share)):
        fault = "speaker-stuck"
        stuck = found("speaker.plays", State.FAILED, "no", fault=fault, subject=subject)
        told(meter.lost(stuck))
        return False
    told(found("speaker.plays", State.OK, "yes", subject=subject))
    told(meter.lost(judged("speaker.lost", _underruns(speaker) - before, subject=subject)))
    return True


def _tell_share(told: Teller, share: float) -> None:
    told(Progress("speaker-play", 0.1 + 0.8 * share))


def _underruns(speaker: Loudspeaker) -> int:
    return speaker.underruns if isinstance(speaker, Speaker) else 0


def _channels(speaker: Loudspeaker) -> int:
    return speaker.channels if isinstance(speaker, Speaker) else 1


def _gain(percent: int) -> float:
    """The kiosk's volume, as `media.audio` applies it in a meeting."""
    return float((percent / 100) ** 3)


def _others(gear: Gear, subject: str) -> str:
    names = [name for option_id, name in gear.options if option_id != subject]
    return ", ".join(names) or sound_gear.NOTHING


def _play_tone(devices: DeviceChoice, side: Side) -> None:
    """Raises `KioskError` when nothing opens."""
    stage = Stage()
    gear = sound_gear.look(Direction.SPEAKER, devices.speaker)
    speaker, _, problem = _open(gear, stage)
    if speaker is None:
        if problem is not None:
            raise problem
        return
    try:
        frames = tone(side, _gain(devices.volume_percent), _channels(speaker))
        stage.play(frames, lambda _share: None)
    finally:
        speaker.close()
