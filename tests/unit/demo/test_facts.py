"""Log files read while they are written."""

import json
from pathlib import Path

import pytest

from kiosk.demo.facts import MOMENTS, Facts


def moment(name: str, **data: object) -> str:
    line = {"logger": MOMENTS, "message": name, "data": {"name": name, **data}}
    return json.dumps(line, ensure_ascii=False) + "\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kiosk.log"


def test_moments_are_found_among_other_lines(file: Path) -> None:
    noise = json.dumps({"logger": "kiosk.core", "message": "home", "data": {"name": "home"}})
    file.write_text(f"Traceback\n{noise}\n[1]\n" + moment("home", at_ns=7))
    facts = Facts(file, lambda: True)
    assert facts.wait_for(lambda fact: fact["name"] == "home", 0.0) == {"name": "home", "at_ns": 7}
    assert len(facts.all) == 1


def test_a_line_counts_when_it_is_whole(file: Path) -> None:
    whole = moment("button", label="VÀO HỌP").encode()
    middle = whole.index("À".encode()) + 1  # inside a letter of two bytes
    facts = Facts(file, lambda: True)
    file.write_bytes(whole[:middle])
    facts.read()
    assert facts.all == []
    with file.open("ab") as log:
        log.write(whole[middle:])
    facts.read()
    assert facts.all == [{"name": "button", "label": "VÀO HỌP"}]


def test_last_words_of_the_dead_are_heard_and_no_more_waited_for(file: Path) -> None:
    file.write_text('{"gone": "7", "name": "Khu phố 1"}\n')
    facts = Facts(file, lambda: False)
    assert facts.wait_for(lambda fact: "gone" in fact, 3600.0) is not None
    assert facts.wait_for(lambda fact: "saw" in fact, 3600.0) is None


def test_waiting_ends(file: Path) -> None:
    assert Facts(file, lambda: True).wait_for(lambda _fact: True, 0.05) is None
