"""The way in for the technician, with real presses: corner, pin, pages, live settings, restart."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.base.config import Language
from kiosk.ui.buttons import accessible_name, buttons, walk
from kiosk.ui.models.technician import KNOCKS, TechnicianModel
from kiosk.ui.samples.technician import PIN
from kiosk.ui.window import RESTART_STATUS
from tests.qml.conftest import Panel, Show, Shown, settle, tap, until
from tests.qml.test_controls import PANEL, centre, click, control, forget_last_tap
from tests.qml.test_geometry import area, check_words, overlap, spoken, texts

TOP_LEFT = QPoint(12, 12)


def knock(shown: Shown, times: int, at: QPoint = TOP_LEFT) -> None:
    for _ in range(times):
        tap(shown.window.view, at)
        QTest.qWait(30)


def technician(shown: Shown) -> TechnicianModel:
    model = shown.window.app.technician_model
    assert model is not None
    return model


def page(shown: Shown) -> str:
    return str(shown.window.app.property("page"))


def words(shown: Shown) -> set[str]:
    return {spoken(item) for item in texts(shown) if spoken(item)}


def type_pin(shown: Shown, pin: str) -> None:
    for digit in pin:
        click(shown, digit)
        QTest.qWait(120)
    click(shown, "Vào")


def test_corner_and_pin_lead_in(show: Show) -> None:
    shown = show("home-ready", PANEL)
    knock(shown, KNOCKS - 1)
    assert page(shown) == ""
    knock(shown, 1)
    assert page(shown) == "pin"
    forget_last_tap()
    type_pin(shown, PIN)
    assert page(shown) == "technician"
    forget_last_tap()
    click(shown, "Cài đặt")
    assert page(shown) == "settings"
    forget_last_tap()
    click(shown, "Quay lại")
    assert page(shown) == "technician"
    forget_last_tap()
    click(shown, "Màn hình chính")
    assert page(shown) == ""
    assert not technician(shown).gate_model.is_open
    shown.window.app.open("settings")
    assert page(shown) == "pin"


def test_one_tap_too_many_presses_nothing(show: Show) -> None:
    shown = show("home-ready", PANEL)
    knock(shown, KNOCKS + 2)
    assert page(shown) == "pin"
    tap(shown.window.view, centre(control(shown, "Màn hình chính")))
    QTest.qWait(40)
    assert page(shown) == "pin"


def test_a_digit_twice_is_two_digits(show: Show) -> None:
    shown = show("pin", PANEL)
    for _ in range(4):
        click(shown, "7")
        QTest.qWait(120)
    assert technician(shown).gate_model.property("typed") == 4
    click(shown, "Xóa")
    assert technician(shown).gate_model.property("typed") == 3


def test_a_wrong_pin_stays_outside(show: Show) -> None:
    shown = show("pin", PANEL)
    type_pin(shown, "0000")
    assert page(shown) == "pin"
    assert "Sai mã. Xin nhập lại." in words(shown)


@pytest.mark.parametrize("name", ["meeting", "help", "week", "joining", "failed", "settings"])
def test_no_other_screen_has_the_corner(name: str, show: Show) -> None:
    shown = show(name, PANEL)
    before = page(shown)
    knock(shown, 2 * KNOCKS)
    assert page(shown) in (before, "")
    assert page(shown) != "pin"


@pytest.mark.parametrize("panel", [PANEL, Panel(1366, 768, 15.6), Panel(1080, 1920, 21.5)], ids=str)
def test_the_corner_is_20_mm_and_free_of_controls(panel: Panel, show: Show) -> None:
    shown = show("home-ready", panel)
    root = shown.window.view.rootObject()
    [corner] = [item for item in walk(root) if item.objectName() == "corner"]
    assert area(corner).width() == pytest.approx(20 * panel.px_per_mm, abs=1)
    assert (area(corner).x(), area(corner).y()) == (0, 0)
    assert not any(overlap(area(corner), area(item)) for _, item in buttons(root))


def test_language_changes_every_word_at_once(show: Show) -> None:
    shown = show("settings-screen", PANEL)
    vietnamese = words(shown)
    click(shown, "English")
    QTest.qWait(60)
    english = words(shown)
    assert {"Settings", "Microphone: good", "Language", "Back"} <= english
    both = {"English", "−", "+", "100 %", "60 cm", "Tiếng Việt"}
    assert vietnamese & english <= both
    check_words(shown, PANEL)
    shown.window.app.open("technician")
    shown.window.app.close()
    QTest.qWait(60)
    home = words(shown)
    assert "Call for help" in home
    assert "Camera: good" in home
    assert any(line.startswith("Monday, 23 November 2026") for line in home)


def test_size_changes_at_once_and_still_fits(show: Show) -> None:
    panel = Panel(3840, 2160, 43)
    shown = show("settings-screen", panel)
    before = shown.window.metrics.control
    technician(shown).choices_model.scale(1)
    settle(shown.window.view)
    assert shown.window.metrics.control > before
    check_words(shown, panel)
    far = shown.window.metrics.body
    for _ in range(6):
        technician(shown).choices_model.distance(1)
        QTest.qWait(20)
    settle(shown.window.view)
    assert shown.window.metrics.body > far
    check_words(shown, panel)


def test_a_device_is_chosen_from_the_list(show: Show) -> None:
    shown = show("settings-list", PANEL)
    click(shown, "Built-in Audio Analog Stereo")
    assert "Built-in Audio Analog Stereo" in words(shown)
    assert "Cài đặt" in words(shown)
    forget_last_tap()
    click(shown, "Trả về như trước")
    assert "Jabra SPEAK 510 USB Mono" in words(shown)


def test_back_from_a_list_keeps_what_is_set(show: Show) -> None:
    shown = show("settings-list", PANEL)
    click(shown, "Quay lại")
    assert page(shown) == "settings"
    assert "Jabra SPEAK 510 USB Mono" in words(shown)


def test_the_preview_asks_for_the_cameras_picture(show: Show) -> None:
    shown = show("settings", PANEL)
    [own] = [size for size in shown.window.app._stage.tiles() if size.tile == 0]
    assert own.width > PANEL.width / 5
    assert own.height == pytest.approx(own.width * 9 / 16, abs=2)


def test_restarting_is_confirmed_elsewhere(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = show("technician", PANEL)
    asked: list[int] = []
    monkeypatch.setattr(QCoreApplication, "exit", asked.append)
    offered = area(control(shown, "Khởi động lại"))
    click(shown, "Khởi động lại")
    assert asked == []
    forget_last_tap()
    chosen = area(control(shown, "Chương trình"))
    click(shown, "Chương trình")
    assert asked == []
    confirm = control(shown, "Khởi động lại chương trình")
    assert not overlap(offered, area(confirm))
    assert not overlap(chosen, area(confirm))
    forget_last_tap()
    click(shown, "Khởi động lại chương trình")
    assert asked == [RESTART_STATUS]


def test_a_page_that_nobody_touches_shows_home_again(show: Show) -> None:
    shown = show("settings", PANEL)
    technician(shown)._idle.start(1)
    assert until(lambda: page(shown) == "")
    assert until(lambda: not technician(shown).gate_model.is_open)


def test_every_press_keeps_the_page(show: Show) -> None:
    shown = show("settings", PANEL)
    idle = technician(shown)._idle
    idle.start(100_000)
    click(shown, "Màn hình và giọng đọc")
    assert idle.remainingTime() > 200_000


def test_a_meeting_that_can_be_joined_is_said(show: Show) -> None:
    shown = show("home-ready", PANEL)
    shown.window.app.open("pin")
    assert until(lambda: "Có cuộc họp để vào" in words(shown))


def test_a_meeting_that_begins_takes_the_page(show: Show) -> None:
    """Whoever is in a meeting sees it: the technician's page does not lie over it."""
    shown = show("settings", PANEL)
    meeting = shown.window.app._day.agenda.meetings[0]
    shown.session.join(meeting)
    assert until(lambda: page(shown) == "" and not technician(shown).gate_model.is_open)


def sign(shown: Shown) -> list[QQuickItem]:
    return [item for item in texts(shown) if "rút dây" in spoken(item)]


def test_a_lost_device_is_said_in_the_meeting(show: Show) -> None:
    shown = show("meeting-device-lost", PANEL)
    [said] = sign(shown)
    assert spoken(said) == "Micrô và loa bị rút dây. Xin cắm lại."
    leave = control(shown, "Rời họp")
    assert not overlap(area(said), area(leave))
    tiles: list[Any] = [item for item in walk(shown.window.view.rootObject()) if is_tile(item)]
    assert tiles
    assert not any(overlap(area(said), area(tile)) for tile in tiles)


def is_tile(item: QQuickItem) -> bool:
    return item.metaObject().className().startswith("PaintedTile")


@pytest.mark.parametrize("language", Language)
def test_dots_not_digits(language: Language, show: Show) -> None:
    shown = show("pin-typed", PANEL, language)
    assert not any("0258" in word for word in words(shown))
    [heard] = [w for w in accessible(shown) if "12" in w]
    assert heard in {"Đã nhập 12 chữ số", "Digits typed: 12"}


def accessible(shown: Shown) -> list[str]:
    return [accessible_name(item) for item in walk(shown.window.view.rootObject())]
