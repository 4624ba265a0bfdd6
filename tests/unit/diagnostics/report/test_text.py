"""What `kiosk diagnose` prints for people."""

from __future__ import annotations

import pytest

from kiosk.base.config import Language
from kiosk.diagnostics import catalogue
from kiosk.diagnostics.catalogue import found, judged
from kiosk.diagnostics.check import State
from kiosk.diagnostics.report.text import WIDTH, lines
from tests.unit.diagnostics.report import samples


@pytest.mark.parametrize("language", Language)
def test_every_check_and_every_advice_is_printed_and_fits(language: Language) -> None:
    report = samples.report(language=language)
    printed = lines(report)
    assert max(len(line) for line in printed) <= WIDTH
    whole = " ".join(" ".join(printed).split())
    for check in samples.BAD:
        assert catalogue.advice(check, language) in whole
        assert catalogue.value_text(check, language) in whole
    for check in report.checks:
        assert catalogue.name_of(check.id, language).split()[0] in whole


def test_a_line_is_sign_name_value_and_limit() -> None:
    printed = lines(samples.report(language=Language.ENGLISH))
    assert printed[2] == "Camera"
    line = next(line for line in printed if "Pictures a second" in line)
    assert line.split("  ")[1] == "✘ Pictures a second"
    assert line.endswith("8.2 fps                      (≥ 24)")


def test_what_to_do_is_the_last_thing_on_the_screen() -> None:
    printed = lines(samples.report(language=Language.ENGLISH))
    begin = printed.index("What to do:")
    assert printed[begin - 1] == "✘ Something has failed"
    assert [line[:5] for line in printed[begin + 1 :] if line[3:4] == "."] == [
        f"  {number}. " for number in range(1, 7)
    ]


def test_a_wide_name_does_not_push_the_limit_away() -> None:
    checks = (
        found("meeting.version", State.OK, "麦克风" * 4),
        found("meeting.round_trip", State.OK, "麦克风"),
        judged("network.dns", 5.0),
    )
    printed = lines(samples.report(checks, with_good=False, language=Language.ENGLISH))
    wide = next(line for line in printed if "Round trip" in line)
    narrow = next(line for line in printed if "Name look-up" in line)
    assert wide.index("(") == narrow.index("(") - 3  # three characters, six columns


def test_what_does_not_apply_says_so_and_has_no_limit() -> None:
    check = found("camera.rate", State.NOT_APPLICABLE)
    printed = lines(samples.report((check,), with_good=False, language=Language.ENGLISH))
    line = next(line for line in printed if "Pictures a second" in line)
    assert line.split() == ["–", "Pictures", "a", "second", "not", "applicable"]


def test_a_run_without_faults_says_so() -> None:
    printed = lines(samples.report((), language=Language.ENGLISH))
    assert printed[-2:] == ["✔ All good", "Nothing needs doing: all that was checked is good."]
