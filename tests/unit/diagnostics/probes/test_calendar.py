"""The calendar's probe: a slow answer is the server's only where this computer was not busy."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from kiosk.base.config import Calendar, Settings
from kiosk.diagnostics.check import Check, Group, Request, State
from kiosk.diagnostics.probes import calendar
from kiosk.diagnostics.starved import REASON, Meter
from kiosk.model.meeting import Agenda, AgendaState

SLOW_S = 6.0


@pytest.mark.parametrize(
    ("waited_s", "state"), [(0.0, State.WARNING), (SLOW_S / 2, State.NOT_APPLICABLE)]
)
def test_slow_answer_is_no_fault_of_the_calendar_where_this_computer_was_busy(
    waited_s: float, state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fetch_once(_settings: Settings) -> Agenda:
        return Agenda(AgendaState.FRESH)

    clock, pressed = iter((0.0, SLOW_S)), iter((0.0, waited_s))
    now = iter((0.0, SLOW_S))
    monkeypatch.setattr(calendar, "fetch_once", fetch_once)
    monkeypatch.setattr(calendar, "time", SimpleNamespace(perf_counter=lambda: next(clock)))
    made = Meter(lambda: 0.0, lambda: next(pressed), lambda: next(now))
    monkeypatch.setattr(calendar, "Meter", lambda: made)
    told: list[object] = []
    settings = Settings(calendar=Calendar(url="http://127.0.0.1:1/"))
    calendar.probe(Request(Group.CALENDAR, settings), told.append)
    answer = next(one for one in told if isinstance(one, Check) and one.id == "calendar.answer")
    assert answer.state is state
    assert (answer.value == REASON) == (state is State.NOT_APPLICABLE)
