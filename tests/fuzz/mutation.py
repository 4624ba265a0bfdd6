"""Seeded damage to bytes: what programs, people and broken lines do to calendars and answers."""

from __future__ import annotations

import random
from collections.abc import Sequence

TOKENS = (
    *(b"BEGIN:VEVENT", b"END:VEVENT", b"BEGIN:VALARM", b"END:VALARM", b"END:VCALENDAR"),
    *(b"BEGIN:VTIMEZONE", b"METHOD:CANCEL", b"STATUS:CANCELLED", b"SEQUENCE:99"),
    *(b";TZID=UTC+07:00", b";TZID=localtime", b";VALUE=DATE", b";VALUE=PERIOD", b";TZID=\"(UTC"),
    *(b";RANGE=THISANDFUTURE", b"RECURRENCE-ID:20261125T080000", b"RECURRENCE-ID:20261125"),
    *(b"RDATE;VALUE=PERIOD:20261126T080000/PT3H", b"EXDATE;VALUE=DATE:20261126", b"DURATION:P1D"),
    *(b"RRULE:FREQ=DAILY", b"RRULE:FREQ=WEEKLY;BYDAY=-1MO,0TU", b"RRULE:FREQ=YEARLY;BYWEEKNO=53"),
    *(b"FREQ=MONTHLY;BYMONTHDAY=-31;BYSETPOS=-1", b"INTERVAL=999999", b"COUNT=99999999"),
    *(b"UNTIL=20261201", b"DTSTART:20261124"),
    *(b"DTEND:20261124T080000Z", b"DTSTART:99991231T235959"),
    *(b"\r\n ", b"\n\t", b"\r\r\n", b"\r", b"\\n", b"\\", b'"', b":", b";", b",", b"="),
    b"\xef\xbb\xbf",
    *(b"\x00", b"\x0b", b"\x1b", b"\x7f", b"\xe1\xbb", b"\xff\xfe", b"\xc0\x80", b"\xed\xa0\x80"),
    *(b"<![CDATA[", b"]]>", b"<!--", b"-->", b"<", b">", b"&", b"&#11;", b"&#0;", b"&nbsp;"),
    *(b"</d:response>", b"<d:response>", b"<d:href>", b"</d:multistatus>", b"<!DOCTYPE x>"),
    "”".encode(),
    "\u202e".encode(),
    "\u200b".encode(),
)  # fmt: skip


def mutated(data: bytes, chance: random.Random, pieces: Sequence[bytes] = TOKENS) -> bytes:
    """The data with one to six injuries."""
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        data = chance.choice(_INJURIES)(data, chance, pieces)
    return data


def _place(data: bytes, chance: random.Random) -> int:
    return chance.randrange(len(data) + 1)


def _insert(data: bytes, chance: random.Random, pieces: Sequence[bytes]) -> bytes:
    place = _place(data, chance)
    return data[:place] + chance.choice(pieces) + data[place:]


def _insert_line(data: bytes, chance: random.Random, pieces: Sequence[bytes]) -> bytes:
    lines = data.split(b"\r\n")
    lines.insert(chance.randrange(len(lines) + 1), chance.choice(pieces))
    return b"\r\n".join(lines)


def _overwrite(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    place = _place(data, chance)
    return data[:place] + bytes([chance.randrange(256)]) + data[place + 1 :]


def _cut_out(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    place = _place(data, chance)
    return data[:place] + data[place + chance.choice((1, 2, 8, 40)) :]


def _repeat(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    place, size = _place(data, chance), chance.choice((1, 4, 30))
    return data[:place] + data[place : place + size] * chance.choice((2, 3, 50)) + data[place:]


def _number(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    digits = [index for index, byte in enumerate(data) if 48 <= byte < 58]
    if not digits:
        return data
    place = chance.choice(digits)
    new = chance.choice((b"0", b"9", b"-1", b"99999999999999999999", b"", b"3"))
    return data[:place] + new + data[place + 1 :]


def _swap_lines(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    lines = data.split(b"\r\n")
    first, second = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[first], lines[second] = lines[second], lines[first]
    return b"\r\n".join(lines)


def _drop_line(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    lines = data.split(b"\r\n")
    del lines[chance.randrange(len(lines))]
    return b"\r\n".join(lines)


_INJURIES = (
    *(_insert, _insert, _insert_line, _insert_line, _overwrite, _cut_out),
    *(_repeat, _number, _number, _swap_lines, _drop_line),
)  # fmt: skip
