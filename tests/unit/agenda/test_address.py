import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.agenda.address import MAX_LENGTH, PARSERS, SCHEMES, parse
from kiosk.base.errors import Code
from kiosk.model.meeting import AddressKind, JoinAddress

HOSTS = ("hop.example.vn", "127.0.0.1:8188", "[::1]:8188", "xn--hp-gia.example.vn")


@pytest.mark.parametrize(
    ("text", "url", "room", "pin"),
    [
        ("janus+wss://hop.example.vn/janus?room=1001", "wss://hop.example.vn/janus", "1001", ""),
        ("janus+ws://127.0.0.1:8188/?room=7&pin=a", "ws://127.0.0.1:8188/", "7", "a"),
        (
            "JANUS+WSS://HOP.Example.VN:8989/Janus?room=1",
            "wss://hop.example.vn:8989/Janus",
            "1",
            "",
        ),
        ("janus+ws://[::1]:8188?pin=a%26b%20c&room=x_1", "ws://[::1]:8188", "x_1", "a&b c"),
        ("janus+wss://hop.example.vn?room=1&pin=a+b", "wss://hop.example.vn", "1", "a+b"),
        ("janus+wss://hop.example.vn?room=1&pin=a%2Bb", "wss://hop.example.vn", "1", "a+b"),
        ("janus+wss://hop.example.vn?room=1&pin=a%20b", "wss://hop.example.vn", "1", "a b"),
        ("janus+wss://hop.example.vn?room=1&pin=5%+", "wss://hop.example.vn", "1", "5%+"),
        (" janus+wss://hop.example.vn/janus?x=1&room=1\r\n", "wss://hop.example.vn/janus", "1", ""),
        ("janus+wss://xn--hp-gia.example.vn?room=1", "wss://xn--hp-gia.example.vn", "1", ""),
    ],
)
def test_an_address_is_read(text: str, url: str, room: str, pin: str) -> None:
    assert parse(text, HOSTS) == JoinAddress(AddressKind.JANUS, url, room, pin)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", Code.ADDRESS_MISSING),
        (" \n", Code.ADDRESS_MISSING),
        ("https://meet.google.com/abc", Code.ADDRESS_UNKNOWN),
        ("tel:+84123", Code.ADDRESS_UNKNOWN),
        ("livekit+wss://hop.example.vn?room=1", Code.ADDRESS_UNKNOWN),
        ("just words", Code.ADDRESS_BROKEN),
        ("janus+wss:hop.example.vn?room=1", Code.ADDRESS_BROKEN),
        ("janus+wss://?room=1", Code.ADDRESS_BROKEN),
        ("janus+wss://hop.example.vn/janus", Code.ADDRESS_BROKEN),
        ("janus+wss://hop.example.vn/janus?room=", Code.ADDRESS_BROKEN),
        ("janus+wss://hop.example.vn/janus?room=1&room=2", Code.ADDRESS_BROKEN),
        ("janus+wss://hop.example.vn/janus?room=1&pin=1&pin=2", Code.ADDRESS_BROKEN),
        ("janus+wss://hop.example.vn/janus?room=1&pin=%0A", Code.ADDRESS_BROKEN),
        ("janus+wss://hop.example.vn/janus?room=1&pin=%FF", Code.ADDRESS_BROKEN),
        ("janus+wss://hop.example.vn/janus?room=1#x", Code.ADDRESS_BROKEN),
        ("janus+wss://hop.example.vn:0?room=1", Code.ADDRESS_BROKEN),
        ("janus+wss://hop.example.vn:99999?room=1", Code.ADDRESS_BROKEN),
        ("janus+wss://hop.example.vn@evil.vn?room=1", Code.ADDRESS_BROKEN),
        ("janus+wss://evil.vn\\@hop.example.vn?room=1", Code.ADDRESS_BROKEN),
        ("janus+wss://evil.vn%2f.hop.example.vn?room=1", Code.ADDRESS_BROKEN),
        ("janus+wss://hop.example.vn.?room=1", Code.ADDRESS_BROKEN),
        ("janus+wss://hop..example.vn?room=1", Code.ADDRESS_BROKEN),
        ("janus+wss://hop.example。vn?room=1", Code.ADDRESS_BROKEN),
        ("janus+wss://hоp.example.vn?room=1", Code.ADDRESS_BROKEN),  # a Cyrillic о
        ("janus+wss://hop.example.vn/\u202ejanus?room=1", Code.ADDRESS_BROKEN),
        ("janus+wss://hop.example.vn /janus?room=1", Code.ADDRESS_BROKEN),
        ("janus+wss://hop.example.vn/" + "a" * MAX_LENGTH + "?room=1", Code.ADDRESS_BROKEN),
        ("janus+wss://evil.vn/janus?room=1", Code.ADDRESS_NOT_ALLOWED),
        ("janus+wss://hop.example.vn.evil.vn?room=1", Code.ADDRESS_NOT_ALLOWED),
        ("janus+wss://xhop.example.vn?room=1", Code.ADDRESS_NOT_ALLOWED),
        ("janus+wss://xn--hp-fka.example.vn?room=1", Code.ADDRESS_NOT_ALLOWED),
        ("janus+ws://127.0.0.1:8189?room=1", Code.ADDRESS_NOT_ALLOWED),
        ("janus+ws://127.0.0.1?room=1", Code.ADDRESS_NOT_ALLOWED),
    ],
)
def test_an_address_is_refused(text: str, code: Code) -> None:
    assert parse(text, HOSTS) is code


def test_no_host_is_allowed_by_default() -> None:
    assert parse("janus+wss://hop.example.vn?room=1", ()) is Code.ADDRESS_NOT_ALLOWED


def test_a_host_with_its_default_port_is_the_host_with_that_port() -> None:
    text = "janus+wss://a.vn?room=1"
    assert isinstance(parse(text, ("A.VN:443",)), JoinAddress)
    assert parse(text, ("a.vn:80",)) is Code.ADDRESS_NOT_ALLOWED


def test_every_kind_has_its_parser() -> None:
    assert set(PARSERS) == set(AddressKind) == set(SCHEMES.values())


@given(st.text())
def test_any_text_is_an_address_or_a_code(text: str) -> None:
    assert isinstance(parse(text, HOSTS), Code)


tricks = st.text(
    st.one_of(st.sampled_from("hop.example.vn:/?#@\\[]%&=+ "), st.characters(max_codepoint=0x2FF)),
    max_size=40,
)


@given(st.sampled_from(["ws", "wss"]), tricks, tricks, st.sampled_from(["", "?room=1"]))
def test_only_an_allowed_host_is_ever_opened(scheme: str, a: str, b: str, query: str) -> None:
    found = parse(f"janus+{scheme}://{a}hop.example.vn{b}{query}", ("hop.example.vn",))
    if isinstance(found, JoinAddress):
        rest = found.url.removeprefix(f"{scheme}://hop.example.vn")
        assert rest != found.url
        assert rest[:1] in ("", "/", ":")
        assert rest.isascii()


def test_a_plus_in_a_pin_is_a_plus() -> None:
    found = parse("janus+wss://hop.example.vn/janus?room=1001&pin=a+b%20c", ("hop.example.vn",))
    assert isinstance(found, JoinAddress)
    assert found.pin == "a+b c"
