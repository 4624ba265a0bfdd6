import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    assert find({"CONFERENCE": [evil], "DESCRIPTION": [OURS]}, HOSTS) is Code.ADDRESS_NOT_ALLOWED


def test_no_link_is_left_in_a_text_to_show() -> None:
    assert without_links(f"A {OURS} B https://a.vn/?pwd=1 C") == "A  B  C"


@given(st.dictionaries(st.sampled_from(SOURCES), st.lists(st.text(), max_size=3)))
def test_any_properties_give_an_answer(properties: dict[str, list[str]]) -> None:
    assert isinstance(find(properties, HOSTS), Code)
