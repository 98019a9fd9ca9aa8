"""How papers write numbers, dates, lists and sentences."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from inspector.domain import marks
from inspector.domain.marks import PLACES, plain_mark
from inspector.i18n import dates

GAP_OPENING: Final = "〔待填："
"""Opens a gap that the office must fill in before the paper goes out."""
_CLOSING: Final = "。！？…；：”）"


def gap(what: str) -> str:
    """Return a visible gap for words that nobody has given: nothing is made up in their place."""
    return f"{GAP_OPENING}{what}〕"


def mark_text(mark: int, places: int = 2) -> str:
    """Return a mark with at least `places` decimals, and with all it has: 4.20, 0.0625."""
    return marks.whole_mark(mark, places)


def points_text(points: int | None) -> str:
    """Return an item's points as lists print them, a dash for none."""
    return "—" if points is None else plain_mark(points)


def percent(rate: int | None) -> str:
    """Return a rate in ten-thousandths as a percentage with two decimals, a dash for none."""
    return "—" if rate is None else marks.percent(rate)


def shares_note(shares: Iterable[int | None]) -> str:
    """Return the note that printed shares need when they do not add up to 100.00 %, else ""."""
    known = [one for one in shares if one is not None]
    total = sum(known)
    if not known or total == 10**PLACES:
        return ""
    return f"各项占比合计为{percent(total)}，因四舍五入与100%略有差异。"


def written(day: date | None) -> str:
    """Return a date as papers write it, "" for none."""
    return dates.day(day) if day else ""


def stamp(when: datetime | None) -> str:
    """Return a time of sampling for a narrow column: 2025-12-09 10:12; "" for none."""
    return "" if when is None else when.strftime("%Y-%m-%d %H:%M")


def period(start: date | None, end: date | None) -> str:
    """Return a span of days without repeating year or month; "" when neither is known."""
    if start is None or end is None:
        return written(start or end)
    if start == end:
        return dates.day(start)
    if start.year != end.year:
        return f"{dates.day(start)}至{dates.day(end)}"
    if start.month != end.month:
        return f"{dates.day(start)}至{end.month}月{end.day}日"
    return f"{dates.day(start)}至{end.day}日"


def sentence(text: str) -> str:
    """Return text closed by a full stop, unless it is empty or closed already."""
    stripped = text.strip()
    if not stripped or stripped[-1] in _CLOSING:
        return stripped
    return stripped.rstrip("，,、;.") + "。"


def clause(text: str) -> str:
    """Return text without its closing mark, to stand inside a sentence."""
    return text.strip().rstrip("。；;，,.")


def is_calendar_year(start: date | None, end: date | None) -> bool:
    """Whether a span is a whole year from its first to its last day."""
    return (
        start is not None
        and end is not None
        and start.year == end.year
        and (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
    )


def listed(words: Iterable[str]) -> str:
    """Join words by the enumeration comma."""
    return "、".join(words)


def with_ending(text: str, ending: str) -> str:
    """Append a word unless the text ends with it already: 平台建设 + 情况."""
    return text if text.endswith(ending) else text + ending
