import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.agenda.letters import charset_of, joined, reduced, text_of

TEXT = "BEGIN:VCALENDAR\nSUMMARY:Họp tiếp xúc cử tri\nEND:VCALENDAR\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_wide_letters_and_marks_of_byte_order(encoding: str) -> None:
    assert text_of(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n"])
@pytest.mark.parametrize("size", [5, 6, 7, 8, 40])
def test_lines_are_joined_before_they_are_decoded(end: str, size: int) -> None:
    folded = b""
    for line in TEXT.encode().splitlines():
        pieces = [line[first : first + size] for first in range(0, len(line), size)]
        folded += (end.encode() + b" ").join(pieces) + end.encode()
    assert text_of(folded) == TEXT


@pytest.mark.parametrize(
    ("header", "charset"),
    [
        ("text/calendar; charset=ISO-8859-1", "iso8859-1"),
        ('text/calendar;charset="windows-1258"', "cp1258"),
        ("text/calendar; charset=utf-8", ""),
        ("text/calendar; charset=unheard-of", ""),
        ("text/calendar; charset=base64", ""),
        ("text/calendar; charset=undefined", ""),
        ("text/calendar", ""),
    ],
)
def test_what_a_header_says_of_the_letters(header: str, charset: str) -> None:
    assert charset_of(header) == charset


def test_a_charset_counts_only_where_the_text_is_not_utf_8() -> None:
    latin = "SUMMARY:Café\nLOCATION:Réunion\n"
    assert text_of(latin.encode("latin-1"), "iso8859-1") == latin
    assert text_of(TEXT.encode(), "iso8859-1") == TEXT
    mixed = "SUMMARY:Họp\nSUMMARY:Tiếp dân\n".encode() + b"SUMMARY:Caf\xe9\n"
    assert text_of(mixed, "iso8859-1") == "SUMMARY:Họp\nSUMMARY:Tiếp dân\nSUMMARY:Café\n"
    assert text_of(mixed) == "SUMMARY:Họp\nSUMMARY:Tiếp dân\nSUMMARY:Caf\ufffd\n"


def test_what_is_not_used_is_dropped() -> None:
    text = (
        "BEGIN:VEVENT\nATTACH;ENCODING=BASE64:QUJD\n uid :x\nX-A:1\nsummary;X=1:a:b\nEND:VEVENT\n"
    )
    assert reduced(text) == "BEGIN:VEVENT\n uid :x\nsummary;X=1:a:b\nEND:VEVENT\n"
    long = f'DESCRIPTION;ALTREP="data:{"x" * 200_000}";CN=A:' + "y" * 200_000
    assert reduced(long) == 'DESCRIPTION;CN="A":' + "y" * 65536 + "\n"


@given(st.binary())
def test_any_bytes_become_text_that_can_be_sent_on(data: bytes) -> None:
    text_of(data, "cp1258").encode()
    assert b"\r" not in joined(data)
