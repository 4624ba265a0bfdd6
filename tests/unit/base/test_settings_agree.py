"""What `config check` calls right, everything that reads settings can use: seeded mutants.

`KIOSK_MUTANTS=15000` runs more of them (docs/settings.md holds the dated result of one such run).
"""

from __future__ import annotations

import os
from contextlib import nullcontext
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, event, given, seed, settings
from hypothesis import strategies as st

from kiosk.agenda.day import day_of, server_to_check
from kiosk.agenda.service import _source
from kiosk.agenda.store import AgendaStore
from kiosk.app import Options, _worker_arguments
from kiosk.base import config
from kiosk.base.config import Calendar, Settings
from kiosk.base.errors import KioskError
from kiosk.base.hosts import host_of, may_open, needs_loopback
from kiosk.conference import worker
from kiosk.core import bundle
from kiosk.diagnostics.check import Group, Request, decode_request, encode
from kiosk.diagnostics.net import way
from kiosk.model.meeting import POINT_ZONE, Agenda, AgendaState
from kiosk.settings.choices import Choices, applied

MUTANTS = int(os.environ.get("KIOSK_MUTANTS", "300"))
WHOLE = """\
# Điểm cầu
[point]
id = "kp01"
name = "Khu phố 1"
place = "Phường An Phú Đông"

[calendar]
kind = "caldav"
url = "https://lich.example.vn/"
user = "kp01"
poll_s = 60
ca_file = ""

[meeting]
allowed_hosts = ["hop.example.vn", "hop.example.vn:8989", "[::1]:8188"]
join_before_min = 15
join_after_min = 30
reminders_min = [10, 1]
ca_file = ""
server = "wss://hop.example.vn/janus"
relays = ["turn:turn.example.vn:3478?transport=udp"]
relay_user = "kp"

[devices]
camera = "auto"
microphone = "auto"
speaker = "auto"
volume_percent = 80
mirrored = true

[screen]
language = "vi"
fullscreen = true
viewing_distance_cm = 60
width_mm = 0
scale_percent = 100
graphics = "auto"
voice = true
lunar_date = true

[help]
phone = "0283 891 1234"
contact = "Anh Bình"
"""
HOSTS = (
    "[::1",
    "[1]",
    "[::zz]",
    "[1.2.3]",
    "[::1]:99999",
    "[fe80::1]:80",
    "a..b",
    "a:0",
    "a:65536",
    "x" * 64,
    "x" * 64 + ".vn",
    "-a",
    "a.",
    "１２",
    "127.1",
    "localhost",
    "%41",
    "ⅷ.vn",
    "xn--a",
)
VALUES = (
    *(f'"{host}"' for host in HOSTS),
    *(f'["{host}"]' for host in HOSTS),
    *(f'"https://{host}/"' for host in HOSTS),
    *(f'"http://{host}"' for host in HOSTS),
    *(f'"wss://{host}/janus"' for host in HOSTS),
    *(f'["turn:{host}"]' for host in HOSTS),
    '"\\u0000"',
    '"a\\u0000b"',
    '"/etc/\\u0000/x.pem"',
    '"-x"',
    '"--loopback"',
    '"\\n"',
    '"\\u202e"',
    '"\\uFEFFkp01"',
    '"\\udc80"',
    '""',
    "''",
    '"""\na\nb"""',
    '"' + "x" * 201 + '"',
    '"' + "0" * 200 + '"',
    "0",
    "-1",
    "1e400",
    "nan",
    "60.0",
    "9223372036854775808",
    "9" * 4400,
    "0x" + "f" * 40,
    "[]",
    "[[]]",
    "[1, 2, 3]",
    "[" * 200,
    "[" * 40 + "]" * 40,
    "{}",
    "{a = 1}",
    "{a." + "a." * 400 + "a = 1}",
    "true",
    "True",
    "1979-05-27",
    "2026-13-45",
    "07:32:00",
    "1979-05-27T07:32:00Z",
    "C:\\x",
    '"C:\\x"',
)
SCRAPS = (
    "\ufeff",
    "\r",
    "\r\n",
    "\t",
    "\x00",
    "\x0b",
    '"',
    "'",
    '"""',
    "[",
    "]",
    "=",
    ".",
    "#",
    "\\",
    "é",
    "\U0001f600",
    ",",
)

