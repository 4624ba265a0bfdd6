"""Where controls lie: none moves while its screen stands, and none that ends something lies where
the press before it was (UI.md, rule 6)."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QRectF

from kiosk.ui.buttons import buttons
from tests.qml.conftest import Panel, Show
from tests.qml.test_geometry import area, overlap

PANELS = (
    Panel(1920, 1080, 21.5),
    Panel(1366, 768, 15.6),
    Panel(1280, 800, 10.1),
    Panel(1080, 1920, 21.5),
)
STANDING = (
    ("meeting", "meeting-muted", "meeting-unheard", "meeting-alone", "meeting-device-lost"),
    ("joining", "joining-slow"),
)
"""One screen each, in its states."""

JOIN, CANCEL, RETRY, HOME = "VÀO HỌP", "Không vào nữa", "Thử lại", "Về màn hình chính"
LEAVE, CONFIRM, BACK, HELP = "Rời họp", "Rời cuộc họp", "Quay lại", "Gọi kỹ thuật"
ENDING = {
    "joining": CANCEL,
    "joining-slow": CANCEL,
    "waiting": HOME,
    "failed": HOME,
    "failed-again": HOME,
    "leave": CONFIRM,
    "restart-off": "Tắt máy tính",
}
"""What ends something, or cannot be taken back, by screen."""
JOINABLE = ("home-ready", "home-made-up", "home-several", "reminder")
ARRIVALS = ("joining", "joining-slow", "waiting", "failed", "failed-again")


@dataclass(frozen=True)
class Way:
    """A press on one screen brings the other."""

    start: str
    pressed: str
    end: str


WAYS = (
    *(Way(start, JOIN, end) for start in JOINABLE for end in ARRIVALS),
    *(Way("failed-again", RETRY, end) for end in ARRIVALS),
    *(Way("help", BACK, end) for end in ARRIVALS),
    *(Way(start, HELP, end) for start in ARRIVALS for end in ("waiting", "failed")),
    *(Way(start, LEAVE, "leave") for start in ("meeting", "meeting-muted", "gallery")),
    Way("reconnecting", LEAVE, "leave"),
    Way("restart", "Tắt máy", "restart-off"),
)
"""Every way in by a press. What a screen does by itself has no press before it but these."""


def found(show: Show, name: str, panel: Panel) -> list[tuple[str, QRectF]]:
    root = show(name, panel).window.view.rootObject()
    return [(label, area(item)) for label, item in buttons(root) if item.opacity() > 0]


@pytest.mark.parametrize("panel", PANELS, ids=str)
@pytest.mark.parametrize("states", STANDING, ids=lambda states: states[0])
def test_no_control_moves_while_its_screen_stands(
    states: tuple[str, ...], panel: Panel, show: Show
) -> None:
    known: list[tuple[str, QRectF]] = []
    for state in states:
        now = found(show, state, panel)
        for (label, one), (before, other) in itertools.product(now, known):
            assert one == other or not overlap(one, other), f"{state}: {label} over {before}"
            assert label != before or one == other, f"{state}: {label} moved"
        known += now


@pytest.mark.parametrize("panel", PANELS, ids=str)
def test_nothing_that_ends_lies_where_the_press_before_was(panel: Panel, show: Show) -> None:
    screens = {name for way in WAYS for name in (way.start, way.end)}
    places = {name: found(show, name, panel) for name in screens}
    for way in WAYS:
        pressed = [place for label, place in places[way.start] if label == way.pressed]
        assert pressed, way
        ending = [place for label, place in places[way.end] if label == ENDING[way.end]]
        assert ending, way
        for one, other in itertools.product(pressed, ending):
            assert not overlap(one, other), way


@pytest.mark.parametrize("panel", PANELS, ids=str)
def test_back_and_leave_are_far_apart_in_the_gallery(panel: Panel, show: Show) -> None:
    places = dict(found(show, "gallery", panel))
    back, leave = places[BACK], places[LEAVE]
    assert leave.top() - back.bottom() > leave.height()
