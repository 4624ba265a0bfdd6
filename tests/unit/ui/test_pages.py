"""The page table of a role is whole, and is all that has to be told of a page."""

from __future__ import annotations

import pytest

from kiosk.ui.models.screens import Screen
from kiosk.ui.pages import PIN_PAGE, Page, Pages
from kiosk.ui.paths import QML
from kiosk.ui.roles import first
from kiosk.ui.roles.point import PAGES
from kiosk.ui.samples.screens import SAMPLES

VIEWS = QML / "views"


def test_every_view_is_of_one_page_and_every_page_has_one() -> None:
    views = sorted(page.view for table in (PAGES, first.PAGES) for page in table)
    found = sorted(path.relative_to(VIEWS).as_posix() for path in VIEWS.rglob("*View.qml"))
    assert views == found


def test_every_screen_has_a_page() -> None:
    assert {screen.value for screen in Screen} <= {page.name for page in PAGES}


def test_what_a_page_may_cover_is_in_the_table() -> None:
    names = {page.name for page in PAGES}
    assert all(page.covers <= names for page in PAGES)


def test_a_reminder_covers_nothing_of_the_technicians() -> None:
    for page in PAGES:
        covered = [PAGES.of(name) for name in page.covers]
        assert not any(one.behind_the_door or one.name == PIN_PAGE for one in covered)


@pytest.mark.parametrize("page", list(PAGES), ids=lambda page: page.name)
def test_every_page_lies_behind_the_door_or_has_no_checks(page: Page) -> None:
    assert page.behind_the_door or not page.checks


@pytest.mark.parametrize("page", list(PAGES), ids=lambda page: page.name)
def test_every_page_has_a_sample(page: Page) -> None:
    if page.name not in {screen.value for screen in Screen}:
        shown = ["reminder" if sample.reminder else sample.page for sample in SAMPLES.values()]
        assert page.name in shown


def test_no_page_is_a_page_without_properties() -> None:
    assert PAGES.of("") == Page("", "")


def test_an_unknown_page_is_an_error() -> None:
    with pytest.raises(KeyError):
        PAGES.of("holidays")


def test_a_name_is_given_once() -> None:
    with pytest.raises(AssertionError):
        Pages(Page("week", "one.qml"), Page("week", "other.qml"))
