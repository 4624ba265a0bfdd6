"""nmcli's terse output, as nmcli(1) describes its escapes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.system.terse import fields_of, rows_of


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
