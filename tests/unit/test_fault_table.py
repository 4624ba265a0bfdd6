"""docs/reliability.md keeps its promise: at least 45 faults, each with a test that is there."""

from __future__ import annotations

import re

import pytest

from kiosk.base.paths import ROOT

PAGE = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
LOCKDOWN = (ROOT / "docs" / "lockdown.md").read_text(encoding="utf-8")
LEAST_FAULTS, LEAST_ESCAPES = 45, 40
ELSEWHERE = ("tests/unit/provision/",)
"""Told of by the page of escapes before they are there."""


def rows(page: str, head: str) -> list[list[str]]:
    """Cells of the table whose first line begins so."""
    lines = page[page.index(head) :].splitlines()
    table = lines[: next((n for n, line in enumerate(lines) if not line.startswith("|")), None)]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in table[2:]]


FAULTS = rows(PAGE, "| what breaks |")
TESTS = "\n".join(
    path.read_text(encoding="utf-8") for path in sorted((ROOT / "tests").rglob("test_*.py"))
)


def missing(text: str) -> list[str]:
    """Tests and files of tests that a cell names and that are not there."""
    names = re.findall(r"`(test_\w+)(?:\[[^`]*\])?`", text)
    files = re.findall(r"`(tests/[\w./-]+)`", text)
    lost = [name for name in names if not re.search(rf"def {name}\(", TESTS)]
    return lost + [file for file in files if not (ROOT / file).exists() and file not in ELSEWHERE]


def test_there_are_as_many_faults_as_were_promised() -> None:
    assert len(FAULTS) >= LEAST_FAULTS
    assert len({row[0] for row in FAULTS}) == len(FAULTS)


@pytest.mark.parametrize("row", FAULTS, ids=lambda row: row[0][:50])
def test_every_fault_has_its_command(row: list[str]) -> None:
    told = row[-1]
    assert "`" in told, "no test is named"
    assert "`test_" in told or "`tests/" in told or told.startswith("`…["), told
    assert missing(told) == []


def test_every_escape_has_its_answer_and_its_test() -> None:
    escapes = re.findall(r"^\| (\d+) \| (.+?) \| (.+?) \| (.+?) \|$", LOCKDOWN, flags=re.M)
    assert [int(number) for number, *_ in escapes] == list(range(1, len(escapes) + 1))
    assert len(escapes) >= LEAST_ESCAPES
    assert [lost for *_, shown in escapes if (lost := missing(shown))] == []
