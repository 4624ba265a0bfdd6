"""Damaged calendars and CalDAV answers through our whole reader: `python -m tests.fuzz.calendars`.

`--calendars 200000 --answers 50000 --seed 1` repeats the run that docs/agenda.md tells of. Nothing
may end the parser process, take long, or make an event vanish that was not itself damaged.
"""

from __future__ import annotations

import argparse
import asyncio
import collections
import html
import random
import sys
import time
from dataclasses import dataclass, field
from datetime import datetime

from kiosk.agenda import dav, sandbox, web
from kiosk.agenda.letters import reduced, text_of
from kiosk.agenda.work import Window
from kiosk.base.errors import KioskError
from kiosk.model.meeting import POINT_ZONE
from tests.fuzz.mutation import mutated

WINDOW = Window(
    datetime(2026, 11, 23, tzinfo=POINT_ZONE), datetime(2026, 12, 10, tzinfo=POINT_ZONE)
)
HOSTS = ("hop.example.vn",)
BATCH = 1000
SILENCE_S = 600.0
"""For the parser process: at the lowest priority of a busy machine 30 s pass without a turn of it.
What an event may cost is counted in processor time, and that limit stays as it is."""
SLOW_S = 1.0
"""For one answer of a few KiB, which takes about a millisecond."""

_LINK = "CONFERENCE;VALUE=URI:janus+wss://hop.example.vn/janus?room=1001&pin=abc"
EVENTS: tuple[tuple[str, ...], ...] = (
    ("DTSTART:20261124T010000Z", "DTEND:20261124T020000Z", "SUMMARY:Giao ban đầu tuần", _LINK),
    ("DTSTART;TZID=Asia/Ho_Chi_Minh:20261124T080000", "DURATION:PT1H30M", "LOCATION:Hội trường"),
    ("DTSTART;VALUE=DATE:20261124", "DTEND;VALUE=DATE:20261126", "SUMMARY:Trực"),
    (
        'DTSTART;TZID="(UTC+07:00) Băng Cốc, Hà Nội, Jakarta":20261102T080000',
        "DURATION:PT1H",
        "RRULE:FREQ=WEEKLY;BYDAY=MO,WE;INTERVAL=1;UNTIL=20271231T000000Z",
        "EXDATE:20261125T010000Z",
    ),
    ("DTSTART:20261101T080000", "DURATION:PT2H", "RRULE:FREQ=DAILY;COUNT=60", "EXDATE:20261126"),
    ("DTSTART:20261124T080000", "DURATION:PT1H", "RDATE;VALUE=PERIOD:20261126T070000Z/PT3H"),
    ("DTSTART:20260101T080000", "RRULE:FREQ=MONTHLY;BYDAY=-1FR;BYSETPOS=1;WKST=SU"),
    ("DTSTART;TZID=Europe/Berlin:20200101T090000", "RRULE:FREQ=YEARLY;BYMONTH=11,12;BYMONTHDAY=-1"),
    ("RECURRENCE-ID:20261126T010000Z", "DTSTART:20261126T030000Z", "SEQUENCE:2", "SUMMARY:Dời"),
    ("DTSTART:20261124T080000", 'ORGANIZER;CN="Nguyễn A":mailto:a@example.vn', "STATUS:CONFIRMED"),
    (
        "DTSTART:20261124T080000",
        "DESCRIPTION:Vào họp: “janus+wss://hop.example.vn/janus?room=1001&pin=abc” nhé\\nXin mời",
        "X-ALT-DESC;FMTTYPE=text/html:<a href='janus+wss://hop.example.vn/janus?room=1'>họp</a>",
        "ATTACH;ENCODING=BASE64;VALUE=BINARY:QUJDQUJD",
    ),
)  # fmt: skip
_ZONE = (
    "BEGIN:VTIMEZONE\r\nTZID:Của tôi\r\nBEGIN:STANDARD\r\nDTSTART:16010101T000000\r\n"
    "TZOFFSETFROM:+0700\r\nTZOFFSETTO:+0700\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
)


def _event(uid: str, lines: tuple[str, ...]) -> str:
    return "\r\n".join(("BEGIN:VEVENT", f"UID:{uid}", *lines, "END:VEVENT", ""))


def _good(number: int) -> str:
    return _event(f"good-{number}", ("DTSTART:20261124T010000Z", "SUMMARY:Họp"))


def calendar(number: int, chance: random.Random) -> bytes:
    """Two events, damaged, in a calendar of their own; then a whole one."""
    bad = "".join(_event(f"bad-{number}", chance.choice(EVENTS)) for _ in range(2))
    before = ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + chance.choice(("", _ZONE))).encode()
    after = ("END:VCALENDAR\r\nBEGIN:VCALENDAR\r\n" + _good(number) + "END:VCALENDAR\r\n").encode()
    if chance.random() < 0.5:  # beside it, in the same calendar
        after = (_good(number) + "END:VCALENDAR\r\n").encode()
    return before + mutated(bad.encode(), chance).rstrip() + b"\r\n" + after


@dataclass
class Outcome:
    """What a run came to."""

    looked_at: int = 0
    crashes: list[str] = field(default_factory=list)
    slow: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    reasons: collections.Counter[str] = field(default_factory=collections.Counter)

    @property
    def is_clean(self) -> bool:
        """Whether nothing went wrong."""
        return not (self.crashes or self.slow or self.lost)


