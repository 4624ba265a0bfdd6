"""What a recording of the microphone says about it: measures become checks. Pure, no device.

One cause, one check: what a known fault spoils as well is not applicable and says why.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kiosk.devices import hearing
from kiosk.devices.measure import FRAME_SAMPLES, Sound
from kiosk.diagnostics.catalogue import found, judged
from kiosk.diagnostics.check import Check, Series, State
from kiosk.diagnostics.probes.sound.gear import not_applicable, unless

OF_SOUND = (
    "microphone.silence",
    "microphone.clipping",
    "microphone.hum",
    "microphone.dc",
    "microphone.noise",
    "microphone.speech",
)
"""What `judge` tells, in this order."""
_FEW_FRAMES = 100
"""A second: with less there is nothing to measure a rate by."""


def judge(sound: Sound, *, subject: str = "", cause: str = "") -> list[Check]:
    """The checks `OF_SOUND`. `cause`: a word for why the microphone is silent or quiet anyway."""
    silence = judged("microphone.silence", 100 * hearing.zero_share(sound), subject=subject)
    if silence.state is not State.OK:
        rest = (not_applicable(i, "microphone-off", subject=subject) for i in OF_SOUND[1:])
        return [unless(cause, silence), *rest]
    clipping = judged("microphone.clipping", hearing.clipped_runs(sound), subject=subject)
    clips = "" if clipping.state is State.OK else "clipped"
    hum = _hum(sound, subject)
    dc = judged("microphone.dc", abs(hearing.dc_offset_percent(sound)), subject=subject)
    noise = judged("microphone.noise", hearing.noise_floor_dbfs(sound), subject=subject)
    return [
        silence,
        clipping,
        unless(clips, hum),
        unless(clips, dc),
        unless(clips or ("hum" if hum.state is not State.OK else ""), noise),
        unless(cause, _speech(sound, subject)),
    ]


def judge_rate(times_ns: Sequence[int], waited_s: float, *, subject: str, channels: int) -> Check:
    """Samples a second, from when each 10 ms frame came; `waited_s` counts when few have come."""
    if len(times_ns) < _FEW_FRAMES:
        rate_hz = len(times_ns) * FRAME_SAMPLES / max(waited_s, 0.01)
    else:
        seconds = (np.asarray(times_ns, np.float64) - times_ns[0]) / 1e9
        # Frames come in bursts: a line through all of them, not the first and the last.
        rate_hz = FRAME_SAMPLES / float(np.polyfit(np.arange(seconds.size), seconds, 1)[0])
    facts = {"channels": str(channels)}
    return judged("microphone.rate", rate_hz, subject=subject, facts=facts)


def spectrum(sound: Sound) -> Series | None:
    """The curve for the report; None when too little was recorded, or nothing but zeros."""
    curve = hearing.spectrum_dbfs(sound)
    if not curve.hz or not sound.any():
        return None
    return Series("microphone.spectrum", curve.hz, curve.dbfs)


def _hum(sound: Sound, subject: str) -> Check:
    hum = hearing.hum(sound)
    if hum is None:
        return found("microphone.hum", State.OK, "no", subject=subject)
    facts = {"hz": f"{hum.hz:.0f}", "over": f"{hum.over_db:.0f}"}
    return judged("microphone.hum", hum.level_dbfs, subject=subject, facts=facts)


def _speech(sound: Sound, subject: str) -> Check:
    level = hearing.speech_level_dbfs(sound)
    if level is None:
        return not_applicable("microphone.speech", "nobody-spoke", subject=subject)
    return judged("microphone.speech", level, subject=subject)
