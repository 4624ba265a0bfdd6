"""One file that needs nothing else, and that no stranger's text breaks out of."""

from __future__ import annotations

import base64
import re
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import UndefinedError
from msgspec.structs import replace

from kiosk.base.config import Language
from kiosk.base.log import redact
from kiosk.diagnostics import catalogue
from kiosk.diagnostics.catalogue import found, judged
from kiosk.diagnostics.check import Report, Series, Snapshot, State
from kiosk.diagnostics.report import html
from kiosk.diagnostics.report.contents import clean
from kiosk.diagnostics.report.template import filled
from tests.unit.diagnostics.report import samples


class Outline(HTMLParser):
    """What a browser makes of it: the tags with their attributes, and the text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    @property
    def shape(self) -> list[tuple[str, tuple[str, ...]]]:
        return [(tag, tuple(attributes)) for tag, attributes in self.tags]


def named(stranger: str) -> Report:
    """A stranger's text in every place where one may stand."""
    check = found(
        "network.certificate",
        State.FAILED,
        stranger,
        fault="network-certificate-ends",
        subject=stranger,
        facts={"host": stranger, "name": stranger},
    )
    versions = found("computer.versions", State.OK, "0.1.0", facts={stranger: stranger})
    curve = Series(stranger, (0.0, 1.0), (1.0, 2.0), stranger)
    report = samples.report((check, versions), point=stranger, with_good=False)
    pictures = (Snapshot(stranger, samples.JPEG),)
    return Report(
        report.point, report.started, 1.0, report.language, report.groups, report.checks,
        (curve, Series(stranger, (0.0, 1.0), (1.0, 2.0), stranger)), pictures,
    )  # fmt: skip


HARMLESS = Outline(html.page(named("x"))).shape
NASTY = st.text(st.sampled_from("<>\"'&=/ax;:-!`\x00\x1b\n\u202e{}%[]"), max_size=40)


@settings(max_examples=60)
@given(st.one_of(NASTY, st.text(max_size=40)))
def test_a_strangers_text_stays_text(stranger: str) -> None:
    outline = Outline(html.page(named(f"x{stranger}")))
    assert outline.shape == HARMLESS


@pytest.mark.parametrize(
    "stranger",
    [
        "</style><script>alert(1)</script>",
        '" onload="alert(1)',
        "' onerror='alert(1)'",
        "--><img src=x onerror=alert(1)>",
        "</title></svg><iframe src=//evil.example>",
    ],
)
def test_known_attacks_are_shown_as_they_are_written(stranger: str) -> None:
    page = html.page(named(stranger))
    outline = Outline(page)
    assert "<script" not in page
    assert outline.shape == HARMLESS
    assert clean(stranger) in "".join(outline.text)


PLACES: dict[str, Callable[[str], Report]] = {
    "point": lambda text: samples.report(samples.BAD, point=text),
    "value": lambda text: with_check("network.certificate", State.FAILED, text),
    "subject": lambda text: with_check("computer.autostart", State.OK, "yes", subject=text),
    "subject of a task": lambda text: with_check(
        "computer.autostart", State.WARNING, "no", fault="computer-autostart", subject=text
    ),
    "fact in an advice": lambda text: with_check(
        "network.certificate", State.FAILED, "no",
        fault="network-certificate-other-name", facts={"names": text},
    ),
    "name of a program": lambda text: with_check(
        "computer.versions", State.OK, "0.1.0", facts={text: "1"}
    ),
    "version of a program": lambda text: with_check(
        "computer.versions", State.OK, "0.1.0", facts={"qt": text}
    ),
    "limit": lambda text: samples.report(
        (replace(samples.BAD[0], limit=text),), with_good=False
    ),
    "title of a plot": lambda text: replace(
        samples.report(), series=(Series(text, (0.0, 1.0), (1.0, 2.0)),)
    ),
    "name of a curve": lambda text: replace(
        samples.report(),
        series=tuple(Series("call.rtt", (0.0, 1.0), (1.0, 2.0), text) for _ in range(2)),
    ),
    "name of a picture": lambda text: replace(
        samples.report(), snapshots=(Snapshot(text, samples.JPEG),)
    ),
}  # fmt: skip
"""Wherever a device, a server, a settings file or a probe's output names something."""


