from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
import vnlunar
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.base.config import Language
from kiosk.model.meeting import POINT_ZONE
from kiosk.ui import dates

NOW = datetime(2026, 11, 23, 13, 52, 30, tzinfo=POINT_ZONE)
Speak = Callable[[Language], None]


@pytest.fixture
def vietnamese(speak: Speak) -> None:
    speak(Language.VIETNAMESE)


@pytest.fixture
def english(speak: Speak) -> None:
    speak(Language.ENGLISH)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=POINT_ZONE)


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [
        (2020, 1, 25),
        (2021, 2, 12),
        (2022, 2, 1),
        (2023, 1, 22),
        (2024, 2, 10),
        (2025, 1, 29),
        (2026, 2, 17),
        (2027, 2, 6),
        (2028, 1, 26),
        (2029, 2, 13),
        (2030, 2, 2),  # a day before the Chinese one
    ],
)
def test_new_year_is_when_vietnam_keeps_it(
    vietnamese: None, year: int, month: int, day: int
) -> None:
    assert dates.lunar_day(date(year, month, day)) == "Mùng 1 tháng Giêng"
    eve = dates.lunar_day(date(year, month, day) - timedelta(days=1))
    assert eve in ("29 tháng Chạp âm lịch", "30 tháng Chạp âm lịch")


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (date(2026, 11, 23), "Rằm tháng Mười"),
        (date(2026, 11, 18), "Mùng 10 tháng Mười"),
        (date(2026, 11, 19), "11 tháng Mười âm lịch"),
        (date(2025, 7, 24), "30 tháng Sáu âm lịch"),
        (date(2025, 7, 25), "Mùng 1 tháng Sáu nhuận"),
        (date(2025, 8, 8), "Rằm tháng Sáu nhuận"),
        (date(2023, 3, 22), "Mùng 1 tháng Hai nhuận"),
        (date(2025, 10, 6), "Rằm tháng Tám"),  # mid-autumn
    ],
)
def test_lunar_days(vietnamese: None, when: date, said: str) -> None:
    assert dates.lunar_day(when) == said


@given(st.dates(date(2020, 1, 1), date(2060, 12, 31)))
def test_lunar_days_follow_one_another(day: date) -> None:
    today = vnlunar.get_lunar_date(day.day, day.month, day.year)
    after = day + timedelta(days=1)
    tomorrow = vnlunar.get_lunar_date(after.day, after.month, after.year)
    assert 1 <= today["day"] <= 30
    if tomorrow["day"] == 1:
        assert today["day"] in (29, 30)
    else:
        assert tomorrow["day"] == today["day"] + 1
        assert (tomorrow["month"], tomorrow["leap"]) == (today["month"], today["leap"])


def test_day_line(vietnamese: None) -> None:
    assert dates.day_line(NOW, True) == "Thứ Hai, ngày 23 tháng 11 năm 2026 · Rằm tháng Mười"
    assert dates.day_line(NOW, False) == "Thứ Hai, ngày 23 tháng 11 năm 2026"
    assert dates.day_line(at("2026-11-22T08:00"), False).startswith("Chủ nhật, ngày 22 ")


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_is_said_by_its_number(vietnamese: None, month: int) -> None:
    line = dates.day_line(NOW.replace(month=month), False)
    assert line.endswith(f", ngày 23 tháng {month} năm 2026")


def test_every_weekday_is_said_as_it_stands_in_a_sentence(vietnamese: None) -> None:
    sunday = at("2026-11-29T08:00")
    said = [dates.next_meeting(sunday + timedelta(days=day), NOW) for day in range(7)]
    days = ["Chủ nhật", "thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy"]
    assert all(f" sáng {day}, " in text for day, text in zip(days, said, strict=True))


def test_day_line_in_english(english: None) -> None:
    line = dates.day_line(NOW, True)
    assert line == "Monday, 23 November 2026 · Full moon of lunar month 10"