async def fuzz_calendars(
    count: int, seed: int, outcome: Outcome, batch: int = BATCH, start: int = 0
) -> None:
    """So many damaged calendars through the real parser process, many in each."""
    for first in range(start, start + count, batch):
        numbers = range(first, min(first + batch, start + count))
        texts = [
            reduced(text_of(calendar(number, random.Random(f"{seed}-{number}"))))
            for number in numbers
        ]
        try:
            found = await sandbox.expand(texts, WINDOW, HOSTS, silence_s=SILENCE_S)
        except KioskError as error:
            outcome.crashes.append(f"{numbers}: {error.what}")
            continue
        outcome.looked_at += len(numbers)
        shown = {one.uid for one in found.meetings}
        told = {one.uid for one in found.refused}
        for one in found.refused:
            outcome.reasons[one.reason] += 1
            if "too much" in one.reason or "not looked at" in one.reason:
                outcome.crashes.append(f"{one.uid}: {one.reason}")
        for number, text in zip(numbers, texts, strict=True):
            _check(number, text, shown, told, outcome)


def _check(number: int, text: str, shown: set[str], told: set[str], outcome: Outcome) -> None:
    """The whole event is shown. Only where the damage reaches over it may it be told of instead."""
    good = f"good-{number}"
    if good not in shown and not (good in told and _reaches_over(text)):
        outcome.lost.append(good)


def _reaches_over(text: str) -> bool:
    """Whether BEGIN and END no longer pair, or the first says what holds for all (METHOD)."""
    marks = [line.strip().upper() for line in text.split("\n")]
    begun = sum(mark.startswith("BEGIN:") for mark in marks)
    ended = sum(mark.startswith("END:") for mark in marks)
    return begun != ended or "METHOD:" in text.upper()


_HEAD = (
    '<?xml version="1.0" encoding="utf-8"?><d:multistatus xmlns:d="DAV:" '
    'xmlns:c="urn:ietf:params:xml:ns:caldav">'
)


def answer(chance: random.Random) -> bytes:
    """Three objects in a multi-status answer, the middle one damaged."""

    def response(number: int, text: str) -> bytes:
        data = f"BEGIN:VCALENDAR\r\n{text}END:VCALENDAR\r\n"
        is_raw = chance.random() < 0.3
        data = f"<![CDATA[{data}]]>" if is_raw else html.escape(data, quote=False)
        return (
            f"<d:response><d:href>/cal/{number}.ics</d:href><d:propstat><d:prop>"
            f'<d:getetag>"1"</d:getetag><c:calendar-data>{data}</c:calendar-data></d:prop>'
            "<d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>"
        ).encode()

    bad = mutated(response(1, _event("bad", chance.choice(EVENTS))), chance)
    pieces = (response(0, _good(0)), bad, response(2, _good(2)))
    return _HEAD.encode() + b"".join(pieces) + b"</d:multistatus>"


def fuzz_answers(count: int, seed: int, outcome: Outcome) -> None:
    """So many damaged answers; the objects around the damaged one are read or named."""
    for number in range(count):
        body = answer(random.Random(f"{seed}-answer-{number}"))
        begun_s = time.perf_counter()
        try:
            found = dav.resources(web.Answer(207, {}, body, "https://a.example/cal/"))
        except KioskError:
            outcome.lost.append(f"answer-{number}: all of it")
            continue
        except Exception as error:  # noqa: BLE001 - that is what is looked for
            outcome.crashes.append(f"answer-{number}: {error!r}")
            continue
        if time.perf_counter() - begun_s > SLOW_S:
            outcome.slow.append(f"answer-{number}")
        outcome.looked_at += 1
        texts = "".join(reduced(text_of((one.data or "").encode())) for one in found.resources)
        missing = [uid for uid in ("good-0", "good-2") if f"UID:{uid}\n" not in texts]
        told = bool(found.unread) or not found.is_whole
        if missing and not told and not _is_taken_over(found, missing):
            outcome.lost.append(f"answer-{number}: {missing}")


def _is_taken_over(found: dav.Answered, missing: list[str]) -> bool:
    """Whether an object that is missing was named without its text: it is asked for again."""
    named = {one.url.rpartition("/")[2] for one in found.resources if one.data is None}
    return all(f"{uid[-1]}.ics" in named for uid in missing)


def main() -> int:
    """Run at a terminal; the exit status is 0 when nothing went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calendars", type=int, default=200_000)
    parser.add_argument("--answers", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="number of the first calendar")
    parsed = parser.parse_args()
    calendars, answers = Outcome(), Outcome()
    begun_s = time.monotonic()
    asyncio.run(fuzz_calendars(parsed.calendars, parsed.seed, calendars, start=parsed.first))
    fuzz_answers(parsed.answers, parsed.seed, answers)
    for name, outcome in (("calendars", calendars), ("answers", answers)):
        print(f"{name}: {outcome.looked_at} looked at")
        for what in ("crashes", "slow", "lost"):
            found = getattr(outcome, what)
            print(f"  {what}: {len(found)} {found[:10]}")
        for reason, count in outcome.reasons.most_common(40):
            print(f"  {count:7} {reason}")
    print(f"{time.monotonic() - begun_s:.0f} s")
    return 0 if calendars.is_clean and answers.is_clean else 1


if __name__ == "__main__":
    sys.exit(main())
