"""An office's own days as a text: one date a line, with a word for off or worked."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from inspector.domain.calendar import OwnDays
from inspector.domain.errors import Refused, refused
from inspector.domain.issues import Issue

_LINE: Final = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[\s,，、:：\t]*(.*)")
_OFF: Final = frozenset({"", "休", "休息", "放假", "off"})
_WORKED: Final = frozenset({"班", "上班", "调休上班", "工作日", "worked", "work"})


def read(text: str) -> OwnDays:
    """Return the days named in a text; empty lines count for nothing.

    A date alone is a day off. Raises Refused naming every line that cannot be read, and a day
    that is named both ways.
    """
    off: list[date] = []
    worked: list[date] = []
    issues: list[Issue] = []
    for number, line in enumerate(text.splitlines(), start=1):
        try:
            _take(line.strip(), number, off, worked)
        except Refused as refusal:
            issues.extend(refusal.issues)
    if issues:
        raise Refused(*issues)
    both = sorted(set(off) & set(worked))
    if both:
        raise refused("calendar.day_both", day=both[0])
    return OwnDays(holidays=tuple(sorted(set(off))), shifted=tuple(sorted(set(worked))))


def joined(before: OwnDays, more: OwnDays) -> OwnDays:
    """Return both; where they differ on a day, the later word holds."""
    off = (set(before.holidays) - set(more.shifted)) | set(more.holidays)
    worked = (set(before.shifted) - set(more.holidays)) | set(more.shifted)
    return OwnDays(holidays=tuple(sorted(off)), shifted=tuple(sorted(worked)))


def written(days: OwnDays) -> str:
    """Return the text that `read` reads back."""
    lines = [*_lines(days.holidays, "休息"), *_lines(days.shifted, "上班")]
    return "\n".join(sorted(lines))


def _lines(days: Sequence[date], word: str) -> list[str]:
    return [f"{day.isoformat()} {word}" for day in days]


def _take(line: str, number: int, off: list[date], worked: list[date]) -> None:
    if not line:
        return
    found = _LINE.fullmatch(line)
    word = found[4].strip().lower() if found else None
    if found is None or word not in _OFF | _WORKED:
        raise refused("calendar.line_unread", line=number, text=line)
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError as error:
        raise refused("calendar.line_unread", line=number, text=line) from error
    (off if word in _OFF else worked).append(day)
