"""What real programs put into calendars, from a server of our own through the real parser process.

Each file of `cases/` is one kind of trouble that people reported of some program, or an example of
RFC 5545, in our own words; the tables say what is right.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kiosk.agenda import sandbox
from kiosk.agenda.caldav import CalDavSource
from kiosk.agenda.ics import IcsSource
from kiosk.agenda.source import Source
from kiosk.base.config import Calendar
from kiosk.model.meeting import Meeting
from tests.unit.agenda.conftest import HOSTS, WINDOW

CASES = Path(__file__).parent / "cases"
OPEN = "1001 abc"
"""Room and pin of the link that most cases hold."""


@dataclass(frozen=True)
class Case:
    """What comes of a file: `day hour-hour title` and room and pin or the code of the refusal."""

    shown: dict[str, str]
    left_out: list[str] = field(default_factory=list)
    """A pattern for each line, title and reason, in any order."""
    derived: bool = False
    headers: dict[str, str] = field(default_factory=dict)
    newline: bytes = b"\r\n"
    fold: int = 0
    """Lines are folded after so many bytes, also within a letter."""


def bytes_of(name: str, case: Case) -> bytes:
    data = (CASES / f"{name}.ics").read_bytes()
    lines = data.replace(b"@SCAN@", b"QUJD" * 400_000).replace(b"@PAGE@", b"<p>" * 40_000)
    out = []
    for line in lines.split(b"\n"):
        while case.fold and len(line) > case.fold:
            out.append(line[: case.fold])
            line = b" " + line[case.fold :]
        out.append(line)
    return case.newline.join(out)


def shown(meetings: tuple[Meeting, ...]) -> dict[str, str]:
    return {_when(one): _where(one) for one in meetings}


def _when(one: Meeting) -> str:
    if one.all_day:
        return f"{one.start:%d} {one.title}"
    return f"{one.start:%d %H:%M}-{one.end:%H:%M} {one.title}"


def _where(one: Meeting) -> str:
    if one.cancelled:
        return "cancelled"
    return f"{one.address.room} {one.address.pin}" if one.address else one.refused


async def check(source: Source, case: Case) -> None:
    texts = source.fetch(WINDOW)
    assert texts is not None
    found = await sandbox.expand(texts, WINDOW, HOSTS)
    assert shown(found.meetings) == case.shown
    said = [f"{one.title or one.uid}: {one.reason}" for one in (*source.left_out, *found.refused)]
    assert len(said) == len(case.left_out), said
    for pattern in case.left_out:
        assert any(re.search(pattern, line) for line in said), said
    assert {bool(one.hour_from) for one in found.meetings} <= {case.derived, False}
    assert any(one.hour_from for one in found.meetings) is case.derived


MISSING = "address-missing"
HIDDEN = "changed occurrences was left out"
FILES = {
    # letters
    "in-latin-1": Case(
        {"25 08:00-10:00 Café Réunion": OPEN},
        headers={"Content-Type": "text/calendar; charset=iso-8859-1"},
    ),
    "long-title": Case(
        {
            "25 08:00-10:00 Hội nghị tiếp xúc cử tri trước kỳ họp thường lệ cuối năm của Hội đồng"
            " nhân dân phường, đợt hai": OPEN
        },
        headers={"Content-Type": "text/calendar; charset=iso-8859-1"},  # which is not so
        fold=45,
    ),
    "plain": Case({"25 08:00-10:00 Giao ban": OPEN}, newline=b"\r\r\n", fold=20),
    # zones
    "zone-is-an-offset": Case(
        {"24 Trực": MISSING, "25 Trực": MISSING, "27 Trực": MISSING}
        | {"30 Trực (dời ngày)": MISSING, "25 08:00-09:00 Lễ": OPEN},
        derived=True,
    ),
    "zone-in-vietnamese": Case({"25 08:00-09:00 Không khai múi giờ": OPEN}, derived=True),
    "zone-name-escaped": Case({"26 08:00-09:00 Tên có dấu phẩy": OPEN}, derived=True),
    "zone-with-a-past": Case({"25 08:00-09:00 Múi giờ có quá khứ": OPEN}, derived=True),
    "zone-unknown-in-a-change": Case(
        {"24 08:00-09:00 Hằng ngày": OPEN, "26 08:00-09:00 Hằng ngày": OPEN},
        [f"^Hằng ngày: .*{HIDDEN}.*time zone is unknown"],
    ),
    "zone-unknown-of-the-changed-one": Case(
        {"24 08:00-09:00 Hằng ngày": OPEN, "26 08:00-09:00 Hằng ngày": OPEN},
        [f"^Hằng ngày: .*{HIDDEN}.*time zone is unknown"],
    ),
    "zone-with-summer-time": Case(
        {"26 08:00-10:00 Giao ban": OPEN}, ["^Của Outlook: Its time zone is unknown"]
    ),
    # recurrence
    "days-until-utc": Case({f"{day} Trực": MISSING for day in (24, 25, 26, 27)}),
    "exception-is-a-day": Case({f"{day} 08:00-10:00 Hằng ngày": OPEN for day in (24, 26, 27)}),
    "exception-is-an-hour-of-a-day": Case({"24 Trực": MISSING, "27 Trực": MISSING}),
    "periods": Case(
        {
            "25 08:00-10:00 Kỳ họp": OPEN,
            "27 14:00-17:00 Kỳ họp": OPEN,
            "28 14:00-15:30 Kỳ họp": OPEN,
            "29 08:00-08:30 Kỳ họp": OPEN,
        }
    ),
    "extra-days-among-hours": Case(
        {"25 08:00-10:00 Có giờ": OPEN, "28 09:00-11:00 Có giờ": OPEN}, ["^Có giờ: .*RDATE"]
    ),
    "extra-hours-among-days": Case(
        {"25 Trực": MISSING, "28 Trực": MISSING}, ["^Trực: .*RDATE", "^Trực: .*RDATE"]
    ),
    "change-names-a-day": Case(
        {
            "24 08:00-09:00 Hằng ngày": OPEN,
            "25 15:00-16:00 Dời": OPEN,
            "26 08:00-09:00 Hằng ngày": OPEN,
        }
    ),
    "day-of-an-hour": Case({"26 Cả ngày": MISSING}, ["^Lạ: It is of whole days"]),
    "twice-changed": Case(
        {
            "24 16:00-16:30 Họp": OPEN,
            "25 17:30-18:00 Lần 2": OPEN,
            "26 16:00-16:30 Họp": OPEN,
        },
        ["older change was left out"],
    ),
    # nothing is lost without a word
    "three-of-one-name": Case(
        {
            "25 08:00-10:00 Họp A": OPEN,
            "26 08:00-10:00 Họp B": OPEN,
            "27 08:00-10:00 Họp C": OPEN,
        }
    ),
    "older-version": Case({"26 08:00-10:00 Mới": OPEN}, ["older version"]),
    "reply-among-them": Case({"25 08:00-10:00 Mời": OPEN}, ["answer to an invitation"]),
    "two-calendars-one-cancels": Case(
        {"25 08:00-10:00 Giao ban": OPEN, "26 08:00-10:00 Bị hủy": "cancelled"}
    ),
    "cancelled-without-start": Case(
        {
            "24 08:00-09:00 Hằng ngày": OPEN,
            "25 08:00-09:00 Hằng ngày": "cancelled",
            "26 08:00-09:00 Hằng ngày": OPEN,
        }
    ),
    "cancelled-as-a-whole": Case(
        {"24 08:00-09:00 Hằng ngày": "cancelled", "25 15:00-16:00 Dời": "cancelled"}
    ),
    # join links
    "links": Case(
        {
            "24 08:00-09:00 Ngoặc cong": OPEN,
            "25 08:00-09:00 Ngoặc Pháp": OPEN,
            "26 08:00-09:00 Dấu không bề rộng": OPEN,
            "27 08:00-09:00 Ba chấm": OPEN,
            "28 08:00-09:00 Dấu cách của HTML": OPEN,
            "29 08:00-09:00 Thẻ HTML": OPEN,
            "30 08:00-09:00 Trong ngoặc nhọn": OPEN,
        }
    ),
    "links-two-servers": Case(
        {
            "25 08:00-09:00 Hai máy chủ": OPEN,
            "26 08:00-09:00 Mã dài bị ngắt": "1001 abcdefghijklmnop",
        }
    ),
    "links-wrapped": Case(
        {
            "25 08:00-09:00 Teams": "address-unknown",
            "26 08:00-09:00 Zoom": "address-unknown",
            "27 08:00-09:00 Teams mới": "address-unknown",
        }
    ),
    # one event takes no other along
    "scan-attached": Case({"26 08:00-10:00 Có bản quét": OPEN}),
    "page-in-a-parameter": Case({"26 08:00-09:00 Có trang web": OPEN}),
    "not-utf-8": Case({"26 08:00-10:00 H\ufffdp l\ufffd": OPEN}),
    "vertical-tab": Case({"26 08:00-10:00 Dán từ Word": OPEN}),
}


def test_every_file_is_tried() -> None:
    assert {path.stem for path in CASES.glob("*.ics")} == set(FILES)


@pytest.mark.parametrize("name", FILES)
async def test_a_file_of_this_kind(web_server: Callable[..., object], name: str) -> None:
    case = FILES[name]
    data = bytes_of(name, case)
    server = web_server(lambda *_: (200, case.headers, data))
    source = IcsSource(Calendar(url=server.url + "/lich.ics"), lambda _: "")  # type: ignore[attr-defined]
    try:
        await check(source, case)
    finally:
        source.close()


ROOT = b'<d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">'
END = b"</d:multistatus>"
COLLECTION = (
    b"<d:response><d:href>/lich/</d:href><d:propstat><d:prop><d:resourcetype><d:collection/>"
    b"<c:calendar/></d:resourcetype></d:prop></d:propstat></d:response>"
)


def escaped(data: bytes) -> bytes:
    return html.escape(data.decode("latin-1"), quote=False).encode("latin-1")


def cdata(data: bytes) -> bytes:
    return b"<![CDATA[" + data + b"]]>"


def raw(data: bytes) -> bytes:
    return data


def response(name: str, data: bytes) -> bytes:
    return (
        f"<d:response><d:href>/lich/{name}.ics</d:href><d:propstat><d:prop><d:getetag>1</d:getetag>"
        "<c:calendar-data>".encode()
        + data
        + b"</c:calendar-data></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat>"
        b"</d:response>"
    )


PLAIN = {"25 08:00-10:00 Giao ban": OPEN}
OBJECTS = {
    name: FILES[name]
    for name in (
        *("vertical-tab", "not-utf-8", "scan-attached", "long-title", "zone-in-vietnamese"),
        *("zone-name-escaped", "twice-changed", "links", "page-in-a-parameter"),
    )
}


@pytest.mark.parametrize("how", [escaped, cdata, raw])
@pytest.mark.parametrize("name", OBJECTS)
async def test_an_object_of_this_kind_beside_another(web_server, name: str, how) -> None:
    case = OBJECTS[name]
    body = ROOT
    for each in ("plain", name):
        body += response(each, how(bytes_of(each, case if each == name else FILES["plain"])))

    def answer(method: str, *_: object) -> tuple[int, dict[str, str], bytes]:
        return 207, {}, ROOT + COLLECTION + END if method == "PROPFIND" else body + END

    server = web_server(answer)
    source = CalDavSource(Calendar(url=server.url + "/lich/"), lambda _: "")
    try:
        await check(source, Case({**PLAIN, **case.shown}, case.left_out, case.derived))
    finally:
        source.close()
    if how is not raw:  # one answer is enough
        assert [method for method, *_ in server.asked] == ["PROPFIND", "PROPFIND", "REPORT"]
