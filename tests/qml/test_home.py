"""Home, reminder, help and failure, with real presses: what a person is told and can do."""

from __future__ import annotations

import dataclasses
from datetime import datetime, timedelta

import msgspec
import pytest
from PySide6.QtGui import QColor
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.agenda.day import Reminder, choose
from kiosk.base.errors import Code
from kiosk.model.meeting import POINT_ZONE
from kiosk.model.room import Phase
from kiosk.ui.buttons import accessible_name, buttons, walk
from kiosk.ui.samples.screens import SAMPLES, SETTINGS
from tests.qml.conftest import Panel, Show, Shown, settle
from tests.qml.test_controls import PANEL, click, control, forget_last_tap
from tests.qml.test_geometry import area, check_words, overlap, spoken, texts, within_parents

SMALL = Panel(1366, 768, 15.6)
PANELS = (
    SMALL,
    Panel(1920, 1080, 15.6),
    PANEL,
    Panel(1920, 1080, 24),
    Panel(1920, 1080, 32),
    Panel(1280, 800, 15.6),
    Panel(3840, 2160, 27),
    Panel(1080, 1920, 21.5),
)
HOMES = sorted(
    name
    for name in SAMPLES
    if name.startswith("home") and not name.startswith(("home-quick", "home-stale", "home-trial"))
)
"""Where no warning stands in the number's place."""
MEDIA_BROKEN = "Máy chưa mở được hình và tiếng"
CALL_MEANWHILE = "Xin gọi kỹ thuật. Trong lúc chờ, máy vẫn tự thử lại."
PROMISE = "Bấm một lần vào nút VÀO HỌP. Hình và tiếng sẽ tự mở."


def page(shown: Shown) -> str:
    return str(shown.window.app.property("page"))


def words(shown: Shown) -> list[str]:
    return [spoken(item) for item in texts(shown) if spoken(item) and item.opacity() > 0]


def word(shown: Shown, text: str) -> QQuickItem:
    [item] = [item for item in texts(shown) if spoken(item) == text]
    return item


def names(shown: Shown) -> list[str]:
    return [name for name, _ in buttons(shown.window.view.rootObject())]


@pytest.mark.parametrize("panel", [SMALL, PANEL], ids=str)
@pytest.mark.parametrize(
    "name", ["home-quick-media", "home-quick-servers", "home-quick-sound", "home-quick-disk"]
)
def test_what_is_broken_is_said_large_on_attention_ground(
    name: str, panel: Panel, show: Show
) -> None:
    shown = show(name, panel)
    sentence = str(shown.window.app.status_model.property("sentence"))
    said = word(shown, sentence)
    metrics = shown.window.metrics
    assert said.property("font").pixelSize() >= metrics.body
    ground = said.parentItem().parentItem()
    assert QColor(ground.property("color")) == QColor("#F2B705")
    assert PROMISE not in words(shown)
    check_words(shown, panel)


def test_every_fault_is_counted(show: Show) -> None:
    shown = show("home-quick-servers", SMALL)
    assert shown.window.app.status_model.property("faults") == 2
    assert any("Còn 1 chỗ nữa" in line for line in words(shown))


def test_picture_and_sound_are_promised_only_while_they_work(show: Show) -> None:
    assert PROMISE in words(show("home-ready", PANEL))


def test_warn_and_bad_have_shapes_of_their_own(show: Show) -> None:
    shown = show("home-quick-sound", PANEL)
    signs = {
        str(item.property("sign")): str(item.property("name"))
        for item in walk(shown.window.view.rootObject())
        if item.metaObject().className().startswith("StateSign")
    }
    assert {"good", "warn", "bad"} <= set(signs)
    assert len(set(signs.values())) == len(signs)


@pytest.mark.parametrize("name", HOMES)
@pytest.mark.parametrize("panel", [SMALL, PANEL, Panel(1080, 1920, 21.5)], ids=str)
def test_the_number_to_call_is_never_far(name: str, panel: Panel, show: Show) -> None:
    shown = show(name, panel)
    phone = word(shown, SETTINGS.help.phone)
    assert phone.property("font").pixelSize() >= shown.window.metrics.body
    assert f"Mã điểm: {SETTINGS.point.id}" in words(shown)


