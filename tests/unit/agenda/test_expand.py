"""What an event comes to, through the real parser process."""

from datetime import UTC, timedelta

import pytest

from tests.unit.agenda.conftest import ADDRESS, at, event, expand, starts

HCM = ";TZID=Asia/Ho_Chi_Minh"


async def test_a_single_meeting_with_its_address() -> None:
    found = await expand(
        event(
            "a@b",
            f"DTSTART{HCM}:20261124T080000",
            f"DTEND{HCM}:20261124T093000",
            "SUMMARY:Giao ban\\, tuần 48",
            'ORGANIZER;CN="Nguyễn Văn A":mailto:a@b.vn',
            "LOCATION:Hội trường " + ADDRESS,
            f"CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO:{ADDRESS}",
        )
    )
    (one,) = found.meetings
    assert (one.key, one.title) == ("a@b/single", "Giao ban, tuần 48")
    assert (one.start, one.end) == (at(24, 8), at(24, 9, 30))
    assert one.start.tzinfo is not None
    assert (one.organiser, one.location) == ("Nguyễn Văn A", "Hội trường")
    assert one.address is not None
    assert (one.address.url, one.address.room, one.address.pin) == (
        "wss://hop.example.vn/janus",
        "1001",
        "4321",
    )
    assert (one.refused, one.all_day, one.cancelled) == ("", False, False)
    assert found.refused == ()


async def test_a_floating_time_is_in_the_points_zone_whatever_the_pc_says(monkeypatch) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    found = await expand(event("a", "DTSTART:20261124T080000", "DURATION:PT45M"))
    assert starts(found) == [at(24, 8)]
    assert found.meetings[0].end == at(24, 8, 45)


@pytest.mark.parametrize(
    ("line", "hour"),
    [
        ("DTSTART;TZID=Asia/Tokyo:20261124T120000", 10),
        ("DTSTART;TZID=Tokyo Standard Time:20261124T120000", 10),
        ("DTSTART;TZID=Europe/Berlin:20261124T040000", 10),
        ("DTSTART:20261124T030000Z", 10),
        ("DTSTART;TZID=SE Asia Standard Time:20261124T100000", 10),
        ('DTSTART;TZID="(UTC+07:00) Bangkok, Hanoi, Jakarta":20261124T100000', 10),
    ],
)
async def test_foreign_zones(line: str, hour: int) -> None:
    assert starts(await expand(event("a", line))) == [at(24, hour)]


async def test_an_all_day_event_is_a_day_of_the_point() -> None:
    found = await expand(event("a", "DTSTART;VALUE=DATE:20261124", "DTEND;VALUE=DATE:20261126"))
    (one,) = found.meetings
    assert (one.start, one.end, one.all_day) == (at(24, 0), at(26, 0), True)


async def test_a_series_with_a_hole_a_move_and_a_cancellation() -> None:
    found = await expand(
        event(
            "w",
            f"DTSTART{HCM}:20261102T080000",
            f"DTEND{HCM}:20261102T090000",
            "RRULE:FREQ=DAILY;UNTIL=20261128",
            f"EXDATE{HCM}:20261125T080000",
            "SUMMARY:Hằng ngày",
        ),
        event(
            "w",
            f"RECURRENCE-ID{HCM}:20261126T080000",
            f"DTSTART{HCM}:20261126T140000",
            f"DTEND{HCM}:20261126T150000",
            "SUMMARY:Dời sang chiều",
        ),
        event(
            "w",
            f"RECURRENCE-ID{HCM}:20261127T080000",
            f"DTSTART{HCM}:20261127T080000",
            f"DTEND{HCM}:20261127T090000",
            "STATUS:CANCELLED",
        ),
    )
    assert starts(found) == [at(23), at(24), at(26, 14), at(27), at(28)]
    assert [one.cancelled for one in found.meetings] == [False, False, False, True, False]
    assert found.meetings[2].title == "Dời sang chiều"
    # Stable although moved: the original start in UTC.
    assert found.meetings[2].key == "w/20261126T010000Z"
    assert found.meetings[4].key == "w/20261128T010000Z"


