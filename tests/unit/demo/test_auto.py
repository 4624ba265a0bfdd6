"""What is told of a measurement, and when it counts as complete."""

from dataclasses import replace

import pytest

from kiosk.demo.auto import Result, in_words

WHOLE = Result(700.0, 12.0, 56.0, 140.0, 84.0, 60.0, 77.0, 13.0, "software", [])


def test_a_run_is_complete_when_everything_happened() -> None:
    assert WHOLE.is_complete
    assert not Result().is_complete


@pytest.mark.parametrize("missing", Result.__dataclass_fields__)
def test_one_thing_missing_is_too_much(missing: str) -> None:
    assert not replace(WHOLE, **{missing: None}).is_complete  # type: ignore[arg-type]


def test_words_say_what_did_not_happen() -> None:
    text = in_words(replace(WHOLE, press_to_picture_ms=None, synthetic=["camera"]))
    assert text.count("did not happen") == 1
    assert "12 ms" in text
    assert "synthetic devices: camera" in text
    assert "synthetic devices: none" in in_words(WHOLE)
    assert "synthetic devices: not known" in in_words(Result())
