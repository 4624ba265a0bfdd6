import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.agenda.texts import MAX_TEXT, plain


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Họp giao ban", "Họp giao ban"),
        (unicodedata.normalize("NFD", "Ủy ban nhân dân phường"), "Ủy ban nhân dân phường"),
        ("một\r\n\thai\u2028ba\u00a0bốn", "một hai ba bốn"),
        ("\u202emới\u202c \u2066x\u2069\u200b", "mới x"),
        ("a\x00\x07\x1b[31mb", "a[31mb"),
        ("a\ue000\ufdd0\ufeffb", "ab"),
        ("Họp tại janus+wss://hop.example.vn/janus?room=1&pin=2 nhé", "Họp tại nhé"),
        ("x" + "\u0301\u0302" * 40, "x\u0301\u0302"),
        ("", ""),
    ],
)
def test_a_text_is_made_plain(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_a_long_text_is_clipped_visibly() -> None:
    assert plain("họp " * 100) == ("họp " * 100)[: MAX_TEXT - 1].rstrip() + "…"


@given(st.text(), st.integers(1, 50))
def test_any_text_is_short_printable_and_one_line(text: str, limit: int) -> None:
    shown = plain(text, limit)
    assert len(shown) <= limit
    assert shown == shown.strip()
    assert not any(unicodedata.category(character)[0] == "C" for character in shown)
    assert not any(character in "\n\r\u2028\u2029" for character in shown)