@pytest.mark.parametrize("name", ["home-empty", "home-idle", "home-loading", "home-failed"])
def test_somebody_whose_meeting_is_not_shown_knows_whom_to_call(name: str, show: Show) -> None:
    shown = show(name, PANEL)
    assert "Có họp mà không thấy ở đây? Xin gọi" in words(shown)


@pytest.mark.parametrize("name", ["home-empty", "home-refused", "home-loading", "home-failed"])
@pytest.mark.parametrize("panel", PANELS, ids=str)
def test_nothing_to_press_shows_a_large_clock(name: str, panel: Panel, show: Show) -> None:
    shown = show(name, panel)
    clock = word(shown, "13:52")
    assert clock.property("font").pixelSize() > shown.window.metrics.body * 1.2
    assert str(shown.window.app._clock.property("day")) in words(shown)


@pytest.mark.parametrize("panel", PANELS, ids=str)
@pytest.mark.parametrize("name", ["home-ready", "home-several", "home-idle", "reminder", "week"])
def test_titles_stand_whole_and_controls_5_mm_apart(name: str, panel: Panel, show: Show) -> None:
    shown = show(name, panel)
    [first] = [one.title for one in shown.window.app._day.agenda.meetings[:1]]
    assert not word(shown, first).property("truncated")
    assert not any(item.property("font").strikeOut() for item in texts(shown))
    found = [item for _, item in buttons(shown.window.view.rootObject())]
    gap = 5 * panel.px_per_mm - 2
    for at, one in enumerate(found):
        assert one.width() >= 20 * panel.px_per_mm - 1
        assert one.height() >= 20 * panel.px_per_mm - 1
        near = area(one).adjusted(-gap, -gap, gap, gap)
        for other in found[at + 1 :]:
            assert not overlap(near, area(other)), (accessible_name(one), accessible_name(other))


@pytest.mark.parametrize("panel", PANELS, ids=str)
def test_several_green_buttons_are_a_third_of_the_screen(panel: Panel, show: Show) -> None:
    """60 mm high, or two of them share the height where there is no room for that."""
    shown = show("home-several", panel)
    root = shown.window.view.rootObject()
    join = [item for name, item in buttons(root) if name == "VÀO HỌP"]
    assert len(join) == 2
    for item in join:
        assert item.width() >= panel.width / 3
        assert item.height() >= min(60 * panel.px_per_mm - 1, panel.height * 0.19)


@pytest.mark.parametrize("panel", PANELS, ids=str)
def test_the_head_has_room_below_its_last_line(panel: Panel, show: Show) -> None:
    shown = show("home-ready", panel)
    head = word(shown, SETTINGS.point.place).parentItem().parentItem()
    for text in (SETTINGS.point.place, str(shown.window.app._clock.property("day"))):
        line = area(word(shown, text))
        assert area(head).bottom() - line.bottom() >= shown.window.metrics.gap * 0.3
        assert line.left() >= panel.width * 0.028 - 1


def test_louder_and_softer_without_a_pin(show: Show) -> None:
    shown = show("home-ready", PANEL)
    before = shown.window.app.volume_model.property("percent")
    click(shown, "Nhỏ tiếng")
    QTest.qWait(200)
    assert shown.window.app.volume_model.property("percent") < before
    click(shown, "To tiếng")
    assert shown.window.app.volume_model.property("percent") == before


@pytest.mark.parametrize("panel", [SMALL, PANEL], ids=str)
def test_large_text_at_home_and_back(panel: Panel, show: Show) -> None:
    shown = show("home-ready", panel)
    metrics = shown.window.metrics
    usual = (metrics.body, metrics.control, metrics.mainButton)
    click(shown, "Chữ to")
    assert metrics.body >= 1.08 * usual[0]
    assert metrics.control >= usual[1]
    assert metrics.mainButton >= usual[2]
    check_words(shown, panel)
    forget_last_tap()
    click(shown, "Chữ thường")
    assert (metrics.body, metrics.control, metrics.mainButton) == usual


