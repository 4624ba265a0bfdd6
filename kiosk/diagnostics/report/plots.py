"""Plots as SVG: axes with units, ticks, a legend; readable on A4 in black and white.

Curves differ by the style of their lines, not only by colour. Knows nothing of checks. What is
drawn where is reckoned here; `assets/diagnostics/plot.svg` says how it is drawn.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.base.config import Language
from kiosk.diagnostics import catalogue
from kiosk.diagnostics.check import Series
from kiosk.diagnostics.report.contents import local
from kiosk.diagnostics.report.template import filled

if TYPE_CHECKING:
    from markupsafe import Markup

WIDTH, HEIGHT = 760, 250
_LEFT, _RIGHT, _TOP, _BOTTOM = 62, 14, 30, 44
"""Room for the numbers of the axes, their units and the legend, at a font of 12 units."""
_TICKS = 6
_LARGEST, _SMALLEST = 1e12, 1e-9
"""Beyond these no measurement of ours goes, and arithmetic gets rough."""
_FLAT = 1.0
"""Height of the axis for a curve that is the same everywhere."""
_AUDIBLE = (20.0, 50.0, 100.0, 200.0, 500.0, 1e3, 2e3, 5e3, 10e3, 20e3)
"""Ticks of a spectrum; 50 and 100 Hz are where the mains hum."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """How a plot's axes are: keys of the units, a logarithmic x, zero always shown."""

    x: str
    y: str
    logarithmic: bool = False
    from_zero: bool = True


@dataclass(frozen=True, slots=True)
class _Style:
    """How a line is drawn, in SVG's words."""

    colour: str
    dashes: str
    width: float


_STYLES = (
    _Style("#0E4C7A", "none", 2.0),
    _Style("#9B1C16", "7 4", 2.2),
    _Style("#085C31", "2 3", 2.4),
)
"""Of the first, second and third curve."""

_KINDS = {
    "microphone.spectrum": _Kind("axis-hz", "axis-dbfs", logarithmic=True, from_zero=False),
    "camera.intervals": _Kind("axis-time", "axis-ms"),
    "call.bitrate": _Kind("axis-time", "axis-mbps"),
    "call.loss": _Kind("axis-time", "axis-percent"),
    "call.rtt": _Kind("axis-time", "axis-ms"),
}
_OTHER = _Kind("", "", from_zero=False)
"""A plot that a later group tells: its title says what it is."""

_Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Axis:
    """A range of numbers on a stretch of the picture."""

    low: float
    high: float
    start: float
    end: float
    ticks: tuple[float, ...]
    logarithmic: bool = False

    def place(self, value: float) -> float:
        """Where a value is drawn."""
        low, high, at = self.low, self.high, value
        if self.logarithmic:
            low, high, at = math.log10(low), math.log10(high), math.log10(value)
        return self.start + (at - low) / (high - low) * (self.end - self.start)


@dataclass(frozen=True, slots=True)
class _Tick:
    """A line of the grid and its number."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class _Curve:
    """What was measured, in places of the picture."""

    places: list[_Point]
    style: _Style

    @property
    def path(self) -> str:
        """In SVG's words; empty without a place."""
        return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in self.places) if self.places else ""


@dataclass(frozen=True, slots=True)
class _Name:
    """A curve's name in the legend, beside a sample of its line that begins at `x`."""

    x: float
    text: str
    style: _Style


def grouped(series: Sequence[Series]) -> dict[str, list[Series]]:
    """The curves of each plot that have something to show, in the order they came."""
    plots: dict[str, list[Series]] = {}
    for one in series:
        if _points(one, logarithmic=False):
            plots.setdefault(one.name, []).append(one)
    return plots


