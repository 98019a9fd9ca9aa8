"""Dates in a paper's text: last days that nobody works, days of the week and days that are not."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from inspector.domain.calendar import WorkCalendar
from inspector.i18n import dates
from inspector.report.document import Table

_DATE: Final = r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日"
_WEEKDAY: Final = r"(?:（(?:星期|周)(?P<weekday>[一二三四五六日天])）)?"
_HOUR: Final = r"(?:\d{1,2}时(?:\d{1,2}分)?|上午|下午|下班)*"
_LEADS: Final = (
    "截止日期|截止时间|整改时限|反馈时限|报送时限|时限|期限|最后一天|截至日期"
    "|最迟|至迟|不迟于|不晚于"
)
_WHEN: Final = re.compile(
    rf"(?P<lead>(?:{_LEADS})(?:为|是|：|:|于|\s)*)?{_DATE}{_WEEKDAY}{_HOUR}(?P<end>以?之?前|截止|止)?"
)
_NO_ACTION: Final = re.compile("(?:采样|统计)[^，。；]{0,4}$")
"""Before a lead: samples or figures run until then, and nobody has to hand anything in."""
_ASKED: Final = re.compile("(?:请|须|应|要|务必|必须|限|确保)[^。；！？]*$")
"""Before a last day: somebody is asked for something."""
_HANDED_IN: Final = re.compile(
    "[^，。；！？]{0,16}(?:报|反馈|提出|提交|整改|完成|回复|送|办结|交|填)"
)
"""Behind a last day: what is due then."""
_DAYS: Final = re.compile(
    r"(?:\d+|[一二两三四五六七八九十]+)个?(?:工作日|自然日|日|天)(?:之|以)?内"
)
_SENTENCE: Final = re.compile("[^。；！？]+")
_HALF_A_YEAR: Final = 180
_LEAP_YEAR: Final = 2024
"""A year that has every day there can be."""
_WEEKDAYS: Final = "一二三四五六日"
_TITLES: Final = re.compile("时限|期限|截止")
"""Titles of columns whose dates are last days."""
_BARE_DATE: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


Remark = tuple[str, int, int, dict[str, str]]


def remarks(text: str, calendar: WorkCalendar, dated: date | None = None) -> Iterator[Remark]:
    """Yield the dates of a text that cannot be meant: (code, start, end, what else to name).

    `dated` is the paper's own day, by which a date without a year is understood.
    """
    for found in _WHEN.finditer(text):
        start, end = found.start("year"), found.end("day") + 1
        if start < 0:
            start = found.start("month")
        try:
            day = _day(found, dated)
        except ValueError:
            yield "paper.no_such_day", start, end, {}
            continue
        if day is None:
            continue
        weekday = found["weekday"]
        if weekday and _WEEKDAYS.find(weekday.replace("天", "日")) != day.weekday():
            right = _WEEKDAYS[day.weekday()]
            yield "paper.wrong_weekday", start, found.end("weekday") + 1, {"right": right}
        if _is_last_day(text, found) and not calendar.is_working(day):
            named = {"next": dates.day_and_weekday(calendar.working_day_after(day, 1))}
            yield "paper.no_working_day", start, end, named
    yield from _without_date(text)


def _day(found: re.Match[str], dated: date | None) -> date | None:
    """Return the day that is named; None where it has no year and the paper no date.

    A day long before the paper's is the next year's. Raises ValueError where there is none such.
    """
    month, day = int(found["month"]), int(found["day"])
    if found["year"]:
        return date(int(found["year"]), month, day)
    if dated is None:
        date(_LEAP_YEAR, month, day)
        return None
    year = dated.year
    if (month, day) != (2, 29) and (dated - date(year, month, day)).days > _HALF_A_YEAR:
        year += 1
    return date(year, month, day)


def _is_last_day(text: str, found: re.Match[str]) -> bool:
    if found["lead"]:
        return _NO_ACTION.search(text[: found.start()]) is None
    if found["end"] is None:
        return False
    is_asked = _ASKED.search(text[: found.start()]) is not None
    return is_asked or _HANDED_IN.match(text, found.end()) is not None


def _without_date(text: str) -> Iterator[Remark]:
    """Yield spans of days within which something is asked for, and no date says until when."""
    for sentence in _SENTENCE.finditer(text):
        if _WHEN.search(sentence[0]):
            continue
        for days in _DAYS.finditer(sentence[0]):
            is_asked = _ASKED.search(sentence[0], 0, days.start())
            if is_asked and _HANDED_IN.match(sentence[0], days.end()):
                at = sentence.start()
                yield "paper.no_last_day", at + days.start(), at + days.end(), {}


def cells_with_titles(table: Table) -> Iterator[str]:
    """Yield a table's texts; a date beneath a title such as 整改时限 stands behind that title."""
    titles = [column.title for column in table.columns]
    is_limit = [_TITLES.search(title) is not None for title in titles]
    for row in table.rows:
        plain = len(row) == len(titles)
        for at, cell in enumerate(row):
            if plain and is_limit[at] and cell.text:
                dated = _BARE_DATE.sub(_in_words, cell.text)
                yield f"{titles[at]}：{dated}"
            else:
                yield cell.text
    yield from table.notes


def _in_words(found: re.Match[str]) -> str:
    return f"{int(found[1])}年{int(found[2])}月{int(found[3])}日"
