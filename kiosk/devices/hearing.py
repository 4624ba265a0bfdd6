"""Pure measuring of a recording of some seconds: noise, speech, clipping, hum, silence, DC.

A recording is one array of int16, mono at 48 kHz, straight from the microphone: no canceller, no
gain control. Levels are dBFS as in `measure`. A DC offset counts as nothing here: it has a measure
of its own. Limits that decide are our own judgement unless said otherwise; errors are asserted in
the tests. Knows no device.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kiosk.devices.measure import SAMPLE_RATE_HZ, Sound, dbfs

_Values = npt.NDArray[np.float64]

_FULL = 32768.0
_FRAME = SAMPLE_RATE_HZ // 50
"""20 ms: shorter than a syllable, and a whole period of 50 Hz, so hum does not make it waver."""

_FLOOR_PERCENTILE = 10
_FLOOR_SPREAD = 2.0
"""Frames up to twice the power of the quietest tenth are noise too: their mean is the level."""

_SPEECH_OVER_DB = 6.0
"""Over the floor: steady noise stays below this for three frames running."""
_SPEECH_RUN = 3
"""Frames: shorter is a click or a key press."""
_SPEECH_FRAMES = 15
"""0.3 s in all: one short word."""
_SPEECH_MARGIN_DB = 15.9
"""ITU-T P.56: what is further below the active level is a pause."""
_SPEECH_LEAST_DBFS = -75.0
"""Below this nothing is speech, however silent the room (a noise gate)."""

_CLIP_FROM = 32_600
_CLIP_RUN = 3
"""Samples. Speech that is not cut off touches full scale for one or two."""

_HUM_HZ = (50.0, 100.0, 150.0, 200.0, 300.0)
_HUM_WINDOW = 2 * SAMPLE_RATE_HZ
_HUM_NEAR_HZ = 2.0
_HUM_AROUND_HZ = (4.0, 12.0)
HUM_OVER_DB = 18.0
"""Over the median of the surroundings; without hum 14.6 dB is the highest measured."""
HUM_LEAST_DBFS = -70.0
"""Quieter hum is not heard in a meeting."""

_NOTHING = 1e-20
"""Instead of a division by zero: -200 dB."""

_SPECTRUM_WINDOW = 16_384
_SPECTRUM_HZ = (20.0, 20_000.0)
_SPECTRUM_POINTS = 400


def noise_floor_dbfs(sound: Sound) -> float:
    """Level of the steady noise, from the quietest tenth of 20 ms frames.

    Within 0.5 dB for white noise and hum, 1 dB for rumble below 500 Hz, also while somebody speaks
    up to 80 % of the time. `measure.SILENCE_DBFS` for zeros and for nothing recorded.
    """
    return dbfs(_floor(_frame_powers(sound)))


def speech_level_dbfs(sound: Sound) -> float | None:
    """Level of speech while it lasts, noise taken off (as ITU-T P.56 does); None when nobody spoke.

    Within 0.5 dB at 20 dB over the noise, 1 dB at 10 dB over it. Any sound that comes and goes
    counts as speech if it lasts 60 ms at a time and 0.3 s in all.
    """
    powers = _frame_powers(sound)
    floor = _floor(powers)
    least = max(floor * 10 ** (_SPEECH_OVER_DB / 10), 10 ** (_SPEECH_LEAST_DBFS / 10))
    loud = _long_runs(powers > least, _SPEECH_RUN)
    if np.count_nonzero(loud) < _SPEECH_FRAMES:
        return None
    active = float(powers[loud].mean())
    loud &= powers > active * 10 ** (-_SPEECH_MARGIN_DB / 10)
    return dbfs(float(powers[loud].mean()) - floor)


def clipped_runs(sound: Sound) -> int:
    """How often three or more samples running are at full scale (|x| of 32600 or more). Exact."""
    lengths = _runs(np.abs(sound.astype(np.int32)) >= _CLIP_FROM)[1]
    return int(np.count_nonzero(lengths >= _CLIP_RUN))


def clipping_share(sound: Sound) -> float:
    """Share of samples inside such runs, 0 to 1. Exact."""
    lengths = _runs(np.abs(sound.astype(np.int32)) >= _CLIP_FROM)[1]
    return int(lengths[lengths >= _CLIP_RUN].sum()) / max(sound.size, 1)


def zero_share(sound: Sound) -> float:
    """Share of samples that are exactly zero, 0 to 1. Exact.

    1 for a muted or dead microphone and for nothing recorded; a live one has noise.
    """
    return 1.0 - int(np.count_nonzero(sound)) / sound.size if sound.size else 1.0


def dc_offset_percent(sound: Sound) -> float:
    """Constant part in percent of full scale, with its sign.

    Within 0.05 for a second and more of sound up to -10 dBFS: a Hann window keeps low hum out.
    """
    if sound.size < 3:
        return 0.0
    weights = np.hanning(sound.size)
    return float(np.dot(weights, sound) / weights.sum()) / _FULL * 100


@dataclass(frozen=True, slots=True)
class Hum:
    """A steady tone of the mains."""

    hz: float
    """Measured, within 0.2 Hz; near 50, 100, 150, 200 or 300."""
    level_dbfs: float
    """Within 1 dB where the hum is found."""
    over_db: float
    """Over the median of what is 4 to 12 Hz beside it, in the worst two seconds."""


def hum(sound: Sound) -> Hum | None:
    """The strongest hum of the mains, or None: nothing over the limits, or less than two seconds.

    Found from `HUM_OVER_DB` over its surroundings and `HUM_LEAST_DBFS`, all the time: a voice that
    passes through 100 Hz does not stay there. Higher harmonics are not added.
    """
    spectra = _power_spectra(sound, _HUM_WINDOW, _HUM_WINDOW // 2)
    heard = [_tone_near(spectra, nominal) for nominal in _HUM_HZ] if len(spectra) else []
    good = [h for h in heard if h.over_db >= HUM_OVER_DB and h.level_dbfs >= HUM_LEAST_DBFS]
    return max(good, key=lambda each: each.level_dbfs, default=None)


@dataclass(frozen=True, slots=True)
class Spectrum:
    """A curve for a plot, at most 400 points, evenly spaced in octaves; both equally long."""

    hz: tuple[float, ...]
    """20 to 20 000, rising."""
    dbfs: tuple[float, ...]
    """What a sine of this frequency would have as level; the strongest within each point."""


def spectrum_dbfs(sound: Sound) -> Spectrum:
    """Mean spectrum of a recording; empty when shorter than a third of a second.

    A steady sine shows its level within 1.5 dB and its frequency within 3 Hz or 2 %.
    """
    spectra = _power_spectra(sound, _SPECTRUM_WINDOW, _SPECTRUM_WINDOW // 2)
    if not len(spectra):
        return Spectrum((), ())
    mean = spectra.mean(axis=0)
    step = SAMPLE_RATE_HZ / _SPECTRUM_WINDOW
    edges = np.geomspace(*_SPECTRUM_HZ, _SPECTRUM_POINTS + 1) / step
    bins = np.unique(np.round(edges).astype(int))
    peaks = [int(low + np.argmax(mean[low:high])) for low, high in itertools.pairwise(bins)]
    return Spectrum(
        tuple(round(peak * step, 1) for peak in peaks),
        tuple(round(dbfs(float(mean[peak])), 1) for peak in peaks),
    )


def _frame_powers(sound: Sound) -> _Values:
    """Mean squares (1.0 at full scale) of 20 ms frames, the constant part taken off."""
    whole = sound[: sound.size // _FRAME * _FRAME].astype(np.float64)
    if not whole.size:
        return np.zeros(0)
    whole -= whole.mean()
    return np.asarray(np.mean(whole.reshape(-1, _FRAME) ** 2, axis=1) / _FULL**2, np.float64)


def _floor(powers: _Values) -> float:
    if not powers.size:
        return 0.0
    quiet = float(np.percentile(powers, _FLOOR_PERCENTILE))
    return float(powers[powers <= quiet * _FLOOR_SPREAD].mean())


def _runs(mask: npt.NDArray[np.bool_]) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Where the true stretches begin, and how long they are."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], mask, [False]))))
    return edges[::2], edges[1::2] - edges[::2]


def _long_runs(mask: npt.NDArray[np.bool_], least: int) -> npt.NDArray[np.bool_]:
    """The mask without stretches shorter than `least`."""
    kept = np.zeros_like(mask)
    for start, length in zip(*_runs(mask), strict=True):
        kept[start : start + length] = length >= least
    return kept


def _power_spectra(sound: Sound, window: int, step: int) -> _Values:
    """Power of a sine in each bin, one row a window: (windows, window / 2 + 1); maybe no rows."""
    weights = np.hanning(window + 1)[:-1]
    scale = np.sqrt(2.0) / weights.sum() / _FULL
    starts = range(0, sound.size - window + 1, step)
    rows = [np.abs(np.fft.rfft(sound[at : at + window] * weights) * scale) ** 2 for at in starts]
    return np.asarray(rows, np.float64).reshape(len(rows), window // 2 + 1)


def _tone_near(spectra: _Values, nominal_hz: float) -> Hum:
    """The strongest line near `nominal_hz`, hum or not."""
    step = SAMPLE_RATE_HZ / _HUM_WINDOW
    centre, near = round(nominal_hz / step), round(_HUM_NEAR_HZ / step)
    low, high = (round(hz / step) for hz in _HUM_AROUND_HZ)
    mean = spectra.mean(axis=0)
    peak = centre - near + int(np.argmax(mean[centre - near : centre + near + 1]))
    around = np.r_[peak - high : peak - low + 1, peak + low : peak + high + 1]
    beside = np.maximum(np.median(spectra[:, around], axis=1), _NOTHING)
    over = spectra[:, peak - 1 : peak + 2].max(axis=1) / beside
    lobe = mean[peak - 2 : peak + 3]
    hz = float(np.dot(lobe, np.arange(peak - 2, peak + 3)) / max(lobe.sum(), _NOTHING)) * step
    # A Hann window spreads a sine over bins that together hold 1.5 times its power.
    return Hum(hz, dbfs(float(lobe.sum()) / 1.5), 10 * float(np.log10(max(over.min(), _NOTHING))))
