"""The object that programs read, and the schema that is published for it."""

from __future__ import annotations

import json
import re
from typing import Any

import msgspec
import pytest

from kiosk.base.config import Language
from kiosk.diagnostics import catalogue
from kiosk.diagnostics.catalogue import found
from kiosk.diagnostics.check import Report, Series, State
from kiosk.diagnostics.report import json_form
from tests.unit.diagnostics.report import samples


def test_the_published_schema_is_the_one_of_the_code() -> None:
    """If not: write what `python -m kiosk.diagnostics.report.json_form` prints there."""
    assert json_form.SCHEMA_FILE.read_bytes() == json_form.schema()


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("series", [False, True])
def test_a_report_is_what_the_schema_says(language: Language, series: bool) -> None:
    tree = json_form.document(samples.report(language=language), series=series)
    again = json.loads(json.dumps(tree, allow_nan=False))
    schema = json.loads(json_form.SCHEMA_FILE.read_bytes())
    conform(again, schema, schema)
    assert ("series" in again) == series


def test_every_field_that_issue_3_asks_for_is_there() -> None:
    tree = json_form.document(samples.report())
    assert {"version", "point", "started", "checks"} <= tree.keys()
    assert tree["version"] == 1
    wanted = {"id", "state", "value", "unit", "limit", "limit_source", "advice", "seconds"}
    for check in tree["checks"]:
        assert wanted <= check.keys()
        assert bool(check["advice"]) == (check["state"] in ("warning", "failed"))
    rate = next(check for check in tree["checks"] if check["id"] == "camera.rate")
    assert (rate["value"], rate["unit"], rate["limit"]) == (8.2, "fps", "≥ 24")
    assert rate["advice"] == catalogue.advice(samples.BAD[0], Language.VIETNAMESE)
    assert tree["todo"][0] == rate["advice"]


def test_the_file_holds_the_curves_and_is_the_same_for_the_same_report() -> None:
    first, second = (json_form.encode(samples.report()) for _ in range(2))
    assert first == second
    names = [one["name"] for one in json.loads(first)["series"]]
    assert names == [one.name for one in samples.CURVES]


def test_numbers_that_json_does_not_know_are_null() -> None:
    inf, nan = float("inf"), float("nan")
    report = msgspec.structs.replace(
        samples.report((found("call.rtt", State.OK, nan, seconds=inf),), with_good=False),
        series=(Series("call.rtt", (1.0, inf, 2.0), (nan, 1.0, 3.0)),),
    )
    tree = json.loads(json.dumps(json_form.document(report, series=True), allow_nan=False))
    assert tree["checks"][0]["value"] is None
    assert tree["series"] == [{"name": "call.rtt", "label": "", "x": [1.0, 2.0], "y": [None, 3.0]}]


def test_an_empty_run_is_an_object_too() -> None:
    report = Report("ap-3", "2026-11-25T19:10:58+07:00", 0.0, Language.ENGLISH, ())
    tree = json_form.document(report)
    assert (tree["state"], tree["checks"], tree["todo"]) == ("not-applicable", [], [])


def conform(value: Any, schema: dict[str, Any], root: dict[str, Any]) -> None:
    """The part of JSON Schema that ours uses; a word that it does not know fails the test."""
    for word, rule in schema.items():
        match word:
            case "$ref":
                conform(value, root["$defs"][rule.rpartition("/")[2]], root)
            case "anyOf":
                assert any(conforms(value, one, root) for one in rule), (value, rule)
            case "type":
                assert is_a(value, rule), (value, rule)
            case "enum":
                assert value in rule
            case "pattern":
                assert re.search(rule, value)
            case "minimum":
                assert value >= rule
            case "required":
                assert set(rule) <= value.keys()
            case "properties":
                assert value.keys() <= rule.keys(), "a field that the schema does not have"
                for name, one in rule.items():
                    if name in value:
                        conform(value[name], one, root)
            case "items":
                for each in value:
                    conform(each, rule, root)
            case "additionalProperties":
                for each in value.values():
                    conform(each, rule, root)
            case "$schema" | "$defs" | "title" | "description" | "default":
                continue
            case _:
                pytest.fail(f"the schema says {word}")


def conforms(value: Any, schema: dict[str, Any], root: dict[str, Any]) -> bool:
    try:
        conform(value, schema, root)
    except AssertionError:
        return False
    return True


def is_a(value: Any, kind: str) -> bool:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    kinds = {"string": str, "object": dict, "array": list, "null": type(None)}
    return number if kind in ("number", "integer") else isinstance(value, kinds[kind])
