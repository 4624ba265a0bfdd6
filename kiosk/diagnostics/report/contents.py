"""What every form of the report says, in its order, without saying how it looks.

`prepared` comes first in each of them: checks come in the order that probes found them, whatever a
device, a server or a settings file is called is a stranger's text, and nothing secret may leave the
machine.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec

from kiosk.base import log as logs
from kiosk.base import texts
from kiosk.base.config import Language
from kiosk.diagnostics import catalogue
from kiosk.diagnostics.check import Check, Group, Report, State

SIGNS = {State.OK: "✔", State.NOT_APPLICABLE: "–", State.WARNING: "!", State.FAILED: "✘"}
"""Never colour alone: each state has a shape of its own."""
_LONGEST = 300
"""A list of a camera's formats is as long as that; whatever is longer is not meant for a report."""
_HIDDEN = "***"
_NO_BREAK = "\u00a0"
"""A sign and its number stay on one line."""
_NUMBER_POINT = re.compile(r"(?<=\d)\.(?=\d)")


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do: the sentence, and the checks of one group that lead to it."""

    state: State
    group: Group
    sentence: str
    checks: tuple[Check, ...]


def prepared(report: Report) -> Report:
    """The same report in the catalogue's order, with plain, short texts and hosts, no addresses."""
    places = {check_id: place for place, check_id in enumerate(catalogue.everything().check)}
    groups = list(Group)

    def place(check: Check) -> tuple[int, int]:
        return groups.index(check.group), places.get(check.id, len(places))

    return msgspec.structs.replace(
        report,
        point=clean(report.point),
        checks=tuple(_harmless(check) for check in sorted(report.checks, key=place)),
    )


def clean(text: str) -> str:
    """A stranger's text on one line, without control characters and without what may be secret."""
    return logs.redact(texts.clean(text, _LONGEST))


def _harmless(check: Check) -> Check:
    facts = {
        clean(name): _HIDDEN if logs.is_secret_name(name) else clean(value)
        for name, value in check.facts.items()
    }
    value = clean(check.value) if isinstance(check.value, str) else check.value
    return msgspec.structs.replace(
        check, value=value, limit=clean(check.limit), subject=clean(check.subject), facts=facts
    )


def tasks(report: Report) -> list[Task]:
    """What to do, the failed first, then as the groups stand; one sentence is said once."""
    language = report.language
    said: dict[str, list[Check]] = {}
    for check in report.checks:
        if check.fault:
            said.setdefault(catalogue.advice(check, language), []).append(check)
    found = [
        Task(
            State.FAILED if any(c.state is State.FAILED for c in checks) else State.WARNING,
            checks[0].group,
            sentence,
            tuple(checks),
        )
        for sentence, checks in said.items()
    ]
    groups = list(Group)
    return sorted(
        found, key=lambda task: (task.state is not State.FAILED, groups.index(task.group))
    )


def sections(report: Report) -> list[tuple[Group, tuple[Check, ...]]]:
    """The checks by group, in the order of the screen; groups without any are left out."""
    by_group = [(group, _of_group(report.checks, group)) for group in Group]
    return [(group, checks) for group, checks in by_group if checks]


def _of_group(checks: Sequence[Check], group: Group) -> tuple[Check, ...]:
    return tuple(check for check in checks if check.group is group)


def started(report: Report) -> datetime:
    """When it began, in the point's zone. Raises ValueError for what is no time."""
    return datetime.fromisoformat(report.started)


def when(report: Report) -> str:
    """As people of the language write it: `25/11/2026 19:10`."""
    form = "%d/%m/%Y %H:%M" if report.language is Language.VIETNAMESE else "%Y-%m-%d %H:%M"
    return started(report).strftime(form)


def took(report: Report) -> str:
    """How long the run took: `31,4 giây`."""
    unit = catalogue.everything().unit["s"].text(report.language)
    return f"{local(f'{report.seconds:.1f}', report.language)} {unit}"


def local(number: str, language: Language) -> str:
    """A number, or a limit with numbers, as people of the language write it."""
    text = number.replace("-", "−")
    return _NUMBER_POINT.sub(",", text) if language is Language.VIETNAMESE else text


def fails_text(check: Check, language: Language) -> str:
    """Where the warning ends: `hỏng khi < 10`; empty where nothing fails."""
    known = catalogue.entry(check.id)
    low, high = known.failed_below, known.failed_above
    bounds = [f"<{_NO_BREAK}{low:g}"] if low is not None else []
    bounds += [f">{_NO_BREAK}{high:g}"] if high is not None else []
    if not bounds:
        return ""
    limits = local(f" {catalogue.word('report-or', language)} ".join(bounds), language)
    return catalogue.word("report-fails", language).format(limits=limits)


def overall(state: State, language: Language) -> str:
    """The result of the whole run in a word or two."""
    return catalogue.word(f"all-{state.value}", language)
