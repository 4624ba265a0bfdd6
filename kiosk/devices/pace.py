"""Pure measuring of a camera over time: how evenly pictures come, and whether lamps flicker.

Takes capture times in seconds and, for flicker, a small `grid_of` each picture's luma, so that no
picture need be kept. Knows no camera and no clock. Errors are asserted in the tests.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kiosk.devices import vision
from kiosk.model.frames import Pixels

Grid = npt.NDArray[np.float32]
"""(24, 8): mean luma of parts of a picture, not rounded."""

_Values = npt.NDArray[np.float64]

_LATE = 1.5
"""Times the usual interval: more is a picture that was lost or stuck."""

_GRID = (8, 24)
"""Columns, rows. Rows are fine enough for the bands of a rolling shutter (two or three a picture),
columns tell lamps, which light all of them, from a person, who moves in some."""
_BLACK, _LEAST, _MOST = 16.0, 30.0, 225.0
"""Parts darker or brighter than this have no light to waver or are cut off."""
_LEAST_ROWS, _LEAST_COLUMNS = 6, 4
LAMP_HZ = 100.0
"""Lamps flicker at twice the mains' 50 Hz."""
_SEARCH_HZ = 1.0
"""Around the alias: mains waver by 0.2 Hz (0.4 for the lamp), and so does the camera's clock."""
_AROUND_HZ = 4.0
_STILL_HZ = 1.5
"""An alias below this looks like the slow steps of automatic exposure."""
_STEP_HZ = 0.1
_OVER_DB = 10.0
"""Over the median of the surroundings: movement has no line there."""
_LEAST_PERCENT = 0.5
"""Less is not seen on a screen."""
_LEAST_PICTURES = 24
_PERIODS = np.linspace(0.94, 1.06, 2401)
"""Times the median interval, in steps of 50 millionths: 0.015 of a lamp's period over three
seconds."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How pictures come."""

    rate_fps: float
    """Pictures a second between the first and the last. Exact to the clock."""
    usual_ms: float
    """Median interval."""
    jitter_ms: float
    """Mean distance of the intervals from the usual one."""
    longest_gap_ms: float
    late_share: float
    """Share of intervals more than 1.5 times the usual one, 0 to 1."""


def pace(times_s: Sequence[float]) -> Pace | None:
    """Judge the intervals of pictures in the order they came; None for fewer than three."""
    if len(times_s) < 3 or times_s[-1] <= times_s[0]:
        return None
    intervals = np.diff(np.asarray(times_s, np.float64)) * 1000
    usual = float(np.median(intervals))
    return Pace(
        rate_fps=(len(times_s) - 1) / (times_s[-1] - times_s[0]),
        usual_ms=usual,
        jitter_ms=float(np.mean(np.abs(intervals - usual))),
        longest_gap_ms=float(intervals.max()),
        late_share=float(np.mean(intervals > usual * _LATE)),
    )


def grid_of(luma: Pixels) -> Grid:
    """What `flicker` keeps of a picture's luma (height, width)."""
    return vision.shrunk(luma, *_GRID)


@dataclass(frozen=True, slots=True)
class Flicker:
    """Light that wavers with the mains."""

    percent: float
    """Amplitude of the wave in percent of the picture's brightness, as the camera shows it. Within
    0.3 or a tenth, whichever is more. 0 when nothing rises from the surroundings."""
    seen_hz: float
    """How fast it is seen in the pictures: 10 Hz at 30 pictures a second."""
    is_flickering: bool
    """Whether it is a line of its own and strong enough to be seen."""


