"""When a new version is switched to, and when the kiosk starts itself anew."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from kiosk.model.meeting import POINT_ZONE
from kiosk.update.health import Health
from kiosk.update.night import (
    QUIET,
    RESTART_SPREAD,
    SWITCH_SPREAD,
    Answer,
    may_disturb,
    may_restart,
    may_switch,
    minute_of,
)

moments = st.datetimes(datetime(2026, 1, 2), datetime(2040, 1, 1)).map(
    lambda naive: naive.replace(tzinfo=UTC)
)
zones = st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours)))
machines = st.text(min_size=1, max_size=32)
LONG_S = 1e6


@st.composite
def healths(draw: st.DrawFn, now: datetime) -> Health:
    start = draw(st.none() | st.floats(-7200, 7200))
    return Health(
        "0.1.0",
        0.0,
        up_s=draw(st.floats(0, LONG_S)),
        display=draw(st.booleans()),
        in_meeting=draw(st.booleans()),
        next_meeting=None if start is None else now.timestamp() + start,
        technician=draw(st.booleans()),
    )


@given(now=moments, zone=zones, machine=machines, age_s=st.floats(0, 600), data=st.data())
def test_never_by_day_never_in_a_meeting_never_half_an_hour_before_one(
    now: datetime, zone: timezone, machine: str, age_s: float, data: st.DataObject
) -> None:
    health = data.draw(healths(now))
    for answer, first in (
        (may_switch(now.astimezone(zone), machine, health, age_s), 2),
        (may_restart(now.astimezone(zone), machine, health), 3),
    ):
        if answer is not Answer.NOW:
            continue
        local = now.astimezone(POINT_ZONE)
        assert time(first) <= local.time() < time(4)
        assert not health.in_meeting
        begins = health.next_meeting
        assert begins is None or begins - now.timestamp() > QUIET.total_seconds()


@given(machine=machines, day=st.dates(date(2026, 1, 2), date(2040, 1, 1)))
def test_every_machine_has_its_minute_each_night(machine: str, day: date) -> None:
    midnight = datetime.combine(day, time(0), POINT_ZONE)
    idle = Health("0.1.0", 0.0, up_s=LONG_S, display=True)
    switched = [
        minutes
        for minutes in range(24 * 60)
        if may_switch(midnight + timedelta(minutes=minutes), machine, idle, 0.0) is Answer.NOW
    ]
    restarted = [
        minutes
        for minutes in range(24 * 60)
        if may_restart(midnight + timedelta(minutes=minutes), machine, idle) is Answer.NOW
    ]
    assert switched == list(range(switched[0], 240))
    assert restarted == list(range(restarted[0], 240))
    assert 120 <= switched[0] <= 121 + SWITCH_SPREAD.total_seconds() / 60
    assert 180 <= restarted[0] <= 181 + RESTART_SPREAD.total_seconds() / 60


def test_machines_are_spread_over_the_time() -> None:
    night = datetime(2026, 11, 27, 2, tzinfo=POINT_ZONE)
    minutes = {
        (minute_of(night, time(2), SWITCH_SPREAD, f"machine-{number}") - night).seconds // 60
        for number in range(126)
    }
    assert len(minutes) > 50


NIGHT = datetime(2026, 11, 27, 3, 55, tzinfo=POINT_ZONE)


def test_technician_at_the_screen_is_not_disturbed() -> None:
    there = Health("0.1.0", 0.0, up_s=LONG_S, technician=True)
    assert may_switch(NIGHT, "a", there, 5.0) is Answer.TECHNICIAN
    assert may_restart(NIGHT, "a", there) is Answer.TECHNICIAN
    assert may_switch(NIGHT, "a", there, 300.0) is Answer.NOW


def test_meeting_of_a_kiosk_that_has_just_crashed_counts() -> None:
    within = Health("0.1.0", 0.0, in_meeting=True)
    assert may_switch(NIGHT, "a", within, 300.0) is Answer.MEETING


def test_kiosk_that_says_nothing_may_be_replaced() -> None:
    assert may_switch(NIGHT, "a", None, 0.0) is Answer.NOW
    long_ago = Health("0.1.0", 0.0, in_meeting=True)
    assert may_switch(NIGHT, "a", long_ago, 10_000.0) is Answer.NOW


def test_clock_that_is_wrong_knows_no_night() -> None:
    then = datetime(1970, 1, 1, 3, 55, tzinfo=POINT_ZONE)
    assert may_switch(then, "a", None, 0.0) is Answer.CLOCK
    assert may_restart(then, "a", Health("0", 0.0, up_s=LONG_S)) is Answer.CLOCK


def test_kiosk_that_was_started_in_the_evening_is_left_alone() -> None:
    young = Health("0.1.0", 0.0, up_s=3600.0)
    assert may_restart(NIGHT, "a", young) is Answer.YOUNG


def test_by_hand_any_hour_will_do() -> None:
    assert may_disturb(NIGHT + timedelta(hours=9), None, 0.0) is Answer.NOW