def with_check(check_id: str, state: State, value: str, **more: Any) -> Report:
    return samples.report((found(check_id, state, value, **more),), with_good=False)


@pytest.mark.parametrize("place", PLACES)
def test_each_place_of_a_strangers_text_shows_it_as_it_is_written(place: str) -> None:
    hostile = "x'\"><script>alert(1)</script></style>&lt;{{ say }}{% raw %}"
    page = html.page(PLACES[place](hostile))
    outline = Outline(page)
    assert outline.shape == Outline(html.page(PLACES[place]("x"))).shape
    assert "<script" not in page
    assert page.count("</style>") == 1
    values = [value or "" for _, attributes in outline.tags for value in attributes.values()]
    assert hostile in "".join(outline.text)
    assert (hostile in values) == (place == "name of a picture")  # what a blind reader hears


def test_a_value_that_a_template_misses_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        filled("plot.svg", width=1)


def test_the_template_engine_is_not_imported_before_the_first_report() -> None:
    program = (
        "import sys, kiosk.diagnostics.service, kiosk.diagnostics.diagnose\n"
        "import kiosk.diagnostics.report.store\n"
        "print({'jinja2', 'markupsafe'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == "set()"


def test_nothing_is_asked_of_the_network_and_nothing_runs() -> None:
    outline = Outline(html.page(samples.report()))
    for tag, attributes in outline.tags:
        assert tag not in ("script", "link", "iframe", "object", "embed", "form", "base"), tag
        for name, value in attributes.items():
            assert not name.startswith("on")
            assert name not in ("href", "srcset", "action", "style")
            if name == "src":
                assert value is not None
                assert value.startswith("data:image/jpeg;base64,")
    style = re.search(r"<style>(.*)</style>", html.page(samples.report()), re.DOTALL)
    assert style is not None
    assert "url(" not in style[1]
    assert "@import" not in style[1]


def test_the_policy_forbids_everything_but_our_style_and_pictures() -> None:
    outline = Outline(html.page(samples.report()))
    policies = [
        attributes["content"]
        for tag, attributes in outline.tags
        if attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    (policy,) = policies
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy


@pytest.mark.parametrize("language", Language)
def test_what_to_do_stands_before_what_was_measured(language: Language) -> None:
    report = samples.report(language=language)
    text = "".join(Outline(html.page(report)).text)
    todo = text.index(catalogue.word("report-todo", language))
    results = text.index(catalogue.word("report-results", language))
    for check in samples.BAD:
        assert todo < text.index(catalogue.advice(check, language)) < results
        assert catalogue.value_text(check, language) in text
        assert catalogue.source_of(check.id, language) in text
    for check in report.checks:
        assert catalogue.name_of(check.id, language) in text[results:]
    assert catalogue.word("report-private", language) in text


def test_a_bundle_of_logs_takes_the_page_as_it_is() -> None:
    """`kiosk logs --bundle` redacts every line once more; there is nothing to take out."""
    page = html.page(samples.report())
    assert redact(page) == page


def test_only_pictures_of_the_report_are_in_it() -> None:
    with_picture = html.page(samples.report())
    assert base64.b64encode(samples.JPEG).decode() in with_picture
    report = samples.report()
    without = Report(
        report.point, report.started, 1.0, report.language, report.groups, report.checks
    )
    assert not any(tag in ("img", "svg") for tag, _ in Outline(html.page(without)).tags)


@pytest.mark.parametrize(
    ("checks", "key"),
    [((judged("camera.rate", 30.0),), "report-nothing"), ((), "report-none")],
)
def test_a_run_without_faults_says_so(checks: tuple, key: str) -> None:
    page = html.page(samples.report(checks, with_good=False))
    assert catalogue.word(key, Language.VIETNAMESE) in page
    assert "<ol" not in page
