"""The report for programs: one JSON object, described in docs/report.md and by a JSON Schema.

`python -m kiosk.diagnostics.report.json_form` prints the schema that is published as
`assets/diagnostics/report.schema.json`; a test compares them.
"""

from __future__ import annotations

import math
from typing import Annotated, Any, Final, Literal

import msgspec
from msgspec import Meta

from kiosk import __version__
from kiosk.base.config import Language
from kiosk.diagnostics import catalogue
from kiosk.diagnostics.check import Check, Group, Report, Series, State
from kiosk.diagnostics.report.contents import prepared, tasks

VERSION: Final = 1
"""Raised when a field goes or changes its meaning; fields that are added leave it as it is."""
SCHEMA_FILE = catalogue.FOLDER / "report.schema.json"


class CheckForm(msgspec.Struct, frozen=True):
    """One measured thing."""

    id: Annotated[str, Meta(pattern=r"^[a-z]+\.[a-z_]+$")]
    group: Group
    name: Annotated[str, Meta(description="in the report's language")]
    state: State
    value: Annotated[
        float | str | None,
        Meta(description="a number in `unit`; a word like `yes`; a name; null: not measured"),
    ]
    unit: Annotated[str, Meta(description="key of [unit] in assets/diagnostics; may be empty")]
    limit: Annotated[str, Meta(description="what is ok, for example `≥ 24`; may be empty")]
    limit_source: Annotated[str, Meta(description="where the limit comes from; may be empty")]
    advice: Annotated[str, Meta(description="what is wrong and what to do; empty: nothing is")]
    fault: Annotated[str, Meta(description="key of the advice, the same in every language")]
    subject: Annotated[str, Meta(description="which of several: a device's id, a host")]
    facts: Annotated[dict[str, str], Meta(description="named values beside the measured one")]
    seconds: Annotated[float, Meta(ge=0, description="how long the check took")]


class SeriesForm(msgspec.Struct, frozen=True):
    """A curve of a plot; `x` and `y` are equally long."""

    name: Annotated[str, Meta(description="key of [series] in assets/diagnostics: the plot")]
    label: Annotated[str, Meta(description="key of [series]: the curve; empty when there is one")]
    x: list[float]
    y: Annotated[list[float | None], Meta(description="null: nothing was measured there")]


class ReportForm(msgspec.Struct, frozen=True, omit_defaults=True):
    """One run of `kiosk diagnose`, or of the technician's screen."""

    version: Annotated[Literal[1], Meta(description="of this form")]
    kiosk: Annotated[str, Meta(description="the program's version")]
    point: Annotated[str, Meta(description="id of the bridge point")]
    started: Annotated[str, Meta(description="ISO 8601 with the offset of the point's zone")]
    seconds: Annotated[float, Meta(ge=0, description="how long the run took")]
    language: Language
    state: Annotated[State, Meta(description="the worst of all checks")]
    groups: Annotated[list[Group], Meta(description="what was checked")]
    todo: Annotated[list[str], Meta(description="what to do, the most urgent first")]
    checks: list[CheckForm]
    series: Annotated[
        list[SeriesForm] | None, Meta(description="only in the report's file, not in --json")
    ] = None


def document(report: Report, *, series: bool = False) -> dict[str, Any]:
    """The object as plain dicts and lists; without infinities, without surrogates."""
    tree: dict[str, Any] = msgspec.to_builtins(form(report, series=series))
    return tree


def encode(report: Report) -> bytes:
    """The report's file: curves included, UTF-8, indented, the same bytes for the same report."""
    packed = msgspec.json.encode(form(report, series=True))
    return msgspec.json.format(packed, indent=2) + b"\n"


def form(report: Report, *, series: bool) -> ReportForm:
    """The typed object that `document` and `encode` write."""
    report = prepared(report)
    return ReportForm(
        version=VERSION,
        kiosk=__version__,
        point=report.point,
        started=report.started,
        seconds=_finite(report.seconds) or 0.0,
        language=report.language,
        state=report.state,
        groups=list(report.groups),
        todo=[task.sentence for task in tasks(report)],
        checks=[_check(check, report.language) for check in report.checks],
        series=[_series(one) for one in report.series] if series else None,
    )


def _check(check: Check, language: Language) -> CheckForm:
    value = check.value
    return CheckForm(
        id=check.id,
        group=check.group,
        name=catalogue.name_of(check.id, language),
        state=check.state,
        value=value if value is None or isinstance(value, str) else _finite(value),
        unit=check.unit,
        limit=check.limit,
        limit_source=catalogue.source_of(check.id, language),
        advice=catalogue.advice(check, language),
        fault=check.fault,
        subject=check.subject,
        facts=check.facts,
        seconds=_finite(check.seconds) or 0.0,
    )


def _series(one: Series) -> SeriesForm:
    pairs = [(x, _finite(y)) for x, y in zip(one.x, one.y, strict=True) if math.isfinite(x)]
    return SeriesForm(one.name, one.label, [x for x, _ in pairs], [y for _, y in pairs])


def _finite(value: float) -> float | None:
    """JSON knows neither infinity nor "not a number"."""
    return value if math.isfinite(value) else None


def schema() -> bytes:
    """The JSON Schema (2020-12) of the object."""
    tree = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Report of a kiosk's diagnostics, version {VERSION}",
    } | msgspec.json.schema(ReportForm)
    return msgspec.json.format(msgspec.json.encode(tree, order="sorted"), indent=2) + b"\n"


if __name__ == "__main__":
    print(schema().decode(), end="")
