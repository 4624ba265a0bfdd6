"""Curves are where their numbers are, and can be told apart in black and white."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.base.config import Language
from kiosk.diagnostics.check import Series
from kiosk.diagnostics.report import plots
from tests.unit.diagnostics.report import samples


def drawn(*curves: Series, language: Language = Language.ENGLISH) -> ElementTree.Element:
    return ElementTree.fromstring(plots.plot(curves[0].name, curves, language))


def texts(svg: ElementTree.Element) -> list[str]:
    return [each.text or "" for each in svg.iter("text")]


def lines(svg: ElementTree.Element) -> list[ElementTree.Element]:
    return [each for each in svg.iter("path") if each.get("class") == "curve"]


def points(path: ElementTree.Element) -> list[tuple[float, float]]:
    pairs = re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", path.get("d", ""))
    return [(float(x), float(y)) for x, y in pairs]


@given(
    st.sampled_from(["call.rtt", "camera.intervals", "microphone.spectrum", "something.new"]),
    st.lists(
        st.tuples(st.floats(), st.floats()),
        max_size=30,
    ),
)
def test_whatever_is_measured_stays_inside_the_picture(
    name: str, pairs: list[tuple[float, float]]
) -> None:
    curve = Series(name, tuple(x for x, _ in pairs), tuple(y for _, y in pairs))
    for title, curves in plots.grouped([curve]).items():
        svg = ElementTree.fromstring(plots.plot(title, curves, Language.VIETNAMESE))
        for line in lines(svg):
            for x, y in points(line):
                assert 0 <= x <= plots.WIDTH
                assert 0 <= y <= plots.HEIGHT
        assert "nan" not in "".join(texts(svg))


def test_a_point_is_where_the_axes_say_it_is() -> None:
    svg = drawn(Series("call.rtt", (0.0, 5.0, 10.0), (0.0, 100.0, 50.0)))
    places = {(each.text, float(each.get("x", ""))) for each in svg.iter("text")}
    (first, middle, last) = points(lines(svg)[0])
    assert ("0", first[0]) in places
    assert ("10", last[0]) in places
    assert middle[0] == pytest.approx((first[0] + last[0]) / 2, abs=0.11)
    hundred = next(e for e in svg.iter("text") if e.text == "100")
    assert float(hundred.get("y", "")) == pytest.approx(middle[1] + 4, abs=0.11)
    assert last[1] == pytest.approx((first[1] + middle[1]) / 2, abs=0.11)


def test_a_spectrum_shows_the_tones_of_the_mains() -> None:
    spectrum = next(one for one in samples.CURVES if one.name == "microphone.spectrum")
    said = texts(drawn(spectrum))
    assert {"50", "100", "1k", "20k", "Hz", "dBFS"} <= set(said)


def test_two_curves_differ_without_colour_and_are_named() -> None:
    curves = [one for one in samples.CURVES if one.name == "call.bitrate"]
    svg = drawn(*curves, language=Language.VIETNAMESE)
    assert len({line.get("stroke-dasharray") for line in lines(svg)}) == 2
    assert {"gửi", "nhận", "Mb/giây", "giây", "0,5"} <= set(texts(svg))


def test_a_single_point_can_be_seen() -> None:
    assert drawn(Series("call.rtt", (1.0,), (20.0,))).find("circle") is not None


def test_a_curve_without_a_number_is_no_plot() -> None:
    nothing = Series("call.rtt", (1.0, 2.0), (float("nan"), float("inf")))
    assert plots.grouped([nothing, Series("call.loss", (), ())]) == {}
