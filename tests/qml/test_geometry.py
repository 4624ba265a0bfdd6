"""No word is cut, nothing lies on anything else, every control is large enough: on every panel.

Sizes are judged in millimetres and degrees of view. Where a panel cannot hold them all they give
way in the order of docs/ui.md, and that order is what is judged there.
"""

from __future__ import annotations

import itertools
import json
import math
import os
import subprocess
import sys

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontInfo, QFontMetricsF
from PySide6.QtQuick import QQuickItem

from kiosk.base.config import Language
from kiosk.ui.buttons import accessible_name, buttons, walk
from kiosk.ui.models.metrics import Metrics
from kiosk.ui.models.sizes import wished
from kiosk.ui.samples.screens import FIRST_SAMPLES, SAMPLES
from tests.qml.conftest import Panel, Show, Shown

PANELS = (
    Panel(1920, 1080, 15.6),
    Panel(1920, 1080, 21.5),
    Panel(1920, 1080, 24),
    Panel(1920, 1080, 32),
    Panel(1366, 768, 15.6),
    Panel(1280, 800, 10.1),
    Panel(3840, 2160, 27),
    Panel(1080, 1920, 21.5),
)
MORE_PANELS = (
    Panel(1280, 800, 15.6),
    Panel(1080, 1920, 15.6),
    Panel(1366, 768, 21.5),  # as every monitor that does not say how large it is
    Panel(1920, 1080, 21.5, distance_cm=100),
)
"""In Vietnamese only, which has the longer words."""
SMALL = Panel(1280, 800, 10.1)
"""Here 20 mm controls and the text do not fit together: sizes.py says what gives way."""
EVERY = (*itertools.product(PANELS, Language), *((one, Language.VIETNAMESE) for one in MORE_PANELS))
CONTROL_MM, GAP_MM = 20.0, 5.0
BODY_DEGREES, SMALL_DEGREES = 0.7, 0.5
ROUNDING_PX = 1.0
"""Whole pixels, rounded down."""


def area(item: QQuickItem) -> QRectF:
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def texts(shown: Shown) -> list[QQuickItem]:
    root = shown.window.view.rootObject()
    return [item for item in walk(root) if item.objectName() in ("ours", "stranger")]


def spoken(item: QQuickItem) -> str:
    return str(item.property("text"))


@pytest.mark.parametrize(("panel", "language"), EVERY, ids=str)
@pytest.mark.parametrize("name", [*SAMPLES, *FIRST_SAMPLES])
def test_screen_has_room(name: str, language: Language, panel: Panel, show: Show) -> None:
    shown = show(name, panel, language)
    check_words(shown, panel)
    check_letters(shown)
    check_controls(shown)


def check_letters(shown: Shown) -> None:
    """The caps of what is written are as high as the eye needs, as far as there was room."""
    metrics = shown.window.metrics
    for item in texts(shown):
        font = item.property("font")
        assert QFontInfo(font).family() == "Be Vietnam Pro"
        cap, least = QFontMetricsF(font).capHeight(), least_cap(metrics, SMALL_DEGREES)
        assert cap >= least - ROUNDING_PX, f"{spoken(item)}: {cap} < {least}"


def least_cap(metrics: Metrics, degrees: float) -> float:
    """Cap height in pixels of a text that is seen under an angle, as much smaller as all text."""
    panel = metrics.panel
    cap_mm = 2 * panel.distance_cm * 10 * math.tan(math.radians(degrees / 2))
    gave_way = min(1.0, metrics.body / math.floor(wished(panel).body))
    return cap_mm * panel.px_per_mm * gave_way


def check_words(shown: Shown, panel: Panel) -> None:
    """Our words stand whole inside the screen and over no other words; people's may be cut."""
    screen = QRectF(-0.5, -0.5, panel.width + 1, panel.height + 1)
    words = [item for item in texts(shown) if spoken(item)]
    for item in words:
        if item.objectName() == "ours":
            assert not item.property("truncated"), spoken(item)
            assert item.property("contentWidth") <= item.width() + 1, spoken(item)
            assert item.property("contentHeight") <= item.height() + 1.5, spoken(item)
        assert screen.contains(area(item)), spoken(item)
        assert within_parents(item), spoken(item)
    for one, other in itertools.combinations(words, 2):
        assert not overlap(area(one), area(other)), f"{spoken(one)!r} on {spoken(other)!r}"


def within_parents(item: QQuickItem) -> bool:
    """No card or button is too small for what is written in it."""
    around = item.parentItem()
    while around is not None:
        is_ground = around.metaObject().indexOfProperty("radius") >= 0
        if is_ground and not area(around).adjusted(-1, -1, 1, 1).contains(area(item)):
            return False
        around = around.parentItem()
    return True


def overlap(one: QRectF, other: QRectF) -> bool:
    both = one.intersected(other)
    return both.width() > 1 and both.height() > 1


