"""The report as one HTML file that needs nothing else: no network, no script, no font, no picture.

What is wrong and what to do stands first; what was measured, where its limit comes from, plots and
pictures follow. `assets/diagnostics/report.html` is the page, this module says what goes into it.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk import __version__
from kiosk.base.config import Language
from kiosk.diagnostics import catalogue
from kiosk.diagnostics.check import Check, Group, Report, Series, Snapshot, State, worst
from kiosk.diagnostics.report import plots
from kiosk.diagnostics.report.contents import (
    SIGNS,
    Task,
    fails_text,
    local,
    overall,
    prepared,
    sections,
    tasks,
    took,
    when,
)
from kiosk.diagnostics.report.template import filled

if TYPE_CHECKING:
    from markupsafe import Markup

_STYLE = catalogue.FOLDER / "report.css"
_VERSIONS = "computer.versions"


def page(report: Report) -> str:
    """The whole file, in the report's language; encode it as UTF-8."""
    report = prepared(report)
    style = _style()
    facts = {
        "point": report.point,
        "time": when(report),
        "took": took(report),
        "version": __version__,
    }
    whole = filled(
        "report.html",
        report=report,
        say=_Words(report.language),
        signs=SIGNS,
        style=style,
        policy=_policy(style),
        facts=facts,
        counts=_counts(report),
        tasks=tasks(report),
        sections=[_Section(group, checks) for group, checks in sections(report)],
        plots=_plots(report.series, report.language),
        pictures=[_picture(snapshot, report.language) for snapshot in report.snapshots],
        versions=_versions(report),
    )
    return str(whole)


@dataclass(frozen=True, slots=True)
class _Words:
    """What the page says of things, in one language."""

    language: Language

    def word(self, key: str) -> str:
        """A word of the report's own."""
        return catalogue.word(f"report-{key}", self.language)

    def overall(self, state: State) -> str:
        """The result of the whole run."""
        return overall(state, self.language)

    def state(self, state: State) -> str:
        """The result of a check."""
        return catalogue.word(state.value, self.language)

    def group(self, group: Group) -> str:
        """What was checked."""
        return catalogue.group_name(group, self.language)

    def name(self, check: Check) -> str:
        """What a check is called."""
        return catalogue.name_of(check.id, self.language)

    def value(self, check: Check) -> str:
        """What was measured, with its unit."""
        return catalogue.value_text(check, self.language)

    def limit(self, check: Check) -> str:
        """What is ok."""
        return local(check.limit, self.language)

    def fails(self, check: Check) -> str:
        """From where on it is broken."""
        return fails_text(check, self.language)

    def source(self, check: Check) -> str:
        """Where the limit comes from."""
        return catalogue.source_of(check.id, self.language)

    def advice(self, check: Check) -> str:
        """What to do; empty when nothing is wrong."""
        return catalogue.advice(check, self.language)

    def measured(self, task: Task) -> str:
        """What led to a task, for example `Số hình mỗi giây: 8,2 hình/giây (≥ 24)`."""
        return "; ".join(self._measured(check) for check in task.checks)

    def _measured(self, check: Check) -> str:
        text, value = self.name(check), self.value(check)
        text += f": {value}" if value else ""
        text += f" ({self.limit(check)})" if check.limit else ""
        return f"{text} – {check.subject}" if check.subject else text


@dataclass(frozen=True, slots=True)
class _Section:
    """A group's checks with the worst of their states."""

    group: Group
    checks: tuple[Check, ...]

    @property
    def state(self) -> State:
        """The worst of all."""
        return worst([check.state for check in self.checks])


@dataclass(frozen=True, slots=True)
class _Plot:
    """A plot under its title."""

    title: str
    svg: Markup


@dataclass(frozen=True, slots=True)
class _Picture:
    """A JPEG under its name, in base64."""

    name: str
    data: str


def _style() -> Markup:
    """CSS is not escaped inside `style`; the file is ours and closes no element."""
    from markupsafe import Markup

    return Markup(_STYLE.read_text(encoding="utf-8"))


def _policy(style: str) -> str:
    """Nothing is loaded, nothing runs, and only our own style counts."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _counts(report: Report) -> list[str]:
    """How many checks have each state, the worst first."""
    return [
        f"{number} {catalogue.word(each.value, report.language)}"
        for each in reversed(State)
        if (number := sum(check.state is each for check in report.checks))
    ]


def _plots(series: Sequence[Series], language: Language) -> list[_Plot]:
    return [
        _Plot(plots.title(name, language), plots.plot(name, curves, language))
        for name, curves in plots.grouped(series).items()
    ]


def _picture(snapshot: Snapshot, language: Language) -> _Picture:
    known = catalogue.everything().word.get(snapshot.name)
    name = known.text(language) if known else snapshot.name
    return _Picture(name, base64.b64encode(snapshot.jpeg).decode())


def _versions(report: Report) -> str:
    found = next((check.facts for check in report.checks if check.id == _VERSIONS), {})
    return ", ".join(f"{name} {version}" for name, version in found.items())
