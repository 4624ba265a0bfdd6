from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kiosk.agenda.day import Choice, choose, closes_at, due_reminders, is_quiet, opens_at
from kiosk.base.config import MeetingRules
from kiosk.model.meeting import Agenda, AgendaState, Meeting
from tests.unit.agenda.conftest import at, meeting

RULES = MeetingRules(join_before_min=15, join_after_min=30, reminders_min=(10, 1))


def agenda(*meetings: Meeting) -> Agenda:
    return Agenda(AgendaState.FRESH, tuple(sorted(meetings, key=lambda each: each.start)))


def uids(meetings: tuple[Meeting, ...]) -> list[str]:
    return [each.uid for each in meetings]


def test_a_meeting_can_be_entered_from_before_its_start_until_after_its_end() -> None:
    one = agenda(meeting("a", at(24, 9)))
    for minute, is_open in ((44, False), (45, True)):
        assert bool(choose(one, at(24, 8, minute), RULES).joinable) is is_open
    for minute, is_open in ((29, True), (30, False)):
        assert bool(choose(one, at(24, 10, minute), RULES).joinable) is is_open


def test_next_is_the_first_that_cannot_be_entered_yet() -> None:
    several = agenda(
        meeting("now", at(24, 9)),
        meeting("off", at(24, 10), cancelled=True),
        meeting("next", at(24, 11)),
        meeting("later", at(25)),
    )
    choice = choose(several, at(24, 9), RULES)
    assert uids(choice.joinable) == ["now"]
    assert choice.next is not None
    assert choice.next.uid == "next"
    assert uids(choice.upcoming) == ["off", "next", "later"]


def test_a_cancelled_meeting_cannot_be_entered() -> None:
    assert choose(agenda(meeting("a", at(24, 9), cancelled=True)), at(24, 9), RULES) == Choice()


def test_under_way_comes_before_about_to_start_before_over() -> None:
    several = agenda(
        meeting("over", at(24, 7), 1.9),
        meeting("long", at(24, 7), 4),
        meeting("running", at(24, 8)),
        meeting("soon", at(24, 9)),
        meeting("as soon", at(24, 9)),
    )
    order = uids(choose(several, at(24, 8, 58), RULES).joinable)
    assert order == ["running", "long", "as soon", "soon", "over"]


def test_a_meeting_that_is_refused_stands_behind_those_with_an_address() -> None:
    both = agenda(meeting("closed", at(24, 9), address=False), meeting("open", at(24, 9, 10)))
    choice = choose(both, at(24, 9), RULES)
    assert uids(choice.joinable) == ["open", "closed"]
    assert choice.joinable[1].refused == "address-missing"


def test_an_all_day_meeting_is_open_on_its_day_only() -> None:
    day = agenda(meeting("day", at(24, 0), 24, all_day=True))
    assert not choose(day, at(23, 23, 59), RULES).joinable
    assert choose(day, at(24, 0), RULES).joinable
    assert choose(day, at(24, 23, 59), RULES).joinable
    assert not choose(day, at(25, 0), RULES).joinable


meetings = st.lists(
    st.builds(
        lambda n, start, length, off, day, opens: meeting(
            f"m{n}", at(24, 0) + timedelta(minutes=start), length / 60,
            cancelled=off, all_day=day, address=opens,
        ),
        st.integers(0, 99), st.integers(0, 600), st.integers(0, 300),
        st.booleans(), st.booleans(), st.booleans(),
    ),
    max_size=6,
    unique_by=lambda each: each.uid,
)  # fmt: skip
moments = st.integers(-60, 1000).map(lambda minutes: at(24, 0) + timedelta(minutes=minutes))


@given(meetings, moments)
def test_nothing_changes_but_where_a_meeting_opens_starts_ends_or_closes(
    found: list[Meeting], now: datetime
) -> None:
    every = agenda(*found)
    changes = [
        moment
        for each in found
        for moment in (opens_at(each, RULES), each.start, each.end, closes_at(each, RULES))
        if moment > now
    ]
    end = min(changes, default=now + timedelta(days=3))
    before = choose(every, now, RULES)
    for part in (0.25, 0.5, 0.99):
        assert choose(every, now + (end - now) * part, RULES) == before


@given(meetings, moments)
def test_no_meeting_is_both_open_and_upcoming(found: list[Meeting], now: datetime) -> None:
    choice = choose(agenda(*found), now, RULES)
    assert not set(uids(choice.joinable)) & set(uids(choice.upcoming))
    assert choice.next is None or choice.next in choice.upcoming


def reminded(every: Agenda, begin: datetime, steps: list[int]) -> list[tuple[str, int]]:
    """Ask again after each of `steps` seconds, as the screen does."""
    told, last = [], begin
    for step in steps:
        now = last + timedelta(seconds=step)
        told += [
            (each.meeting.uid, each.minutes) for each in due_reminders(every, RULES, last, now)
        ]
        last = now
    return told


