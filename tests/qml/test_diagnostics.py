"""The technician's checks with real presses: groups, what to do, a person's answers, the report."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, QPoint, QRectF
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.base.config import Language
from kiosk.diagnostics import catalogue
from kiosk.ui.buttons import accessible_name, buttons, walk
from kiosk.ui.models.diagnostics import DiagnosticsModel
from kiosk.ui.samples import diagnostics as samples
from kiosk.ui.samples.technician import SampleDiagnostics
from tests.qml.conftest import Panel, Show, Shown, settle, tap, until
from tests.qml.test_controls import PANEL, centre, click, control, forget_last_tap
from tests.qml.test_geometry import area, check_controls, check_words, spoken, texts

SMALL = Panel(1366, 768, 15.6)
PORTRAIT = Panel(1080, 1920, 21.5)


def model(shown: Shown) -> DiagnosticsModel:
    technician = shown.window.app.technician_model
    assert technician is not None
    return technician.diagnostics_model


def port(shown: Shown) -> SampleDiagnostics:
    found = model(shown)._port
    assert isinstance(found, SampleDiagnostics)
    return found


def page(shown: Shown) -> str:
    return str(shown.window.app.property("page"))


def names(shown: Shown) -> set[str]:
    """What can be pressed."""
    root = shown.window.view.rootObject()
    return {name for name, item in buttons(root) if item.opacity() > 0}


def words(shown: Shown) -> list[str]:
    return [spoken(item) for item in texts(shown) if spoken(item) and item.opacity() > 0]


def turn_through(shown: Shown) -> list[list[str]]:
    """The words of every page."""
    pages = [words(shown)]
    while "Sau" in names(shown):
        forget_last_tap()
        click(shown, "Sau")
        pages.append(words(shown))
    return pages


def test_a_tap_on_a_group_opens_it_and_back_leads_back(show: Show) -> None:
    shown = show("diagnostics", PANEL)
    click(shown, "Gọi thử 10 giây")
    assert page(shown) == "group"
    assert "Tốc độ gửi đạt được" in words(shown)
    forget_last_tap()
    click(shown, "Quay lại")
    assert page(shown) == "diagnostics"
    forget_last_tap()
    click(shown, "Quay lại")
    assert page(shown) == "technician"


def test_checking_everything_begins_and_ends(show: Show) -> None:
    shown = show("diagnostics", PANEL)
    click(shown, "Kiểm tra tất cả")
    assert port(shown).asked == [("run", (), False)]
    port(shown).set(samples.RUNNING)
    assert until(lambda: "Dừng" in names(shown))
    assert "Kiểm tra tất cả" not in names(shown)
    assert catalogue.step_text("camera-rate", Language.VIETNAMESE) in words(shown)
    forget_last_tap()
    click(shown, "Dừng")
    assert port(shown).asked[-1] == "cancel"


def test_the_first_visit_begins_by_itself(show: Show) -> None:
    shown = show("diagnostics-first", PANEL)
    assert port(shown).asked == [("run", (), False)]


@pytest.mark.parametrize("panel", [PANEL, SMALL, PORTRAIT], ids=str)
def test_every_thing_to_do_can_be_read_whole(panel: Panel, show: Show) -> None:
    shown = show("diagnostics", panel)
    click(shown, "Việc cần làm")
    wanted = [row.text for row in model(shown).tasks]  # type: ignore[attr-defined]
    read = [text for one in turn_through(shown) for text in one]
    for text in wanted:
        assert sum(text in line for line in read) == 1
    assert not any(item.property("truncated") for item in texts(shown))
    forget_last_tap()
    click(shown, "Quay lại")
    assert page(shown) == "diagnostics"
    assert "Máy quay" in names(shown)


@pytest.mark.parametrize("name", ["group", "group-call", "group-speaker", "group-screen"])
@pytest.mark.parametrize("panel", [SMALL, PORTRAIT], ids=str)
def test_every_check_of_a_group_stands_on_one_page(name: str, panel: Panel, show: Show) -> None:
    shown = show(name, panel)
    wanted = [row.name for row in model(shown).checks]  # type: ignore[attr-defined]
    read = []
    for one in turn_through(shown):
        read += one
        check_words(shown, panel)
        check_controls(shown)
    for check in wanted:
        assert read.count(check) == wanted.count(check), check


def test_a_group_is_checked_alone(show: Show) -> None:
    shown = show("group-call", PANEL)
    click(shown, "Kiểm tra lại")
    [(_, groups, _)] = port(shown).asked  # type: ignore[misc]
    assert [group.value for group in groups] == ["call"]


def test_checks_that_come_in_are_shown(show: Show) -> None:
    shown = show("group-running", PANEL)
    before = words(shown)
    assert "Đường ra Internet" not in before
    port(shown).set(samples.GOOD)
    assert until(lambda: "Đường ra Internet" in words(shown))
    settle(shown.window.view)
    check_words(shown, PANEL)


def test_hearing_is_answered_after_both_sides(show: Show) -> None:
    shown = show("hearing", PANEL)
    assert not {"Nghe rõ", "Không nghe thấy"} & names(shown)
    click(shown, "Loa bên trái")
    assert "Không nghe thấy" in names(shown)
    assert "Nghe rõ" not in names(shown)
    click(shown, "Loa bên phải")
    check_words(shown, PANEL)
    click(shown, "Nghe rõ")
    assert port(shown).asked == [("tone", "left"), ("tone", "right"), ("speaker.heard", True)]
    assert page(shown) == "group"


@pytest.mark.parametrize("panel", [SMALL, PORTRAIT], ids=str)
@pytest.mark.parametrize("language", list(Language))
def test_hearing_has_room_for_its_answers(panel: Panel, language: Language, show: Show) -> None:
    shown = show("hearing", panel, language)
    left, right = ("Loa bên trái", "Loa bên phải")
    if language is Language.ENGLISH:
        left, right = ("Play on the left", "Play on the right")
    click(shown, left)
    click(shown, right)
    check_words(shown, panel)
    check_controls(shown)


def test_nothing_was_heard(show: Show) -> None:
    shown = show("hearing", PANEL)
    click(shown, "Loa bên phải")
    click(shown, "Không nghe thấy")
    assert port(shown).asked[-1] == ("speaker.heard", False)


def ring(shown: Shown) -> QQuickItem | None:
    root = shown.window.view.rootObject()
    return next((item for item in walk(root) if item.objectName() == "missed"), None)


@pytest.mark.parametrize("panel", [PANEL, SMALL, PORTRAIT], ids=str)
def test_five_points_are_touched_one_after_the_other(panel: Panel, show: Show) -> None:
    shown = show("touch", panel)
    places = []
    for number in range(1, 6):
        check_words(shown, panel)
        check_controls(shown)
        places.append(area(control(shown, str(number))).center())
        QTest.qWait(150)
        click(shown, str(number))
    assert port(shown).asked == [("screen.touch_test", True)]
    assert page(shown) == "group"
    corners = QRectF(places[0], places[2])
    assert corners.width() > panel.width * 0.8
    assert corners.height() > panel.height * 0.8
    assert (places[4] - corners.center()).manhattanLength() < 2


def test_a_touch_beside_the_point_does_not_count(show: Show) -> None:
    shown = show("touch", PANEL)
    beside = centre(control(shown, "1")) + QPoint(200, 90)
    assert ring(shown) is None
    tap(shown.window.view, beside)
    QTest.qWait(40)
    shown_at = ring(shown)
    assert shown_at is not None
    assert (area(shown_at).center().toPoint() - beside).manhattanLength() <= 2
    assert "1" in names(shown)
    click(shown, "1")
    assert ring(shown) is None
    assert "2" in names(shown)


def test_a_point_that_cannot_be_touched(show: Show) -> None:
    shown = show("touch", PANEL)
    click(shown, "Không chạm được")
    assert port(shown).asked == [("screen.touch_test", False)]


def test_the_report_is_saved_to_the_stick_that_is_pressed(show: Show) -> None:
    shown = show("report", PANEL)
    root = shown.window.view.rootObject()
    assert "Mã QR của bản tóm tắt" in {accessible_name(item) for item in walk(root)}
    click(shown, "KINGSTON")
    assert port(shown).asked == [samples.STICKS[0]]


def test_pictures_are_in_the_next_report_only_when_agreed(show: Show) -> None:
    shown = show("report", PANEL)
    click(shown, "Kèm vào")
    click(shown, "Kiểm tra tất cả")
    assert port(shown).asked == [("run", (), True)]
    assert page(shown) == "diagnostics"


def test_a_failure_wins_over_an_old_agenda(show: Show) -> None:
    shown = show("home-quick-stale", PANEL)
    wrong = samples.SICK.quick
    assert wrong.worst is not None
    assert catalogue.sentence(wrong.worst, 2, Language.VIETNAMESE) in words(shown)


@pytest.mark.parametrize("name", ["diagnostics", "group", "report"])
def test_connected_methods_are_slots(name: str, show: Show) -> None:
    """As `test_models` has it for the other models."""
    shown = show(name, PANEL)
    found = model(shown)
    read: list[QObject] = [found, found.report_model, found._one, shown.window.app.status_model]
    read += [*found._groups.rows, *found._checks.rows, *found._tasks.rows]
    for one in read:
        known = type(one).staticMetaObject.methodCount()
        assert one.metaObject().methodCount() == known, type(one).__name__
