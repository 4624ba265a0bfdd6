"""Against a real Radicale, and where servers misbehave against a web server of our own."""

import re

import pytest

from kiosk.agenda import web
from kiosk.agenda.caldav import CalDavSource
from kiosk.base.config import Calendar
from kiosk.base.errors import Code, KioskError
from tests.unit.agenda.conftest import PASSWORD, WINDOW, calendar, event

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


BASIC = {"WWW-Authenticate": 'Basic realm="Lich"'}
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
    other = web_server(lambda *_: (401, BASIC, b""))

    def answer(_method: str, _path: str, headers: dict[str, str]):
        if "authorization" not in headers:
            return 401, BASIC, b""
        return 302, {"Location": other.url + "/x"}, b""

    server = web_server(answer)
    with pytest.raises(KioskError) as caught:
        source(server.url + "/").fetch(WINDOW)
    assert caught.value.code is Code.CALENDAR_LOGIN
    assert "authorization" in server.asked[1][2]
    assert other.asked
    assert all("authorization" not in headers for _, _, headers in other.asked)


def test_a_redirect_within_the_server_keeps_the_password(web_server, source) -> None:
    def answer(
        method: str, path: str, headers: dict[str, str]
    ) -> tuple[int, dict[str, str], bytes]:
        if "authorization" not in headers:
            return 401, BASIC, b""
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
    assert all("authorization" in headers for _, _, headers in server.asked[1:])
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


ROOT = '<d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">{}</d:multistatus>'
COLLECTION = "<d:resourcetype><d:collection/><c:calendar/></d:resourcetype>"


def entry(href: str, prop: str = "", status: str = "200 OK") -> str:
    if not prop:
        said = f"<d:status>HTTP/1.1 {status}</d:status>"
        return f"<d:response><d:href>{href}</d:href>{said}</d:response>"
    return (
        f"<d:response><d:href>{href}</d:href><d:propstat><d:prop>{prop}</d:prop>"
        f"<d:status>HTTP/1.1 {status}</d:status></d:propstat></d:response>"
    )


def held(name: str) -> str:
    return f"<c:calendar-data>{calendar(event(name, *MEETING))}</c:calendar-data>"


class Server:
    """A calendar at /cal/ with the objects a, b and c, whose single answers can be replaced."""

    def __init__(self, **replaced: object) -> None:
        self.replaced = replaced
        self.bodies: list[tuple[str, str]] = []

    def __call__(self, method: str, path: str, _headers: dict[str, str]):
        instead = self.replaced.get(method) or self.replaced.get(f"{method} {path}")
        if instead is not None:
            return instead if isinstance(instead, tuple) else (207, {}, instead)
        names = "abc"
        if method == "PROPFIND" and path.rstrip("/") == "/cal":
            found = entry("/cal/", COLLECTION)
            found += "".join(
                entry(f"/cal/{name}.ics", "<d:getetag>1</d:getetag>") for name in names
            )
            return 207, {}, ROOT.format(found).encode()
        if method == "REPORT":
            found = "".join(entry(f"/cal/{name}.ics", held(name)) for name in names)
            return 207, {}, ROOT.format(found).encode()
        if method == "GET" and path.removeprefix("/cal/").removesuffix(".ics") in names:
            return 200, {}, calendar(event(path[5:6], *MEETING)).encode()
        return 404, {}, b""


def uids(texts: tuple[str, ...] | None) -> set[str]:
    return set(re.findall(r"^UID:(.*)$", "".join(texts or ()), re.MULTILINE))


@pytest.mark.parametrize("status", [400, 403, 404, 405, 500, 501, 503, 200])
def test_a_root_that_is_no_dav_leads_to_the_well_known_place(
    web_server, source, status: int
) -> None:
    moved = (301, {"Location": "/cal/"}, b"")
    root = (status, {}, b"<html>Lich</html>")
    server = web_server(Server(**{"PROPFIND /": root, "PROPFIND /.well-known/caldav": moved}))
    assert uids(source(server.url + "/").fetch(WINDOW)) == {"a", "b", "c"}


