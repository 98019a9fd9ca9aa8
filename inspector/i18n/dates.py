"""Dates and times as Chinese papers and sheets write them, in whatever language the screen is."""

from datetime import date, datetime, time, timedelta
from typing import Final

_WEEKDAYS: Final = "一二三四五六日"
_LAST_MINUTE: Final = time(23, 59)


def day(when: date) -> str:
    """Return a date as papers write it, without leading zeros (GB/T 9704-2012, 7.3.5.4)."""
    return f"{when.year}年{when.month}月{when.day}日"


def day_and_weekday(when: date) -> str:
    """Return a date with its day of the week, as deadlines are written."""
    return f"{day(when)}（星期{_WEEKDAYS[when.weekday()]}）"


def moment(when: datetime) -> str:
    """Return a date and time; the last minute of a day and the midnight after it are 24时."""
    if when.time() == time(0) or when.time() >= _LAST_MINUTE:
        return f"{day((when - timedelta(minutes=1)).date())}24时"
    minutes = f"{when.minute}分" if when.minute else ""
    return f"{day(when.date())}{when.hour}时{minutes}"
