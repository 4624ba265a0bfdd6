"""How large everything on the screen is: from millimetres, within what the panel has room for.

design/UI.md asks for physical sizes: they are wishes here. The design was drawn for 1920x1080 and
on a large panel its proportions are larger than the millimetres ask for: then the proportions win.
On a small panel not every wish fits. Then the sizes give way, in `_STEPS`' order, until the fullest
screens fit their estimate; the tests measure the real screens. No Qt here.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

CAP_HEIGHT = 0.74
"""Cap height of Be Vietnam Pro by its pixel size (measured with QFontMetricsF)."""
LINE_HEIGHT = 1.265
"""Height of a line of Be Vietnam Pro by its pixel size; Vietnamese marks fit inside."""
_LETTER = 0.56
"""Mean width of a letter of our words by pixel size, bold (measured: 0.51), rounded up."""

_BODY_DEGREES = 0.7
_SMALL_DEGREES = 0.5
_TITLE_CAP_MM = 9.0  # at 60 cm
_REFERENCE_CM = 60
_MAIN_BUTTON_MM = 60.0
_CONTROL_MM = 20.0
_GAP_MM = 5.0


@dataclass(frozen=True, slots=True)
class Panel:
    """The screen: logical pixels and millimetres, and how far away the eyes are."""

    width_px: int
    height_px: int
    width_mm: float
    distance_cm: int = _REFERENCE_CM
    scale_percent: int = 100

    @property
    def px_per_mm(self) -> float:
        """Logical pixels in a millimetre."""
        return self.width_px / self.width_mm

    @property
    def portrait(self) -> bool:
        """Higher than wide."""
        return self.height_px > self.width_px


@dataclass(frozen=True, slots=True)
class Sizes:
    """Sizes in logical pixels; `title`, `body` and `small` are font pixel sizes."""

    main_button: float
    control: float
    gap: float
    title: float
    body: float
    small: float

    def scaled(self, factor: float) -> Sizes:
        """Everything larger or smaller by the same factor."""
        names = self.__slots__
        return Sizes(**{name: getattr(self, name) * factor for name in names})


def wished(panel: Panel) -> Sizes:
    """The larger of what UI.md's millimetres ask for and the design's own proportions, scaled."""
    density = panel.px_per_mm
    distance_mm = panel.distance_cm * 10
    short, long = sorted((panel.width_px, panel.height_px))
    unit = min(long / 1920, short / 1080)

    def font(cap_mm: float, drawn: float) -> float:
        return max(cap_mm * density / CAP_HEIGHT, drawn * unit)

    sizes = Sizes(
        main_button=max(_MAIN_BUTTON_MM * density, 256 * unit),
        control=max(_CONTROL_MM * density, 100 * unit),
        gap=max(_GAP_MM * density, 28 * unit),
        title=font(_TITLE_CAP_MM * panel.distance_cm / _REFERENCE_CM, 56),
        body=font(_cap(_BODY_DEGREES, distance_mm), 36),
        small=font(_cap(_SMALL_DEGREES, distance_mm), 28),
    )
    return sizes.scaled(panel.scale_percent / 100)


def _cap(degrees: float, distance_mm: float) -> float:
    """Height in millimetres that is seen under an angle."""
    return 2 * distance_mm * math.tan(math.radians(degrees / 2))


def apart_px(panel: Panel, sizes: Sizes) -> float:
    """Least space between two controls: 5 mm, or the design's gap, whichever is larger.

    On a panel whose controls had to give way it is as much smaller as they are.
    """
    return max(sizes.gap, min(_GAP_MM * panel.px_per_mm, sizes.control * _GAP_MM / _CONTROL_MM))


def side_px(panel: Panel, sizes: Sizes) -> float:
    """Free space at the left and right of the screen: as the design has it, 55 of 1920 pixels."""
    return max(sizes.gap, panel.width_px * 55 / 1920)


def fitted(panel: Panel) -> Sizes:
    """The wished sizes, as far as there is room for them.

    Below 100 % nothing gets smaller than at 100 %: the rules' millimetres are the least. Above it
    everything grows from there, the text first, so that a larger wish makes nothing smaller.
    """
    plain = _shrunk(replace(panel, scale_percent=100))
    return plain if panel.scale_percent <= 100 else _grown(plain, panel)


def _grown(sizes: Sizes, panel: Panel) -> Sizes:
    """Each size towards its wish, in the order of `_GROWING`, as far as the screens have room."""
    wish = sizes.scaled(panel.scale_percent / 100)
    for names in _GROWING:
        much = {name: getattr(wish, name) for name in names}
        if _fits(replace(sizes, **much), panel):
            sizes = replace(sizes, **much)
            continue

        def step(now: Sizes, share: float, names: tuple[str, ...] = names) -> Sizes:
            """How much of the growth is left out."""
            return replace(
                now,
                **{
                    name: getattr(wish, name) - (getattr(wish, name) - getattr(now, name)) * share
                    for name in names
                },
            )

        sizes = _bisect(sizes, panel, step)
    return _whole(sizes)


_GROWING = (("body", "small"), ("control",), ("gap",))
"""Titles and the green button are large already; larger ones would cut what is written."""


def _shrunk(panel: Panel) -> Sizes:
    """The wished sizes, shrunk step by step until the fullest screens have room."""
    sizes = wished(panel)
    if _fits(sizes, panel):
        return _whole(sizes)
    for step in _STEPS:
        smallest = step(sizes, 1.0)
        if _fits(smallest, panel):
            return _whole(_bisect(sizes, panel, step))
        sizes = smallest
    return _whole(_bisect(sizes, panel, lambda now, share: now.scaled(1 - 0.97 * share)))


def _bisect(sizes: Sizes, panel: Panel, step: Callable[[Sizes, float], Sizes]) -> Sizes:
    """The least of a step that fits."""
    too_little, enough = 0.0, 1.0
    for _ in range(12):
        middle = (too_little + enough) / 2
        if _fits(step(sizes, middle), panel):
            enough = middle
        else:
            too_little = middle
    return step(sizes, enough)


def _whole(sizes: Sizes) -> Sizes:
    """Whole pixels, rounded down so that what fitted still fits."""
    return Sizes(**{name: float(math.floor(getattr(sizes, name))) for name in sizes.__slots__})


def _less(name: str, share_left: float) -> Callable[[Sizes, float], Sizes]:
    def step(sizes: Sizes, share: float) -> Sizes:
        factor = 1 - (1 - share_left) * share
        return replace(sizes, **{name: getattr(sizes, name) * factor})

    return step


def _less_text(sizes: Sizes, share: float) -> Sizes:
    """From UI.md's angles to the smallest cap heights of tokens.json (5.5 and 4 mm at 60 cm)."""
    factor = 1 - (1 - 0.76) * share
    return replace(sizes, body=sizes.body * factor, small=sizes.small * factor)


