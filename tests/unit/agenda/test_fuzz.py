"""A short, seeded run of the fuzzers in `tests/fuzz`; docs/agenda.md tells of a long one."""

from __future__ import annotations

from tests.fuzz.calendars import Outcome, fuzz_answers, fuzz_calendars


async def test_damaged_calendars_lose_no_whole_event() -> None:
    outcome = Outcome()
    await fuzz_calendars(400, 7, outcome, batch=200)
    assert outcome.is_clean, outcome
    assert outcome.looked_at == 400
    assert len(outcome.reasons) > 5  # the damage was noticed


def test_damaged_answers_lose_no_whole_object() -> None:
    outcome = Outcome()
    fuzz_answers(1000, 7, outcome)
    assert outcome.is_clean, outcome
    assert outcome.looked_at == 1000
