"""The hidden corner, the door in front of every page, and the way home by itself."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication

from kiosk.base.config import Language
from kiosk.ui.models.clock import Clock
from kiosk.ui.models.technician import (
    IDLE_S,
    KNOCKS,
    KNOCKS_WITHIN_S,
    PIN_IDLE_S,
    Knocks,
    TechnicianModel,
)
from kiosk.ui.pages import MENU_PAGE, PIN_PAGE
from kiosk.ui.roles.point import PAGES
from kiosk.ui.samples.screens import SETTINGS
from kiosk.ui.samples.technician import LOG, NOW, NOW_NS, OPEN, TechnicianSample


class Watch:
    def __init__(self) -> None:
        self.now_s = 10.0

    def __call__(self) -> float:
        return self.now_s


def knock(watch: Watch, every_s: float, times: int) -> list[bool]:
    knocks = Knocks(watch)
    heard = []
    for _ in range(times):
        heard.append(knocks.knock())
        watch.now_s += every_s
    return heard


def test_enough_knocks_in_time_open() -> None:
    assert knock(Watch(), 0.3, KNOCKS) == [False] * (KNOCKS - 1) + [True]


def test_slow_knocks_never_open() -> None:
    every_s = KNOCKS_WITHIN_S / (KNOCKS - 1) + 0.05
    assert not any(knock(Watch(), every_s, 50))


def test_after_opening_the_count_begins_anew() -> None:
    heard = knock(Watch(), 0.2, 2 * KNOCKS)
    assert heard.count(True) == 2
    assert heard[2 * KNOCKS - 1]


def make(sample: TechnicianSample) -> TechnicianModel:
    clock = Clock(lambda: NOW, lambda: NOW_NS)
    model = TechnicianModel(sample.ports(SETTINGS), SETTINGS, clock, lambda: None, PAGES)
    model.start()
    QCoreApplication.processEvents()
    return model


@pytest.mark.parametrize("page", [page.name for page in PAGES if page.behind_the_door])
def test_every_page_asks_for_the_pin(qapp: QCoreApplication, page: str) -> None:
    assert make(TechnicianSample()).admitted(page) == PIN_PAGE
    assert make(TechnicianSample(gate=OPEN)).admitted(page) == page


@pytest.mark.parametrize("page", ["", "help", "week", "leave", PIN_PAGE])
def test_everybodys_pages_ask_for_none(qapp: QCoreApplication, page: str) -> None:
    assert make(TechnicianSample()).admitted(page) == page


@pytest.mark.parametrize("page", ["", "help"])
def test_leaving_closes_the_door(qapp: QCoreApplication, page: str) -> None:
    model = make(TechnicianSample(gate=OPEN))
    model.follow(MENU_PAGE)
    model.follow("settings")
    QCoreApplication.processEvents()
    assert model.gate_model.is_open
    model.follow(page)
    QCoreApplication.processEvents()
    assert not model.gate_model.is_open
    assert model.admitted("settings") == PIN_PAGE


def idle_timer(model: TechnicianModel) -> Any:
    return model._idle


def test_a_page_that_nobody_touches_goes_home(qapp: QCoreApplication, qtbot: Any) -> None:
    model = make(TechnicianSample(gate=OPEN))
    idle = idle_timer(model)
    model.follow(PIN_PAGE)
    assert idle.interval() == PIN_IDLE_S * 1000
    model.follow(MENU_PAGE)
    assert idle.interval() == IDLE_S * 1000
    with qtbot.waitSignal(model.idled, timeout=20_000):
        idle.start(1)
    model.touched()
    assert idle.isActive()
    model.follow("")
    assert not idle.isActive()


def test_the_log_is_said_in_both_languages(qapp: QCoreApplication) -> None:
    model = make(TechnicianSample(gate=OPEN, log=LOG))
    model.follow("log")
    QCoreApplication.processEvents()
    rows = model.log.rows
    assert [row.head for row in rows[:2]] == ["13:51", "13:49"]
    assert [row.serious for row in rows[:2]] == [False, True]
    before = [row.text for row in rows]
    model.retranslate(Language.ENGLISH)
    after = [row.text for row in model.log.rows]
    assert len(before) == len(after) == len(LOG)
    assert all(one != other for one, other in zip(before, after, strict=True))