def _title_to_body(sizes: Sizes, share: float) -> Sizes:
    least = min(sizes.title, sizes.body * 1.1)
    return replace(sizes, title=sizes.title + (least - sizes.title) * share)


_STEPS: tuple[Callable[[Sizes, float], Sizes], ...] = (
    _less("gap", 0.6),  # 1. gaps from 5 mm to 3 mm
    _title_to_body,  # 2. titles nearly as small as the text
    _less("main_button", 0.65),  # 3. the green button from 60 mm to 39 mm
    _less_text,  # 4. text to the smallest caps that tokens.json allows
    _title_to_body,  # 5. titles follow the text
    _less("control", 0.75),  # 6. other controls from 20 mm to 15 mm
)  # 7. everything by one factor


def _fits(sizes: Sizes, panel: Panel) -> bool:
    return all(
        height <= panel.height_px and width <= panel.width_px
        for width, height in (_home(sizes, panel), _meeting(sizes, panel), _dialog(sizes, panel))
    )


def _line(font: float, lines: int = 1) -> float:
    return font * LINE_HEIGHT * lines


def _word(font: float, letters: int) -> float:
    return font * _LETTER * letters


def _home(s: Sizes, panel: Panel) -> tuple[float, float]:
    """Room that the home screen with a meeting ready needs: header, card, devices, bottom row.

    Larger text drops what is only nice to know: second lines of the header, kicker, hint, and the
    own picture.
    """
    large = panel.scale_percent > 100
    apart, side = apart_px(panel, s), side_px(panel, s)
    status = (s.body + s.small) * 0.5
    header = s.body * 1.45 + s.gap + (0 if large else _line(s.small))
    rows = 4 * _line(status) + 4 * s.gap * 0.5 + s.control
    card = _line(s.title) + _line(s.body) + s.main_button + 4 * s.gap * 0.6 + 2 * s.gap
    card += 0 if large else _line(s.body) + _line(s.small)
    card_width = _word(s.body, 27) + 2 * s.gap
    devices_width = _word(status, 14) + 3.4 * status + 2 * s.gap
    bottom = max(s.control, _line(s.small) + _line(s.body, 2 if large else 1) + s.gap * 0.5)
    if panel.portrait:
        width = max(card_width, devices_width * (1 if large else 1.8)) + 2 * side
        height = header + card + rows + 2 * s.gap + bottom + s.control + apart + 4 * s.gap
        return width, height
    devices = rows + 2 * s.gap + (0 if large else s.gap + _line(s.body, 3))
    width = card_width + devices_width + 2 * side + s.gap
    return width, header + max(card, devices) + bottom + 3 * s.gap


def _meeting(s: Sizes, panel: Panel) -> tuple[float, float]:
    """Room for the bar at the bottom and the line at the top of the meeting.

    The bar's shares are those of MeetingBar.qml: two switches, two of volume, help, leave.
    """
    apart = apart_px(panel, s)
    bar = max(s.control, 2.1 * _line(s.body) + s.gap * 0.5)
    switch = max(s.body * 1.3 + (s.body + s.small) * 0.5 * 5.1, s.body * 6.1)
    choices = 2 * s.small * 4.8 + s.small * 8.1
    leave = s.body * 3.9
    row = 2 * switch + choices + leave + 6 * s.gap * 1.2 + 7 * apart
    top = _line(s.body) + s.gap * 0.5
    # Upright, or rather than letters that are too small: two rows.
    crowded = s.body < 0.999 * wished(panel).body and row > panel.width_px
    if not panel.portrait and not crowded:
        return row, top + panel.height_px * 0.5 + bar + 2 * apart + s.gap
    banner = _line(s.body, 2) + s.gap if panel.portrait else 0
    rows = max(2 * switch + leave, choices) + 3 * s.gap * 1.2 + 4 * apart
    return rows, top + banner + panel.height_px * 0.45 + 2 * bar + 3 * apart + s.gap


def _dialog(s: Sizes, panel: Panel) -> tuple[float, float]:
    """Room for a failure: sign, title in two lines, what to do in three, buttons."""
    buttons = 3 if panel.portrait else 1
    text = _line(s.title, 2) + _line(s.body, 3)
    high = max(1.25 * s.control, 2.2 * _line(s.body))
    height = s.title * 2 + text + buttons * (high + apart_px(panel, s)) + 5 * s.gap
    # The widest place of Message.qml and its longest word; upright each has the whole width.
    button = 17 * 0.52 * s.body + 1.45 * s.body + s.gap * 0.5
    width = button if panel.portrait else button / 0.38 + 2 * apart_px(panel, s)
    return width + 2 * side_px(panel, s), height