EDIT = st.one_of(
    st.tuples(st.just("value"), st.integers(0, 60), st.sampled_from(VALUES)),
    st.tuples(st.just("value"), st.integers(0, 60), st.sampled_from(VALUES)),
    st.tuples(st.just("delete"), st.integers(0, 60), st.just("")),
    st.tuples(st.just("double"), st.integers(0, 60), st.just("")),
    st.tuples(st.just("scrap"), st.integers(0, len(WHOLE)), st.sampled_from(SCRAPS)),
    st.tuples(st.just("cut"), st.integers(0, len(WHOLE)), st.just("")),
    st.tuples(st.just("drop"), st.integers(0, len(WHOLE)), st.just("")),
    st.tuples(st.just("ends"), st.just(0), st.sampled_from(("\r\n", "\n"))),
)


def edited(text: str, edit: tuple[str, int, str]) -> str:
    """The text with one edit of `EDIT`."""
    how, place, new = edit
    lines = text.split("\n")
    line = place % len(lines)
    if how == "value" and "=" in lines[line]:
        lines[line] = lines[line].partition("=")[0] + "= " + new
    elif how == "delete":
        del lines[line]
    elif how == "double":
        lines.insert(line, lines[line])
    elif how == "scrap":
        return text[:place] + new + text[place:]
    elif how == "cut":
        return text[: place or None]
    elif how == "drop":
        return text[:place] + text[place + 1 :]
    elif how == "ends":
        return text.replace("\n", new)
    return "\n".join(lines)


@st.composite
def mutants(draw: st.DrawFn) -> bytes:
    """A settings file with one to three edits, sometimes with a byte order mark or no UTF-8."""
    text = WHOLE
    for edit in draw(st.lists(EDIT, min_size=1, max_size=3)):
        text = edited(text, edit)
    encoding = draw(st.sampled_from(("utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1258")))
    return text.encode(encoding, "replace")


@cache
def open_calendar(calendar: Calendar) -> None:
    """Make the source as the agenda does; each once, because it reads the system's authorities."""
    if calendar.url:
        no_file = calendar.ca_file and not Path(calendar.ca_file).is_file()
        with pytest.raises(KioskError, match="ca_file") if no_file else nullcontext():
            _source(Settings(calendar=calendar), lambda _name: "").close()


@cache
def open_trust(ca_file: str) -> None:
    """As the media process does."""
    worker.trust(ca_file)


def use(read: Settings, folder: Path) -> None:
    """What `run`, `diagnose`, `agenda` and `logs` do with settings before anything is asked."""
    chosen = applied(read, Choices(volume_percent=5))
    needs_loopback(chosen)
    arguments = _worker_arguments(chosen, Options())
    assert not any("\0" in each for each in arguments)
    AgendaStore(folder, chosen)
    for address in (chosen.calendar.url, chosen.meeting.server):
        assert not address or host_of(address) is not None
        may_open(address, chosen.meeting.allowed_hosts)
    open_trust(chosen.meeting.ca_file)
    open_calendar(chosen.calendar)
    way.calendar_server(chosen)
    nothing = day_of(Agenda(AgendaState.LOADING), datetime.now(POINT_ZONE), chosen.meeting)
    way.meeting_server(server_to_check(nothing, chosen), chosen)
    bundle.harmless(chosen)
    request = Request(Group.NETWORK, chosen, str(folder), chosen.meeting.server)
    assert decode_request(encode(request)).settings == chosen


def read_or_refuse(file: Path) -> tuple[Settings | None, KioskError | None]:
    """What `config check` does."""
    try:
        return config.load(file), None
    except KioskError as error:
        return None, error


@seed(8)
@settings(
    max_examples=MUTANTS,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(mutants())
def test_what_the_check_calls_right_can_be_used(tmp_path: Path, mutant: bytes) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_bytes(mutant)
    read, problem = read_or_refuse(file)
    event("refused" if read is None else "right")
    if problem is not None:
        assert problem.what.startswith(str(file))
        assert problem.next_step
        assert "^" not in problem.what, "a regular expression"
    if read is not None:
        use(read, tmp_path)
