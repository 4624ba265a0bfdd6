from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.agenda import links
from kiosk.agenda.links import SOURCES, find, without_links
from kiosk.base.errors import Code
from kiosk.model.meeting import JoinAddress

HOSTS = ("hop.example.vn",)
OURS = "janus+wss://hop.example.vn/janus?room=1001&pin=4321"


def room(properties: dict[str, list[str]]) -> str:
    found = find(properties, HOSTS)
    assert isinstance(found, JoinAddress)
    return found.room


@pytest.mark.parametrize("source", SOURCES)
def test_our_link_is_found_in_every_source(source: str) -> None:
    assert room({source: [f"Mời họp: {OURS}, đúng giờ."]}) == "1001"


def test_the_more_specific_source_wins() -> None:
    other = OURS.replace("1001", "2002")
    assert room({"DESCRIPTION": [other + "&longer=1"], "CONFERENCE": [OURS]}) == "1001"
    assert room({"LOCATION": [OURS], "DESCRIPTION": [other]}) == "1001"


def test_the_longest_link_within_a_source_wins() -> None:
    short = "janus+wss://hop.example.vn/janus?room=2002"
    assert room({"DESCRIPTION": [f"{short} hay {OURS} hay {short}"]}) == "1001"


def test_our_link_in_the_text_beats_a_web_meeting_in_conference() -> None:
    assert room({"CONFERENCE": ["https://meet.google.com/abc"], "DESCRIPTION": [OURS]}) == "1001"


def test_a_link_in_html_has_its_entities_resolved() -> None:
    html = f'<a href="{OURS.replace("&", "&amp;")}">Vào họp</a>'
    found = find({"X-ALT-DESC": [html]}, HOSTS)
    assert isinstance(found, JoinAddress)
    assert found.pin == "4321"


@pytest.mark.parametrize(
    "properties",
    [
        {"CONFERENCE": ["https://unheard-of.example.vn/x"]},
        {"CONFERENCE": ["tel:+84"]},
        {"X-MICROSOFT-SKYPETEAMSMEETINGURL": ["https://teams.microsoft.com/l/meetup-join/1"]},
        {"URL": ["https://us02web.zoom.us/j/1?pwd=2"]},
        {"LOCATION": ["https://meet.google.com/abc-defg-hij"]},
        {"DESCRIPTION": [""], "X-ALT-DESC": ['<a href="https://teams.microsoft.com/l/x">']},
    ],
)
def test_a_web_meeting_is_of_an_unknown_kind(properties: dict[str, list[str]]) -> None:
    assert find(properties, HOSTS) is Code.ADDRESS_UNKNOWN


@pytest.mark.parametrize(
    "properties",
    [
        {},
        {"CONFERENCE": [" "]},
        {"URL": ["https://ubnd.example.vn/tai-lieu.pdf"]},
        {"DESCRIPTION": ["Xem https://notzoom.us.example.vn/ và zoom.us"]},
    ],
)
def test_other_links_are_no_meeting(properties: dict[str, list[str]]) -> None:
    assert find(properties, HOSTS) is Code.ADDRESS_MISSING


def test_a_foreign_host_says_so() -> None:
    evil = OURS.replace("hop.example.vn", "evil.vn")
    assert find({"CONFERENCE": [evil]}, HOSTS) is Code.ADDRESS_NOT_ALLOWED


def test_a_host_that_is_allowed_comes_first() -> None:
    evil = OURS.replace("hop.example.vn", "mot-ten-dai-hon-nhieu.example.vn")
    assert room({"DESCRIPTION": [f"{OURS}\nDự phòng: {evil}"]}) == "1001"
    assert room({"CONFERENCE": [evil], "DESCRIPTION": [OURS]}) == "1001"
    assert room({"CONFERENCE": [OURS.replace("room=1001", "")], "DESCRIPTION": [OURS]}) == "1001"


