from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication

from kiosk.base.config import Language
from kiosk.diagnostics.catalogue import answered
from kiosk.diagnostics.check import Group
from kiosk.diagnostics.state import DiagnosticsState, GroupState, Phase
from kiosk.ui.models.devices import bars_of
from kiosk.ui.models.diagnostics import DiagnosticsModel, summary
from kiosk.ui.samples import diagnostics as samples
from kiosk.ui.samples.technician import SampleDiagnostics

Speak = Callable[[Language], None]


@pytest.fixture
def port() -> SampleDiagnostics:
    return SampleDiagnostics(samples.NOTHING)


@pytest.fixture
def model(qapp: QCoreApplication, port: SampleDiagnostics) -> DiagnosticsModel:
    made = DiagnosticsModel(port, Language.ENGLISH)
    made.start()
    qapp.processEvents()
    return made


def tell(port: SampleDiagnostics, state: DiagnosticsState) -> None:
    port.set(state)
    QCoreApplication.processEvents()


def test_the_first_visit_checks_everything_once(
    model: DiagnosticsModel, port: SampleDiagnostics
) -> None:
    for _ in range(2):
        model.follow(checks=True)
        model.begin()
    assert port.asked == [("run", (), False)]


def test_a_visit_with_results_checks_nothing(
    model: DiagnosticsModel, port: SampleDiagnostics
) -> None:
    tell(port, samples.GOOD)
    model.begin()
    assert port.asked == []


def test_leaving_ends_the_run_and_moving_between_the_pages_does_not(
    model: DiagnosticsModel, port: SampleDiagnostics
) -> None:
    tell(port, samples.RUNNING)
    model.begin()
    model.follow(checks=True)
    asked = [one for one in port.asked if one == "cancel"]
    assert asked == []
    model.follow(checks=False)
    assert port.asked[-1] == "cancel"


def test_leaving_without_a_run_ends_nothing(
    model: DiagnosticsModel, port: SampleDiagnostics
) -> None:
    tell(port, samples.GOOD)
    model.follow(checks=False)
    assert port.asked == []


def test_rows_keep_their_places(model: DiagnosticsModel, port: SampleDiagnostics) -> None:
    before = list(model.groups)  # type: ignore[call-overload]
    tell(port, samples.WRONG)
    assert list(model.groups) == before  # type: ignore[call-overload]
    assert before[0].sign == "bad"
    assert len(before) == len(Group)


def test_one_group_is_checked_alone_with_the_pictures_agreed_to(
    model: DiagnosticsModel, port: SampleDiagnostics
) -> None:
    model.report_model.toggle_pictures()
    model.choose("network")
    model.run_chosen()
    assert port.asked == [("run", (Group.NETWORK,), True)]
    assert model.chosen.key == "network"  # type: ignore[attr-defined]


def test_the_chosen_group_follows_the_run(model: DiagnosticsModel, port: SampleDiagnostics) -> None:
    model.choose("network")
    tell(port, samples.RUNNING)
    assert model.chosen.sign == "run"  # type: ignore[attr-defined]
    assert len(list(model.checks)) == 4  # type: ignore[call-overload]


def test_answers_become_checks_that_the_catalogue_knows(
    model: DiagnosticsModel, port: SampleDiagnostics
) -> None:
    model.heard(False)
    model.touched(True)
    assert port.asked == [("speaker.heard", False), ("screen.touch_test", True)]
    for check_id in ("speaker.heard", "screen.touch_test"):
        assert answered(check_id, False).fault


def test_who_holds_what(model: DiagnosticsModel, port: SampleDiagnostics) -> None:
    assert not model.holdsCamera
    assert not model.holdsSound
    tell(port, samples.RUNNING)
    assert model.holdsCamera
    assert model.holdsSound
    assert model.bars == bars_of(samples.RUNNING.level_dbfs)


def test_the_level_alone_draws_no_row(model: DiagnosticsModel, port: SampleDiagnostics) -> None:
    tell(port, samples.RUNNING)
    changes: list[None] = []
    model.changed.connect(lambda: changes.append(None))
    tell(port, replace(samples.RUNNING, level_dbfs=-60))
    assert changes == []
    assert model.bars == 0


def test_the_small_set_is_passed_on(model: DiagnosticsModel, port: SampleDiagnostics) -> None:
    heard: list[object] = []
    model.quick_changed.connect(heard.append)
    tell(port, samples.DISK)
    assert heard == [samples.DISK.quick]


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (samples.NOTHING, "Nothing has been checked yet"),
        (samples.GOOD, "Everything is in order"),
        (samples.RUNNING, "Checking: 3/9 done"),
    ],
)
def test_summary(state: DiagnosticsState, said: str, speak: Speak) -> None:
    speak(Language.ENGLISH)
    assert summary(state).replace("3 of 9", "3/9") == said


def test_summary_counts_what_is_wrong(speak: Speak) -> None:
    speak(Language.ENGLISH)
    assert summary(samples.WRONG) == "4 failed, 3 to look at"


def test_summary_of_a_group_alone_counts_that_group(speak: Speak) -> None:
    speak(Language.ENGLISH)
    groups = (GroupState(Group.CAMERA, Phase.RUNNING), GroupState(Group.CALL))
    state = DiagnosticsState(groups=groups, running=True)
    assert summary(state) == "Checking: 0 of 1 done"


def test_language(model: DiagnosticsModel, port: SampleDiagnostics, speak: Speak) -> None:
    speak(Language.VIETNAMESE)
    tell(port, samples.GOOD)
    model.speak(Language.VIETNAMESE)
    assert next(iter(model.groups)).name == "Máy quay"  # type: ignore[call-overload]
