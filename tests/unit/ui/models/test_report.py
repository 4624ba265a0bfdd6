from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtTest import QTest

from kiosk.base.config import Language
from kiosk.diagnostics import catalogue
from kiosk.diagnostics.state import ExportState, Stick
from kiosk.ui.models.report import LOOK_MS, ReportModel
from kiosk.ui.samples import diagnostics as samples
from kiosk.ui.samples.technician import SampleDiagnostics

EXPORT = replace(samples.EXPORT, sticks=samples.STICKS)


class Looked(SampleDiagnostics):
    """Counts how often sticks are looked for."""

    looks = 0

    def look_for_sticks(self) -> None:
        """Counted."""
        self.looks += 1


@pytest.fixture
def port() -> Looked:
    return Looked(samples.GOOD)


@pytest.fixture
def model(qapp: QCoreApplication, port: Looked) -> ReportModel:
    return ReportModel(port, Language.VIETNAMESE)


def test_without_a_report_there_is_no_code(model: ReportModel) -> None:
    assert not model.ready
    assert model.code == ""


def test_code_holds_the_short_form(model: ReportModel) -> None:
    model.show(EXPORT)
    encoded = str(model.code).removeprefix("image://qr/")
    assert bytes.fromhex(encoded).decode() == EXPORT.short


def test_saving_goes_to_the_stick_that_was_pressed(model: ReportModel, port: Looked) -> None:
    model.show(EXPORT)
    model.save(EXPORT.sticks[1].path)
    assert port.asked == [EXPORT.sticks[1]]
    model.show(replace(EXPORT, saving=True))
    assert model.saving
    model.show(replace(EXPORT, saved_to=EXPORT.sticks[1].name))
    assert not model.saving
    assert str(model.savedTo).startswith("USB của anh")


def test_a_stick_that_is_gone_saves_nothing(model: ReportModel, port: Looked) -> None:
    model.show(EXPORT)
    model.save("/media/kiosk/other")
    assert port.asked == []


@pytest.mark.parametrize("language", list(Language))
def test_failure_in_words(model: ReportModel, language: Language) -> None:
    model.speak(language)
    model.show(replace(EXPORT, failure="stick-full"))
    assert model.failure == catalogue.everything().advice["stick-full"].text(language)


def test_names_of_sticks_are_short_and_on_one_line(model: ReportModel) -> None:
    model.show(ExportState("x", sticks=(Stick("/a", "USB\n" + "a" * 100),)))
    [row] = list(model.sticks)  # type: ignore[call-overload]
    assert row.name.startswith("USB aaa")
    assert len(row.name) == 40


def test_sticks_are_looked_for_while_the_page_is_open(model: ReportModel, port: Looked) -> None:
    model.open()
    assert port.looks == 1
    QTest.qWait(LOOK_MS + 1000)
    assert port.looks >= 2
    model.close()
    seen = port.looks
    QTest.qWait(LOOK_MS + 300)
    assert port.looks == seen


def test_pictures_are_agreed_to_and_taken_back(model: ReportModel) -> None:
    assert not model.pictures
    model.toggle_pictures()
    assert model.pictures
    model.toggle_pictures()
    assert not model.pictures
