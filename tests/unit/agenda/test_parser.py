"""Hostile input, through the real parser process: each known poison by name, then anything."""

import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.agenda import sandbox, work
from kiosk.agenda.lines import WANTED
from kiosk.agenda.split import split
from kiosk.base.errors import Code, KioskError
from tests.unit.agenda.conftest import HOSTS, WINDOW, at, calendar, event, expand, starts

GOOD = event("good", "DTSTART:20261124T080000", "SUMMARY:Họp")
DAILY = "DTSTART:20261124T080000"

POISONS = {
    "interval zero": (DAILY, "RRULE:FREQ=DAILY;INTERVAL=0"),
    "interval below zero": (DAILY, "RRULE:FREQ=DAILY;INTERVAL=-1"),
    "every second for centuries": ("DTSTART:19010101T000000", "RRULE:FREQ=SECONDLY"),
    "every minute for centuries": ("DTSTART:19010101T000000", "RRULE:FREQ=MINUTELY"),
    "every hour": ("DTSTART:19010101T000000", "RRULE:FREQ=HOURLY"),
    "every second of a day": (
        DAILY,
        "RRULE:FREQ=DAILY;BYHOUR=0,1,2;BYMINUTE=0,1,2,3;BYSECOND=0,1,2,3",
    ),
    "daily for a century, hourly": (
        "DTSTART:19010101T000000",
        "RRULE:FREQ=DAILY;BYHOUR=" + ",".join(map(str, range(24))),
    ),
    "year one": ("DTSTART:00010101T000000", "RRULE:FREQ=DAILY"),
    "duration beyond time": (DAILY, "DURATION:P99999999W"),
    "duration with too many digits": (DAILY, "DURATION:P" + "9" * 5000 + "W"),
    "duration below zero": (DAILY, "DURATION:-PT1H"),
    "no start": ("SUMMARY:x",),
    "a date that does not exist": ("DTSTART:20260230T080000",),
    "an hour that does not exist": ("DTSTART:20261124T250000",),
    "no date at all": ("DTSTART:tomorrow",),
    "ends before it starts": (DAILY, "DTEND:20261124T070000"),
    "starts as a day, ends as a time": ("DTSTART:20261124", "DTEND:20261124T070000"),
    "unknown zone": ("DTSTART;TZID=Giờ của tôi:20261124T080000",),
    "501 dates": (DAILY, "RDATE:" + ",".join(["20261125T080000"] * 501)),
    "501 dates in lines": (DAILY, *["RDATE:20261125T080000"] * 501),
    "two rules": (DAILY, "RRULE:FREQ=DAILY", "RRULE:FREQ=WEEKLY"),
    "a rule that is none": (DAILY, "RRULE:;;;==="),
    "a rule with a trap for the library": (DAILY, "RRULE:FREQ=DAILY;BYEASTER=1"),
    "a rule in another calendar": (DAILY, "RRULE:RSCALE=CHINESE;FREQ=YEARLY"),
    "an end that is none": (DAILY, "RRULE:FREQ=DAILY;UNTIL=NEVER"),
    "a year that is none": ("DTSTART:99991231T235959", "DURATION:P1D"),
}


@pytest.mark.parametrize("name", POISONS)
async def test_a_poisoned_event_is_refused_alone(name: str) -> None:
    found = await expand(event("bad", "SUMMARY:Độc", *POISONS[name]), GOOD)
    assert starts(found) == [at(24)]
    assert found.meetings[0].uid == "good"
    (refused,) = found.refused
    assert refused.uid == "bad"
    assert refused.reason.endswith(".")
    assert "library fails" not in refused.reason  # refused by our own rules, with a real reason


NEVER = "RRULE:FREQ=DAILY;COUNT=5;BYMONTH=2;BYMONTHDAY=30"
"""No day matches, and COUNT keeps us from bounding it: walked to the year 9999."""


async def test_a_rule_that_never_ends_costs_only_its_own_event() -> None:
    found = await expand(GOOD, event("endless", "DTSTART:19700101T000000", NEVER), GOOD2)
    assert {one.uid for one in found.meetings} == {"good", "good2"}
    assert [(one.uid, one.reason) for one in found.refused] == [
        ("endless", "Reading it takes too much time or memory.")
    ]


GOOD2 = event("good2", "DTSTART:20261125T080000")


async def test_a_false_time_zone_moves_nothing() -> None:
    lie = "\r\n".join(
        (
            "BEGIN:VTIMEZONE",
            "TZID:SE Asia Standard Time",
            "BEGIN:STANDARD",
            "DTSTART:16010101T000000",
            "TZOFFSETFROM:+0100",
            "TZOFFSETTO:+0100",
            "END:STANDARD",
            "END:VTIMEZONE",
        )
    )
    zoned = event("a", "DTSTART;TZID=SE Asia Standard Time:20261124T080000")
    assert starts(await expand(lie, zoned)) == [at(24)]


async def test_a_made_up_zone_is_believed_in_its_own_calendar_only() -> None:
    zone = "\r\n".join(
        (
            "BEGIN:VTIMEZONE",
            "TZID:Giờ của tôi",
            "BEGIN:STANDARD",
            "DTSTART:16010101T000000",
            "TZOFFSETFROM:+0900",
            "TZOFFSETTO:+0900",
            "END:STANDARD",
            "END:VTIMEZONE",
        )
    )
    mine = calendar(zone, event("a", "DTSTART;TZID=Giờ của tôi:20261124T100000"))
    other = calendar(event("b", "DTSTART;TZID=Giờ của tôi:20261124T100000"))
    found = await sandbox.expand([mine, other], WINDOW, HOSTS)
    assert starts(found) == [at(24, 8)]
    assert [one.uid for one in found.refused] == ["b"]


