"""Nobody is at the technician's screens any more: home, devices given back, what was typed gone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest

from kiosk.ui.models.technician import IDLE_S, PIN_IDLE_S
from kiosk.ui.samples import diagnostics as checked
from kiosk.ui.samples.technician import SampleDiagnostics
from tests.qml.conftest import Show, Shown, settle, tap, until
from tests.qml.test_controls import PANEL, click
from tests.qml.test_technician import page, technician


def timer(shown: Shown) -> Any:
    return technician(shown)._idle


def nearly_over(shown: Shown) -> None:
    """As if most of the time had gone by."""
    timer(shown).start(60_000)
    assert timer(shown).interval() == 60_000


def checks(shown: Shown) -> SampleDiagnostics:
    port = technician(shown).diagnostics_model._port
    assert isinstance(port, SampleDiagnostics)
    return port


def test_the_times_are_those_of_the_issue() -> None:
    assert (IDLE_S, PIN_IDLE_S) == (5 * 60, 60)


@pytest.mark.parametrize(
    "screen", ["technician", "settings", "settings-list", "diagnostics", "group", "log", "about"]
)
def test_a_page_that_nobody_touches_gives_everything_back(show: Show, screen: str) -> None:
    shown = show(screen, PANEL)
    assert timer(shown).isActive()
    assert timer(shown).interval() == IDLE_S * 1000
    timer(shown).start(1)
    assert until(lambda: page(shown) == "")
    settle(shown.window.view)
    assert not technician(shown).gate_model.is_open  # the next one needs the pin
    shown.window.app.open("settings")
    assert page(shown) == "pin"
    assert not technician(shown).diagnostics_model.property("running")


def test_a_pin_that_was_half_typed_is_thrown_away(show: Show) -> None:
    shown = show("pin", PANEL)
    for digit in "25":
        click(shown, digit)
        QTest.qWait(130)
    assert technician(shown).gate_model.typed == 2
    timer(shown).start(1)
    assert until(lambda: page(shown) == "")
    assert technician(shown).gate_model.typed == 0


def test_a_touch_of_no_button_says_that_somebody_is_there(show: Show) -> None:
    """On the test of the touch screen a finger seldom meets a button at first."""
    shown = show("touch", PANEL)
    nearly_over(shown)
    tap(shown.window.view, QPoint(PANEL.width // 4, PANEL.height // 3))
    QCoreApplication.processEvents()
    assert timer(shown).interval() == IDLE_S * 1000


def test_a_finger_counts_as_the_pointer_does(show: Show) -> None:
    shown = show("log", PANEL)
    finger = QTest.createTouchDevice()
    nearly_over(shown)
    at = QPoint(PANEL.width // 2, 4)
    QTest.touchEvent(shown.window.view, finger).press(1, at)
    QTest.qWait(20)
    QTest.touchEvent(shown.window.view, finger).release(1, at)
    QTest.qWait(20)
    assert timer(shown).interval() == IDLE_S * 1000


def test_a_key_says_that_somebody_is_there(show: Show) -> None:
    shown = show("technician", PANEL)
    nearly_over(shown)
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")
    QCoreApplication.sendEvent(shown.window.view, key)
    assert timer(shown).interval() == IDLE_S * 1000


def test_what_a_sensor_says_is_nobody(show: Show) -> None:
    """The level of a microphone while a page is open: anybody may speak in the room."""
    shown = show("diagnostics", PANEL)
    nearly_over(shown)
    port = checks(shown)
    for level in (-60.0, -30.0, -10.0):
        port.set(replace(port.state, level_dbfs=level))
        QCoreApplication.processEvents()
    assert timer(shown).interval() == 60_000


def test_a_check_is_let_finish_and_its_result_can_be_read(show: Show) -> None:
    shown = show("diagnostics-running", PANEL)
    timer(shown).start(1)
    assert until(lambda: not timer(shown).isActive())
    QTest.qWait(50)
    assert page(shown) == "diagnostics"
    assert "cancel" not in checks(shown).asked
    checks(shown).set(checked.WRONG)
    assert until(timer(shown).isActive)
    assert timer(shown).interval() == IDLE_S * 1000
    timer(shown).start(1)
    assert until(lambda: page(shown) == "")


def test_buttons_work_below_what_looks_for_touches(show: Show) -> None:
    shown = show("technician", PANEL)
    click(shown, "Cài đặt")
    assert page(shown) == "settings"
