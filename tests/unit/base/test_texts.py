"""What strangers write is shown on one line, and does nothing to what stands around it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.base.texts import MAX_TEXT, clean

ISOLATES = "\u2068\u2069"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Họp giao ban", "Họp giao ban"),
        (unicodedata.normalize("NFD", "Ủy ban nhân dân phường"), "Ủy ban nhân dân phường"),
        ("một\r\n\thai\u2028ba\u00a0bốn", "một hai ba bốn"),
        ("\u202emới\u202c \u2066x\u2069\u200b", "mới x"),
        ("a\x00\x07\x1b[31mb", "a[31mb"),
        ("a\ue000\ufdd0\ufeffb", "ab"),
        ("x" + "\u0301\u0302" * 40, "x\u0301\u0302"),
        ("x" + "\u0301\u0302\u200b" * 40, "x\u0301\u0302"),
        ("\u0301" * 300 + "Tổ 5", "\u0301\u0301Tổ 5"),
        ("Tổ 5 " + "\u0301" * 300, "Tổ 5 \u0301\u0301"),
        ("a\ud800b", "ab"),
        ("\u202eChủ tọa \u202e", "Chủ tọa"),
        ("علي", "\u2068علي\u2069"),
        ("\u202eעלי\u202c A", "\u2068עלי A\u2069"),
        ("", ""),
        ("\u202e\u200b\n", ""),
    ],
)
def test_a_text_is_made_clean(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_a_long_text_is_clipped_visibly() -> None:
    assert clean("họp " * 100) == ("họp " * 100)[: MAX_TEXT - 1].rstrip() + "…"
    assert clean("A" * 20_000, 10) == "A" * 9 + "…"


def test_what_is_clean_stays_so() -> None:
    for text in ("Khu phố 1", "علي và bạn", "x\u0301\u0302"):
        assert clean(clean(text)) == clean(text)


@given(st.text(), st.integers(1, 50))
def test_any_text_is_short_printable_and_one_line(text: str, limit: int) -> None:
    shown = clean(text, limit)
    inside = shown.strip(ISOLATES)
    assert len(inside) <= limit
    assert inside == inside.strip()
    assert not any(unicodedata.category(character)[0] == "C" for character in inside)
    assert not any(character in "\n\r\u2028\u2029" for character in inside)
    assert len(shown) in (len(inside), len(inside) + 2)
    marks = [unicodedata.category(character)[0] == "M" for character in inside]
    assert not any(all(marks[at : at + 3]) for at in range(len(marks) - 2))


@given(st.text())
def test_a_text_that_turns_is_isolated(text: str) -> None:
    shown = clean(text)
    turns = any(unicodedata.bidirectional(each) in ("R", "AL", "AN") for each in shown)
    assert (shown[:1] == ISOLATES[0] and shown[-1:] == ISOLATES[1]) == turns