@pytest.mark.parametrize("name", ["home-several", "home-idle", "home-quick-servers", "help"])
@pytest.mark.parametrize("panel", [SMALL, PANEL], ids=str)
def test_large_text_still_fits(name: str, panel: Panel, show: Show) -> None:
    shown = show(name, panel)
    technician = shown.window.app.technician_model
    assert technician is not None
    technician.choices_model.toggle_large()
    settle(shown.window.view)
    check_words(shown, panel)
    for _, item in buttons(shown.window.view.rootObject()):
        assert within_parents(item), accessible_name(item)


def test_a_reminder_takes_the_whole_screen_and_can_be_put_away(show: Show) -> None:
    shown = show("reminder", PANEL)
    assert "Còn 8 phút nữa đến giờ họp" in words(shown)
    assert set(names(shown)) == {"VÀO HỌP", "Để sau"}
    assert control(shown, "VÀO HỌP").height() >= 60 * PANEL.px_per_mm - 1
    click(shown, "Để sau")
    assert page(shown) == ""
    assert "Chữ to" in names(shown)


def test_the_reminder_leads_into_the_meeting(show: Show) -> None:
    shown = show("reminder", PANEL)
    click(shown, "VÀO HỌP")
    assert shown.session.state.room.phase is Phase.JOINING
    assert page(shown) == ""


def test_a_reminder_of_a_meeting_that_opens_later_only_tells(show: Show) -> None:
    shown = show("reminder-early", PANEL)
    assert names(shown) == ["Tôi đã biết"]


@pytest.mark.parametrize("opened", ["", "help", "week"])
def test_a_reminder_that_falls_due_covers_what_everybody_sees(opened: str, show: Show) -> None:
    shown = show("home-ready", PANEL)
    app = shown.window.app
    app.open(opened)
    [first] = app._day.agenda.meetings[:1]
    app._clock._now = lambda: first.start.replace(hour=13, minute=50)  # ten minutes before
    app._on_day(dataclasses.replace(app._day, reminder=Reminder(first, 10)))
    assert page(shown) == "reminder"
    app._clock._now = lambda: first.start
    app._show_day()
    assert page(shown) == ""


def test_a_reminder_does_not_cover_a_technicians_page(show: Show) -> None:
    shown = show("settings", PANEL)
    app = shown.window.app
    meeting = app._day.agenda.meetings[0]
    app._on_day(dataclasses.replace(app._day, reminder=Reminder(meeting, 10)))
    assert page(shown) == "settings"


@pytest.mark.parametrize(
    ("code", "helps"),
    [
        (Code.WRONG_PIN, False),
        (Code.REFUSED, False),
        (Code.ADDRESS_BROKEN, False),
        (Code.SETTINGS, False),
        (Code.MEETING_OVER, False),
        (Code.KICKED, True),
        (Code.PROTOCOL, True),
    ],
)
def test_trying_again_is_offered_only_where_it_can_help(
    code: Code, helps: bool, show: Show
) -> None:
    shown = show("failed", PANEL)
    state = shown.session.state
    room = msgspec.structs.replace(state.room, problem=code.value)
    shown.session.set(dataclasses.replace(state, room=room))
    settle(shown.window.view)
    assert ("Thử lại" in names(shown)) is helps
    assert names(shown)[0] == "Gọi kỹ thuật"


@pytest.mark.parametrize("panel", PANELS, ids=str)
def test_a_meeting_that_is_over_offers_the_way_home(panel: Panel, show: Show) -> None:
    shown = show("meeting-over", panel)
    assert names(shown) == ["Gọi kỹ thuật", "Về màn hình chính"]
    assert "Cuộc họp đã kết thúc" in words(shown)
    assert "Xin bấm “Về màn hình chính”. Cảm ơn bà con đã dự họp." in words(shown)


