"""The parser process: `python -m kiosk.agenda.parser`, one for each look at a calendar.

Reads one `work.Request` from standard input and writes answers to standard output, series by
series. It may be killed at any moment; whoever started it then goes on behind the series that it
died of. Nothing that it learns from one calendar reaches the next: the process ends.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from kiosk.agenda import limits, work
from kiosk.agenda.events import Series
from kiosk.agenda.expand import expand
from kiosk.agenda.refusal import RefusalError
from kiosk.agenda.split import split
from kiosk.agenda.work import Answer, Begun, Done, Finished, Found, Request
from kiosk.base.pipe import NobodyError, say_line


def run(request: Request, answer: Callable[[Answer], None], begin: Callable[[], None]) -> None:
    """Answer a request; `begin` is called as each series is begun."""
    series = split(request.texts)
    wanted = series[: work.MAX_SERIES]
    answer(Found(len(wanted), len(series) - len(wanted)))
    for index, one in enumerate(wanted[request.first :], request.first):
        begin()
        answer(Begun(index, one.uid, one.title))
        answer(_done(index, one, request))
    answer(Finished())


def _done(index: int, one: Series, request: Request) -> Done:
    try:
        meetings, reasons = expand(one, request.window, request.allowed_hosts)
    except RefusalError as refusal:
        return Done(index, reasons=(str(refusal),))
    except MemoryError:
        return Done(index, reasons=("It needs too much memory.",))
    except Exception as error:  # noqa: BLE001 - the libraries raise anything at all on bad input
        reason = f"The calendar library fails on it ({type(error).__name__})."
        return Done(index, reasons=(reason,))
    return Done(index, meetings, reasons)


def main() -> int:
    """Run as a process; the exit status is 0 when everything was answered."""
    limits.confine()
    watchdog = limits.Watchdog()
    output = sys.stdout.buffer

    def answer(message: Answer) -> None:
        say_line(output, work.encode(message))

    try:
        run(work.decode_request(sys.stdin.buffer.read()), answer, watchdog.begin)
    except NobodyError:
        os._exit(1)  # what is buffered for nobody would fail once more
    return 0


if __name__ == "__main__":
    sys.exit(main())
