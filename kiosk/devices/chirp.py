"""The loopback test: sounds for the loudspeaker, and finding them again in the microphone.

Three logarithmic sweeps at uneven gaps are played; a matched filter finds them in the raw recording
(the echo canceller would remove them) far below the noise of the room. Sounds are int16, mono at
48 kHz. Pure: knows no device and no canceller; whoever plays says at which sample of the recording
playing began. Errors are asserted in the tests.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import cache

import numpy as np
import numpy.typing as npt

from kiosk.devices.measure import SAMPLE_RATE_HZ, SILENCE_DBFS, Sound, dbfs

_Values = npt.NDArray[np.float64]

_FULL = 32768.0
_LOW_HZ, _HIGH_HZ = 300.0, 6000.0
"""What any small loudspeaker plays and any microphone hears."""
_SWEEP = SAMPLE_RATE_HZ * 3 // 10
_FADE = SAMPLE_RATE_HZ // 100
"""10 ms at both ends, so that nothing clicks."""
_STARTS_S = (0.2, 1.1, 2.2)
"""Uneven: a delay cannot be mistaken for the next sweep. The gaps hold the longest delay."""
MOST_DELAY_MS = 550.0
"""Looked for. The canceller follows 20 to 450 ms; 600 ms it does not."""
_TAIL_S = 0.6
"""Kept after the last sweep, for its delay and its echo in the room."""
_QUIET, _GUARD = SAMPLE_RATE_HZ * 2 // 10, SAMPLE_RATE_HZ // 50
"""From 0.2 s to 20 ms before a sweep there is only the room."""


_CERTAIN_DB, _LIKELY_DB = 20.0, 14.0
"""Peak over the rest: two sweeps certain, or all three likely. Without a chirp noise stays under
14.7 and speech under 19.8 (measured), and neither has its peak at the same delay three times."""
_AGREE_MS = 5.0
_BESIDE = SAMPLE_RATE_HZ * 3 // 100
"""30 ms beside a peak are its own: early echoes of the room."""
_EARLY, _LATE = SAMPLE_RATE_HZ // 200, SAMPLE_RATE_HZ * 6 // 100
"""From 5 ms before to 60 ms behind the peak its power is summed: direct sound and early echoes."""


MOST_REDUCTION_DB = 60.0
"""What remains of more is below any microphone's noise."""


class Side(IntEnum):
    """Which loudspeaker; the value is the column in a block of two channels."""

    LEFT = 0
    RIGHT = 1


@dataclass(frozen=True, slots=True)
class Chirps:
    """What is played."""

    sound: Sound
    """3.1 s mono; the silence at its end belongs to it: record all of it."""
    level_dbfs: float
    """Effective level of a sweep while it lasts (not of the pauses)."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What became of the sweeps in a recording."""

    found: bool
    delay_ms: float
    """From handing over a sample to hearing it, within 2 ms; 0 when not found."""
    level_dbfs: float
    """Of a sweep in the recording, noise taken off, within 1 dB; -100 when not found."""
    peaks_db: tuple[float, float, float]
    """For each sweep, the matched filter's peak over the rest: 20 and more is certain."""
    agreement_ms: float
    """How far the delays of the sweeps that count lie apart; 0 when not found."""

    def echo_return_db(self, chirps: Chirps) -> float:
        """Level in the microphone less the level played: 0 is a room as loud as the sound itself.

        Both sides' volumes are in it. Only meaningful when found; within 1 dB.
        """
        return self.level_dbfs - chirps.level_dbfs


def make_chirps(level_dbfs: float = -20.0) -> Chirps:
    """Three logarithmic sweeps, 300 to 6000 Hz, 0.3 s each. Level from -60 to -4, within 0.1 dB."""
    sweep = _sweep() * 10 ** (level_dbfs / 20) * _FULL
    sound = np.zeros(round((_STARTS_S[-1] + _TAIL_S) * SAMPLE_RATE_HZ) + _SWEEP, np.int16)
    for at in _starts():
        sound[at : at + _SWEEP] = np.round(np.clip(sweep, -32767, 32767))
    return Chirps(sound, level_dbfs)


def find_chirps(recording: Sound, start: int = 0) -> Heard:
    """Find what `make_chirps` made in a recording of the raw microphone.

    `start` is the sample of the recording at which the first sample of the sound was handed over;
    delays from there up to `MOST_DELAY_MS`. Works down to -10 dB of sweep against speech or noise.
    A sweep that the recording does not hold wholly is not heard.
    """
    looks = [_look(recording, start + at) for at in _starts()]
    peaks = (looks[0].peak_db, looks[1].peak_db, looks[2].peak_db)
    chosen = _agreeing([look for look in looks if look.peak_db > _CERTAIN_DB], 2)
    chosen = chosen or _agreeing([look for look in looks if look.peak_db > _LIKELY_DB], 3)
    if not chosen:
        return Heard(False, 0.0, SILENCE_DBFS, peaks, 0.0)
    delays = [look.delay_ms for look in chosen]
    level = dbfs(float(np.mean([look.power for look in chosen])))
    return Heard(True, float(np.median(delays)), level, peaks, max(delays) - min(delays))