def check_controls(shown: Shown) -> None:
    """Large enough for a finger, 5 mm apart, called what is written on them."""
    found = list(buttons(shown.window.view.rootObject()))
    metrics = shown.window.metrics
    control = CONTROL_MM * metrics.panel.px_per_mm * control_gave_way(metrics)
    gap = control * GAP_MM / CONTROL_MM
    for name, item in found:
        assert name == spoken(item)
        assert item.width() >= control - ROUNDING_PX, name
        assert item.height() >= control - ROUNDING_PX, name
    for (one_name, one), (other_name, other) in itertools.combinations(found, 2):
        apart = distance(area(one), area(other))
        assert apart >= gap - ROUNDING_PX, f"{one_name} at {other_name}: {apart} < {gap} px"


def control_gave_way(metrics: Metrics) -> float:
    """How much smaller than wished controls are: 1, but for panels on which text gave way first."""
    return min(1.0, metrics.control / math.floor(wished(metrics.panel).control))


def distance(one: QRectF, other: QRectF) -> float:
    """Between the nearest edges; of two side by side the gap, of two that overlap none."""
    across = max(one.left() - other.right(), other.left() - one.right(), 0.0)
    along = max(one.top() - other.bottom(), other.top() - one.bottom(), 0.0)
    return max(across, along)


@pytest.mark.parametrize("panel", [*PANELS, *MORE_PANELS], ids=str)
def test_sizes_give_way_in_their_order(panel: Panel, show: Show) -> None:
    """docs/ui.md, Sizes: nothing gives way before all that goes first is at its least."""
    metrics = show("home-ready", panel).window.metrics
    wish = wished(metrics.panel)
    title_least = wish.body * 1.1
    steps = (
        (metrics.gap < wish.gap - 1, metrics.gap <= wish.gap * 0.6 + 1),
        (metrics.title < wish.title - 1, metrics.title <= title_least + 1),
        (
            metrics.mainButton < wish.main_button - 1,
            metrics.mainButton <= wish.main_button * 0.65 + 1,
        ),
        (metrics.body < wish.body - 1, metrics.body <= wish.body * 0.76 + 1),
        (metrics.control < wish.control - 1, metrics.control <= wish.control * 0.75 + 1),
    )
    for (name, (_, at_least)), (_, (gave_way, _)) in itertools.pairwise(enumerate(steps)):
        assert at_least or not gave_way, f"step {name + 2} before step {name + 1} was done"
    if panel != SMALL:
        assert metrics.control >= CONTROL_MM * panel.px_per_mm - ROUNDING_PX


@pytest.mark.parametrize("panel", [Panel(1920, 1080, 21.5), Panel(1366, 768, 15.6)], ids=str)
@pytest.mark.parametrize("name", ["meeting", "joining-slow", "leave", "reconnecting"])
def test_what_matters_is_written_large(name: str, panel: Panel, show: Show) -> None:
    """What ends, what mutes, and what to do: 0.7 degrees of view."""
    shown = show(name, panel)
    least = least_cap(shown.window.metrics, BODY_DEGREES)
    matter = {"Tắt tiếng", "Tắt hình", "Rời họp", "Rời cuộc họp", "Họp tiếp", "Không vào nữa"}
    found = [item for item in texts(shown) if spoken(item) in matter]
    assert found
    for item in found:
        assert QFontMetricsF(item.property("font")).capHeight() >= least - ROUNDING_PX, spoken(item)


def test_a_pixel_ratio_of_two_changes_nothing_but_the_sharpness() -> None:
    """A 4K panel of a desktop that scales: the same places, and pictures for its real pixels."""
    plain, double = (measured_with(factor) for factor in ("1", "2"))
    assert (plain["ratio"], double["ratio"]) == (1.0, 2.0)
    assert double["places"] == plain["places"]
    assert double["grabbed"] == [2 * each for each in plain["grabbed"]]
    assert double["tiles"] == [[2 * each for each in size] for size in plain["tiles"]]


def measured_with(factor: str) -> dict[str, object]:
    """What `tests.qml.ratio` says with this scale factor of Qt."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.qml.ratio"],
        env=os.environ | {"QT_SCALE_FACTOR": factor},
        check=True,
        capture_output=True,
        text=True,
        timeout=240,
    )
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.mark.parametrize("panel", [panel for panel in PANELS if panel != SMALL], ids=str)
def test_green_button_rules_the_screen(panel: Panel, show: Show) -> None:
    root = show("home-ready", panel).window.view.rootObject()
    [join] = [item for name, item in buttons(root) if name == "VÀO HỌP"]
    assert join.height() >= 60 * panel.px_per_mm - 1
    assert join.width() >= panel.width / 3


def test_leave_is_confirmed_elsewhere(show: Show) -> None:
    panel = PANELS[1]
    meeting = show("meeting", panel).window.view.rootObject()
    [leave] = [area(item) for name, item in buttons(meeting) if name == "Rời họp"]
    question = show("leave", panel).window.view.rootObject()
    answers = {name: area(item) for name, item in buttons(question)}
    assert set(answers) == {"Họp tiếp", "Rời cuộc họp"}
    assert not any(overlap(leave, answer) for answer in answers.values())


def test_accessible_names_are_found(show: Show) -> None:
    root = show("meeting", PANELS[1]).window.view.rootObject()
    names = {accessible_name(item) for item in walk(root)}
    assert {"Tắt tiếng", "Tắt hình", "Rời họp", "Xem tất cả 14"} <= names
