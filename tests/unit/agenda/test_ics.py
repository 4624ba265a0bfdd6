"""A plain calendar file, from a real web server on loopback."""

import ssl
import subprocess
from pathlib import Path

import pytest

from kiosk.agenda import web
from kiosk.agenda.ics import IcsSource
from kiosk.base.config import Calendar
from kiosk.base.errors import Code, KioskError
from tests.unit.agenda.conftest import WINDOW, calendar, event

TEXT = calendar(event("a", "DTSTART:20261124T080000", "SUMMARY:Họp"))


@pytest.fixture
def source():
    made = []

    def make(url: str, user: str = "", ca_file: str = "") -> IcsSource:
        made.append(IcsSource(Calendar(url=url, user=user, ca_file=ca_file), lambda _: "mật khẩu"))
        return made[-1]

    yield make
    for each in made:
        each.close()


def code_of(source: IcsSource) -> Code:
    with pytest.raises(KioskError) as caught:
        source.fetch(WINDOW)
    assert caught.value.next_step
    return caught.value.code


def test_a_file_is_fetched_again_only_when_it_changed(web_server, source) -> None:
    state = {"text": TEXT, "etag": '"1"'}

    def answer(_method: str, _path: str, headers: dict[str, str]):
        sent = {"ETag": state["etag"], "Last-Modified": "Tue, 24 Nov 2026 00:00:00 GMT"}
        if headers.get("if-none-match") == state["etag"]:
            return 304, sent, b""
        return 200, sent, state["text"].encode()

    server = web_server(answer)
    calendar_ = source(server.url + "/c.ics?token=x")
    (text,) = calendar_.fetch(WINDOW)
    assert "SUMMARY:Họp" in text
    assert calendar_.fetch(WINDOW) is None
    assert server.asked[1][2]["if-modified-since"] == "Tue, 24 Nov 2026 00:00:00 GMT"
    state.update(etag='"2"', text=TEXT.replace("Họp", "Dời"))
    (text,) = calendar_.fetch(WINDOW)
    assert "Dời" in text


def test_a_netrc_file_adds_no_password(web_server, source, tmp_path, monkeypatch) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login x password y\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    server = web_server(lambda *_: (200, {}, TEXT.encode()))
    source(server.url).fetch(WINDOW)
    assert "authorization" not in server.asked[0][2]


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (401, Code.CALENDAR_LOGIN),
        (403, Code.CALENDAR_LOGIN),
        (404, Code.CALENDAR_BROKEN),
        (410, Code.CALENDAR_BROKEN),
        (429, Code.CALENDAR_UNREACHABLE),
        (500, Code.CALENDAR_UNREACHABLE),
        (503, Code.CALENDAR_UNREACHABLE),
        (304, Code.CALENDAR_BROKEN),  # without our having asked conditionally
    ],
)
def test_what_a_status_means(web_server, source, status: int, code: Code) -> None:
    assert code_of(source(web_server(lambda *_: (status, {}, b"")).url)) is code


@pytest.mark.parametrize("body", [b"", b"<html>Dang nhap</html>", b"\x00\xff" * 100])
def test_what_is_no_calendar(web_server, source, body: bytes) -> None:
    assert code_of(source(web_server(lambda *_: (200, {}, body)).url)) is Code.CALENDAR_BROKEN


def test_an_answer_without_end_is_cut(web_server, source, monkeypatch) -> None:
    monkeypatch.setattr(web, "MAX_BYTES", 100_000)
    server = web_server(lambda *_: (200, {}, TEXT.encode() + b" " * 300_000))
    assert code_of(source(server.url)) is Code.CALENDAR_BROKEN


def test_a_file_that_breaks_off_says_so(web_server, source) -> None:
    calendar_ = source(web_server(lambda *_: (200, {}, TEXT.encode())).url)
    calendar_.fetch(WINDOW)
    assert calendar_.left_out == ()
    broken = TEXT.replace("END:VCALENDAR\r\n", "BEGIN:VEVENT\r\nUID:b\r\nDTST")
    calendar_ = source(web_server(lambda *_: (200, {}, broken.encode())).url)
    calendar_.fetch(WINDOW)
    assert "breaks off" in calendar_.left_out[0].reason


def test_a_circle_of_redirects(web_server, source) -> None:
    server = web_server(lambda *_: (302, {"Location": "/again"}, b""))
    assert code_of(source(server.url)) is Code.CALENDAR_BROKEN
    assert len(server.asked) == 6


def test_a_redirect_to_a_file_is_not_followed(web_server, source) -> None:
    server = web_server(lambda *_: (302, {"Location": "file:///etc/hostname"}, b""))
    assert code_of(source(server.url)) is Code.CALENDAR_BROKEN


@pytest.fixture(scope="module")
def certificate(tmp_path_factory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("tls")
    pem, key = folder / "ca.pem", folder / "key.pem"
    command = (
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 "
        "-subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1 -keyout key.pem -out ca.pem"
    )
    subprocess.run(command.split(), cwd=folder, check=True, capture_output=True)
    return pem, key


@pytest.fixture
def tls_server(web_server, certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    return lambda answer: web_server(answer, context)


def test_a_private_authority_is_trusted_when_it_is_named(tls_server, source, certificate) -> None:
    server = tls_server(lambda *_: (200, {}, TEXT.encode()))
    assert source(server.url, ca_file=str(certificate[0])).fetch(WINDOW)


def test_an_unknown_authority_is_refused(tls_server, source) -> None:
    server = tls_server(lambda *_: (200, {}, TEXT.encode()))
    assert code_of(source(server.url, user="kp01")) is Code.CALENDAR_UNREACHABLE
    assert server.asked == []


def test_a_certificate_for_another_name_is_refused(tls_server, source, certificate) -> None:
    server = tls_server(lambda *_: (200, {}, TEXT.encode()))
    other = source(server.url.replace("127.0.0.1", "localhost"), ca_file=str(certificate[0]))
    assert code_of(other) is Code.CALENDAR_UNREACHABLE


def test_encryption_is_not_given_up_on_the_way(tls_server, web_server, source, certificate) -> None:
    plain = web_server(lambda *_: (200, {}, TEXT.encode()))
    server = tls_server(lambda *_: (302, {"Location": plain.url}, b""))
    assert code_of(source(server.url, ca_file=str(certificate[0]))) is Code.CALENDAR_BROKEN
    assert plain.asked == []


def test_a_certificate_file_that_is_none(source, tmp_path) -> None:
    with pytest.raises(KioskError) as caught:
        source("https://127.0.0.1/", ca_file=str(tmp_path / "none.pem"))
    assert caught.value.code is Code.CALENDAR_BROKEN
