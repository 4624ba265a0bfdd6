"""The window is made from the table of pages."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.model.frames import FrameStore
from kiosk.ui.pages import Built, Page, Pages
from kiosk.ui.roles import point
from kiosk.ui.roles.point import PAGES, PointWindow
from kiosk.ui.samples.screens import SAMPLES, SETTINGS, open_sample
from tests.qml.conftest import Panel, Show, until

PANEL = Panel(1366, 768, 15.6)


def scenes(window: PointWindow) -> dict[str, QQuickItem]:
    """The place of every page."""
    items = window.view.rootObject().childItems()
    return {item.objectName(): item for item in items if item.objectName()}


def built(window: PointWindow) -> set[str]:
    return {name for name, item in scenes(window).items() if item.property("item") is not None}


def seen(window: PointWindow) -> set[str]:
    return {name for name, item in scenes(window).items() if item.isVisible()}


def named(*kinds: Built) -> set[str]:
    return {page.name for page in PAGES if page.built in kinds}


def test_every_page_has_its_place_in_the_window(show: Show) -> None:
    window = show("home-ready", PANEL).window
    assert set(scenes(window)) == {page.name for page in PAGES}
    assert seen(window) == {"home"}


def test_pages_are_built_ahead_as_the_table_says_and_stay(show: Show) -> None:
    shown = show("home-ready", PANEL)
    ahead = named(Built.AT_ONCE, Built.AFTER_THE_FIRST_FRAME)
    assert until(lambda: built(shown.window) == ahead)
    meeting = scenes(shown.window)["meeting"].property("item")
    shown.session.set(SAMPLES["meeting"].session)
    assert until(lambda: seen(shown.window) == {"meeting"})
    assert scenes(shown.window)["meeting"].property("item") is meeting
    assert built(shown.window) == ahead


@pytest.mark.parametrize("page", list(PAGES), ids=lambda page: page.name)
def test_every_page_opens(page: Page, show: Show) -> None:
    window = show("technician", PANEL).window
    window.app.open(page.name)
    assert seen(window) == {page.name}
    assert page.name in built(window)


def test_a_page_opened_before_the_first_frame_is_shown_as_soon_as_it_can_be(
    application: QGuiApplication, messages: list[str]
) -> None:
    store = FrameStore.create()
    window, _ = open_sample("home-ready", store, SETTINGS, PANEL.px_per_mm)
    try:
        window.app.open("help")
        assert built(window) == {"home"}
        window.show(QSize(PANEL.width, PANEL.height))
        assert until(lambda: "help" in built(window))
        assert seen(window) == {"help"}
    finally:
        window.close()
        QTest.qWait(10)
        store.close()


def test_a_window_without_its_first_view_is_an_error(
    application: QGuiApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = Pages(Page("home", "home/NobodyMadeThisView.qml", Built.AT_ONCE))
    monkeypatch.setattr(point, "PAGES", pages)
    store = FrameStore.create()
    try:
        with pytest.raises(RuntimeError, match="NobodyMadeThisView"):
            open_sample("home-ready", store, SETTINGS, PANEL.px_per_mm)
    finally:
        store.close()
