"""How the password is shown, by a server of our own that checks what it is shown."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest

from kiosk.agenda.ics import IcsSource
from kiosk.agenda.login import Login, challenges
from kiosk.base.config import Calendar
from kiosk.base.errors import Code, KioskError
from tests.unit.agenda.conftest import WINDOW, calendar, event

TEXT = calendar(event("a", "DTSTART:20261124T080000", "SUMMARY:Họp")).encode()
USER, PASSWORD = "khu-phố-1", 'mật "khẩu"'


class Guard:
    """Lets in whoever answers a Digest rightly (RFC 7616)."""

    def __init__(self, extra: str = ', qop="auth"', algorithm: str = "", digest=hashlib.md5):
        self.algorithm, self.extra, self.digest = algorithm, extra, digest
        self.nonce, self.seen = "n1", set()
        self.stale_once = False

    def hashed(self, *parts: str) -> str:
        return self.digest(":".join(parts).encode()).hexdigest()

    def answer(self, method: str, path: str, headers: dict[str, str]):
        said = headers.get("authorization", "").encode("latin-1").decode()
        if said.startswith("Digest ") and self.is_right(said, method, path):
            return 200, {}, TEXT
        kind = f", algorithm={self.algorithm}" if self.algorithm else ""
        stale = ", stale=true" if self.stale_once else ""
        offer = f'Digest realm="Lịch, phường", nonce="{self.nonce}"{kind}{self.extra}{stale}'
        return 401, {"WWW-Authenticate": offer.encode().decode("latin-1")}, b""

    def is_right(self, said: str, method: str, path: str) -> bool:
        fields = {
            key: (quoted or plain).replace('\\"', '"')
            for key, quoted, plain in re.findall(r'(\w+)=(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))', said)
        }
        if fields["nonce"] != self.nonce or fields["uri"] != path or fields["username"] != USER:
            return False
        secret = self.hashed(USER, fields["realm"], PASSWORD)
        if self.algorithm.endswith("-sess"):
            secret = self.hashed(secret, fields["nonce"], fields["cnonce"])
        asked = self.hashed(method, path)
        middle = [fields["nonce"]]
        if "qop" in fields:
            middle += [fields["nc"], fields["cnonce"], fields["qop"]]
            assert (fields["nc"], fields["cnonce"]) not in self.seen
            self.seen.add((fields["nc"], fields["cnonce"]))
        return fields["response"] == self.hashed(secret, *middle, asked)


@pytest.fixture
def source():
    made = []

    def make(url: str, password: str = PASSWORD, **more: str) -> IcsSource:
        made.append(IcsSource(Calendar(url=url, user=USER, **more), lambda _: password))
        return made[-1]

    yield make
    for each in made:
        each.close()


def refused(source: IcsSource) -> KioskError:
    with pytest.raises(KioskError) as caught:
        source.fetch(WINDOW)
    return caught.value


@pytest.mark.parametrize(
    "guard",
    [
        Guard(),
        Guard(extra=""),  # as RFC 2069 had it
        Guard(extra=', qop="auth-int,auth", opaque="x\\"y"'),
        Guard(algorithm="MD5-sess"),
        Guard(algorithm="SHA-256", digest=hashlib.sha256),
    ],
)
def test_a_digest_is_answered(web_server, source, guard: Guard) -> None:
    server = web_server(guard.answer)
    calendar_ = source(server.url + "/lich.ics?x=1")
    assert calendar_.fetch(WINDOW)
    assert calendar_.fetch(WINDOW)
    sent = [headers.get("authorization", "") for _, _, headers in server.asked]
    assert [text.partition(" ")[0] for text in sent] == ["", "Digest", "Digest"]


def test_a_number_that_is_too_old_is_no_wrong_password(web_server, source) -> None:
    guard = Guard()
    server = web_server(guard.answer)
    calendar_ = source(server.url)
    assert calendar_.fetch(WINDOW)
    guard.nonce, guard.stale_once = "n2", True
    assert calendar_.fetch(WINDOW)
    guard.nonce, guard.stale_once = "n3", False  # servers that do not say so
    assert calendar_.fetch(WINDOW)


def test_a_wrong_password_is_asked_once(web_server, source) -> None:
    server = web_server(Guard().answer)
    error = refused(source(server.url, password="sai"))
    assert error.code is Code.CALENDAR_LOGIN
    assert len(server.asked) == 2


def basic(_method: str, _path: str, headers: dict[str, str]):
    token = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
    if headers.get("authorization") == f"Basic {token}":
        return 200, {}, TEXT
    return 401, {"WWW-Authenticate": 'Negotiate, Basic realm="Lich", charset="UTF-8"'}, b""


def test_basic_goes_out_only_after_it_was_asked_for(web_server, source) -> None:
    server = web_server(basic)
    calendar_ = source(server.url)
    assert calendar_.fetch(WINDOW)
    assert calendar_.fetch(WINDOW)
    sent = [headers.get("authorization", "")[:6] for _, _, headers in server.asked]
    assert sent == ["", "Basic ", "Basic "]


def test_a_server_that_asks_for_nothing_gets_nothing(web_server, source) -> None:
    server = web_server(lambda *_: (200, {}, TEXT))
    assert source(server.url).fetch(WINDOW)
    assert "authorization" not in server.asked[0][2]


def test_basic_goes_over_no_line_that_others_can_read() -> None:
    login = Login(USER, PASSWORD)
    with pytest.raises(KioskError) as caught:
        login.asked('Basic realm="x"', "http://lich.example.vn/")
    assert caught.value.code is Code.CALENDAR_BROKEN
    assert "encryption" in caught.value.what
    assert login.header("GET", "/") == b""
    for url in ("https://lich.example.vn/", "http://127.0.0.1:5232/", "http://[::1]/"):
        login = Login(USER, PASSWORD)
        assert login.asked('Basic realm="x"', url)
        assert login.header("GET", "/").startswith(b"Basic ")


def test_digest_comes_before_basic() -> None:
    login = Login(USER, PASSWORD)
    assert login.asked('Basic realm="x", Digest realm="x", nonce="n", qop="auth"', "https://a.vn/")
    assert login.header("GET", "/").startswith(b"Digest ")


@pytest.mark.parametrize(
    "offer",
    ["", "Negotiate", 'Bearer realm="x"', 'Digest realm="x", nonce="n", algorithm=TOKEN-9'],
)
def test_a_login_of_another_kind_is_named(web_server, source, offer: str) -> None:
    server = web_server(lambda *_: (401, {"WWW-Authenticate": offer} if offer else {}, b""))
    error = refused(source(server.url))
    assert "login of another kind" in error.what
    assert offer.partition(" ")[0].lower() in error.what
    assert len(server.asked) == 1


def test_challenges_are_told_apart() -> None:
    found = challenges('Negotiate, Digest realm="a, b \\"c\\"", nonce=n, Basic realm="x"')
    assert [one.scheme for one in found] == ["negotiate", "digest", "basic"]
    assert found[1].fields == {"realm": 'a, b "c"', "nonce": "n"}


def test_who_asks_for_no_user_is_told_of_the_password(web_server) -> None:
    server = web_server(basic)
    source = IcsSource(Calendar(url=server.url), lambda _: "")
    error = refused(source)
    source.close()
    assert error.code is Code.CALENDAR_LOGIN


def test_a_place_where_the_password_does_not_go_is_named(web_server, source) -> None:
    other = web_server(basic)
    server = web_server(lambda *_: (302, {"Location": other.url + "/x"}, b""))
    error = refused(source(server.url))
    assert other.url in error.what
    assert "authorization" not in other.asked[0][2]
