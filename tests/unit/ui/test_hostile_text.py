"""Every way in for a stranger's text, and everything that it comes out of: screen, log, report.

One table, one property: whatever comes in, what comes out is short, of one line, and holds no
control, direction or other invisible character. What comes in by a new way gets a row here.
"""

from __future__ import annotations

import json
import logging
import unicodedata
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication

from kiosk.agenda import parser, report, work
from kiosk.agenda.work import Done, Request
from kiosk.base import config
from kiosk.base import log as logs
from kiosk.base.config import Language, Settings
from kiosk.base.errors import KioskError
from kiosk.conference.janus.roster import Roster
from kiosk.diagnostics import catalogue
from kiosk.diagnostics.check import Check, Group, State
from kiosk.diagnostics.report import html, json_form, short
from kiosk.diagnostics.state import GroupState
from kiosk.journal.history import clipped
from kiosk.journal.state import LogLine
from kiosk.model.gear import DeviceOption
from kiosk.model.meeting import POINT_ZONE, Agenda, AgendaState, Meeting
from kiosk.model.room import Phase, RoomState, Tile
from kiosk.session.state import SessionState
from kiosk.ui import words
from kiosk.ui.models import check_words
from kiosk.ui.models.about import AboutModel, Machine
from kiosk.ui.models.log import LogModel
from kiosk.ui.models.meeting import MeetingModel
from kiosk.ui.models.options import name_of
from kiosk.ui.models.tiles import TileState
from tests.unit.agenda.conftest import WINDOW, calendar, event
from tests.unit.diagnostics.report.samples import report as sample_report
from tests.unit.ui.models.test_strangers import HOSTILE

NOW = datetime(2026, 11, 24, 14, 30, tzinfo=POINT_ZONE)
LONGEST = 900
"""Of a whole sentence with several strangers' words in it; one word alone is shorter."""
ISOLATES = "\u2068\u2069"
MARKUP = (
    "<b>x</b><img src=x onerror=alert(1)><script>1</script>",
    "[a](https://evil.example/) **b** <a href='file:///etc/passwd'>c</a>",
    "{0} {title} {__class__} %s %(x)s %n",
    "x\r\nINFO forged: a line of the log",
    "\x1b]0;title\x07\x1b[2J\x1b[31m",
    "a\u200fb\u202ec\u2066d\ufeffe\u00adf\u2028g\u2029h\x85i\u061cj",
)
SWEPT = (MARKUP[-1], "A" * 20_000)
"""Put into every sentence that there is; the others into some."""
hostile = st.one_of(
    st.sampled_from([*HOSTILE, *MARKUP]),
    st.text(st.characters(exclude_categories=()), max_size=60),
    st.text(st.sampled_from("aạ \n\t\x00\x1b\x7f\u202e\u2066\u2069\ufeff\u0301"), max_size=80),
)  # fmt: skip


def problem_of(text: str, longest: int = LONGEST) -> str:
    """Why this may not be shown or written down; empty: it may."""
    for letter in text:
        if unicodedata.category(letter)[0] == "C" and letter not in ISOLATES:
            return f"holds {letter!r}"
        if unicodedata.category(letter) in ("Zl", "Zp"):
            return f"holds {letter!r}"
    if text.count(ISOLATES[0]) != text.count(ISOLATES[1]):
        return "holds half an isolate"
    return f"is {len(text)} long" if len(text) > longest else ""


# --- the ways in, each with what comes out -----------------------------------------------------


