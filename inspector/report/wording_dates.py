"""Dates in a paper's text: last days that nobody works, days of the week and days that are not."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from inspector.domain.calendar import WorkCalendar
from inspector.i18n import dates
from inspector.report.document import Table

_DATE: Final = r"(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日"
_WEEKDAY: Final = r"(?:（(?:星期|周)(?P<weekday>[一二三四五六日天])）)?"
_HOUR: Final = r"(?:\d{1,2}时(?:\d{1,2}分)?|上午|下午|下班)*"
_LEADS: Final = "截止日期|截止时间|整改时限|反馈时限|报送时限|时限|期限|最后一天|截至日期"
_WHEN: Final = re.compile(
    rf"(?P<lead>(?:{_LEADS})(?:为|是|：|:|\s)*)?{_DATE}{_WEEKDAY}{_HOUR}(?P<end>以?之?前|截止|止)?"
)
_NO_ACTION: Final = re.compile("(?:采样|统计)[^，。；]{0,4}$")
"""Before a lead: samples or figures run until then, and nobody has to hand anything in."""
_WEEKDAYS: Final = "一二三四五六日"
_TITLES: Final = re.compile("时限|期限|截止")
"""Titles of columns whose dates are last days."""
_BARE_DATE: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


def remarks(text: str, calendar: WorkCalendar) -> Iterator[tuple[str, int, int, dict[str, str]]]:
    """Yield the dates of a text that cannot be meant: (code, start, end, what else to name)."""
    for found in _WHEN.finditer(text):
        start, end = found.start("year"), found.end("day") + 1
        try:
            day = date(int(found["year"]), int(found["month"]), int(found["day"]))
        except ValueError:
            yield "paper.no_such_day", start, end, {}
            continue
        weekday = found["weekday"]
        if weekday and _WEEKDAYS.find(weekday.replace("天", "日")) != day.weekday():
            right = _WEEKDAYS[day.weekday()]
            yield "paper.wrong_weekday", start, found.end("weekday") + 1, {"right": right}
        if _is_last_day(text, found) and not calendar.is_working(day):
            named = {"next": dates.day_and_weekday(calendar.working_day_after(day, 1))}
            yield "paper.no_working_day", start, end, named


def _is_last_day(text: str, found: re.Match[str]) -> bool:
    if found["lead"]:
        return _NO_ACTION.search(text[: found.start()]) is None
    return found["end"] is not None


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