def reduction_db(recording: Sound, processed: Sound, heard: Heard, start: int = 0) -> float:
    """How much quieter the sweeps are in `processed`, the recording behind the canceller, in dB.

    Compares the power between 300 and 6000 Hz in the last two sweeps (the canceller learns by the
    first) at the delay found, the noise before each taken off; a rest that drowns in the noise
    counts as the noise. Both recordings begin at the same sample. 0 when nothing was found, at most
    `MOST_REDUCTION_DB`. Within 1 dB while the rest is over the noise.
    """
    if not heard.found:
        return 0.0
    shift = start + round(heard.delay_ms * SAMPLE_RATE_HZ / 1000)
    before, after = (_sweep_power(each, shift) for each in (recording, processed))
    return min(dbfs(before) - dbfs(after), MOST_REDUCTION_DB)


def split_channels(block: Sound) -> tuple[Sound, Sound]:
    """Left and right of a block (samples, 2), each contiguous."""
    left, right = np.ascontiguousarray(block.T)
    return left, right


def on_side(sound: Sound, side: Side) -> Sound:
    """A block (samples, 2) with mono sound on one side and silence on the other."""
    block = np.zeros((sound.size, 2), np.int16)
    block[:, side] = sound
    return block


@dataclass(frozen=True, slots=True)
class _Look:
    """The best place for one sweep."""

    delay_ms: float
    peak_db: float
    power: float
    """Of the sweep there, 1.0 at full scale."""


_NOTHING = _Look(0.0, 0.0, 0.0)


@cache
def _sweep() -> _Values:
    """One sweep with the effective level 1.0."""
    at = np.arange(_SWEEP) / SAMPLE_RATE_HZ
    octaves = np.log(_HIGH_HZ / _LOW_HZ)
    length_s = _SWEEP / SAMPLE_RATE_HZ
    turns = _LOW_HZ * length_s / octaves * (np.exp(at / length_s * octaves) - 1)
    edge = np.minimum(1.0, np.minimum(np.arange(_SWEEP), np.arange(_SWEEP)[::-1]) / _FADE)
    wave = np.sin(2 * np.pi * turns) * np.sin(np.pi / 2 * edge) ** 2
    return np.asarray(wave / np.sqrt(np.mean(wave**2)), np.float64)


def _starts() -> tuple[int, int, int]:
    first, second, third = (round(at * SAMPLE_RATE_HZ) for at in _STARTS_S)
    return first, second, third


def _look(recording: Sound, at: int) -> _Look:
    """Look for one sweep that was handed over at sample `at`."""
    most = round(MOST_DELAY_MS * SAMPLE_RATE_HZ / 1000)
    part = recording[max(at, 0) : max(at, 0) + most + _SWEEP]
    if at < 0 or part.size < most + _SWEEP:
        return _NOTHING
    power = _matched_power(part.astype(np.float64) / _FULL)
    peak = int(np.argmax(power))
    own = slice(max(peak - _BESIDE, 0), peak + _BESIDE)
    rest = np.delete(power, own)
    noise = float(rest.mean())
    if noise <= 0:
        return _NOTHING
    near = power[max(peak - _EARLY, 0) : peak + _LATE]
    whole, sharp = _pulse()
    heard = max((near.sum() - noise * near.size) / whole, (power[peak] - noise) / sharp)
    return _Look(
        peak * 1000 / SAMPLE_RATE_HZ, 10 * float(np.log10(power[peak] / noise)), float(heard)
    )


def _matched_power(part: _Values) -> _Values:
    """Squared envelope of the correlation with the sweep, for each delay that fits wholly."""
    size = 1 << (part.size + _SWEEP).bit_length()
    product = np.fft.fft(part, size) * np.conj(np.fft.fft(_sweep(), size))
    product[size // 2 :] = 0  # only positive frequencies: the envelope, whatever the polarity
    return np.asarray(np.abs(np.fft.ifft(product))[: part.size - _SWEEP + 1] ** 2, np.float64)


@cache
def _pulse() -> tuple[float, float]:
    """The sum near the peak, and the peak itself, of a sweep of power 1.

    The sum has the early echoes of a room in it, the peak less of the noise.
    """
    margin = np.zeros(_LATE)
    power = _matched_power(np.concatenate((margin, _sweep(), margin)))
    return float(power[_LATE - _EARLY : 2 * _LATE].sum()), float(power.max())


def _agreeing(looks: list[_Look], least: int) -> list[_Look]:
    """The most that lie within 5 ms of one of them; nothing when fewer than `least`."""
    near = [[b for b in looks if abs(b.delay_ms - a.delay_ms) <= _AGREE_MS] for a in looks]
    best = max(near, key=len, default=[])
    return best if len(best) >= least else []


def _sweep_power(recording: Sound, shift: int) -> float:
    """Mean power of the last two sweeps in their band, noise taken off, at least the noise's."""
    loud, quiet = 0.0, 0.0
    for at in _starts()[1:]:
        first = shift + at
        loud += _band_power(recording[first : first + _SWEEP])
        quiet += _band_power(recording[max(first - _QUIET, 0) : max(first - _GUARD, 0)])
    return max(loud - quiet, quiet) / 2


def _band_power(part: Sound) -> float:
    """Mean power between 300 and 6000 Hz; 0.0 for no samples."""
    if not part.size:
        return 0.0
    spectrum = np.abs(np.fft.rfft(part.astype(np.float64) / _FULL)) ** 2
    hz = np.fft.rfftfreq(part.size, 1 / SAMPLE_RATE_HZ)
    inside = (hz >= _LOW_HZ) & (hz <= _HIGH_HZ)
    return 2 * float(spectrum[inside].sum()) / part.size**2