def from_an_invitation(text: str) -> Iterator[str]:
    """Through the parser, as a calendar's server would send it."""
    escaped = (
        text.replace("\\", "\\\\").replace("\n", "\\n").replace(",", "\\,").replace(";", "\\;")
    )
    lines = ("DTSTART:20261124T080000Z", "DTEND:20261124T100000Z")
    invitation = event(
        "u",
        *lines,
        *(f"{name}:{escaped}" for name in ("SUMMARY", "LOCATION", "DESCRIPTION", "CONFERENCE")),
        f'ORGANIZER;CN="{escaped.replace(chr(34), "")}":mailto:a@example.vn',
    )
    answers: list[Any] = []
    request = Request((calendar(invitation),), WINDOW, ("hop.example.vn",))
    parser.run(request, answers.append, lambda: None)
    done = [each for each in answers if isinstance(each, Done)]
    yield from (reason for each in done for reason in each.reasons)
    yield from (each.title for each in answers if isinstance(each, work.Begun))
    for meeting in (meeting for each in done for meeting in each.meetings):
        yield meeting.title
        yield meeting.organiser
        agenda = Agenda(AgendaState.FRESH, (meeting,), NOW)
        yield from report.lines(agenda)


def from_people_in_the_room(text: str) -> Iterator[str]:
    roster = Roster(lambda _id: False)
    roster.update([{"id": 1, "display": text}, {"id": 2, "display": json.dumps({"display": text})}])
    for feed in roster.feeds:
        tile = Tile(1, feed=feed.id, name=feed.name)
        model, small = MeetingModel(None, None), TileState(1)
        meeting = Meeting("u", "o", "Họp", NOW, NOW + timedelta(hours=1))
        room = RoomState(phase=Phase.JOINED, tiles=(tile,), speaker=feed.name)
        model.show(SessionState(meeting=meeting, room=room))
        small.show(tile)
        yield from (model.main.name, small.name, feed.id)


def from_a_device(text: str) -> Iterator[str]:
    yield name_of((DeviceOption("id", text),), "id")
    yield name_of((), text)
    yield from _said_of(Check("camera.formats", State.OK, subject=text, facts={"camera": text}))


def from_a_check(text: str) -> Iterator[str]:
    """A server's name, a program's, a certificate's: values, subjects and facts of checks."""
    for check_id in (
        "camera.busy",
        "network.address",
        "meeting.server",
        "computer.disk",
        f"camera.{text}",
    ):
        facts = dict.fromkeys(("program", "host", "device", "error", "used", "best", "name"), text)
        check = Check(check_id, State.FAILED, value=text, limit=text, subject=text, facts=facts)
        yield from _said_of(check)
    advice = catalogue.everything().advice
    for fault in advice if text in SWEPT else ("", *list(advice)[:3]):
        names = _Every(text)
        check = Check("camera.formats", State.FAILED, fault=fault, facts=names)
        yield from (check_words.check_advice(check, language) for language in Language)


class _Every(dict[str, str]):
    """Each name that a sentence asks for is there."""

    def __init__(self, text: str) -> None:
        super().__init__(dict.fromkeys(_FACT_NAMES, text))


_FACT_NAMES = (
    "program", "host", "device", "camera", "error", "used", "best", "name", "other", "devices",
    "wished", "address", "server", "file", "files", "path", "value", "part", "parts", "adapter",
)  # fmt: skip


def _said_of(check: Check) -> Iterator[str]:
    for language in Language:
        said = check_words.check_text(check, language)
        yield from (said.name, said.value, said.note, said.advice)
        yield check_words.device_of(GroupState(Group.CAMERA, checks=(check,)), language)


def from_the_log(text: str) -> Iterator[str]:
    """Events as they lie on the disk, however they came there."""
    facts = dict.fromkeys((*_FACT_NAMES, "title", "check", "problem", "reason", "why"), text)
    kinds = (*(catalogue.everything().log if text in SWEPT else ("joined", "part-failed")), text)
    lines = tuple(LogLine(NOW, kind, facts, serious=False) for kind in kinds)
    for language in Language:
        model = LogModel(_Says(lines), language)
        model.refresh()
        QCoreApplication.processEvents()
        rows = model.rows
        assert len(rows) == len(kinds)
        yield from (row.text for row in rows)
    yield clipped(text)


