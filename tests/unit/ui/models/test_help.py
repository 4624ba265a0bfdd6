from __future__ import annotations

import pytest

from kiosk.ui.models.help import dial_code, dial_link


@pytest.mark.parametrize(
    ("phone", "link"),
    [
        ("0283 891 1234", "tel:02838911234"),
        ("+84 (28) 3891.1234", "tel:+842838911234"),
        ("0903 123 456 / 0283 891 1234", "tel:0903123456"),
        ("0903123456, gặp anh Bình", "tel:0903123456"),
        ("113", "tel:113"),
        ("", ""),
        ("hỏi văn phòng phường", ""),
    ],
)
def test_the_first_number_is_dialled(phone: str, link: str) -> None:
    assert dial_link(phone) == link


def test_the_code_holds_the_link() -> None:
    code = dial_code("0283 891 1234")
    assert bytes.fromhex(code.rpartition("/")[2]) == b"tel:02838911234"
    assert dial_code("") == ""
