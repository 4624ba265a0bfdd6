"""The report for a terminal: grouped, aligned, and at the end what to do."""

from __future__ import annotations

import textwrap
import unicodedata

from kiosk import __version__
from kiosk.diagnostics import catalogue
from kiosk.diagnostics.check import Check, Report, State
from kiosk.diagnostics.report.contents import (
    SIGNS,
    local,
    overall,
    prepared,
    sections,
    tasks,
    took,
    when,
)

WIDTH = 100
_NAME = 46
_VALUE = 28


def lines(report: Report) -> list[str]:
    """What `kiosk diagnose` prints, in the report's language, at most `WIDTH` columns wide."""
    report = prepared(report)
    language = report.language
    title = f"{catalogue.word('report-title', language)} · {report.point} · {when(report)}"
    told = textwrap.wrap(f"{title} · {took(report)} · kiosk {__version__}", WIDTH)
    for group, checks in sections(report):
        told += ["", catalogue.group_name(group, language)]
        for check in checks:
            told += _check(check, report)
    return [*told, "", *_todo(report)]


def _check(check: Check, report: Report) -> list[str]:
    """Usually one line; a long value goes on below itself."""
    language = report.language
    limit = f"({local(check.limit, language)})" if check.limit and _is_measured(check) else ""
    value = catalogue.value_text(check, language)
    if not value and check.state is State.NOT_APPLICABLE:
        value = catalogue.word(check.state.value, language)
    first, *rest = _wrapped(value, _VALUE if limit else WIDTH - _NAME - 5)
    name, *more = _wrapped(catalogue.name_of(check.id, language), _NAME)
    begin = f"  {SIGNS[check.state]} {_padded(name, _NAME)} "
    line = f"{begin}{_padded(first, _VALUE)} {limit}" if limit else f"{begin}{first}"
    below = [
        f"    {_padded(more[i] if i < len(more) else '', _NAME)} {rest[i] if i < len(rest) else ''}"
        for i in range(max(len(more), len(rest)))
    ]
    return [each.rstrip() for each in [line, *below]]


def _is_measured(check: Check) -> bool:
    return check.state is not State.NOT_APPLICABLE


def _todo(report: Report) -> list[str]:
    language = report.language
    result = f"{SIGNS[report.state]} {overall(report.state, language)}"
    found = tasks(report)
    if not found:
        key = "report-none" if report.state is State.NOT_APPLICABLE else "report-nothing"
        return [result, catalogue.word(key, language)]
    told = [result, f"{catalogue.word('report-todo', language)}:"]
    for number, task in enumerate(found, start=1):
        begin = f" {number:>2}. "
        text = f"{SIGNS[task.state]} {catalogue.group_name(task.group, language)}: {task.sentence}"
        told += textwrap.wrap(
            text, WIDTH, initial_indent=begin, subsequent_indent=" " * (len(begin) + 2)
        )
    return told


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width) or [""]


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _columns(text))


def _columns(text: str) -> int:
    """Columns of a terminal: Chinese device names take two a character, combining marks none."""
    return sum(
        0 if unicodedata.combining(one) else 2 if unicodedata.east_asian_width(one) in "WF" else 1
        for one in text
    )