def test_a_clock_that_is_set_wrong_moves_no_day(vietnamese: None) -> None:
    late_in_london = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
    assert dates.day_line(late_in_london, False) == "Thứ Hai, ngày 23 tháng 11 năm 2026"
    assert dates.clock(late_in_london) == "01:00"
    assert dates.day(late_in_london) == "Thứ Hai, 23/11"


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (timedelta(minutes=7, seconds=30), "Còn 8 phút"),
        (timedelta(minutes=8), "Còn 8 phút"),
        (timedelta(minutes=1), "Còn 1 phút"),
        (timedelta(seconds=59), "Đến giờ họp"),
        (timedelta(0), "Đến giờ họp"),
        (timedelta(seconds=-59), "Đến giờ họp"),
        (timedelta(minutes=-1), "Đã họp 1 phút"),
        (timedelta(minutes=-12, seconds=-50), "Đã họp 12 phút"),
        (timedelta(hours=-1, minutes=-5), "Đã họp 1 giờ 5 phút"),
        (timedelta(hours=2), "Còn 2 giờ"),
        (timedelta(hours=47), "Còn 47 giờ"),
        (timedelta(hours=49), "Còn 2 ngày"),
    ],
)
def test_countdown(vietnamese: None, left: timedelta, said: str) -> None:
    assert dates.countdown(NOW + left, NOW) == said


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2026-11-23T14:00", "2026-11-23T16:00", "14:00 – 16:00, hôm nay"),
        ("2026-11-24T08:00", "2026-11-24T11:30", "08:00 – 11:30, ngày mai"),
        ("2026-11-26T19:30", "2026-11-26T21:00", "19:30 – 21:00, thứ Năm, 26/11"),
        ("2026-11-22T22:00", "2026-11-23T15:00", "22:00, hôm qua – 15:00, hôm nay"),
    ],
)
def test_when(vietnamese: None, start: str, end: str, said: str) -> None:
    assert dates.when(at(start), at(end), NOW) == said


def test_when_all_day(vietnamese: None) -> None:
    midnight = at("2026-11-24T00:00")
    one = dates.when(midnight, midnight + timedelta(days=1), NOW, all_day=True)
    assert one == "Cả ngày, ngày mai"
    three = dates.when(midnight, midnight + timedelta(days=3), NOW, all_day=True)
    assert three == "ngày mai – thứ Năm, 26/11"


@pytest.mark.parametrize(
    ("start", "said"),
    [
        ("2026-11-24T08:00", "Cuộc họp tiếp theo: 8 giờ sáng mai"),
        ("2026-11-24T00:15", "Cuộc họp tiếp theo: 0 giờ 15 sáng mai"),
        ("2026-11-24T11:30", "Cuộc họp tiếp theo: 11 giờ 30 trưa mai"),
        ("2026-11-24T12:05", "Cuộc họp tiếp theo: 12 giờ 05 trưa mai"),
        ("2026-11-23T14:30", "Cuộc họp tiếp theo: 2 giờ 30 chiều nay"),
        ("2026-11-23T19:30", "Cuộc họp tiếp theo: 7 giờ 30 tối nay"),
        ("2026-11-23T22:00", "Cuộc họp tiếp theo: 10 giờ đêm nay"),
        ("2026-11-25T13:00", "Cuộc họp tiếp theo: 1 giờ chiều thứ Tư, 25/11"),
        ("2026-11-29T08:00", "Cuộc họp tiếp theo: 8 giờ sáng Chủ nhật, 29/11"),
    ],
)
def test_next_meeting(vietnamese: None, start: str, said: str) -> None:
    assert dates.next_meeting(at(start), NOW) == said


def test_next_meeting_in_english(english: None) -> None:
    said = dates.next_meeting(at("2026-11-24T08:00"), NOW)
    assert said == "Next meeting: tomorrow at 8 in the morning"


@pytest.mark.parametrize(
    ("passed", "said"),
    [
        (timedelta(seconds=-5), "vừa xong"),  # the server's clock is ahead of ours
        (timedelta(seconds=59), "vừa xong"),
        (timedelta(minutes=10), "10 phút trước"),
        (timedelta(hours=2, minutes=40), "2 giờ trước"),
        (timedelta(days=1), "1 ngày trước"),
        (timedelta(days=3), "3 ngày trước"),
    ],
)
def test_age(vietnamese: None, passed: timedelta, said: str) -> None:
    assert dates.age(NOW - passed, NOW) == said


MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2060, 1, 1)).map(
    lambda moment: moment.replace(tzinfo=POINT_ZONE)
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(MOMENTS, MOMENTS)
def test_every_moment_has_words(vietnamese: None, start: datetime, now: datetime) -> None:
    said = (
        dates.countdown(start, now),
        dates.next_meeting(start, now),
        dates.when(start, start + timedelta(hours=2), now),
        dates.day_line(now, True),
    )
    assert all(text and "{" not in text for text in said)


@pytest.mark.parametrize(
    ("seconds", "vietnamese_text", "english_text"),
    [
        (-1, "0 giây", "0 s"),
        (0, "0 giây", "0 s"),
        (59, "59 giây", "59 s"),
        (60, "1 phút", "1 min"),
        (75, "1 phút 15 giây", "1 min 15 s"),
        (3599, "59 phút 59 giây", "59 min 59 s"),
        (3661, "1 giờ 1 phút", "1 h 1 min"),
        (7200, "2 giờ", "2 h"),
        (48 * 3600, "2 ngày", "2 days"),
    ],
)
def test_span(speak: Speak, seconds: int, vietnamese_text: str, english_text: str) -> None:
    length = timedelta(seconds=seconds)
    speak(Language.VIETNAMESE)
    assert dates.span(length) == vietnamese_text
    speak(Language.ENGLISH)
    assert dates.span(length) == english_text
