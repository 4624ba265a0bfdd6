"""The short form fits its code, and a reader of QR codes reads it."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk import __version__
from kiosk.base.config import Language
from kiosk.base.qr import matrix
from kiosk.diagnostics import catalogue
from kiosk.diagnostics.catalogue import found
from kiosk.diagnostics.check import State
from kiosk.diagnostics.report.short import MAX_BYTES, short_form
from tests.unit.diagnostics.report import samples

ALL = list(catalogue.everything().check)


def read(text: str) -> str:
    """What a phone would see."""
    picture = np.where(np.array(matrix(text)), 0, 255).astype(np.uint8)
    picture = cv2.copyMakeBorder(picture, 4, 4, 4, 4, cv2.BORDER_CONSTANT, value=255)
    picture = cv2.resize(picture, None, fx=6, fy=6, interpolation=cv2.INTER_NEAREST)
    said, _, _ = cv2.QRCodeDetector().detectAndDecode(picture)
    return said


def test_it_says_who_when_what_and_with_which_version() -> None:
    first, second, *faults = short_form(samples.report()).splitlines()
    assert first == f"ap-3 · kiosk {__version__}"
    assert second == "25/11/2026 19:10 · Có phần không đạt"
    assert faults == [
        "X camera.rate 8,2 hình/giây",
        "X network.certificate_days 2 ngày",
        "X call.loss_up 7,3 %",
        "! camera.brightness 41 trên 255",
        "! microphone.hum −48 dBFS",
        "! computer.autostart không",
    ]


@pytest.mark.parametrize("language", Language)
def test_a_reader_reads_it(language: Language) -> None:
    text = short_form(samples.report(language=language))
    assert read(text) == text


@settings(max_examples=40)
@given(
    st.lists(st.tuples(st.sampled_from(ALL), st.text(max_size=60), st.booleans()), max_size=60),
    st.text(max_size=100),
)
def test_it_is_never_longer_than_a_code_holds_and_counts_what_is_left_out(
    faults: list[tuple[str, str, bool]], point: str
) -> None:
    checks = tuple(
        found(check_id, State.FAILED if bad else State.WARNING, value, fault="probe-died")
        for check_id, value, bad in faults
    )
    text = short_form(samples.report(checks, point=point, with_good=False))
    assert len(text.encode()) <= MAX_BYTES
    _, _, *lines = text.splitlines()
    left_out = int(lines.pop()) if lines and lines[-1].startswith("+") else 0
    assert len(lines) + left_out == len(checks)
    assert len(matrix(text)) <= 69


def test_a_text_that_no_code_holds_is_refused() -> None:
    with pytest.raises(ValueError, match="too large"):
        matrix("x" * 5000)
