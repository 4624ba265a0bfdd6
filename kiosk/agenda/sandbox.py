"""Runs the parser process and outlives whatever a calendar does to it.

When the process dies or falls silent, the series that it was at is refused and a new process goes
on behind it, so that one event never hides the others.
"""

from __future__ import annotations

import asyncio
import logging
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field

from kiosk.agenda import work
from kiosk.agenda.lines import unescaped
from kiosk.agenda.texts import plain
from kiosk.agenda.work import Answer, Begun, Done, Expanded, Finished, Found, Window
from kiosk.base.child import Child
from kiosk.base.errors import Code, KioskError
from kiosk.base.paths import ROOT
from kiosk.base.pipe import Messages
from kiosk.model.meeting import Meeting, RefusedEvent

log = logging.getLogger(__name__)

SILENCE_S = 30.0
"""Without a line for so long the process is killed: far more than `work.EVENT_CPU_S`, because
another program may be using the machine."""
MAX_DEATHS = 10
"""Bounds what one calendar may cost: at most ten times `work.EVENT_CPU_S` in each look at it."""
MAX_MEETINGS = 5000
NAME = "the calendar parser"
_MAX_LINE = 4 * 1024 * 1024
_COMMAND = (sys.executable, "-m", "kiosk.agenda.parser")
_TOO_LARGE = f"It is larger than {work.MAX_TEXT_BYTES // 2**20} MiB without what is attached."
_BROKEN = ("The calendar cannot be read.", "Ask whoever keeps the calendar to look at it.")


@dataclass(slots=True)
class _Progress:
    """What the processes have said so far."""

    meetings: list[Meeting] = field(default_factory=list)
    refused: list[RefusedEvent] = field(default_factory=list)
    found: bool = False
    series: int = 0
    at: Begun | None = None
    next: int = 0
    finished: bool = False


async def expand(
    texts: Sequence[str],
    window: Window,
    allowed_hosts: Sequence[str],
    *,
    silence_s: float = SILENCE_S,
    command: Sequence[str] = _COMMAND,
) -> Expanded:
    """The meetings of these iCalendar texts. Raises `KioskError(CALENDAR_BROKEN)`."""
    progress = _Progress()
    texts = _bearable(texts, progress)
    for _ in range(MAX_DEATHS):
        request = work.Request(tuple(texts), window, tuple(allowed_hosts), progress.next)
        await _run(command, work.encode(request), progress, silence_s)
        if progress.finished:
            break
        _blame(progress)
    else:
        left = progress.series - progress.next
        reason = f"{left} further events were not looked at: too many before them were refused."
        progress.refused.append(RefusedEvent("", "", reason))
    meetings = sorted(progress.meetings, key=lambda meeting: (meeting.start, meeting.key))
    if len(meetings) > MAX_MEETINGS:
        reason = f"{len(meetings) - MAX_MEETINGS} later meetings are not shown: there are too many."
        progress.refused.append(RefusedEvent("", "", reason))
    return Expanded(tuple(meetings[:MAX_MEETINGS]), tuple(progress.refused))


def _bearable(texts: Sequence[str], progress: _Progress) -> list[str]:
    """The texts that are not too large, up to a sum. Raises when that leaves none."""
    kept: list[str] = []
    size = beyond = 0
    for text in texts:
        if len(text) > work.MAX_TEXT_BYTES:
            progress.refused.append(RefusedEvent("", _title(text), _TOO_LARGE))
        elif size + len(text) > work.MAX_TOTAL_BYTES:
            beyond += 1
        else:
            kept.append(text)
            size += len(text)
    if texts and not kept:
        raise KioskError(
            Code.CALENDAR_BROKEN,
            f"The calendar is larger than {work.MAX_TEXT_BYTES // 2**20} MiB.",
            "Move old meetings to another calendar.",
        )
    if beyond:
        reason = f"{beyond} events were not looked at: the calendar is too large."
        progress.refused.append(RefusedEvent("", "", reason))
    return kept


def _title(text: str) -> str:
    """The first title in a text that is not parsed."""
    found = re.search(r"^SUMMARY[^:\n]{0,200}:([^\r\n]{0,1000})", text, re.MULTILINE)
    return plain(unescaped(found[1])) if found else ""


async def _run(
    command: Sequence[str], request: bytes, progress: _Progress, silence_s: float
) -> None:
    """One process, from its start to its end; returns also when it dies."""
    async with _start(command) as child:
        try:
            await _talk(child, request, progress, silence_s)
        except OSError as error:
            data = {"error": type(error).__name__}
            log.warning("the calendar parser failed", extra={"data": data})


def _start(command: Sequence[str]) -> Child:
    try:
        return Child(
            command,
            NAME,
            line_bytes=_MAX_LINE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        )
    except OSError as error:  # no memory, no file handles, no such program
        what = f"The calendar parser cannot be started ({error.strerror})."
        raise KioskError(Code.CALENDAR_BROKEN, what, "Restart the machine.") from error


async def _talk(child: Child, request: bytes, progress: _Progress, silence_s: float) -> None:
    async with asyncio.timeout(silence_s):
        await child.feed(request)
    child.close_input()
    messages: Messages[Answer] = Messages(work.decode_answer, NAME)
    while not progress.finished:
        async with asyncio.timeout(silence_s):
            line = await child.next_line()
        answer = messages.read(line) if line else None
        if answer is None:
            return
        _note(progress, answer)


def _note(progress: _Progress, answer: Answer) -> None:
    match answer:
        case Found(series, dropped):
            if dropped and not progress.found:
                reason = f"{dropped} events were not looked at: the calendar has too many."
                progress.refused.append(RefusedEvent("", "", reason))
            progress.found, progress.series = True, series
        case Begun():
            _miss(progress)
            progress.at = answer
        case Done(index, meetings, reasons):
            progress.meetings.extend(meetings)
            if progress.at is not None:
                uid, title = progress.at.uid, progress.at.title
                progress.refused.extend(RefusedEvent(uid, title, why) for why in reasons)
            progress.at, progress.next = None, index + 1
        case Finished():
            _miss(progress)
            progress.finished = True


def _miss(progress: _Progress) -> None:
    """Nothing is left out without a word: the answer to a series may have been too long a line."""
    if progress.at is not None:
        reason = "What it came to is too large."
        progress.refused.append(RefusedEvent(progress.at.uid, progress.at.title, reason))
        progress.at = None


def _blame(progress: _Progress) -> None:
    """Refuse the series that the process died of. Raises when there is none to blame."""
    culprit = progress.at
    if culprit is None:
        raise KioskError(Code.CALENDAR_BROKEN, *_BROKEN)
    reason = "Reading it takes too much time or memory."
    progress.refused.append(RefusedEvent(culprit.uid, culprit.title, reason))
    progress.at, progress.next = None, culprit.index + 1


def _environment() -> dict[str, str]:
    """Nothing of ours but what Python needs to start."""
    kept = ("SYSTEMROOT", "PATH", "LANG", "PYTHONTZPATH")
    return {
        **{name: os.environ[name] for name in kept if name in os.environ},
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
    }