@pytest.mark.parametrize(
    ("status", "code"),
    [(403, Code.CALENDAR_LOGIN), (500, Code.CALENDAR_UNREACHABLE), (400, Code.CALENDAR_BROKEN)],
)
def test_a_root_that_leads_nowhere_says_what_it_said(
    web_server, source, status: int, code: Code
) -> None:
    server = web_server(Server(**{"PROPFIND /": (status, {}, b"")}))
    with pytest.raises(KioskError) as caught:
        source(server.url + "/").fetch(WINDOW)
    assert caught.value.code is code
    assert f"HTTP {status}" in caught.value.what


def test_an_address_that_wants_a_slash(web_server, source) -> None:
    server = web_server(Server(**{"PROPFIND /cal": (404, {}, b"")}))
    assert uids(source(server.url + "/cal").fetch(WINDOW)) == {"a", "b", "c"}


def test_links_with_another_scheme_of_the_same_host_are_asked_where_we_are(
    web_server, source
) -> None:
    home = "<c:calendar-home-set><d:href>https://127.0.0.1/cal/</d:href></c:calendar-home-set>"
    root = ROOT.format(entry("/dav/", home)).encode()
    server = web_server(Server(**{"PROPFIND /dav/": root}))
    assert uids(source(server.url + "/dav/").fetch(WINDOW)) == {"a", "b", "c"}


@pytest.mark.parametrize("there", ["http://127.0.0.1/khong-co/", "https://trong.example.vn/cal/"])
def test_links_to_where_nothing_is_are_named(web_server, source, there: str) -> None:
    home = f"<c:calendar-home-set><d:href>{there}</d:href></c:calendar-home-set>"
    root = ROOT.format(entry("/dav/", home)).encode()
    server = web_server(Server(**{"PROPFIND /dav/": root}))
    with pytest.raises(KioskError) as caught:
        source(server.url + "/dav/").fetch(WINDOW)
    assert there.rpartition("/")[0].split("/")[2] in caught.value.what
    assert "proxy" in caught.value.next_step


def with_middle(middle: str) -> bytes:
    return ROOT.format(
        entry("/cal/a.ics", held("a")) + middle + entry("/cal/c.ics", held("c"))
    ).encode()


@pytest.mark.parametrize(
    "report",
    [
        with_middle(entry("/cal/b.ics", "<c:calendar-data/>", "404 Not Found")),
        with_middle(entry("/cal/b.ics", "<d:getetag>1</d:getetag>")),
        with_middle(entry("/cal/b.ics", status="500 Internal Server Error")),
        with_middle("<d:response><d:href>/cal/b.ics</d:href><d:prop"),
        with_middle(entry("/cal/b.ics", held("b"))).partition(b"UID:b")[0],
        with_middle(entry("/cal/", status="507 Insufficient Storage")),
        (500, {}, b"<d:error xmlns:d='DAV:'/>"),
        (400, {}, b""),
        (200, {}, b"<html>"),
    ],
    ids=[
        *("an object without data", "data that nobody sent", "an object with an error"),
        *("broken tags", "cut off", "too many for the server"),
        *("server error", "bad request", "no multi-status"),
    ],
)
def test_what_an_answer_does_not_hold_is_asked_for_one_by_one(
    web_server, source, report: object
) -> None:
    server = web_server(Server(REPORT=report))
    calendar_ = source(server.url + "/cal/")
    assert uids(calendar_.fetch(WINDOW)) == {"a", "b", "c"}
    assert calendar_.left_out == ()
    assert "GET" in {method for method, *_ in server.asked}


def test_an_object_that_cannot_be_had_hides_no_other(web_server, source) -> None:
    server = web_server(Server(REPORT=(500, {}, b""), **{"GET /cal/b.ics": (500, {}, b"")}))
    calendar_ = source(server.url + "/cal/")
    assert uids(calendar_.fetch(WINDOW)) == {"a", "c"}
    (missing,) = calendar_.left_out
    assert (missing.uid, "HTTP 500" in missing.reason) == ("b.ics", True)


