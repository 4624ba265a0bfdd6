"""Plots as SVG: axes with units, ticks, a legend; readable on A4 in black and white.

Curves differ by the style of their lines, not only by colour. Knows nothing of checks.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.base.config import Language
from kiosk.diagnostics import catalogue
from kiosk.diagnostics.check import Series
from kiosk.diagnostics.report.contents import local
from kiosk.diagnostics.report.markup import Markup, element, joined

WIDTH, HEIGHT = 760, 250
_LEFT, _RIGHT, _TOP, _BOTTOM = 62, 14, 30, 44
"""Room for the numbers of the axes, their units and the legend, at a font of 12 units."""
_STYLES = (("#0E4C7A", "none", 2.0), ("#9B1C16", "7 4", 2.2), ("#085C31", "2 3", 2.4))
"""Colour, dashes and width of the first, second and third curve."""
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
    drawn = [
        element("title", title(name, language)),
        _grid(across, up, language),
        _units(kind, language),
        *(_curve(line, across, up, _STYLES[i % len(_STYLES)]) for i, line in enumerate(lines)),
        _legend([curve.label for curve in curves], language),
    ]
    return element("svg", *drawn, viewBox=f"0 0 {WIDTH} {HEIGHT}", role="img")


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


def _grid(across: Axis, up: Axis, language: Language) -> Markup:
    left, right, top, bottom = _LEFT, WIDTH - _RIGHT, _TOP, HEIGHT - _BOTTOM
    drawn = []
    for tick in across.ticks:
        x = across.place(tick)
        drawn.append(element("line", class_="grid", x1=x, y1=top, x2=x, y2=bottom))
        text = _number(tick, across, language)
        drawn.append(element("text", text, x=x, y=bottom + 16, text_anchor="middle"))
    for tick in up.ticks:
        y = up.place(tick)
        drawn.append(element("line", class_="grid", x1=left, y1=y, x2=right, y2=y))
        text = _number(tick, up, language)
        drawn.append(element("text", text, x=left - 7, y=y + 4, text_anchor="end"))
    frame = f"M{left} {top}V{bottom}H{right}"
    return joined(*drawn, element("path", class_="axis", d=frame))


def _number(value: float, axis: Axis, language: Language) -> str:
    """A tick's number with as many digits as tell it from its neighbours."""
    if axis.logarithmic:
        return f"{value / 1000:g}k" if value >= 1000 else f"{value:g}"
    step = axis.ticks[1] - axis.ticks[0] if len(axis.ticks) > 1 else 1.0
    digits = max(0, -math.floor(math.log10(step) + 1e-9))
    text = f"{value:.{digits}f}"
    return local(text.lstrip("-") if float(text) == 0.0 else text, language)


def _units(kind: _Kind, language: Language) -> Markup:
    across = catalogue.word(kind.x, language) if kind.x else ""
    up = catalogue.word(kind.y, language) if kind.y else ""
    return joined(
        element("text", up, class_="unit", x=4, y=16),
        element("text", across, class_="unit", x=WIDTH - _RIGHT, y=HEIGHT - 8, text_anchor="end"),
    )


def _curve(line: Sequence[_Point], across: Axis, up: Axis, style: tuple[str, str, float]) -> Markup:
    colour, dashes, width = style
    places = [(across.place(x), up.place(y)) for x, y in line]
    path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in places) if places else ""
    stroke = element(
        "path", class_="curve", d=path, stroke=colour, stroke_dasharray=dashes, stroke_width=width
    )
    if len(places) != 1:
        return stroke
    return element("circle", cx=places[0][0], cy=places[0][1], r=3, fill=colour)


def _legend(labels: Sequence[str], language: Language) -> Markup:
    """A sample of each line with its name, at the top right; nothing for a single curve."""
    if len(labels) < 2:
        return Markup()
    drawn, x = [], float(WIDTH - _RIGHT)
    for number, label in reversed(list(enumerate(labels))):
        colour, dashes, width = _STYLES[number % len(_STYLES)]
        text = title(label, language)
        x -= 8.0 * len(text) + 50
        drawn.append(
            element(
                "line", x1=x, y1=14, x2=x + 34, y2=14,
                stroke=colour, stroke_dasharray=dashes, stroke_width=width,
            )
        )  # fmt: skip
        drawn.append(element("text", text, x=x + 40, y=18))
    return joined(*drawn)