def test_each_reminder_comes_once_and_with_the_minutes_that_are_left() -> None:
    one = agenda(meeting("a", at(24, 9)))
    assert reminded(one, at(24, 8, 40), [1] * 1500) == [("a", 10), ("a", 1)]


@given(st.lists(st.integers(1, 50), min_size=60, max_size=60))
def test_each_reminder_comes_once_however_the_clock_ticks(steps: list[int]) -> None:
    one = agenda(meeting("a", at(24, 9)))
    begin = at(24, 8, 49)
    count = 1 + (sum(steps) >= 600)
    told = reminded(one, begin, steps)
    if 60 <= sum(steps) < 660:
        assert len(told) == count
    assert len(told) <= 2


def test_after_a_restart_a_missed_meeting_is_mentioned_once() -> None:
    one = agenda(meeting("a", at(24, 9)))
    (reminder,) = due_reminders(
        one,
        RULES,
        at(24, 7),
        at(
            24,
            8,
            59,
        )
        + timedelta(seconds=30),
    )
    assert reminder.minutes == 1
    (reminder,) = due_reminders(one, RULES, at(24, 7), at(24, 8, 56))
    assert reminder.minutes == 4
    assert due_reminders(one, RULES, at(24, 7), at(24, 9)) == ()


def test_a_moved_meeting_is_reminded_of_by_its_new_time() -> None:
    old, new = agenda(meeting("a", at(24, 9))), agenda(meeting("a", at(24, 10)))
    assert due_reminders(old, RULES, at(24, 8, 49), at(24, 8, 50))
    assert due_reminders(new, RULES, at(24, 8, 58), at(24, 8, 59)) == ()
    (reminder,) = due_reminders(new, RULES, at(24, 9, 49), at(24, 9, 50))
    assert (reminder.meeting.start, reminder.minutes) == (at(24, 10), 10)


def test_cancelled_and_all_day_meetings_are_not_reminded_of() -> None:
    every = agenda(
        meeting("a", at(24, 9), cancelled=True), meeting("b", at(24, 9), 24, all_day=True)
    )
    assert due_reminders(every, RULES, at(24, 8), at(24, 8, 59)) == ()


def test_a_clock_that_was_set_back_repeats_nothing() -> None:
    one = agenda(meeting("a", at(24, 9)))
    assert due_reminders(one, RULES, at(24, 8, 50), at(24, 8, 45)) == ()


def quiet(now: datetime, *meetings: Meeting, was_quiet: bool, rules: MeetingRules = RULES) -> bool:
    return is_quiet(agenda(*meetings), now, rules, was_quiet=was_quiet)


def test_quiet_begins_half_an_hour_and_ends_a_quarter_before_a_meeting() -> None:
    one = meeting("a", at(24, 9))
    for minute, begins, lasts in ((29, True, True), (30, False, True), (43, False, True)):
        assert quiet(at(24, 8, minute), one, was_quiet=False) is begins
        assert quiet(at(24, 8, minute), one, was_quiet=True) is lasts
    # A minute before the join button appears, so that the first press finds it prepared.
    assert not quiet(at(24, 8, 44), one, was_quiet=True)
    assert not quiet(at(24, 9, 30), one, was_quiet=True)


def test_it_is_quiet_again_when_a_meeting_can_no_longer_be_entered() -> None:
    one, next_one = meeting("a", at(24, 9)), meeting("b", at(24, 10, 45))
    assert not quiet(at(24, 10, 29), one, was_quiet=False)
    assert quiet(at(24, 10, 30), one, was_quiet=False)
    assert not quiet(at(24, 10, 30), one, next_one, was_quiet=False)  # not off and on again


def test_devices_open_as_early_as_the_join_button_appears() -> None:
    rules = MeetingRules(join_before_min=60)
    one = meeting("a", at(24, 9))
    assert quiet(at(24, 7, 58), one, was_quiet=True, rules=rules)
    assert not quiet(at(24, 7, 59), one, was_quiet=True, rules=rules)
    assert not quiet(at(24, 7, 59), one, was_quiet=False, rules=rules)


def test_what_cannot_be_opened_or_has_no_hour_wakes_nobody() -> None:
    now = at(24, 9)
    assert quiet(now, meeting("a", now, address=False), was_quiet=False)
    assert quiet(now, meeting("b", now, cancelled=True), was_quiet=False)
    assert quiet(now, meeting("c", at(24, 0), 24, all_day=True), was_quiet=False)


def test_an_agenda_that_is_not_known_yet_changes_nothing() -> None:
    for was_quiet in (True, False):
        loading = Agenda(AgendaState.LOADING)
        assert is_quiet(loading, at(24, 9), RULES, was_quiet=was_quiet) is was_quiet
