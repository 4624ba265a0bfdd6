"""What the report says, before it has a form."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.base.config import Language
from kiosk.diagnostics.catalogue import found, judged
from kiosk.diagnostics.check import Group, State
from kiosk.diagnostics.report import html, json_form, short, text
from kiosk.diagnostics.report.contents import clean, fails_text, local, prepared, sections, tasks
from tests.unit.diagnostics.report import samples


def test_what_has_failed_comes_first_then_the_order_of_the_groups() -> None:
    done = tasks(samples.report())
    assert [(task.state, task.group) for task in done] == [
        (State.FAILED, Group.CAMERA),
        (State.FAILED, Group.NETWORK),
        (State.FAILED, Group.CALL),
        (State.WARNING, Group.CAMERA),
        (State.WARNING, Group.MICROPHONE),
        (State.WARNING, Group.COMPUTER),
    ]


def test_one_sentence_is_said_once_and_with_its_worst_state() -> None:
    probes = [
        found(f"{group}.probe", state, fault="probe-died")
        for group, state in (("camera", State.WARNING), ("speaker", State.FAILED))
    ]
    (task,) = tasks(samples.report(tuple(probes), with_good=False))
    assert task.state is State.FAILED
    assert len(task.checks) == 2


def test_checks_stand_by_group_in_the_order_of_the_screen() -> None:
    checks = (judged("network.dns", 5.0), judged("camera.rate", 30.0), judged("network.speed", 1e3))
    found_sections = sections(samples.report(checks, with_good=False))
    assert [(group, len(some)) for group, some in found_sections] == [
        (Group.CAMERA, 1),
        (Group.NETWORK, 2),
    ]


def test_the_order_does_not_depend_on_which_probe_was_faster() -> None:
    checks = samples.report().checks
    one = prepared(samples.report(checks, with_good=False))
    other = prepared(samples.report(checks[::-1], with_good=False))
    assert one == other


@given(st.text())
def test_a_strangers_text_becomes_one_short_line_that_moves_nothing(stranger: str) -> None:
    line = clean(stranger)
    assert len(line) <= 400
    assert all(unicodedata.category(one) not in ("Cc", "Cf", "Cs", "Zl", "Zp") for one in line)
    line.encode()


def test_a_terminal_is_not_given_orders() -> None:
    assert clean("Cam\x1b[2J\x07era\u202e\n\rX") == "Cam[2Jera X"


SECRETS = ("hunter2", "phong-kin-4711", "pwd-8123")
LINK = f"https://nguoi:{SECRETS[0]}@meet.example.vn/{SECRETS[1]}?pwd={SECRETS[2]}"


@pytest.mark.parametrize("language", Language)
def test_no_secret_and_no_join_link_is_in_any_form(language: Language) -> None:
    checks = (
        found("meeting.version", State.OK, f"seen at {LINK}"),
        found(
            "network.certificate",
            State.FAILED,
            f"pin={SECRETS[0]}",
            fault="network-certificate-ends",
            subject=LINK,
            facts={"password": SECRETS[0], "note": f"token: {SECRETS[1]}", "url": LINK},
        ),
    )
    report = samples.report(checks, language=language)
    forms = [
        html.page(report),
        json_form.encode(report).decode(),
        short.short_form(report),
        "\n".join(text.lines(report)),
    ]
    for form in forms:
        assert not any(secret in form for secret in SECRETS)
    assert "meet.example.vn" in forms[0]


@pytest.mark.parametrize(
    ("number", "vietnamese", "english"),
    [("≤ 3.5", "≤ 3,5", "≤ 3.5"), ("-45 … 9", "−45 … 9", "−45 … 9"), ("≥ 24", "≥ 24", "≥ 24")],
)
def test_limits_are_written_as_people_write_them(
    number: str, vietnamese: str, english: str
) -> None:
    assert local(number, Language.VIETNAMESE) == vietnamese
    assert local(number, Language.ENGLISH) == english


def test_the_limit_of_failure_is_said_where_there_is_one() -> None:
    both = judged("network.clock", 0.0)
    assert fails_text(both, Language.ENGLISH) == "failed at <\u00a0−60 or >\u00a060"
    assert fails_text(judged("camera.flicker", 0.1), Language.ENGLISH) == ""
