"""nmcli's terse output, as nmcli(1) describes its escapes, and what a password file holds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.system.terse import fields_of, quoted, rows_of


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("", [""]),
        (":", ["", ""]),
        ("*:4B50:70", ["*", "4B50", "70"]),
        (r"a\:b:c", ["a:b", "c"]),
        (r"a\\:b", ["a\\", "b"]),
        (r"a\\\:b", [r"a\:b"]),
        ("AA\\:BB\\:CC:x", ["AA:BB:CC", "x"]),
        ("end\\", ["end\\"]),
        (r"\n:x", ["n", "x"]),
        ("Khu phố 1:…", ["Khu phố 1", "…"]),
    ],
)
def test_fields(line: str, fields: list[str]) -> None:
    assert fields_of(line) == fields


@given(st.lists(st.text(), min_size=1))
def test_what_nmcli_escapes_comes_back(fields: list[str]) -> None:
    escaped = [re.sub(r"([\\:])", r"\\\1", field) for field in fields]
    assert fields_of(":".join(escaped)) == fields


def test_other_lines_are_no_rows() -> None:
    text = "Warning: nmcli and NetworkManager versions differ\na:b:c\n\na:b\nA\x85B:c:d\n"
    assert list(rows_of(text, 3)) == [["a", "b", "c"], ["A\x85B", "c", "d"]]


def read_by_nmcli(line: str) -> str:
    """A password file's value as nmcli 1.42 reads it: ends stripped, escapes as in C."""
    value = line.lstrip(" \t\v\f")
    while value and value[-1] in " \t\v\f" and not value.endswith("\\" + value[-1]):
        value = value[:-1]
    return re.sub(
        r"\\([0-7]{1,3}|.)",
        lambda m: chr(int(m[1], 8)) if m[1][0] in "01234567" else m[1],
        value,
    )


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126)))
def test_a_password_is_read_as_it_was_typed(password: str) -> None:
    assert read_by_nmcli(quoted(password)) == password


@pytest.mark.parametrize("password", ["a\nb", "a\rb", "a\0b"])
def test_a_line_break_is_in_no_password(password: str) -> None:
    with pytest.raises(ValueError, match="line break"):
        quoted(password)