async def test_a_bad_change_hides_its_occurrence_and_leaves_the_series() -> None:
    found = await expand(
        event("w", "DTSTART:20261124T080000", "RRULE:FREQ=DAILY;COUNT=2"),
        event("w", "RECURRENCE-ID:20261125T080000", "DTSTART:nonsense"),
    )
    assert starts(found) == [at(24)]  # the 25th would be shown at an hour that may be false
    assert "changed occurrences" in found.refused[0].reason


async def test_an_event_that_is_cut_off_is_refused() -> None:
    text = calendar(GOOD) + "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:cut\r\nDTSTART:20261124T080000"
    found = await sandbox.expand([text], WINDOW, HOSTS)
    assert starts(found) == [at(24)]
    assert [one.uid for one in found.refused] == ["cut"]


async def test_a_text_that_is_the_name_of_a_file_is_not_opened(tmp_path) -> None:
    file = tmp_path / "secret.ics"
    file.write_text(calendar(GOOD), encoding="utf-8")
    assert (await sandbox.expand([str(file)], WINDOW, HOSTS)).meetings == ()


async def test_too_much_text_is_one_sentence() -> None:
    with pytest.raises(KioskError) as caught:
        await sandbox.expand(["x" * (work.MAX_TEXT_BYTES + 1)], WINDOW, HOSTS)
    assert caught.value.code is Code.CALENDAR_BROKEN


async def test_a_parser_that_dies_at_once_is_one_sentence() -> None:
    with pytest.raises(KioskError) as caught:
        await sandbox.expand(
            ["x"], WINDOW, HOSTS, command=(sys.executable, "-c", "raise SystemExit(3)")
        )
    assert caught.value.code is Code.CALENDAR_BROKEN


async def test_a_parser_that_falls_silent_is_killed() -> None:
    silent = (sys.executable, "-c", "import time; time.sleep(600)")
    with pytest.raises(KioskError):
        await sandbox.expand(["x"], WINDOW, HOSTS, command=silent, silence_s=0.2)


EATER = """
import sys
from kiosk.agenda import limits, work
limits.confine()
request = work.decode_request(sys.stdin.buffer.read())
out = lambda m: (sys.stdout.buffer.write(work.encode(m)), sys.stdout.buffer.flush())
out(work.Found(2, 0))
if request.first == 0:
    out(work.Begun(0, "greedy", "Tham"))
    held = []
    while True:
        held.append(bytearray(16 * 2**20))
out(work.Begun(1, "modest", ""))
out(work.Done(1))
out(work.Finished())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="address space is limited on Linux")
async def test_a_parser_that_eats_memory_dies_and_the_rest_comes() -> None:
    found = await sandbox.expand(["x"], WINDOW, HOSTS, command=(sys.executable, "-c", EATER))
    assert [one.uid for one in found.refused] == ["greedy"]


async def test_an_answer_that_is_too_long_a_line_is_left_out_with_a_word() -> None:
    program = EATER.replace("held = []", "sys.stdout.write('x' * 5_000_000 + chr(10))").replace(
        "while True:\n        held.append(bytearray(16 * 2**20))", "sys.stdout.flush()"
    )
    found = await sandbox.expand(["x"], WINDOW, HOSTS, command=(sys.executable, "-c", program))
    assert [(one.uid, one.reason) for one in found.refused] == [
        ("greedy", "What it came to is too large.")
    ]


async def test_a_calendar_full_of_poison_ends() -> None:
    program = EATER.replace(
        "held = []\n    while True:\n        held.append(bytearray(16 * 2**20))", "sys.exit(1)"
    )
    always = program.replace("request.first == 0", "True").replace(
        "Begun(0,", "Begun(request.first,"
    )
    found = await sandbox.expand(["x"], WINDOW, HOSTS, command=(sys.executable, "-c", always))
    assert len(found.refused) == sandbox.MAX_DEATHS + 1
    assert "not looked at" in found.refused[-1].reason


names = st.sampled_from(sorted(WANTED))
values = st.one_of(
    st.text(max_size=40),
    st.from_regex(r"[0-9]{8}T[0-9]{6}Z?", fullmatch=True),
    st.from_regex(r"FREQ=(DAILY|YEARLY|SECONDLY);[A-Z]{2,8}=[0-9,-]{1,8}", fullmatch=True),
)
events = st.lists(st.tuples(names, values).map(lambda nv: f"{nv[0]}:{nv[1]}"), max_size=12)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(events, max_size=20), st.binary(max_size=300))
async def test_any_events_and_bytes_leave_the_others(found: list[list[str]], junk: bytes) -> None:
    bad = [event(f"u{number}", *lines) for number, lines in enumerate(found)]
    text = calendar(GOOD, *bad) + junk.decode("utf-8", "replace")
    result = await sandbox.expand([text], WINDOW, HOSTS)
    assert "good" in {one.uid for one in result.meetings} | {one.uid for one in result.refused}
    for one in result.meetings:
        assert one.start <= one.end
        assert one.start.utcoffset() == at(24).utcoffset()
    assert not [one for one in result.refused if "too much time" in one.reason]


@given(st.binary())
def test_any_bytes_are_cut_apart(data: bytes) -> None:
    for series in split([data.decode("utf-8", "replace")]):
        assert series.events


@given(st.text(alphabet='BEGIN:VTOD\r\n END;=",\\x', max_size=400))
def test_any_structure_is_cut_apart(text: str) -> None:
    assert all(series.uid for series in split([text]))