def test_what_the_host_has_taken_is_not_said_to_be_opening(show: Show) -> None:
    said = words(show("meeting-moderated", PANEL))
    assert "Chủ tọa đã tắt micrô và hình của điểm cầu này." in said
    assert said.count("Bị tắt") == 2
    assert not any("Đang mở" in one for one in said)


def test_a_clock_that_is_wrong_is_told_with_whom_to_call(show: Show) -> None:
    said = words(show("home-quick-clock", PANEL))
    assert "Đồng hồ: sai giờ" in said
    assert "Đồng hồ của máy sai. Xin gọi kỹ thuật chỉnh giờ." in said


def test_age_of_a_schedule_reads_well_however_young_it_is(show: Show) -> None:
    shown = show("home-stale", SMALL)
    stale = SAMPLES["home-stale"].agenda
    now = datetime(2026, 11, 27, 8, tzinfo=POINT_ZONE)
    for passed, age in ((timedelta(0), "vừa xong"), (timedelta(minutes=5), "5 phút trước")):
        agenda = msgspec.structs.replace(stale, fetched_at=now - passed)
        chosen = choose(agenda, now, SETTINGS.meeting)
        shown.window.app.home_model.show(agenda, chosen, now)
        settle(shown.window.view)
        said = f"Chưa cập nhật được lịch họp. Lịch này cập nhật {age}."
        assert said in words(shown)


@pytest.mark.parametrize("panel", [SMALL, PANEL], ids=str)
@pytest.mark.parametrize("name", ["joining", "joining-slow", "reconnecting"])
def test_picture_and_sound_that_do_not_start_are_no_wait(
    name: str, panel: Panel, show: Show
) -> None:
    """Nobody is asked to be patient with a media process that this machine cannot start."""
    shown = show(name, panel)
    state = dataclasses.replace(shown.session.state, media_alive=False)
    shown.session.set(state)
    settle(shown.window.view)
    assert not {MEDIA_BROKEN, CALL_MEANWHILE} & set(words(shown)), "it may only be restarting"
    broken = SAMPLES["home-quick-media"].session.devices
    shown.session.set(dataclasses.replace(state, devices=broken))
    settle(shown.window.view)
    assert {MEDIA_BROKEN, CALL_MEANWHILE} <= set(words(shown))
    assert "Gọi kỹ thuật" in names(shown)


@pytest.mark.parametrize("name", ["failed", "failed-again", "waiting", "reconnecting"])
def test_no_code_is_shown(name: str, show: Show) -> None:
    shown = show(name, PANEL)
    codes = {code.value for code in Code}
    assert not codes & set(words(shown))


@pytest.mark.parametrize("panel", PANELS, ids=str)
def test_help_can_be_scanned_and_read_from_afar(panel: Panel, show: Show) -> None:
    shown = show("help", panel)
    root = shown.window.view.rootObject()
    [code] = [item for item in walk(root) if accessible_name(item) == "Mã QR để gọi số này"]
    assert code.width() >= 25 * panel.px_per_mm
    point = word(shown, SETTINGS.point.id)
    assert point.property("font").pixelSize() > shown.window.metrics.body


@pytest.mark.parametrize("panel", [SMALL, PANEL], ids=str)
def test_the_verdict_stands_above_what_was_checked(panel: Panel, show: Show) -> None:
    shown = show("diagnostics", panel)
    technician = shown.window.app.technician_model
    assert technician is not None
    verdict = area(word(shown, str(technician.diagnostics_model.property("summary"))))
    groups = [area(item) for name, item in buttons(shown.window.view.rootObject())]
    assert all(verdict.bottom() <= group.top() for group in groups)
    tasks = [line for line in words(shown) if line[:3] in ("1. ", "2. ")]
    assert len(tasks) == 2


def test_a_clock_that_is_wrong_is_said_with_what_to_do(show: Show) -> None:
    said = words(show("home-clock", PANEL))
    assert "Đồng hồ của máy sai" in said
    assert "Xin gọi kỹ thuật chỉnh lại ngày giờ của máy." in said
