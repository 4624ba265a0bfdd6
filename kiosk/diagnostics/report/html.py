"""The report as one HTML file that needs nothing else: no network, no script, no font, no picture.

What is wrong and what to do stands first; what was measured, where its limit comes from, plots and
pictures follow.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache

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
from kiosk.diagnostics.report.markup import Markup, element, joined

_STYLE = catalogue.FOLDER / "report.css"
_COLUMNS = ("state", "check", "value", "limit", "source")
_VERSIONS = "computer.versions"


def page(report: Report) -> str:
    """The whole file, in the report's language; encode it as UTF-8."""
    report = prepared(report)
    language = report.language
    title = _word("title", language)
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_policy()),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", f"{title}: {report.point}, {when(report)}"),
        element("style", _style()),
    )
    body = element(
        "main",
        _header(report),
        _todo(report),
        _results(report),
        _plots(report.series, language),
        _pictures(report.snapshots, language),
        _footer(report),
    )
    whole = element("html", head, element("body", body), lang=language.value)
    return f"<!DOCTYPE html>\n{whole}\n"


@cache
def _style() -> Markup:
    """CSS is not escaped inside `style`; the file is ours and closes no element."""
    return Markup(_STYLE.read_text(encoding="utf-8"))


def _policy() -> str:
    """Nothing is loaded, nothing runs, and only our own style counts."""
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _word(key: str, language: Language) -> str:
    return catalogue.word(f"report-{key}", language)


def _header(report: Report) -> Markup:
    language = report.language
    facts = [
        ("point", report.point),
        ("time", when(report)),
        ("took", took(report)),
        ("version", __version__),
    ]
    listed = [
        joined(element("dt", _word(key, language)), element("dd", text)) for key, text in facts
    ]
    about = element("div", element("h1", _word("title", language)), element("dl", *listed))
    return element("header", about, _overall(report))


def _overall(report: Report) -> Markup:
    language, state = report.language, report.state
    counts = [
        f"{number} {catalogue.word(each.value, language)}"
        for each in reversed(State)
        if (number := sum(check.state is each for check in report.checks))
    ]
    return element(
        "div",
        element("span", f"{SIGNS[state]} {overall(state, language)}", class_=f"big {state.value}"),
        element("p", " · ".join(counts)),
        class_="overall",
    )


def _todo(report: Report) -> Markup:
    language = report.language
    heading = element("h2", _word("todo", language))
    found = tasks(report)
    if found:
        return joined(heading, element("ol", *(_task(task, language) for task in found)))
    key = "none" if report.state is State.NOT_APPLICABLE else "nothing"
    return joined(heading, element("p", _word(key, language), class_=f"fine {report.state.value}"))


def _task(task: Task, language: Language) -> Markup:
    where = f"{catalogue.word(task.state.value, language)} · "
    where += catalogue.group_name(task.group, language)
    measured = "; ".join(_measured(check, language) for check in task.checks)
    return element(
        "li",
        element("span", element("span", SIGNS[task.state], class_="sign"), where, class_="state"),
        element("p", task.sentence),
        element("span", measured, class_="from"),
        class_=task.state.value,
    )


def _measured(check: Check, language: Language) -> str:
    """For example `Số hình mỗi giây: 8,2 hình/giây (≥ 24)`."""
    text = catalogue.name_of(check.id, language)
    value = catalogue.value_text(check, language)
    text += f": {value}" if value else ""
    text += f" ({local(check.limit, language)})" if check.limit else ""
    return f"{text} – {check.subject}" if check.subject else text


def _results(report: Report) -> Markup:
    language = report.language
    parts = [
        joined(_group_heading(group, checks, language), _table(checks, language))
        for group, checks in sections(report)
    ]
    heading = element("h2", _word("results", language))
    return joined(heading, *parts) if parts else Markup()


def _group_heading(group: Group, checks: Sequence[Check], language: Language) -> Markup:
    state = worst([check.state for check in checks])
    return element(
        "h3",
        element("span", SIGNS[state], class_=f"sign {state.value}"),
        catalogue.group_name(group, language),
    )


def _table(checks: Sequence[Check], language: Language) -> Markup:
    titles = [element("th", _word(column, language), scope="col") for column in _COLUMNS]
    rows = [_rows(check, language) for check in checks]
    return element("table", element("thead", element("tr", *titles)), element("tbody", *rows))


def _rows(check: Check, language: Language) -> Markup:
    """The check, and below it what to do, over the whole width."""
    state = check.state
    name = [catalogue.name_of(check.id, language)]
    name += [element("small", check.subject)] if check.subject else []
    limit = [local(check.limit, language)]
    limit += [element("small", fails)] if (fails := fails_text(check, language)) else []
    sign = element("span", SIGNS[state], class_="sign")
    told = catalogue.advice(check, language)
    row = element(
        "tr",
        element("td", sign, catalogue.word(state.value, language), class_=f"state {state.value}"),
        element("td", *name),
        element("td", catalogue.value_text(check, language), class_="value"),
        element("td", *limit),
        element("td", element("small", catalogue.source_of(check.id, language))),
        class_=f"{state.value} told" if told else state.value,
    )
    if not told:
        return row
    begin = element("b", f"{_word('advice', language)}: ", class_=state.value)
    text = element("td", begin, told, colspan="5")
    return joined(row, element("tr", text, class_="advice"))


def _plots(series: Sequence[Series], language: Language) -> Markup:
    figures = []
    for name, curves in plots.grouped(series).items():
        caption = element("figcaption", plots.title(name, language))
        figures.append(element("figure", caption, plots.plot(name, curves, language)))
    return joined(element("h2", _word("plots", language)), *figures) if figures else Markup()


def _pictures(snapshots: Sequence[Snapshot], language: Language) -> Markup:
    figures = [_picture(snapshot, language) for snapshot in snapshots]
    if not figures:
        return Markup()
    note = element("p", _word("agreed", language))
    return joined(element("h2", _word("pictures", language)), note, *figures)


def _picture(snapshot: Snapshot, language: Language) -> Markup:
    known = catalogue.everything().word.get(snapshot.name)
    name = known.text(language) if known else snapshot.name
    source = "data:image/jpeg;base64," + base64.b64encode(snapshot.jpeg).decode()
    return element("figure", element("figcaption", name), element("img", src=source, alt=name))


def _footer(report: Report) -> Markup:
    language = report.language
    found = next((check.facts for check in report.checks if check.id == _VERSIONS), {})
    versions = ", ".join(f"{name} {version}" for name, version in found.items())
    told = f"{_word('versions', language)}: {versions}." if versions else ""
    return element(
        "footer",
        *([element("div", told)] if told else []),
        element("div", _word("private", language)),
    )
