import pytest

from kiosk.agenda.texts import plain


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Họp giao ban", "Họp giao ban"),
        ("Họp tại janus+wss://hop.example.vn/janus?room=1&pin=2 nhé", "Họp tại nhé"),
        ("\u202emới\u202c \u2066x\u2069\u200b", "mới x"),
        ("", ""),
    ],
)
def test_a_text_of_an_invitation_is_made_plain_and_loses_its_links(text: str, shown: str) -> None:
    assert plain(text) == shown