def plot(name: str, curves: Sequence[Series], language: Language) -> Markup:
    """One plot as an `svg` element. `curves` have at least one finite point."""
    kind = _KINDS.get(name, _OTHER)
    lines = [_points(curve, logarithmic=kind.logarithmic) for curve in curves]
    xs = [x for line in lines for x, _ in line] or [1.0]
    ys = [y for line in lines for _, y in line] or [0.0]
    across = _x_axis(xs, kind)
    up = _linear(ys, HEIGHT - _BOTTOM, _TOP, from_zero=kind.from_zero, padded=True)
    styles = [_STYLES[number % len(_STYLES)] for number in range(len(curves))]
    return filled(
        "plot.svg",
        width=WIDTH,
        height=HEIGHT,
        left=_LEFT,
        right=WIDTH - _RIGHT,
        top=_TOP,
        bottom=HEIGHT - _BOTTOM,
        title=title(name, language),
        across=_ticks(across, language),
        up=_ticks(up, language),
        unit_across=catalogue.word(kind.x, language) if kind.x else "",
        unit_up=catalogue.word(kind.y, language) if kind.y else "",
        curves=[
            _Curve([(across.place(x), up.place(y)) for x, y in line], style)
            for line, style in zip(lines, styles, strict=True)
        ],
        legend=_legend([title(curve.label, language) for curve in curves], styles),
    )


def title(name: str, language: Language) -> str:
    """A plot's title or a curve's label; its key where the catalogue does not know it."""
    known = catalogue.everything().series.get(name)
    return known.text(language) if known else name


def _points(curve: Series, *, logarithmic: bool) -> list[_Point]:
    """What can be drawn: finite, and on a logarithmic axis what can be heard."""
    pairs = zip(curve.x, curve.y, strict=True)
    found = [(x, y) for x, y in pairs if abs(x) < _LARGEST and abs(y) < _LARGEST]
    if logarithmic:
        return [(x, y) for x, y in found if _AUDIBLE[0] <= x <= _AUDIBLE[-1]]
    return found


def _x_axis(xs: Sequence[float], kind: _Kind) -> Axis:
    if not kind.logarithmic:
        return _linear(xs, _LEFT, WIDTH - _RIGHT, from_zero=False, padded=False)
    return Axis(_AUDIBLE[0], _AUDIBLE[-1], _LEFT, WIDTH - _RIGHT, _AUDIBLE, logarithmic=True)


def _linear(
    values: Sequence[float], start: float, end: float, *, from_zero: bool, padded: bool
) -> Axis:
    """An axis around the values; `padded`: it begins and ends with a tick."""
    low, high = min(values), max(values)
    if from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if high - low < max(abs(high), abs(low), 1.0) * _SMALLEST:
        high = low + max(_FLAT, abs(low) * 1e-3)
    step = _step((high - low) / _TICKS)
    if padded:
        low, high = math.floor(low / step) * step, math.ceil(high / step - 1e-9) * step
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    ticks = tuple(number * step for number in range(first, last + 1))
    return Axis(low, high, start, end, ticks)


def _step(rough: float) -> float:
    """The next of 1, 2, 5, 10, 20, 50…"""
    power = 10.0 ** math.floor(math.log10(rough))
    return next(step for step in (power, 2 * power, 5 * power, 10 * power) if step >= rough * 0.999)


def _ticks(axis: Axis, language: Language) -> list[_Tick]:
    return [_Tick(axis.place(value), _number(value, axis, language)) for value in axis.ticks]


def _number(value: float, axis: Axis, language: Language) -> str:
    """A tick's number with as many digits as tell it from its neighbours."""
    if axis.logarithmic:
        return f"{value / 1000:g}k" if value >= 1000 else f"{value:g}"
    step = axis.ticks[1] - axis.ticks[0] if len(axis.ticks) > 1 else 1.0
    digits = max(0, -math.floor(math.log10(step) + 1e-9))
    text = f"{value:.{digits}f}"
    return local(text.lstrip("-") if float(text) == 0.0 else text, language)


def _legend(names: Sequence[str], styles: Sequence[_Style]) -> list[_Name]:
    """At the top right, the last curve at the edge; nothing for a single curve."""
    if len(names) < 2:
        return []
    legend, x = [], float(WIDTH - _RIGHT)
    for name, style in zip(reversed(names), reversed(styles), strict=True):
        x -= 8.0 * len(name) + 50
        legend.append(_Name(x, name, style))
    return legend