def test_no_link_is_left_in_a_text_to_show() -> None:
    assert without_links(f"A {OURS} B https://a.vn/?pwd=1 C") == "A  B  C"


@given(st.dictionaries(st.sampled_from(SOURCES), st.lists(st.text(), max_size=3)))
def test_any_properties_give_an_answer(properties: dict[str, list[str]]) -> None:
    assert isinstance(find(properties, HOSTS), Code)


LINK = "janus+wss://hop.example.vn/janus?room=1001&pin=abc"


@pytest.mark.parametrize(
    "text",
    [
        "Vào họp: “@” nhé",
        "„@“",
        "«@»",
        "‹@›",
        "‘@’",
        "'@'",
        "`@`",
        "「@」",
        "@…",
        "@–",
        "@。",
        "@\u200b\nXin mời",
        "@\u200b Xin mời",
        "@\ufeff",
        "@\u200e",
        "@\u00a0nhé",
        "@&nbsp;nhé",
        "@&#160;nhé",
        "@&#8203;",
        "@&zwnj;",
        "&quot;@&quot;",
        "&lt;@&gt;",
        "&amp;lt;@&amp;gt;",
        "@</a><br>Trân trọng",
        "@<br/>Trân trọng",
        "<a href='@'>Vào họp</a>",
        '<a href="@">@</a>',
        "(@)",
        "(xem @).",
        "[Vào họp](@)",
        "**@**",
        "<@|Vào họp>",
        "<URL:@>",
        "@\r\nhttps://example.vn/tai-lieu?x=1",
        "@\nThanks",
        "@\n\nvanthu",
        "Họp ở <đây> @ nhé <!-- -->",
    ],
)
def test_what_stands_around_a_link_is_no_part_of_it(text: str) -> None:
    found = find({"DESCRIPTION": [text.replace("@", LINK)]}, HOSTS)
    assert isinstance(found, JoinAddress)
    assert (found.room, found.pin) == ("1001", "abc")


@pytest.mark.parametrize(
    "text",
    [
        "<janus+wss://hop.example.vn/janus?room=1001\n&pin=abc>",
        "<janus+wss://hop.example.vn/\r\n  janus?room=1001&pin=abc>",
        "Vào: janus+wss://hop.example.vn/janus?room=1001\n&pin=abc\nTrân trọng",
        "Vào: janus+wss://hop.example.vn/janus?room=10\n01&pin=abc",
        "Vào: janus+wss://hop.example.vn/janus?\nroom=1001&pin=abc",
        "janus+wss://hop.example.vn/\u200bjanus?room=1001\u200b&pin=abc",
        "janus+wss://hop.example.vn/<wbr>janus?room=1001&pin=abc",
        "janus+wss://hop.example.vn/janus?room=1001&amp;amp;pin=abc",
        "> janus+wss://hop.example.vn/janus?room=1001\n> &pin=abc",
    ],
)
def test_a_link_that_was_broken_is_whole_again(text: str) -> None:
    found = find({"DESCRIPTION": [text]}, HOSTS)
    assert isinstance(found, JoinAddress)
    assert (found.room, found.pin) == ("1001", "abc")


def test_a_password_is_not_shortened_without_a_word() -> None:
    long = "Đường vào phòng họp: " + LINK + "defgh\nijklmnop"
    found = find({"DESCRIPTION": [long]}, HOSTS)
    assert isinstance(found, JoinAddress)
    assert found.pin == "abcdefghijklmnop"
    assert find({"DESCRIPTION": [LINK + "mật-khẩu"]}, HOSTS) is Code.ADDRESS_BROKEN


def test_a_property_that_is_the_address_is_taken_as_it_stands() -> None:
    found = find({"CONFERENCE": [" " + LINK + "'x)." + " "]}, HOSTS)
    assert isinstance(found, JoinAddress)
    assert found.pin == "abc'x)."


