"""From the text of one cell to a mark or a time, in all the ways people type them."""

import re
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final

from inspector.domain.marks import Mark, parse_mark
from inspector.domain.numbers import PointsProblem, read_points
from inspector.exchange.sheets.known import folded

_PROBLEMS: Final = {
    PointsProblem.NOT_A_NUMBER: "sheet.not_a_mark",
    PointsProblem.NOT_FINITE: "sheet.not_a_mark",
    PointsProblem.NEGATIVE: "sheet.mark_negative",
    PointsProblem.TOO_LARGE: "sheet.not_a_mark",
    PointsProblem.TOO_FINE: "sheet.mark_too_fine",
}


class Unreadable(Exception):
    """A cell cannot be taken; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@lru_cache(maxsize=4096)
def read_mark(text: str) -> Mark | None:
    """Read a cell of marks: 3.5, ３．５分; None for nothing or a dash.

    Raises Unreadable for what is no number, is negative or has more than four decimals.
    """
    try:
        mark = parse_mark(text)
    except ValueError:
        mark = None
    if mark is None:
        mark = _typed_mark(text)
    if mark is not None and mark < 0:
        raise Unreadable("sheet.mark_negative")
    return mark


def _typed_mark(text: str) -> Mark | None:
    points = read_points(text)
    if points.problem is not None:
        raise Unreadable(_PROBLEMS[points.problem])
    if points.is_limit or points.lowest is not None:
        raise Unreadable("sheet.not_a_mark")
    return points.points


_TIME_OF_DAY: Final = (
    r"(?:[T日]?(?P<half>上午|下午|晚上?|中午)?(?P<hour>\d{1,2})"
    r"(?:[:时点](?:(?P<minute>\d{1,2})(?:[:分](?:(?P<second>\d{1,2})(?:\.\d+)?秒?)?)?)?)?)?"
)
_MOMENTS: Final = (
    re.compile(
        r"(?P<year>\d{4})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})"
        + r"(?:\s+|$|(?=[T上下晚中]))"
        + _TIME_OF_DAY
    ),
    re.compile(
        r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})(?:日|号)?\s*" + _TIME_OF_DAY
    ),
    re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})"),
    re.compile(r"(?P<month>\d{1,2})[-/](?P<day>\d{1,2})\s+(?=\d)" + _TIME_OF_DAY),
    re.compile(r"(?P<month>\d{2})-(?P<day>\d{2})"),
)
_SERIAL: Final = re.compile(r"\d{5}(?:\.\d+)?")
_EPOCH: Final = datetime(1899, 12, 30)
"""Day 0 of serial dates in workbooks since 1900-03-01."""


def read_time(text: str, year: int | None) -> datetime:
    """Read a time of sampling as typed: 2025-12-03 15:30, 12-03 15:30, 2025年12月3日15时30分.

    `year` stands for a year that was not typed. 24:00 is the end of the day. Raises Unreadable.
    """
    plain = " ".join(_half_width(text).split())
    if _SERIAL.fullmatch(plain):
        return _EPOCH + timedelta(seconds=round(float(plain) * 86_400))
    for pattern in _MOMENTS:
        found = pattern.fullmatch(plain)
        if found is not None:
            return _moment(found.groupdict(), year)
    raise Unreadable("sheet.not_a_time")


def _half_width(text: str) -> str:
    return " ".join(folded(part) for part in text.split())


def _moment(parts: dict[str, str | None], year: int | None) -> datetime:
    typed_year = parts.get("year")
    if not typed_year and year is None:
        raise Unreadable("sheet.not_a_time")
    hour = int(parts.get("hour") or 0)
    if parts.get("half") in ("下午", "晚", "晚上", "中午") and hour < 12 and hour != 0:
        hour += 12 if parts["half"] != "中午" or hour < 3 else 0
    try:
        day = datetime(
            int(typed_year or year or 0), int(parts["month"] or 0), int(parts["day"] or 0)
        )
        minute, second = int(parts.get("minute") or 0), int(parts.get("second") or 0)
        if hour > 24 or minute > 59 or second > 59 or (hour == 24 and minute + second):
            raise Unreadable("sheet.not_a_time")
        return day + timedelta(hours=hour, minutes=minute, seconds=second)
    except ValueError as impossible:
        raise Unreadable("sheet.not_a_time") from impossible
