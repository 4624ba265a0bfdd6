from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.base.config import Language
from kiosk.diagnostics import catalogue
from kiosk.diagnostics.catalogue import found, judged
from kiosk.diagnostics.check import Check, Group, State
from kiosk.diagnostics.state import DiagnosticsState, GroupState, Phase
from kiosk.ui.models import check_words as words
from kiosk.ui.samples import diagnostics as samples

VI, EN = Language.VIETNAMESE, Language.ENGLISH
Speak = Callable[[Language], None]


def done(group: Group, *checks: Check) -> GroupState:
    return GroupState(group, Phase.DONE, checks=checks)


def test_a_good_group_tells_its_state_and_its_values(speak: Speak) -> None:
    speak(VI)
    camera = done(Group.CAMERA, judged("camera.rate", 29.9), judged("camera.brightness", 118))
    text = words.group_text(camera, VI)
    assert (text.name, text.sign) == ("Máy quay", "good")
    assert text.parts == ("Tốt", "29,9 hình/giây", "sáng 118 trên 255")


def test_a_bad_group_names_its_worst_check_first(speak: Speak) -> None:
    speak(EN)
    covered = found("camera.covered", State.FAILED, "yes", fault="camera-covered")
    slow = judged("camera.rate", 20)
    text = words.group_text(done(Group.CAMERA, slow, covered), EN)
    assert text.sign == "bad"
    assert text.parts == ("Failed", "Lens", "covered", "20.0 fps")


def test_a_group_where_nothing_can_be_checked_says_why(speak: Speak) -> None:
    speak(EN)
    answer = found("calendar.answer", State.NOT_APPLICABLE, "see-network")
    text = words.group_text(done(Group.CALENDAR, answer), EN)
    assert (text.sign, text.parts) == ("none", ("Not checked: see Network",))


@pytest.mark.parametrize(
    ("state", "sign", "said"),
    [
        (GroupState(Group.CALL), "idle", "not checked yet"),
        (GroupState(Group.CALL, Phase.WAITING), "wait", "waits for its turn"),
        (GroupState(Group.CALL, Phase.RUNNING, "of-a-newer-kiosk"), "run", "being checked…"),
    ],
)
def test_a_group_without_results_says_where_it_is(
    state: GroupState, sign: str, said: str, speak: Speak
) -> None:
    speak(EN)
    text = words.group_text(state, EN)
    assert (text.sign, text.parts) == (sign, (said,))


def test_a_running_group_says_its_step() -> None:
    state = GroupState(Group.CAMERA, Phase.RUNNING, "camera-rate", 0.4)
    text = words.group_text(state, VI)
    assert text.parts == (catalogue.step_text("camera-rate", VI),)
    assert (text.busy, text.share) == (True, 0.4)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("state", [samples.GOOD, samples.WRONG, samples.RUNNING, samples.NOTHING])
def test_every_group_has_a_row(state: DiagnosticsState, language: Language, speak: Speak) -> None:
    speak(language)
    for group in state.groups:
        text = words.group_text(group, language)
        assert text.parts
        assert all(text.parts)


def test_every_telling_value_is_in_the_catalogue() -> None:
    for group, telling in words._TELLING.items():
        for check_id, _ in telling:
            assert catalogue.entry(check_id)
            assert Group(check_id.partition(".")[0]) is group


def test_device_names_are_short_and_on_one_line() -> None:
    opened = found("camera.opens", State.OK, "yes", facts={"camera": "Cam\nera " + "x" * 300})
    name = words.device_of(done(Group.CAMERA, opened), VI)
    assert name.startswith("Cam era x")
    assert name.endswith("…")
    assert len(name) == 60


@pytest.mark.parametrize(
    ("group", "fact", "word"),
    [
        (Group.CAMERA, "camera", "camera-synthetic"),
        (Group.MICROPHONE, "used", "synthetic-sound"),
    ],
)
def test_a_made_up_device_is_said_to_be_one(group: Group, fact: str, word: str) -> None:
    check_id = "camera.opens" if group is Group.CAMERA else "microphone.open"
    made_up = found(check_id, State.OK, "yes", facts={fact: "synthetic"})
    assert words.device_of(done(group, made_up), VI) == catalogue.word(word, VI)


def test_server_names_come_from_the_subject() -> None:
    answer = judged("calendar.answer", 80, subject="lich.example.vn")
    assert words.device_of(done(Group.CALENDAR, answer), VI) == "lich.example.vn"


def test_what_is_wrong_comes_first_in_a_group() -> None:
    checks = [
        found("network.wifi", State.NOT_APPLICABLE),
        judged("network.dns", 12),
        found("network.route", State.FAILED, "no", fault="network-no-route"),
        judged("network.speed", 10),
    ]
    texts = words.check_texts(checks, VI)
    assert [text.sign for text in texts] == ["bad", "warn", "good", "none"]


def test_a_check_says_limit_and_source(speak: Speak) -> None:
    speak(VI)
    text = words.check_text(judged("camera.flicker", 0.9), VI)
    assert text.value == "Cần chú ý · 0,9 %"
    assert text.note.startswith("cần ≤ 0,5 % · ")
    assert catalogue.source_of("camera.flicker", VI) in text.note
    assert text.advice


def test_checks_and_faults_of_a_newer_kiosk_are_shown(speak: Speak) -> None:
    speak(EN)
    new = Check("camera.smell", State.FAILED, 3.0, "nostrils", "≥ 4", "camera-smells")
    text = words.check_text(new, EN)
    assert (text.name, text.value) == ("camera.smell", "Failed · 3.0")
    assert text.note == "should be ≥ 4"
    assert "developers" in text.advice
    assert words.group_text(done(Group.CAMERA, new), EN).parts[:2] == ("Failed", "camera.smell")


def test_tasks_are_the_worst_first_and_told_once() -> None:
    expired = {"fault": "network-certificate-expired", "facts": {"date": "01/11/2026"}}
    network = done(
        Group.NETWORK,
        judged("network.speed", 10),
        found("network.certificate", State.FAILED, subject="a", **expired),  # type: ignore[arg-type]
        found("network.certificate_days", State.FAILED, subject="a", **expired),  # type: ignore[arg-type]
    )
    screen = done(Group.SCREEN, found("screen.touch", State.OK, "x"))
    tasks = words.tasks(DiagnosticsState(groups=(screen, network)), EN)
    assert [task.sign for task in tasks] == ["bad", "warn"]
    assert "01/11/2026" in tasks[0].text
    assert {task.group for task in tasks} == {"Network"}