@pytest.mark.parametrize(
    "wrapper",
    [
        "https://apc01.safelinks.protection.outlook.com/?url={}&data=05",
        "https://apc01.safelinks.protection.outlook.com/ap/t-59584e83/?url={}&data=05%7C02",
        "https://www.google.com/url?q={}&sa=D",
        "https://linkprotect.cudasvc.com/url?a={}&c=E,1",
        "https://secure-web.cisco.com/1abc/{}",
        "https://a.example/?u=https%3A%2F%2Fb.example%2F%3Fu%3D{twice}",
    ],
)
def test_a_wrapped_link_is_what_it_leads_to(wrapper: str) -> None:
    def wrapped(link: str) -> str:
        return wrapper.format(quote(link, ""), twice=quote(quote(link, ""), ""))

    teams = "https://teams.microsoft.com/l/meetup-join/19%3ameeting_x"
    assert find({"DESCRIPTION": [wrapped(teams)]}, HOSTS) is Code.ADDRESS_UNKNOWN
    assert find({"DESCRIPTION": [wrapped("https://example.vn/")]}, HOSTS) is Code.ADDRESS_MISSING
    found = find({"DESCRIPTION": [f'<a href="{wrapped(LINK)}">Vào họp</a>']}, HOSTS)
    assert isinstance(found, JoinAddress)
    assert found.pin == "abc"


@pytest.mark.parametrize(
    "text",
    [
        "https://teams.cloud.microsoft/meet/123456?p=abc",
        "https://urldefense.com/v3/__https://us02web.zoom.us/j/1__;!!abc$",
        "https://urldefense.proofpoint.com/v2/url?u=https-3A__zoom.us_j_1&d=Dw",
        "zoommtg://zoom.us/join?confno=1",
        "msteams:/l/meetup-join/19:meeting",
    ],
)
def test_other_ways_to_write_a_web_meeting(text: str) -> None:
    assert find({"DESCRIPTION": [text]}, HOSTS) is Code.ADDRESS_UNKNOWN


@pytest.mark.parametrize("text", ["<@\n&x=secret>", "@'secret", "“@”", "@&amp;x=secret"])
def test_no_piece_of_a_link_is_left_in_a_text_to_show(text: str) -> None:
    shown = without_links("Phòng họp " + text.replace("@", LINK) + " tầng 2")
    assert "secret" not in shown
    assert "pin" not in shown
    assert shown.startswith("Phòng họp")
    assert shown.endswith("tầng 2")


@given(st.text(alphabet="<>\n “'&;=a?/", max_size=60), st.text(max_size=20))
def test_any_surroundings_give_an_answer(before: str, after: str) -> None:
    assert isinstance(find({"DESCRIPTION": [before + LINK + after]}, HOSTS), JoinAddress | Code)
    assert "janus+wss" not in without_links(before + " " + LINK + after)


@pytest.mark.parametrize(
    ("properties", "name"),
    [
        ({"DESCRIPTION": ["Vào họp: https://us02web.zoom.us/j/81234567890?pwd=a.1."]}, "Zoom"),
        ({"X-GOOGLE-CONFERENCE": ["https://meet.google.com/abc-defg-hij"]}, "Google Meet"),
        (
            {
                "DESCRIPTION": [
                    "https://gcc02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fteams.microsoft.com"
                    "%2Fmeet%2F2567890123456%3Fp%3DAbCdEf12&data=05"
                ]
            },
            "Microsoft Teams",
        ),
        ({"LOCATION": ["zoommtg://zoom.us/join?confno=81234567890"]}, "Zoom"),
        ({"DESCRIPTION": ["https://zoom.us.evil.example/j/81234567890"]}, ""),
        ({"DESCRIPTION": ["Xem https://hop.example.vn/tai-lieu"]}, ""),
        ({}, ""),
    ],
)
def test_service_that_cannot_be_opened_is_named(
    properties: dict[str, list[str]], name: str
) -> None:
    assert links.service(properties) == name