def test_an_object_that_is_gone_meanwhile_is_no_fault(web_server, source) -> None:
    gone = with_middle(entry("/cal/b.ics", status="404 Not Found"))
    server = web_server(Server(REPORT=gone))
    calendar_ = source(server.url + "/cal/")
    assert uids(calendar_.fetch(WINDOW)) == {"a", "c"}
    assert calendar_.left_out == ()


def test_an_object_that_is_no_calendar_is_named(web_server, source) -> None:
    odd = with_middle(entry("/cal/b.ics", "<c:calendar-data>xin chào</c:calendar-data>"))
    calendar_ = source(web_server(Server(REPORT=odd)).url + "/cal/")
    assert uids(calendar_.fetch(WINDOW)) == {"a", "c"}
    assert [one.uid for one in calendar_.left_out] == ["b.ics"]


def test_an_answer_over_the_limit_is_fetched_in_pieces(web_server, source, monkeypatch) -> None:
    monkeypatch.setattr(web, "MAX_BYTES", 100_000)
    large = with_middle(entry("/cal/b.ics", held("b")).replace("VERSION", "X" * 200_000))
    calendar_ = source(web_server(Server(REPORT=large)).url + "/cal/")
    assert uids(calendar_.fetch(WINDOW)) == {"a", "b", "c"}


@pytest.mark.parametrize(
    "text",
    ["<!DOCTYPE html><p>Họp", "</d:response><d:response>", "<!-- <![CDATA[ ]] >", "&nbsp;<br>"],
)
def test_what_stands_in_a_text_is_no_markup(web_server, source, text: str) -> None:
    data = calendar(event("b", *MEETING, f"X-ALT-DESC:{text}"))
    inner = f"<c:calendar-data><![CDATA[{data}]]></c:calendar-data>"
    for bad in ("", "<d:x>\x0b</d:x>"):  # read as a whole, and taken apart
        body = with_middle(entry("/cal/b.ics", inner) + bad)
        calendar_ = source(web_server(Server(REPORT=body)).url + "/cal/")
        assert uids(calendar_.fetch(WINDOW)) == {"a", "b", "c"}


@pytest.mark.parametrize(
    "odd", ["\x0b", "&#11;", "&#0;", "\ufffe", "&nbsp;", "A & B", "\udcff", "&#xD800;"]
)
def test_what_xml_has_no_place_for_hides_nothing(web_server, source, odd: str) -> None:
    data = calendar(event("b", *MEETING, f"SUMMARY:Dán {odd} vào"))
    inner = f"<c:calendar-data>{data}</c:calendar-data>"
    body = ROOT.format(
        entry("/cal/a.ics", held("a")) + entry("/cal/b.ics", inner) + entry("/cal/c.ics", held("c"))
    ).encode("utf-8", "surrogateescape")
    server = web_server(Server(REPORT=body))
    calendar_ = source(server.url + "/cal/")
    assert uids(calendar_.fetch(WINDOW)) == {"a", "b", "c"}
    assert "GET" not in {method for method, *_ in server.asked}


def test_a_calendar_that_cannot_be_read_hides_no_other(web_server, source) -> None:
    listed = ROOT.format(
        entry("/dav/", "<d:resourcetype><d:collection/></d:resourcetype>")
        + entry("/cal/", COLLECTION)
        + entry("/hong/", COLLECTION)
    ).encode()
    broken = (403, {}, b"")
    server = web_server(
        Server(**{"PROPFIND /dav/": listed, "PROPFIND /hong/": broken, "REPORT /hong/": broken})
    )
    calendar_ = source(server.url + "/dav/")
    assert uids(calendar_.fetch(WINDOW)) == {"a", "b", "c"}
    assert "HTTP 403" in calendar_.left_out[0].reason
