from datetime import date, datetime, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from kiosk.agenda.recurrence import bounded
from kiosk.agenda.refusal import RefusalError
from kiosk.model.meeting import POINT_ZONE

START = datetime(2026, 1, 5, 8, tzinfo=POINT_ZONE)
END = datetime(2026, 12, 10, tzinfo=POINT_ZONE)


def test_a_rule_without_end_is_cut_beyond_the_window() -> None:
    assert bounded("FREQ=WEEKLY;BYDAY=MO", START, END) == (
        "FREQ=WEEKLY;INTERVAL=1;UNTIL=20280113T170000Z;BYDAY=MO"
    )


def test_an_earlier_end_stays() -> None:
    assert "UNTIL=20260301T010000Z" in bounded("FREQ=DAILY;UNTIL=20260301T010000Z", START, END)


def test_a_count_is_kept_and_rules_out_an_end() -> None:
    assert bounded("FREQ=DAILY;COUNT=3;UNTIL=20260301", START, END) == (
        "FREQ=DAILY;INTERVAL=1;COUNT=3"
    )


def test_a_rule_of_days_ends_on_a_day() -> None:
    assert "UNTIL=20280114" in bounded("FREQ=DAILY", date(2026, 1, 5), END)


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "FREQ",
        "FREQ=DAILY;FREQ=DAILY",
        "FREQ=DAILY;INTERVAL=x",
        "FREQ=DAILY;BYDAY=XX",
        "FREQ=DAILY;BYHOUR=24",
        "FREQ=DAILY;COUNT=0",
        "FREQ=FORTNIGHTLY",
        "FREQ=DAILY;X-Y=1",
    ],
)
def test_a_rule_that_is_refused(rule: str) -> None:
    with pytest.raises(RefusalError):
        bounded(rule, START, END)


rules = st.builds(
    lambda freq, interval, by: f"FREQ={freq};INTERVAL={interval}{by}",
    st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
    st.integers(1, 5),
    st.sampled_from(
        ["", ";BYDAY=MO,WE", ";BYMONTHDAY=1,15,-1", ";BYMONTH=3,12", ";BYSETPOS=1;BYDAY=FR"]
    ),
)


@given(rules)
def test_bounding_takes_nothing_from_the_window(rule: str) -> None:
    window = (END - timedelta(days=17), END)
    whole = rrulestr(rule, dtstart=START).between(*window, inc=True)
    assert rrulestr(bounded(rule, START, END), dtstart=START).between(*window, inc=True) == whole


@given(st.text())
def test_any_text_is_a_rule_or_refused(rule: str) -> None:
    with pytest.raises(RefusalError):
        bounded(rule, START, END)