async def test_a_change_of_this_and_all_later_ones_keeps_each_ones_key() -> None:
    found = await expand(
        event(
            "w",
            f"DTSTART{HCM}:20261120T080000",
            f"DTEND{HCM}:20261120T090000",
            "RRULE:FREQ=DAILY;COUNT=7",
        ),
        event(
            "w",
            f"RECURRENCE-ID;RANGE=THISANDFUTURE{HCM}:20261125T080000",
            f"DTSTART{HCM}:20261125T100000",
            f"DTEND{HCM}:20261125T113000",
        ),
    )
    assert starts(found) == [at(23), at(24), at(25, 10), at(26, 10)]
    assert [one.occurrence for one in found.meetings] == [
        f"202611{day}T010000Z" for day in (23, 24, 25, 26)
    ]
    assert found.meetings[3].end - found.meetings[3].start == timedelta(minutes=90)


async def test_a_single_event_that_is_moved_keeps_its_key() -> None:
    before = await expand(event("a", "DTSTART:20261124T080000"))
    after = await expand(event("a", "DTSTART:20261124T100000", "SEQUENCE:1"))
    assert before.meetings[0].key == after.meetings[0].key


async def test_one_invited_occurrence_without_its_series() -> None:
    found = await expand(
        event("a", f"RECURRENCE-ID{HCM}:20261124T080000", f"DTSTART{HCM}:20261124T090000")
    )
    assert [one.key for one in found.meetings] == ["a/20261124T010000Z"]


async def test_extra_dates_and_periods() -> None:
    found = await expand(
        event(
            "a",
            "DTSTART:20261124T080000",
            "DURATION:PT1H",
            "RDATE:20261125T090000,20261126T090000",
            "RDATE;VALUE=PERIOD:20261127T030000Z/PT1H",
        )
    )
    assert starts(found) == [at(24), at(25, 9), at(26, 9), at(27, 10)]


@pytest.mark.parametrize("until", ["20261126", "20261126T080000", "20261126T010000Z"])
async def test_an_end_as_senders_write_it_includes_the_last_day(until: str) -> None:
    found = await expand(event("a", "DTSTART:20261124T080000", f"RRULE:FREQ=DAILY;UNTIL={until}"))
    assert starts(found) == [at(24), at(25), at(26)]


async def test_an_all_day_series_ends_on_the_points_day() -> None:
    rule = "RRULE:FREQ=DAILY;UNTIL=20261124T170000Z"  # the 25th, 00:00 in Vietnam
    found = await expand(event("a", "DTSTART;VALUE=DATE:20261124", rule))
    assert starts(found) == [at(24, 0), at(25, 0)]
    assert [one.occurrence for one in found.meetings] == ["20261124", "20261125"]


async def test_a_calendar_of_cancellations() -> None:
    found = await expand("METHOD:CANCEL", event("a", "DTSTART:20261124T080000"))
    assert found.meetings[0].cancelled


async def test_a_summer_time_series_keeps_its_local_hour() -> None:
    found = await expand(
        event("a", "DTSTART;TZID=Europe/Berlin:20260701T090000", "RRULE:FREQ=MONTHLY;BYMONTHDAY=1")
    )
    assert starts(found) == [at(1, 15, month=12)]  # 14:00 in July
    assert found.meetings[0].start.astimezone(UTC).hour == 8


async def test_only_the_window_is_shown() -> None:
    found = await expand(
        event("old", "DTSTART:20261122T080000", "DURATION:PT1H"),
        event("running in", "DTSTART:20261122T230000", "DURATION:PT2H"),
        event("last", "DTSTART:20261209T235900"),
        event("late", "DTSTART:20261210T000000"),
    )
    assert {one.uid for one in found.meetings} == {"running in", "last"}


async def test_strangers_texts_are_made_plain() -> None:
    found = await expand(
        event("a", "DTSTART:20261124T080000", "SUMMARY:\u202eHọp\\n\x07" + "x" * 300)
    )
    title = found.meetings[0].title
    assert title.startswith("Họp x")
    assert len(title) == 200


async def test_a_series_with_exceptions_by_rule_is_refused_and_names_it() -> None:
    found = await expand(
        event(
            "a",
            "DTSTART:20261124T080000",
            "DURATION:PT45M",
            "RRULE:FREQ=DAILY;COUNT=3",
            "EXRULE:FREQ=DAILY;INTERVAL=2",
        ),
        event("b", "DTSTART:20261124T100000", "DURATION:PT45M"),
    )
    assert starts(found) == [at(24, 10)]
    (left_out,) = found.refused
    assert "EXRULE" in left_out.reason