class _Says:
    def __init__(self, lines: tuple[LogLine, ...]) -> None:
        self._lines = lines

    def fetch(self, _hours: float, on_lines: Callable[[tuple[LogLine, ...]], None]) -> None:
        on_lines(self._lines)


def from_settings(text: str) -> Iterator[str]:
    """Somebody else writes the provisioned file; what cannot be shown is refused or mended."""
    file = Path("kiosk.toml")
    quoted = json.dumps(text, ensure_ascii=True)
    if "\\ud" in quoted:  # TOML has no halves of characters
        return
    toml = f"[point]\nname = {quoted}\nplace = {quoted}\n"
    toml += f"[help]\nphone = {quoted}\ncontact = {quoted}\n"
    try:
        read = config.parse(toml, file.name)
    except KioskError as error:
        yield error.what
        return
    yield from (read.point.name, read.point.place, read.help.phone, read.help.contact)


def from_the_machine(text: str) -> Iterator[str]:
    machine = Machine(text, text, text, text, text, text)
    model = AboutModel(Settings(), lambda: machine)
    model.look()
    yield from (row.text for row in model.rows)


def from_a_server_that_refuses(text: str) -> Iterator[str]:
    """Codes that a media process, or a file, may hold: words are ours whatever they say."""
    said = words.problem(text)
    yield from (said.title, said.text)


def into_a_log_file(text: str) -> Iterator[str]:
    for arguments in ((text,), ()):
        message = "server said %s" if arguments else text
        record = logging.LogRecord("kiosk.x", logging.INFO, "f", 1, message, arguments, None)
        record.data = {"detail": text, text: text}
        line = logs.JsonFormatter("ui").format(record)
        assert "\n" not in line
        parsed = json.loads(line)
        yield parsed["message"]
        yield from (part for pair in parsed["data"].items() for part in pair)
        yield logs.TextFormatter().format(record)


def into_the_report(text: str) -> Iterator[str]:
    checks = (
        Check("camera.formats", State.FAILED, value=text, subject=text, facts={"camera": text}),
        Check("network.address", State.WARNING, value=text, limit=text, facts={"error": text}),
    )
    made = replace_point(sample_report(checks), text)
    yield from short.short_form(made).splitlines()
    yield from _strings(json.loads(json_form.encode(made)))
    page = html.page(made)
    assert "<script>1" not in page
    assert "<img src=x" not in page
    assert "<a href='file" not in page
    yield from page.replace("\t", " ").split("\n")


def replace_point(made: Any, text: str) -> Any:
    return msgspec.structs.replace(made, point=text)


def _strings(tree: object) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, dict):
        for key, value in tree.items():
            yield key
            yield from _strings(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from _strings(value)


WAYS_IN: tuple[Callable[[str], Iterator[str]], ...] = (
    from_an_invitation,
    from_people_in_the_room,
    from_a_device,
    from_a_check,
    from_the_log,
    from_settings,
    from_the_machine,
    from_a_server_that_refuses,
    into_a_log_file,
    into_the_report,
)
SLOW = {from_the_log, into_the_report, from_a_check}


@pytest.mark.parametrize("way", WAYS_IN, ids=lambda way: way.__name__)
@pytest.mark.usefixtures("qapp")
def test_whatever_comes_in_comes_out_harmless(way: Callable[[str], Iterator[str]]) -> None:
    for text in (*HOSTILE, *MARKUP):
        check(way, text)

    @settings(
        max_examples=8 if way in SLOW else 40,
        suppress_health_check=list(HealthCheck),
        deadline=None,
    )
    @given(hostile)
    def any_text(text: str) -> None:
        check(way, text)

    any_text()


def check(way: Callable[[str], Iterator[str]], text: str) -> None:
    longest = {into_the_report: 200_000, into_a_log_file: 5000}.get(way, LONGEST)
    for out in way(text):
        assert not (found := problem_of(out, longest)), f"{text!r} became {out!r}, which {found}"
