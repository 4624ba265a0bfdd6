"""Against a real Radicale, and where servers misbehave against a web server of our own."""

import pytest

from kiosk.agenda.caldav import CalDavSource
from kiosk.base.config import Calendar
from kiosk.base.errors import Code, KioskError
from tests.unit.agenda.conftest import PASSWORD, WINDOW, event

MEETING = ("DTSTAMP:20261101T000000Z", "DTSTART:20261124T010000Z", "DTEND:20261124T020000Z")


@pytest.fixture
def source(request):
    made = []

    def make(url: str, user: str = "kp01", password: str = PASSWORD) -> CalDavSource:
        made.append(CalDavSource(Calendar(url=url, user=user), lambda name: password))
        return made[-1]

    yield make
    for each in made:
        each.close()
        each.close()


@pytest.mark.parametrize("path", ["kp01/lich/", "kp01/", "", "kp01/lich", "kp01/none/"])
def test_the_calendar_is_found_from_any_address(radicale, source, path: str) -> None:
    radicale.put("a", *MEETING, "SUMMARY:Họp giao ban")
    (text,) = source(radicale.root + path).fetch(WINDOW)
    assert "SUMMARY:Họp giao ban" in text


def test_nothing_is_fetched_until_something_changes(radicale, source) -> None:
    calendar = source(radicale.calendar)
    radicale.put("a", *MEETING)
    assert len(calendar.fetch(WINDOW)) == 1
    assert calendar.fetch(WINDOW) is None
    radicale.put("b", *MEETING)
    assert len(calendar.fetch(WINDOW)) == 2
    radicale.delete("kp01/lich/a.ics")
    (left,) = calendar.fetch(WINDOW)
    assert "UID:b" in left
    assert calendar.fetch(WINDOW) is None


def test_only_the_window_is_fetched_and_series_come_whole(radicale, source) -> None:
    radicale.put("old", "DTSTAMP:20260101T000000Z", "DTSTART:20260101T010000Z")
    series = ("DTSTAMP:20260101T000000Z", "DTSTART:20260101T010000Z", "RRULE:FREQ=WEEKLY")
    radicale.put("series", *series)
    (text,) = source(radicale.calendar).fetch(WINDOW)
    assert "UID:series" in text
    assert "RRULE:FREQ=WEEKLY" in text


def test_all_calendars_of_the_user_are_read(radicale, source) -> None:
    radicale.make_calendar("khac")
    radicale.put("a", *MEETING)
    radicale.put("b", *MEETING, name="khac")
    assert len(source(radicale.root).fetch(WINDOW)) == 2


def test_a_wrong_password(radicale, source) -> None:
    for wrong in (source(radicale.calendar, password="x"), source(radicale.calendar, user="")):
        with pytest.raises(KioskError) as caught:
            wrong.fetch(WINDOW)
        assert caught.value.code is Code.CALENDAR_LOGIN
        assert "127.0.0.1" in caught.value.what
        assert PASSWORD not in str(caught.value)


def test_a_server_that_is_away_and_comes_back(radicale, source) -> None:
    calendar = source(radicale.calendar)
    radicale.put("a", *MEETING)
    assert len(calendar.fetch(WINDOW)) == 1
    radicale.stop()
    with pytest.raises(KioskError) as caught:
        calendar.fetch(WINDOW)
    assert caught.value.code is Code.CALENDAR_UNREACHABLE
    radicale.start()
    assert calendar.fetch(WINDOW) is None


def test_a_calendar_that_is_taken_away_and_made_again(radicale, source) -> None:
    calendar = source(radicale.calendar)
    assert calendar.fetch(WINDOW) == ()
    radicale.delete("kp01/lich/")
    with pytest.raises(KioskError) as caught:
        calendar.fetch(WINDOW)
    assert caught.value.code is Code.CALENDAR_BROKEN
    radicale.make_calendar()
    radicale.put("a", *MEETING)
    assert len(calendar.fetch(WINDOW)) == 1


MULTISTATUS = (
    '<?xml version="1.0"?><d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">'
    "<d:response><d:href>{href}</d:href><d:propstat><d:prop>{prop}</d:prop>"
    "<d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response></d:multistatus>"
)


def test_links_to_another_server_are_not_followed(web_server, source) -> None:
    other = web_server(lambda *_: (207, {}, b""))
    prop = f"<d:current-user-principal><d:href>{other.url}/p/</d:href></d:current-user-principal>"
    body = MULTISTATUS.format(href="/", prop=prop).encode()
    server = web_server(lambda *_: (207, {}, body))
    with pytest.raises(KioskError):
        source(server.url + "/").fetch(WINDOW)
    assert other.asked == []


def test_a_redirect_does_not_take_the_password_to_another_server(web_server, source) -> None:
    other = web_server(lambda *_: (401, {}, b""))
    server = web_server(lambda *_: (302, {"Location": other.url + "/x"}, b""))
    with pytest.raises(KioskError) as caught:
        source(server.url + "/").fetch(WINDOW)
    assert caught.value.code is Code.CALENDAR_LOGIN
    assert "authorization" in server.asked[0][2]
    assert other.asked
    assert all("authorization" not in headers for _, _, headers in other.asked)


def test_a_redirect_within_the_server_keeps_the_password(web_server, source) -> None:
    def answer(
        method: str, path: str, headers: dict[str, str]
    ) -> tuple[int, dict[str, str], bytes]:
        if path != "/dav/":
            return 301, {"Location": "/dav/"}, b""
        if method == "REPORT":
            data = f"<c:calendar-data>{event('a', *MEETING)}</c:calendar-data>"
            return 207, {}, MULTISTATUS.format(href="/dav/a.ics", prop=data).encode()
        prop = "<d:resourcetype><c:calendar/></d:resourcetype>"
        return 207, {}, MULTISTATUS.format(href="/dav/", prop=prop).encode()

    server = web_server(answer)
    calendar = source(server.url + "/")
    assert len(calendar.fetch(WINDOW)) == 1
    assert all("authorization" in headers for _, _, headers in server.asked)
    # A server without tags is asked in full each time.
    assert len(calendar.fetch(WINDOW)) == 1


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not xml",
        b"\xff\xfe<\x00",
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>',
        b"<x>" * 5000,
    ],
)
def test_an_answer_that_is_no_dav_is_one_sentence(web_server, source, body: bytes) -> None:
    server = web_server(lambda *_: (207, {}, body))
    with pytest.raises(KioskError) as caught:
        source(server.url + "/").fetch(WINDOW)
    assert caught.value.code is Code.CALENDAR_BROKEN


@pytest.mark.parametrize("url", ["https://", "https:///x", "http://a.vn:99999/", "nonsense"])
def test_an_address_that_is_none(source, url: str) -> None:
    with pytest.raises(KioskError) as caught:
        source(url)
    assert caught.value.code is Code.CALENDAR_BROKEN
