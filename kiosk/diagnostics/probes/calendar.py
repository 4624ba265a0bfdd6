"""Checks the calendar with the kiosk's own client: does it answer and let us in, what is in it."""

from __future__ import annotations

import asyncio
import time
from datetime import datetime
from pathlib import Path

from kiosk.agenda.report import fetch_once
from kiosk.agenda.store import AgendaStore
from kiosk.base.config import Settings
from kiosk.base.errors import Code
from kiosk.diagnostics.catalogue import found, judged
from kiosk.diagnostics.check import Check, Group, Progress, Request, State, Tell
from kiosk.diagnostics.net.aside import side_by_side
from kiosk.diagnostics.net.way import QUICK, Step, calendar_server, server_of, walk
from kiosk.diagnostics.starved import Meter
from kiosk.model.meeting import POINT_ZONE, Agenda, AgendaState

FETCH_S = 6.5
"""For the answer; the group has 10 s, and who does not answer is looked for on the network then."""
_ALL = ("calendar.answer", "calendar.meetings", "calendar.left_out", "calendar.age")
_FAULTS = {
    Code.CALENDAR_LOGIN.value: "calendar-login",
    Code.SECRET.value: "calendar-secret",
    Code.CALENDAR_BROKEN.value: "calendar-broken",
}


def probe(request: Request, tell: Tell) -> None:
    """See `kiosk.diagnostics.probe`."""
    settings = request.settings
    if not settings.calendar.url:
        for check_id in _ALL:
            tell(found(check_id, State.NOT_APPLICABLE, "not-set"))
        return
    tell(Progress("calendar-fetch", 0.1))
    begun_s, meter = time.perf_counter(), Meter()
    agenda = side_by_side({0: lambda: asyncio.run(fetch_once(settings))}, FETCH_S).get(0)
    took_s = time.perf_counter() - begun_s
    meter.stop()  # the parser, a process of its own, may have waited as well
    if agenda is not None and agenda.state is AgendaState.FRESH:
        tell(meter.lost(_answer_in(took_s * 1000, settings)))
        tell(judged("calendar.meetings", len(agenda.meetings)))
        tell(judged("calendar.left_out", len(agenda.refused)))
        tell(judged("calendar.age", 0.0))
        return
    tell(_failure(agenda, request))
    for check_id in ("calendar.meetings", "calendar.left_out"):
        tell(found(check_id, State.NOT_APPLICABLE, "see-answer"))
    tell(_age(AgendaStore(Path(request.state_dir), settings).load()))


def _answer_in(milliseconds: float, settings: Settings) -> Check:
    return judged("calendar.answer", milliseconds, subject=_subject(settings))


def _failure(agenda: Agenda | None, request: Request) -> Check:
    """Why nothing came. What the network explains is told there, when it is checked too."""
    subject = _subject(request.settings)
    if agenda is not None and agenda.problem == Code.CLOCK.value:
        return found("calendar.answer", State.NOT_APPLICABLE, "see-clock", subject=subject)
    fault = _FAULTS.get(agenda.problem if agenda is not None else "", "")
    server = calendar_server(request.settings)
    if fault in ("", "calendar-broken") and server is not None:
        way = walk(server, QUICK)
        if way.broken_at is not Step.NONE:
            if Group.NETWORK in request.groups:
                return found(
                    "calendar.answer", State.NOT_APPLICABLE, "see-network", subject=subject
                )
            fault = "calendar-network"
    if not fault:
        fault = "calendar-stopped" if agenda is not None else "calendar-no-answer"
    return found("calendar.answer", State.FAILED, fault=fault, subject=subject)


def _age(stored: Agenda | None) -> Check:
    """Of the meetings that the screen shows meanwhile."""
    if stored is None or stored.fetched_at is None:
        return found("calendar.age", State.NOT_APPLICABLE, "see-answer")
    age = datetime.now(POINT_ZONE) - stored.fetched_at
    return judged("calendar.age", max(0.0, age.total_seconds() / 3600))


def _subject(settings: Settings) -> str:
    server = server_of(settings.calendar.url, "")
    return server.subject if server is not None else ""