def flicker(grids: Sequence[Grid], times_s: Sequence[float]) -> Flicker | None:
    """Look for the light of lamps (100 Hz) in one to five seconds of pictures.

    A camera sees it slower: at 30 pictures a second as 10 Hz, as bands that wander where the
    shutter rolls. Neither a person who moves nor automatic exposure is taken for it. None when it
    cannot be told: too few pictures, too dark or too bright, or a rate at which the lamps seem to
    stand still (25, 33.3, 50 a second and near them).
    """
    regular = _regular(times_s)
    if regular is None or len(grids) != len(times_s):
        return None
    period_s, at = regular
    alias = abs(LAMP_HZ - round(LAMP_HZ * period_s) / period_s)
    parts = _wavering(np.asarray(grids, np.float64))
    if alias < _STILL_HZ or parts.shape[1] < _LEAST_ROWS:
        return None
    highest = 0.5 / period_s
    hz = np.arange(max(alias - _AROUND_HZ, 0.5), min(alias + _AROUND_HZ, highest), _STEP_HZ)
    height = _amplitudes(parts, at, hz)
    peak = int(np.argmax(np.where(np.abs(hz - alias) <= _SEARCH_HZ, height, 0.0)))
    rest = max(float(np.median(height[side])) for side in _sides(hz, alias))
    over = height[peak] > rest * 10 ** (_OVER_DB / 20)
    percent = float(height[peak]) * 100
    return Flicker(
        percent if over else 0.0, float(hz[peak]), bool(over and percent >= _LEAST_PERCENT)
    )


def _sides(hz: _Values, alias: float) -> list[npt.NDArray[np.bool_]]:
    """What lies below and above the search, where there is any: movement falls towards above."""
    sides = [hz < alias - _SEARCH_HZ, hz > alias + _SEARCH_HZ]
    return [side for side in sides if side.any()]


def _regular(times_s: Sequence[float]) -> tuple[float, _Values] | None:
    """The camera's own period and when each picture was really taken.

    Times of arrival waver by milliseconds, a third of a lamp's period; a camera's clock does not.
    The period is the one at which most pictures are in step, so lost and late ones do no harm.
    """
    if len(times_s) < _LEAST_PICTURES:
        return None
    times = np.asarray(times_s, np.float64) - times_s[0]
    usual = float(np.median(np.diff(times)))
    if usual <= 0:
        return None
    periods = usual * _PERIODS
    turns = np.outer(1 / periods, times)
    in_step = np.exp(2j * np.pi * turns).mean(axis=1)
    best = int(np.argmax(np.abs(in_step)))
    period, phase = float(periods[best]), float(np.angle(in_step[best])) / (2 * np.pi)
    return period, (np.round(turns[best] - phase) + phase) * period


def _wavering(grids: _Values) -> _Values:
    """Each part's brightness against its own mean and trend: (pictures, rows, columns).

    Holds the rows in which enough columns can tell; NaN for parts that cannot.
    """
    mean = grids.mean(axis=0)
    good = (mean >= _LEAST) & (mean <= _MOST)
    rows = np.count_nonzero(good, axis=1) >= _LEAST_COLUMNS
    along = np.linspace(-1, 1, len(grids))
    trend = np.polynomial.polynomial.polyvander(along, 2)
    parts = grids.reshape(len(grids), -1)
    rest = (parts - trend @ np.linalg.lstsq(trend, parts, rcond=None)[0]).reshape(grids.shape)
    bright = np.where(good, mean - _BLACK, np.nan)
    return np.asarray((rest / bright)[:, rows], np.float64)


def _amplitudes(parts: _Values, at: _Values, hz: _Values) -> _Values:
    """How much the picture wavers at each frequency.

    In a row all columns waver together when lamps do, so their median, with its phase, keeps the
    lamps and drops a person, who moves here sooner than there; of the rows then the median size.
    """
    weights = np.hanning(len(at) + 2)[1:-1]
    waves = np.exp(-2j * np.pi * np.outer(hz, at)) * (weights * 2 / weights.sum())
    wavering = np.tensordot(waves, parts, axes=1)
    real, imaginary = (np.nanmedian(part, axis=2) for part in (wavering.real, wavering.imag))
    return np.asarray(np.median(np.hypot(real, imaginary), axis=1), np.float64)
