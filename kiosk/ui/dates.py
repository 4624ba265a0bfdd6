"""Dates and times as people here read and say them.

Every time is shown in the point's zone, on the 24-hour clock where it is read and by the part of
the day where it is said. English source texts; both languages come from the translation files,
the months of the calendar from Qt.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

import vnlunar
from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from kiosk.model.meeting import POINT_ZONE

_WEEKDAYS = (
    QT_TRANSLATE_NOOP("Dates", "Monday"),
    QT_TRANSLATE_NOOP("Dates", "Tuesday"),
    QT_TRANSLATE_NOOP("Dates", "Wednesday"),
    QT_TRANSLATE_NOOP("Dates", "Thursday"),
    QT_TRANSLATE_NOOP("Dates", "Friday"),
    QT_TRANSLATE_NOOP("Dates", "Saturday"),
    QT_TRANSLATE_NOOP("Dates", "Sunday"),
)
"""Not Qt's, whose Vietnamese ones are "Thứ Hai" … "Chủ Nhật": in a sentence it is "sáng thứ Hai",
and Sunday's second word is small ("Chủ nhật"). Qt's months are right: "tháng 11", "November".
"""
_LUNAR_MONTHS = (
    QT_TRANSLATE_NOOP("Dates", "lunar month 1"),
    QT_TRANSLATE_NOOP("Dates", "lunar month 2"),
    QT_TRANSLATE_NOOP("Dates", "lunar month 3"),
    QT_TRANSLATE_NOOP("Dates", "lunar month 4"),
    QT_TRANSLATE_NOOP("Dates", "lunar month 5"),
    QT_TRANSLATE_NOOP("Dates", "lunar month 6"),
    QT_TRANSLATE_NOOP("Dates", "lunar month 7"),
    QT_TRANSLATE_NOOP("Dates", "lunar month 8"),
    QT_TRANSLATE_NOOP("Dates", "lunar month 9"),
    QT_TRANSLATE_NOOP("Dates", "lunar month 10"),
    QT_TRANSLATE_NOOP("Dates", "lunar month 11"),
    QT_TRANSLATE_NOOP("Dates", "lunar month 12"),
)
_DAY_PARTS = (
    (11, QT_TRANSLATE_NOOP("Dates", "{clock} in the morning")),
    (13, QT_TRANSLATE_NOOP("Dates", "{clock} at noon")),
    (18, QT_TRANSLATE_NOOP("Dates", "{clock} in the afternoon")),
    (22, QT_TRANSLATE_NOOP("Dates", "{clock} in the evening")),
    (24, QT_TRANSLATE_NOOP("Dates", "{clock} at night")),
)
"""Until which hour, how the time is said: sáng, trưa, chiều, tối, đêm."""


def day_line(now: datetime, lunar: bool) -> str:
    """Today for the head of the screen: "Thứ Hai, ngày 23 tháng 11 năm 2026 · Rằm tháng Mười"."""
    today = _local(now).date()
    text = QCoreApplication.translate("Dates", "{weekday}, {day} {month} {year}").format(
        weekday=_weekday(today),
        day=today.day,
        month=QLocale().monthName(today.month),
        year=today.year,
    )
    return f"{_capital(text)} · {lunar_day(today)}" if lunar else _capital(text)


def lunar_day(today: date) -> str:
    """The day of the lunar calendar: "Mùng 3 tháng Giêng", "Rằm tháng Mười"."""
    moon = vnlunar.get_lunar_date(today.day, today.month, today.year)
    month = _word(_LUNAR_MONTHS[moon["month"] - 1])
    if moon["leap"]:
        month = QCoreApplication.translate("Dates", "leap {month}").format(month=month)
    day = moon["day"]
    if day == 15:
        text = QCoreApplication.translate("Dates", "full moon of {month}")
    elif day <= 10:
        text = QCoreApplication.translate("Dates", "day {day} of {month}", "days 1 to 10")
    else:
        text = QCoreApplication.translate("Dates", "day {day} of {month}", "days 11 to 30")
    return _capital(text.format(day=day, month=month))


def clock(moment: datetime) -> str:
    """The time of day: "08:05"."""
    return f"{_local(moment):%H:%M}"


def day(moment: datetime) -> str:
    """The day of a meeting on a card: "Thứ Ba, 24/11"."""
    return _capital(_weekday_and_date(_local(moment).date()))


def countdown(start: datetime, now: datetime) -> str:
    """How long until the start, or since: "Còn 8 phút", "Đến giờ họp", "Đã họp 12 phút"."""
    left_s = (start - now).total_seconds()
    if left_s >= 60:
        left = span(timedelta(minutes=-(-left_s // 60)))  # agrees with the clock beside it
        return QCoreApplication.translate("Dates", "{span} left").format(span=left)
    if left_s > -60:
        return QCoreApplication.translate("Dates", "Time for the meeting")
    since = span(timedelta(minutes=-left_s // 60))
    return QCoreApplication.translate("Dates", "The meeting has lasted {span}").format(span=since)


def span(length: timedelta) -> str:
    """How long something lasts, two units at most: "1 phút 15 giây", "2 giờ 15 phút", "3 ngày".

    Seconds are said below an hour, days alone from two days on; a negative length counts as none.
    """
    minutes, seconds = divmod(max(length, timedelta(0)) // timedelta(seconds=1), 60)
    hours, minutes = divmod(minutes, 60)
    if hours == 0 and minutes == 0:
        return QCoreApplication.translate("Dates", "{seconds} s").format(seconds=seconds)
    if hours == 0 and seconds > 0:
        text = QCoreApplication.translate("Dates", "{minutes} min {seconds} s")
        return text.format(minutes=minutes, seconds=seconds)
    if hours >= 48:
        return QCoreApplication.translate("Dates", "{days} days").format(days=hours // 24)
    if hours == 0:
        return QCoreApplication.translate("Dates", "{minutes} min").format(minutes=minutes)
    if minutes == 0:
        return QCoreApplication.translate("Dates", "{hours} h").format(hours=hours)
    text = QCoreApplication.translate("Dates", "{hours} h {minutes} min")
    return text.format(hours=hours, minutes=minutes)


def when(start: datetime, end: datetime, now: datetime, *, all_day: bool = False) -> str:
    """When a meeting is: "14:00 – 16:00, hôm nay". An all-day one ends at the next midnight."""
    first, last = _local(start), _local(end)
    today = _local(now).date()
    if all_day:
        last_day = max(first.date(), (last - timedelta(seconds=1)).date())
        if last_day == first.date():
            text = QCoreApplication.translate("Dates", "All day, {day}")
            return text.format(day=_near_day(first.date(), today))
        return f"{_near_day(first.date(), today)} – {_near_day(last_day, today)}"
    if first.date() == last.date():
        return f"{first:%H:%M} – {last:%H:%M}, {_near_day(first.date(), today)}"
    begin = f"{first:%H:%M}, {_near_day(first.date(), today)}"
    return f"{begin} – {last:%H:%M}, {_near_day(last.date(), today)}"


def next_meeting(start: datetime, now: datetime) -> str:
    """The headline of an idle screen: "Cuộc họp tiếp theo: 8 giờ sáng mai"."""
    moment = _local(start)
    days = (moment.date() - _local(now).date()).days
    if days == 0:
        text = QCoreApplication.translate("Dates", "Next meeting: today at {time}")
    elif days == 1:
        text = QCoreApplication.translate("Dates", "Next meeting: tomorrow at {time}")
    else:
        # "mốt", "ngày kia" name different days in the north and the south: the weekday does not.
        text = QCoreApplication.translate("Dates", "Next meeting: {day} at {time}")
    return text.format(time=_said(moment), day=_weekday_and_date(moment.date()))


def age(since: datetime, now: datetime) -> str:
    """How old something is: "vừa xong", "2 giờ trước", "3 ngày trước"."""
    passed = max(now - since, timedelta(0))
    if passed < timedelta(minutes=1):
        return QCoreApplication.translate("Dates", "just now")
    if passed < timedelta(hours=1):
        text = QCoreApplication.translate("Dates", "{count} min ago")
        return text.format(count=passed // timedelta(minutes=1))
    if passed < timedelta(days=1):
        text = QCoreApplication.translate("Dates", "{count} h ago")
        return text.format(count=passed // timedelta(hours=1))
    days = passed // timedelta(days=1)
    if days == 1:
        return QCoreApplication.translate("Dates", "1 day ago")
    return QCoreApplication.translate("Dates", "{count} days ago").format(count=days)


def _local(moment: datetime) -> datetime:
    return moment.astimezone(POINT_ZONE)


def _word(marked: object) -> str:
    """Translate a text of the tables above; QT_TRANSLATE_NOOP returns it typed as an object."""
    return QCoreApplication.translate("Dates", str(marked))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _weekday(when_: date) -> str:
    return _word(_WEEKDAYS[when_.weekday()])


def _weekday_and_date(when_: date) -> str:
    text = QCoreApplication.translate("Dates", "{weekday} {day}/{month}")
    return text.format(weekday=_weekday(when_), day=when_.day, month=when_.month)


def _near_day(which: date, today: date) -> str:
    days = (which - today).days
    if days == 0:
        return QCoreApplication.translate("Dates", "today")
    if days == 1:
        return QCoreApplication.translate("Dates", "tomorrow")
    if days == -1:
        return QCoreApplication.translate("Dates", "yesterday")
    return _weekday_and_date(which)


def _said(moment: datetime) -> str:
    """A time of day as it is spoken: "8 giờ sáng", "2 giờ 30 chiều", "12 giờ trưa"."""
    hour = moment.hour if moment.hour <= 12 else moment.hour - 12
    if moment.minute == 0:
        said = QCoreApplication.translate("Dates", "{hour}", "full hour").format(hour=hour)
    else:
        text = QCoreApplication.translate("Dates", "{hour}:{minute}")
        said = text.format(hour=hour, minute=f"{moment.minute:02}")
    part = next(text for until, text in _DAY_PARTS if moment.hour < until)
    return _word(part).format(clock=said)
