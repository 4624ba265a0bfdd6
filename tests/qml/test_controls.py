"""Controls answer a real mouse and a real finger, once."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QPointingDevice
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.model.room import Phase
from kiosk.ui.announcer import PRESS
from kiosk.ui.buttons import buttons
from kiosk.ui.models.taps import REPEAT_S
from tests.qml.conftest import Panel, Show, Shown, now_ms, press, release, settle, tap

PANEL = Panel(1920, 1080, 21.5)


def control(shown: Shown, name: str) -> QQuickItem:
    root = shown.window.view.rootObject()
    [item] = [item for found, item in buttons(root) if found == name]
    return item


def centre(item: QQuickItem) -> QPoint:
    return item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()


def click(shown: Shown, name: str) -> None:
    tap(shown.window.view, centre(control(shown, name)))
    settle(shown.window.view)


def forget_last_tap() -> None:
    time.sleep(REPEAT_S)


def test_mouse_joins(show: Show) -> None:
    shown = show("home-ready", PANEL)
    click(shown, "VÀO HỌP")
    assert shown.session.state.room.phase is Phase.JOINING
    assert shown.window.app.current == "joining"


@pytest.fixture(scope="module")
def finger() -> QPointingDevice:
    return QTest.createTouchDevice()


def test_finger_mutes(show: Show, finger: QPointingDevice) -> None:
    shown = show("meeting", PANEL)
    at = centre(control(shown, "Tắt tiếng"))
    QTest.touchEvent(shown.window.view, finger).press(1, at)
    QTest.qWait(20)
    assert shown.session.state.microphone_wish
    QTest.touchEvent(shown.window.view, finger).release(1, at)
    QTest.qWait(40)
    assert not shown.session.state.microphone_wish
    assert control(shown, "Bật tiếng")


def test_finger_that_slides_off_presses_nothing(show: Show, finger: QPointingDevice) -> None:
    shown = show("meeting", PANEL)
    at = centre(control(shown, "Tắt tiếng"))
    away = at - QPoint(0, 400)
    QTest.touchEvent(shown.window.view, finger).press(1, at)
    QTest.touchEvent(shown.window.view, finger).move(1, away)
    QTest.touchEvent(shown.window.view, finger).release(1, away)
    QTest.qWait(40)
    assert shown.session.state.microphone_wish


def test_slow_press_counts(show: Show) -> None:
    """An unsure finger rests on the button: that is a press, not a long press."""
    shown = show("meeting", PANEL)
    at = centre(control(shown, "Tắt hình"))
    press(shown.window.view, at)
    QTest.qWait(1500)
    release(shown.window.view, at)
    QTest.qWait(40)
    assert not shown.session.state.camera_wish


def test_ground_changes_while_pressed(show: Show) -> None:
    shown = show("home-ready", PANEL)
    button = control(shown, "VÀO HỌP")
    at = centre(button)
    corner = at + QPoint(0, int(button.height() / 2) - 20)
    before = shown.picture().pixelColor(corner)
    press(shown.window.view, at)
    QTest.qWait(30)
    assert shown.picture().pixelColor(corner) != before
    release(shown.window.view, at)


def test_second_tap_is_ignored(show: Show) -> None:
    shown = show("meeting", PANEL)
    at = centre(control(shown, "Tắt tiếng"))
    click(shown, "Tắt tiếng")
    # The button is called "Bật tiếng" by now; the finger means the same button.
    tap(shown.window.view, at)
    QTest.qWait(40)
    assert not shown.session.state.microphone_wish


def test_two_deliberate_presses_that_arrive_together_are_two(show: Show) -> None:
    """The screen hung for three seconds; the fingers did not."""
    shown = show("meeting", PANEL)
    at, now = centre(control(shown, "Tắt tiếng")), now_ms()
    tap(shown.window.view, at, now - 2000)
    tap(shown.window.view, at, now - 1000)
    assert shown.session.state.microphone_wish
    assert len(shown.session.played) == 2


def test_a_tremble_that_arrives_spread_out_is_one(show: Show) -> None:
    shown = show("meeting", PANEL)
    at, now = centre(control(shown, "Tắt tiếng")), now_ms()
    tap(shown.window.view, at, now)
    time.sleep(REPEAT_S)
    tap(shown.window.view, at, now + 300)
    assert not shown.session.state.microphone_wish


def test_every_press_that_counts_is_heard(show: Show) -> None:
    shown = show("meeting", PANEL)
    at = centre(control(shown, "Tắt tiếng"))
    tap(shown.window.view, at)
    assert shown.session.played == [str(PRESS)]
    tap(shown.window.view, at)
    assert shown.session.played == [str(PRESS)]


def test_leaving_takes_a_confirmation(show: Show) -> None:
    shown = show("meeting", PANEL)
    click(shown, "Rời họp")
    assert shown.window.app.current == "meeting"
    forget_last_tap()
    click(shown, "Họp tiếp")
    assert control(shown, "Rời họp")
    forget_last_tap()
    click(shown, "Rời họp")
    forget_last_tap()
    click(shown, "Rời cuộc họp")
    assert shown.session.state.meeting is None
    assert control(shown, "VÀO HỌP")


def test_gallery_pages(show: Show) -> None:
    shown = show("meeting", PANEL)
    click(shown, "Xem tất cả 14")
    forget_last_tap()
    click(shown, "Sau")
    assert (shown.session.state.room.gallery, shown.session.state.room.page) == (True, 1)
    click(shown, "Trước")
    click(shown, "Quay lại")
    assert not shown.session.state.room.gallery


def test_several_meetings_join_the_pressed_one(show: Show) -> None:
    shown = show("home-several", PANEL)
    root = shown.window.view.rootObject()
    second = [item for name, item in buttons(root) if name == "VÀO HỌP"][1]
    tap(shown.window.view, centre(second))
    QTest.qWait(40)
    meeting = shown.session.state.meeting
    assert meeting is not None
    assert meeting.uid == "tap-huan"
