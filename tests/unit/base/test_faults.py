"""A loop that meets bugs goes on, says each once, and counts them."""

import logging

import pytest

from kiosk.base.faults import Faults

log = logging.getLogger("a loop")


def test_a_bug_is_logged_once_with_its_traceback_and_counted(
    caplog: pytest.LogCaptureFixture,
) -> None:
    faults = Faults(log, "a picture was not drawn")

    def break_here(number: int) -> None:
        raise ZeroDivisionError(number)

    assert not any(faults.run(break_here, number) for number in range(9))
    assert [record.exc_info is not None for record in caplog.records] == [True]
    assert "break_here" in caplog.text
    assert faults.count == 9


def test_another_place_is_news_and_so_is_every_tenfold(caplog: pytest.LogCaptureFixture) -> None:
    faults = Faults(log, "a picture was not drawn")
    for _ in range(100):
        faults.run(int, "x")
    faults.run([].pop)
    said = [record.getMessage() for record in caplog.records if record.exc_info is None]
    assert said == [f"a picture was not drawn: {count} times so far" for count in (10, 100)]
    assert sum(record.exc_info is not None for record in caplog.records) == 2


def test_what_goes_well_is_no_fault(caplog: pytest.LogCaptureFixture) -> None:
    faults = Faults(log, "x")
    assert faults.run(int, "5")
    assert faults.count == 0
    assert not caplog.records
