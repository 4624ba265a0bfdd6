"""Every word of the diagnostics is there, in both languages, and says the same things."""

from __future__ import annotations

import re
import shutil
import string
import time
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.base.config import Language
from kiosk.diagnostics import catalogue
from kiosk.diagnostics.check import Check, Group, State, worst

ALL = catalogue.everything()
ROOT = Path(__file__).resolve().parents[3]


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_every_group_unit_and_source_is_known() -> None:
    assert set(ALL.group) == {group.value for group in Group}
    for check_id, entry in ALL.check.items():
        assert Group(check_id.partition(".")[0]), check_id
        assert entry.unit in ("", *ALL.unit), check_id
        assert entry.source in ("", *ALL.source), check_id
        assert {entry.low, entry.high} <= {"", *ALL.advice}, check_id


def test_every_limit_has_a_source_and_an_advice() -> None:
    for check_id, entry in ALL.check.items():
        low = entry.good_from is not None
        high = entry.good_to is not None
        assert bool(entry.source) or not (low or high), f"{check_id}: where is its limit from?"
        assert bool(entry.low) or not low, f"{check_id}: what to do when it is too low?"
        assert bool(entry.high) or not high, f"{check_id}: what to do when it is too high?"
        if entry.failed_below is not None:
            assert entry.good_from is not None, check_id
            assert entry.failed_below <= entry.good_from, check_id
        if entry.failed_above is not None:
            assert entry.good_to is not None, check_id
            assert entry.failed_above >= entry.good_to, check_id


@pytest.mark.parametrize("table", ["advice", "step", "series", "word", "log"])
def test_both_languages_are_complete_and_name_the_same_values(table: str) -> None:
    for key, said in getattr(ALL, table, {}).items():
        assert said.vi.strip(), key
        assert said.en.strip(), key
        assert fields(said.vi) == fields(said.en), key


def test_many_threads_that_ask_first_have_it_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """msgspec must not prepare the types in two threads at once: it crashes."""
    shutil.copytree(catalogue.FOLDER, tmp_path / "words")
    under_way = 0
    most = 0

    def loads(text: str) -> dict[str, Any]:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        time.sleep(0.005)
        under_way -= 1
        return tomllib.loads(text)

    monkeypatch.setattr(catalogue, "tomllib", SimpleNamespace(loads=loads))
    with ThreadPoolExecutor(4) as threads:
        found = [threads.submit(catalogue.everything, tmp_path / "words") for _ in range(4)]
    assert most == 1
    assert len({id(each.result()) for each in found}) == 1


def test_yes_and_no_are_said_in_a_check_s_own_words() -> None:
    for key, entry in ALL.check.items():
        for word in filter(None, (entry.yes, entry.no)):
            assert word in ALL.word, f"{key}: {word}"
    covered = catalogue.found("camera.covered", State.FAILED, "yes", fault="camera-covered")
    assert catalogue.value_text(covered, Language.VIETNAMESE) == "bị che"
    absent = catalogue.found("network.route", State.FAILED, "no", fault="network-no-route")
    assert catalogue.value_text(absent, Language.VIETNAMESE) == "không"


def test_advice_is_whole_sentences() -> None:
    for key, said in ALL.advice.items():
        for text in (said.vi, said.en):
            assert text[0].isupper() or not text[0].isalpha(), key
            assert text.rstrip()[-1] in ".!?", f"{key}: {text}"


def test_every_word_that_the_code_names_is_in_the_catalogue() -> None:
    """A typing mistake would otherwise show on the day that the camera is covered."""
    sources = [*(ROOT / "kiosk/diagnostics").rglob("*.py"), ROOT / "kiosk/ui/screen_probe.py"]
    for path in sources:
        text = path.read_text(encoding="utf-8")
        for fault in re.findall(r"fault=\"([a-z0-9-]+)\"", text):
            assert fault in ALL.advice, f"{path.name}: {fault}"
        for check_id in re.findall(r"(?:judged|found)\(\s*\"([a-z_.]+)\"", text):
            assert check_id in ALL.check, f"{path.name}: {check_id}"
        for step in re.findall(r"Progress\(\s*\"([a-z-]+)\"", text):
            assert step in ALL.step, f"{path.name}: {step}"


LIMITED = [key for key, entry in ALL.check.items() if entry.good_from or entry.good_to]


@given(st.sampled_from(LIMITED), st.floats(-1e6, 1e6))
def test_a_judged_value_has_an_advice_exactly_when_it_is_not_good(
    check_id: str, value: float
) -> None:
    check = catalogue.judged(check_id, value)
    bad = check.state in (State.WARNING, State.FAILED)
    assert bool(check.fault) == bad
    for language in Language:
        assert bool(catalogue.advice(check, language)) == bad
        assert catalogue.value_text(check, language)


def test_a_value_that_is_no_number_is_a_bug() -> None:
    with pytest.raises(ValueError, match="measured as nan"):
        catalogue.judged(LIMITED[0], float("nan"))


def test_facts_that_are_missing_leave_the_sentence_readable() -> None:
    check = Check("computer.probe", State.FAILED, fault="probe-hangs")
    assert "?" in catalogue.advice(check, Language.VIETNAMESE)


def test_worst_of_several() -> None:
    assert worst([State.OK, State.WARNING, State.NOT_APPLICABLE]) is State.WARNING
    assert worst([State.NOT_APPLICABLE]) is State.NOT_APPLICABLE
    assert worst([State.NOT_APPLICABLE, State.OK]) is State.OK
    assert worst([]) is State.NOT_APPLICABLE
