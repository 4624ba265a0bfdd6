"""What is typed: hidden or not, by touch or on a keyboard, and gone once it is taken."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from kiosk.ui.models.keys import DELETE, MORE, SHIFT, SPACE
from kiosk.ui.models.typing import Alphabet, TypingModel, Wanted

BACKSPACE, ENTER = Qt.Key.Key_Backspace.value, Qt.Key.Key_Return.value


def typing(wanted: Wanted, *typed: str) -> TypingModel:
    model = TypingModel()
    model.begin(wanted)
    for key in typed:
        model.type(key)
    return model


def test_touch_and_keys_write_the_same_text(qapp: object) -> None:
    model = typing(Wanted(20), "a", SPACE, "B", DELETE)
    assert model.press(Qt.Key.Key_X.value, "x")
    assert model.press(BACKSPACE, "\b")
    assert model.press(Qt.Key.Key_At.value, "@")
    assert model.property("shown") == "a @"


def test_a_secret_is_dots_until_it_is_wished_otherwise(qapp: object) -> None:
    model = typing(Wanted(20, secret=True), "a", "b")
    assert (model.property("shown"), model.property("length")) == ("••", 2)
    model.toggle()
    assert model.property("shown") == "ab"
    model.begin(Wanted(20, secret=True))
    assert model.property("shown") == ""
    assert model.property("hidden")


def test_taken_is_gone(qapp: object) -> None:
    model = typing(Wanted(20, secret=True), "a", "b")
    assert model.take() == "ab"
    assert model.take() == ""
    assert model.property("length") == 0


def test_no_more_than_may_be(qapp: object) -> None:
    model = typing(Wanted(3, least=2), "a")
    assert not model.property("canEnter")
    model.press(0, "bcd")
    assert model.property("shown") == "a"
    for letter in "bcd":
        model.type(letter)
    assert model.property("shown") == "abc"
    assert model.property("canEnter")


@pytest.mark.parametrize(
    ("alphabet", "taken"),
    [(Alphabet.ANY, "ấa1 "), (Alphabet.ASCII, "a1 "), (Alphabet.DIGITS, "1")],
)
def test_what_may_be_typed(alphabet: Alphabet, taken: str, qapp: object) -> None:
    model = typing(Wanted(20, alphabet=alphabet))
    for letter in "ấa1 \t\x1b\u202e":
        assert model.press(0, letter) is (letter in taken)
    assert model.property("shown") == taken


def test_enter_counts_once_enough_is_typed(qapp: object) -> None:
    model = typing(Wanted(20, least=2), "a")
    entered: list[bool] = []
    model.entered.connect(lambda: entered.append(True))
    assert model.press(ENTER, "\r")
    assert entered == []
    model.type("b")
    model.press(ENTER, "\r")
    assert entered == [True]


def test_the_faces(qapp: object) -> None:
    model = typing(Wanted(20), SHIFT)
    assert "Q" in model.rows(10)[0]
    model.type(MORE)
    assert "1" in model.rows(10)[0]
    model.type(MORE)
    assert "\\" in model.rows(10)[0]
    model.type(MORE)
    assert model.property("face") == "lower"
