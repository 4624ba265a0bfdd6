"""Setting up, and what a technician changes: Wi-Fi, numbers, passwords, PIN, restart."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from kiosk.base.config import Language
from kiosk.provision.errors import ProvisionError, Reason
from kiosk.provision.state import ProvisionState, Step
from kiosk.ui.buttons import buttons
from kiosk.ui.models.first import FirstModel
from kiosk.ui.roles.first import FirstWindow
from kiosk.ui.samples import provision, system
from kiosk.ui.samples.provision import SampleProvision
from kiosk.ui.samples.screens import MORE_FIRST_SAMPLES, MORE_SAMPLES
from kiosk.ui.samples.system import SamplePasswords, SampleSystem
from kiosk.ui.samples.technician import PIN
from kiosk.ui.window import RESTART_STATUS
from tests.qml.conftest import Panel, Show, Shown, settle, until
from tests.qml.test_controls import PANEL, click, control, forget_last_tap
from tests.qml.test_geometry import area, check_controls, check_letters, check_words, overlap
from tests.qml.test_technician import page, technician, words

FEW = (
    (Panel(1280, 800, 10.1), Language.VIETNAMESE),
    (Panel(1080, 1920, 15.6), Language.ENGLISH),
)
"""The narrowest in each direction; SAMPLES of the same pages stand on every panel."""


@pytest.mark.parametrize(("panel", "language"), FEW, ids=str)
@pytest.mark.parametrize("name", [*MORE_SAMPLES, *MORE_FIRST_SAMPLES])
def test_further_states_have_room(name: str, language: Language, panel: Panel, show: Show) -> None:
    shown = show(name, panel, language)
    check_words(shown, panel)
    check_letters(shown)
    check_controls(shown)


def first(shown: Shown) -> FirstModel:
    assert isinstance(shown.window, FirstWindow)
    return shown.window.app


def typed(shown: Shown, text: str) -> None:
    for letter in text:
        click(shown, "Dấu cách" if letter == " " else letter)
        QTest.qWait(130)


def press_keys(shown: Shown, text: str) -> None:
    for letter in text:
        QTest.keyClick(shown.window.view, letter)
    settle(shown.window.view)


def computer(shown: Shown) -> SampleSystem:
    """What stands for the operating system."""
    model = first(shown).wifi_model if is_first(shown) else technician(shown).wifi_model
    port = model._port
    assert isinstance(port, SampleSystem)
    return port


def is_first(shown: Shown) -> bool:
    return isinstance(shown.window, FirstWindow)


def point_file(shown: Shown) -> SampleProvision:
    port = first(shown).setup_model._port
    assert isinstance(port, SampleProvision)
    return port


# --- the first start ------------------------------------------------------------------------


def test_the_first_start_leads_from_the_stick_to_the_restart(
    show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[int] = []
    monkeypatch.setattr(QCoreApplication, "exit", ended.append)
    shown = show("first-sticks", PANEL)
    click(shown, "kp01.kiosk (KINGSTON)")
    assert first(shown).setup_model.property("face") == "code"
    forget_last_tap()
    typed(shown, "1234")
    click(shown, "Tiếp")
    assert "Mã không đúng với tệp này." in " ".join(words(shown))
    forget_last_tap()
    typed(shown, provision.CODE)
    click(shown, "Tiếp")
    assert until(lambda: "Điểm cầu cụm khu phố 1 – 6" in words(shown))
    forget_last_tap()
    click(shown, "Đúng, dùng cho điểm cầu này")
    assert until(lambda: ended == [RESTART_STATUS])
    assert ("accept",) in point_file(shown).asked


def test_what_was_found_may_be_another_point(show: Show) -> None:
    shown = show("first-confirm", PANEL)
    click(shown, "Không phải")
    assert "Cắm USB cài đặt" in words(shown)
    assert ("accept",) not in point_file(shown).asked


def test_the_camera_shows_what_it_sees(show: Show) -> None:
    shown = show("first", PANEL)
    click(shown, "Quét mã QR")
    assert "Đã đọc 1 trong 2 mã. Xin đưa mã tiếp theo." in words(shown)
    source = first(shown).setup_model.property("pictureSource")
    assert source.startswith("image://scan/")
    white = QColor("white")
    box = shown.picture().copy(0, PANEL.height // 4, PANEL.width // 2, PANEL.height // 2)
    seen = {box.pixelColor(x, box.height() // 2).name() for x in range(0, box.width(), 4)}
    assert white.name() in seen
    assert any(QColor(name).lightness() < 60 for name in seen)
    forget_last_tap()
    click(shown, "Quay lại")
    assert "Quét mã QR" in words(shown)


def test_before_the_first_picture_it_says_so(show: Show) -> None:
    shown = show("first-scan", PANEL)
    point_file(shown).set(ProvisionState(Step.SCANNING))
    assert until(lambda: "Đang mở máy quay…" in words(shown))
    assert "Xin đưa mã QR trước máy quay." in words(shown)


def test_an_address_is_typed_on_the_screen_and_on_a_keyboard(show: Show) -> None:
    shown = show("first-address", PANEL)
    typed(shown, "a")
    press_keys(shown, "b.vn/p/12Q")
    assert "https://ab.vn/p/12Q" in words(shown)
    QTest.keyClick(shown.window.view, Qt.Key.Key_Backspace)
    QTest.keyClick(shown.window.view, Qt.Key.Key_Return)
    assert until(lambda: ("fetch", "https://ab.vn/p/12") in point_file(shown).asked)


def test_what_failed_says_what_to_do_and_leads_back(show: Show) -> None:
    shown = show("first-failed", PANEL)
    assert "Tệp này đã dùng rồi." in words(shown)
    click(shown, "Thử lại")
    assert "Cắm USB cài đặt" in words(shown)


def test_what_was_not_taken_over_is_said(show: Show) -> None:
    shown = show("first-confirm", PANEL)
    problem = ProvisionError(Reason.DISK)
    point_file(shown).set(replace(provision.READ, problem=problem))
    assert until(lambda: problem.said(Language.VIETNAMESE)[0] in words(shown))
    assert "Thử lại" in words(shown)


def test_a_file_that_stays_on_the_stick_is_said(show: Show) -> None:
    shown = show("first-confirm", PANEL)
    point_file(shown).set(replace(provision.READ, step=Step.DONE, wiped=False))
    assert until(lambda: "Tệp vẫn còn trong USB. Xin xóa tệp đó." in words(shown))


def test_the_accepting_button_lies_where_no_press_was(show: Show) -> None:
    code = show("first-code", PANEL)
    keys = [area(control(code, digit)) for digit in "0123456789"]
    file = [area(control(show("first-sticks", PANEL), "kp01.kiosk (KINGSTON)"))]
    accept = area(control(show("first-confirm", PANEL), "Đúng, dùng cho điểm cầu này"))
    assert not any(overlap(accept, each) for each in keys + file)


def test_wifi_at_the_first_start(show: Show) -> None:
    shown = show("first", PANEL)
    click(shown, "Chọn Wi-Fi")
    forget_last_tap()
    click(shown, "Cafe Vườn Lài")
    press_keys(shown, system.PASSWORD)
    assert "•" * len(system.PASSWORD) in words(shown)
    forget_last_tap()
    click(shown, "Kết nối")
    assert until(lambda: "Đã kết nối" in words(shown))
    assert ("join", system.CAFE.key, system.PASSWORD) in computer(shown).asked
    forget_last_tap()
    click(shown, "Quay lại")
    assert "Cắm USB cài đặt" in words(shown)
    assert computer(shown).asked[-1] == ("follow", "True", "False")


# --- Wi-Fi ----------------------------------------------------------------------------------


def test_a_wrong_password_is_said_and_typed_again(show: Show) -> None:
    shown = show("wifi-failed", PANEL)
    assert "Mạng Wi-Fi không nhận mật khẩu này" in words(shown)
    click(shown, "Thử lại")
    assert technician(shown).wifi_model.typing_model.property("length") == 0
    press_keys(shown, system.PASSWORD)
    click(shown, "Hiện")
    assert system.PASSWORD in words(shown)
    forget_last_tap()
    click(shown, "Kết nối")
    assert until(lambda: "Đã kết nối" in words(shown))


def test_a_password_half_typed_is_gone_with_the_page(show: Show) -> None:
    shown = show("wifi-password", PANEL)
    press_keys(shown, "half")
    typing = technician(shown).wifi_model.typing_model
    assert typing.property("length") == 4
    shown.window.app.close()
    assert typing.property("length") == 0
    assert computer(shown).asked[-1] == ("follow", "False", "False")


def test_a_known_network_is_joined_or_forgotten(show: Show) -> None:
    shown = show("wifi-chosen", PANEL)
    click(shown, "Quên mạng này")
    assert until(lambda: "Đã quên mạng này" in words(shown))
    assert ("forget", system.HOME.key) in computer(shown).asked
    forget_last_tap()
    click(shown, "Về danh sách")
    forget_last_tap()
    click(shown, system.HOME.name)
    forget_last_tap()
    click(shown, "Kết nối")
    assert until(lambda: ("join", system.HOME.key, "") in computer(shown).asked)


def test_a_hidden_network_is_named(show: Show) -> None:
    shown = show("wifi-name", PANEL)
    press_keys(shown, "an")
    click(shown, "Tiếp")
    press_keys(shown, system.PASSWORD)
    forget_last_tap()
    click(shown, "Kết nối")
    assert until(lambda: ("join-hidden", "an", system.PASSWORD) in computer(shown).asked)


def test_an_open_network_is_joined_at_once(show: Show) -> None:
    shown = show("wifi", PANEL)
    opened = system.NETWORKS[2]
    click(shown, opened.name)
    assert until(lambda: ("join", opened.key, "") in computer(shown).asked)


@pytest.mark.parametrize("panel", [PANEL, Panel(1080, 1920, 15.6)], ids=str)
def test_every_key_types_what_stands_on_it(panel: Panel, show: Show) -> None:
    shown = show("wifi-password", panel)
    typing = technician(shown).wifi_model.typing_model
    typing.toggle()
    for turn in ("", "ABC", "123", "#[ ]"):
        if turn:
            click(shown, turn)
            QTest.qWait(130)
        keys = {key for row in typing.rows(10) for key in row if len(key) == 1}
        for key in sorted(keys)[:: max(1, len(keys) // 4)]:
            typing.begin(typing._wanted)
            typing.toggle()
            while typing.property("face") != {"": "lower", "ABC": "upper", "123": "digits"}.get(
                turn, "symbols"
            ):
                typing.type("shift" if turn == "ABC" else "more")
            settle(shown.window.view)
            click(shown, key)
            assert typing.property("shown") == key
            QTest.qWait(130)


# --- numbers, PIN, passwords ----------------------------------------------------------------


def test_the_help_number_is_shown_at_once_and_everywhere(show: Show) -> None:
    shown = show("access-phone", PANEL)
    for _ in "0283 891 1234":
        QTest.keyClick(shown.window.view, Qt.Key.Key_Backspace)
    press_keys(shown, "0909 123 456")
    click(shown, "Lưu")
    assert until(lambda: "0909 123 456" in words(shown))
    shown.window.app.open("help")
    settle(shown.window.view)
    assert "0909 123 456" in words(shown)
    assert shown.window.app.property("helpCode") != ""


def test_a_helper_without_a_number_is_possible(show: Show) -> None:
    shown = show("access-phone", PANEL)
    for _ in "0283 891 1234":
        QTest.keyClick(shown.window.view, Qt.Key.Key_Backspace)
    click(shown, "Lưu")
    assert until(lambda: shown.window.app.property("helpPhone") == "")


def test_the_pin_is_changed_with_the_old_one_and_the_new_one_twice(show: Show) -> None:
    shown = show("access-pin", PANEL)
    for pin, button in ((PIN, "Tiếp"), ("13579", "Tiếp"), ("13579", "Lưu")):
        forget_last_tap()
        typed(shown, pin)
        assert not any(pin in word for word in words(shown))
        click(shown, button)
    assert until(lambda: "Đã đổi mã PIN" in words(shown))
    gate = technician(shown).gate_model._port
    gate.close()
    gate.enter("13579")
    assert until(lambda: technician(shown).gate_model.is_open)


def test_two_new_pins_that_differ_change_nothing(show: Show) -> None:
    shown = show("access-pin", PANEL)
    for pin, button in ((PIN, "Tiếp"), ("13579", "Tiếp"), ("13578", "Lưu")):
        forget_last_tap()
        typed(shown, pin)
        click(shown, button)
    assert "Hai lần nhập mã mới không giống nhau" in words(shown)


def test_a_wrong_old_pin_is_said(show: Show) -> None:
    shown = show("access-pin-failed", PANEL)
    assert "Mã PIN cũ không đúng" in words(shown)
    click(shown, "Thử lại")
    assert technician(shown).access_model.property("face") == "pin-old"


def test_a_password_is_tried_and_never_shown_again(
    show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[int] = []
    monkeypatch.setattr(QCoreApplication, "exit", ended.append)
    shown = show("access-failed", PANEL)
    assert "Lịch họp không nhận mật khẩu này" in words(shown)
    click(shown, "Thử lại")
    press_keys(shown, system.PASSWORD)
    forget_last_tap()
    click(shown, "Lưu")
    assert until(lambda: "Lịch họp nhận mật khẩu này. Đã lưu." in words(shown))
    port = technician(shown).access_model._passwords
    assert isinstance(port, SamplePasswords)
    assert port.asked[-1] == ("calendar", system.PASSWORD)
    assert not any(system.PASSWORD in word for word in words(shown))
    forget_last_tap()
    click(shown, "Khởi động lại chương trình")
    assert ended == [RESTART_STATUS]


def test_setting_up_anew_begins_as_the_first_start_does(show: Show) -> None:
    shown = show("access", PANEL)
    click(shown, "Cài lại")
    assert page(shown) == "provision"
    assert "Cắm USB cài đặt" in words(shown)
    forget_last_tap()
    click(shown, "Quay lại")
    assert page(shown) == "access"


# --- restart and power ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("choice", "confirm", "asked"),
    [
        ("Máy tính", "Khởi động lại máy tính", ("restart",)),
        ("Tắt máy", "Tắt máy tính", ("off",)),
    ],
)
def test_the_computer_goes_down_after_a_second_press_elsewhere(
    choice: str, confirm: str, asked: tuple[str, ...], show: Show
) -> None:
    shown = show("restart", PANEL)
    offered = [area(control(shown, name)) for name in ("Chương trình", "Máy tính", "Tắt máy")]
    click(shown, choice)
    assert asked not in computer(shown).asked
    assert not any(overlap(area(control(shown, confirm)), each) for each in offered)
    forget_last_tap()
    click(shown, confirm)
    assert until(lambda: asked in computer(shown).asked)


def test_a_refused_switch_off_is_said(show: Show) -> None:
    shown = show("restart-off", PANEL)
    click(shown, "Tắt máy tính")
    assert until(lambda: "Máy tính không cho phép chương trình làm việc này" in words(shown))
    forget_last_tap()
    click(shown, "Quay lại")
    assert "Chương trình" in words(shown)


def test_nothing_can_be_pressed_while_it_goes_down(show: Show) -> None:
    shown = show("restart-going", PANEL)
    assert "Máy tính đang khởi động lại…" in words(shown)
    assert list(buttons(shown.window.view.rootObject())) == []
